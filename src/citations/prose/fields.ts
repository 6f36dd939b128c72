import type { LineMap } from '../../base/position.ts';
import type { Statement } from '../page/statement.ts';

/** Fields of YAML that hold sentences for readers, in whatever file they stand. */
const OF_SENTENCES: ReadonlySet<string> = new Set([
  'title',
  'answers',
  'description',
  'summary',
  'statement',
  'claim',
  'sufficient',
  'question',
  'says',
  'what',
]);

/**
 * What a value of YAML says in sentences, field by field; code stands between backticks.
 *
 * @param facts further fields that count, which hold a fact alone.
 */
export function fieldsIn(
  value: unknown,
  source: string,
  lines: LineMap,
  offsetOf: (path: readonly PropertyKey[]) => number,
  facts: readonly string[] = [],
): Statement[] {
  const found: Statement[] = [];
  const visit = (part: unknown, path: readonly PropertyKey[]): void => {
    if (typeof part === 'string') {
      // Of a list, the name of the list.
      const key = path.findLast((each) => typeof each === 'string');
      if (key !== undefined && (OF_SENTENCES.has(key) || facts.includes(key)))
        found.push(fieldOf(part, source, offsetOf(path), lines));
    } else if (Array.isArray(part)) for (const [at, each] of part.entries()) visit(each, [...path, at]);
    else if (part !== null && typeof part === 'object')
      for (const [key, each] of Object.entries(part)) visit(each, [...path, key]);
  };
  visit(value, []);
  return found;
}

function fieldOf(written: string, source: string, offset: number, lines: LineMap): Statement {
  const codes: { at: number; text: string }[] = [];
  let text = '';
  for (const [index, piece] of written.split('`').entries()) {
    if (index % 2 === 1) codes.push({ at: text.length, text: piece });
    text += piece;
  }
  return {
    text,
    codes,
    links: [],
    marks: [],
    /** A scalar may be folded and have escapes in it: the word itself is looked for, the nearest of its twins. */
    placeOf(at) {
      const word = /^[\w./-]+/.exec(text.slice(at))?.[0] ?? text.charAt(at);
      const earlier = text.slice(0, at).split(word).length - 1;
      let found = source.indexOf(word, offset);
      for (let twin = 0; twin < earlier && found !== -1; twin += 1) found = source.indexOf(word, found + 1);
      return lines.placeAt(found === -1 ? offset : found);
    },
  };
}
