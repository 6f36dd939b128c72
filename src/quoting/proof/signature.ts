import { remembered } from '../../base/remembered.ts';
import type { Named } from '../sign-off.ts';
import { crlf } from './prose.ts';
import { fixed, type Part, partOf } from './search.ts';

/** Words of a signature; more are something else. */
const MOST_WORDS = 60;
/** Places in a signature where a line may end; a longer one is broken at its likely places only. */
const MOST_GAPS = 9;

/**
 * Ways to break a signature into lines. A line is odd when it begins with a small letter, holds one word that is
 * no address, or goes on after a web address; so is a first line that is not the writer's name where that begins it.
 *
 * @param text the words below the mark `--`.
 */
export const signaturePart = (text: string, { name }: Named): Part => partNamed(`${name ?? ''}\n${text}`);

/** Every place where an answer may begin, in every layout, has the same signature below it. */
const partNamed = remembered(
  (key) => {
    const nameEnd = key.indexOf('\n');
    return partOfSignature(key.slice(nameEnd + 1), key.slice(0, nameEnd) || null);
  },
  { most: 8, longest: 2000 },
);

function partOfSignature(text: string, name: string | null): Part {
  const words = text.split(' ');
  if (words.length > MOST_WORDS) return fixed(crlf([text]));
  const all = words.map((_, at) => at).slice(1);
  const likely = all.filter((at) => STARTS_LINE.test(words[at] ?? ''));
  const gaps = all.length <= MOST_GAPS ? all : likely.slice(0, MOST_GAPS);
  const options = Array.from({ length: 2 ** gaps.length }, (_, mask) => {
    const starts = [0, ...gaps.filter((__, bit) => mask & (1 << bit))];
    const lines = starts.map((start, at) => words.slice(start, starts[at + 1]));
    const isNamed = name !== null && text.startsWith(`${name} `) && lines[0]?.join(' ') !== name;
    return {
      text: crlf(lines.map((line) => line.join(' '))),
      oddity:
        lines.filter((line) => isOdd(line) && !name?.startsWith(line.join(' '))).length + (isNamed ? 1 : 0),
    };
  });
  return partOf(options);
}

const STARTS_LINE = /^[^\p{Ll}]|^https?:/u;

function isOdd(line: readonly string[]): boolean {
  const [first = '', ...others] = line;
  const isLone = others.length === 0 && !/^https?:|@|\.\w{2,4}$/.test(first);
  return isLone || !STARTS_LINE.test(first) || line.slice(0, -1).some((word) => /^https?:/.test(word));
}
