import { z } from 'zod';
import { sha256 } from '../../base/hash.ts';
import { linesBetween, thatAct, whyUnread } from '../../sources/excerpt.ts';
import { type Answer, badPattern, type Finding, notUnderstood, withoutFile } from '../answer.ts';
import { isSeen, whyUncompiled } from '../bodies.ts';
import { callPattern } from '../code/calls.ts';
import { matchesIn, piecesIn } from '../code/match.ts';
import { CodePattern, FilePath, kind, SymbolName, said, type TreeText, Under } from '../kind.ts';

const Way = z
  .string()
  .regex(/^(?:[A-Za-z0-9_+][\w.+,/-]*:)?[A-Za-z_]\w*$/, 'it must be the name of a function, or path:name')
  .describe('A function on the way: its name, or path:name where it is in another file.');

/** A function calls another, by way of some that are named. */
export const reaches = kind({
  name: 'reaches',
  fields: {
    path: FilePath,
    function: SymbolName,
    call: CodePattern.describe('What is called in the end: a name, or a call with its arguments.'),
    through: z
      .array(Way)
      .min(1)
      .describe('The functions on the way, in order; each is called, or handed on, by the one before.'),
    under: Under,
  },
  patterns: ['call'],
  sequences: ['call'],
  wants: ({ through }) => through.flatMap((each) => (each.includes(':') ? [partsOf(each).path] : [])),
  asks: ({ path, function: name, call, through }) =>
    said(
      ['', ' of ', ' calls ', ' through '],
      `${name}()`,
      path,
      call,
      through.map((each) => `${partsOf(each, path).name}()`).join(', '),
    ),
  async run({ path, function: name, call, through, under }, tree) {
    const asked = await callPattern(call);
    if (!asked) return badPattern(call);
    const chain = [{ path, name }, ...through.map((each) => partsOf(each, path))];
    const at: Finding[] = [];
    const looked: string[] = [];
    let version = '';
    for (const [index, link] of chain.entries()) {
      const next = chain[index + 1];
      const answer = await linked(link, next?.name ?? null, asked.pattern, [under ?? []].flat(), tree);
      if (!('lines' in answer)) return answer;
      const last = { sha256: sha256([...looked, answer.text].join('\n')), version: answer.version };
      if (answer.lines.length === 0)
        return {
          state: 'no',
          at: [...at, { path: link.path, line: answer.line }],
          why: `${link.name}() does not lead to ${next ? `${next.name}()` : call}`,
          ...last,
        };
      at.push(...answer.lines.map((line) => ({ path: link.path, line })));
      looked.push(answer.text);
      version = answer.version;
    }
    return { state: 'yes', at, sha256: sha256(looked.join('\n')), version };
  },
});

interface Link {
  readonly path: string;
  readonly name: string;
}

const partsOf = (written: string, path = ''): Link => {
  const colon = written.lastIndexOf(':');
  return colon === -1
    ? { path, name: written }
    : { path: written.slice(0, colon), name: written.slice(colon + 1) };
};

/** Where every body of a function names the next one, or calls what is called in the end. */
async function linked(
  { path, name }: Link,
  next: string | null,
  pattern: Parameters<typeof matchesIn>[1],
  settings: readonly string[],
  tree: TreeText,
): Promise<Answer | { lines: readonly number[]; line: number; text: string; version: string }> {
  const file = tree.file(path);
  if (file.state !== 'found') return withoutFile(file);
  const read = await tree.functions(path, name, settings);
  if (read.state !== 'read') return notUnderstood(path, whyUnread(read));
  const own = thatAct(read.functions);
  const [first] = own;
  if (!first)
    return {
      state: 'no function',
      at: [],
      sha256: sha256(file.text),
      version: file.version,
      why: `there is no ${name}()`,
    };
  const unseen = own.find((each) => !isSeen(each, 'every way'));
  if (unseen) return notUnderstood(path, whyUncompiled(unseen.line));
  const text = own.map((each) => linesBetween(file.text, each.firstLine, each.lastLine)).join('\n');
  const found: number[] = [];
  for (const { body, errors } of own.flatMap(({ ways }) => ways)) {
    const lines =
      next === null
        ? matchesIn(body, pattern).map(({ code }) => code.line)
        : [...piecesIn(body)].flatMap(({ code }) =>
            code.type === 'identifier' && code.text === next ? [code.line] : [],
          );
    const [error] = errors;
    if (lines.length === 0 && error)
      return notUnderstood(path, `the grammar does not understand line ${error.line}`);
    if (lines.length === 0) return { lines: [], line: first.line, text, version: file.version };
    found.push(...lines.slice(0, 1));
  }
  return { lines: [...new Set(found)], line: first.line, text, version: file.version };
}
