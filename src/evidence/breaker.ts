import { z } from 'zod';
import { type Definition, escaped } from '../sources/excerpt.ts';
import { FilePath, SymbolName } from './kind.ts';

/** An edit of real code that would make a rule false. */
export const Breaker = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'it must be small letters, digits and hyphens')
    .describe('Names the edit in its rule.'),
  what: z.string().min(1).optional().describe('What it breaks, in words for a reader.'),
  path: FilePath,
  in: SymbolName.optional().describe('The function or table in which the words stand; without it, the file.'),
  find: z
    .string()
    .min(1)
    .max(400)
    .describe('Words to find, once: any run of blanks, line ends too, equals any other.'),
  replace: z.string().max(400).describe('What is to stand there instead; nothing, to leave it out.'),
});
export type Breaker = z.infer<typeof Breaker>;

export type Broken =
  | { readonly state: 'edited'; readonly text: string; readonly line: number }
  /** The file, the function or the words are not there. */
  | { readonly state: 'gone' }
  /** The words stand on several lines. */
  | { readonly state: 'ambiguous'; readonly lines: readonly number[] };

/** A file after an edit: the words, found once in it or in the function or table, with others in their place. */
export function applied(
  { in: name, find, replace }: Pick<Breaker, 'in' | 'find' | 'replace'>,
  text: string,
  definitions: readonly Pick<Definition, 'name' | 'firstLine' | 'lastLine'>[],
): Broken {
  const pieces = find.trim().split(/\s+/).map(escaped);
  const words = new RegExp(pieces.join('\\s+'), 'g');
  const own = definitions.filter((each) => each.name === name);
  const found = [...text.matchAll(words)]
    .map((match) => ({ at: match.index, length: match[0].length, line: lineOf(text, match.index) }))
    .filter(
      ({ line }) => name === undefined || own.some((each) => each.firstLine <= line && line <= each.lastLine),
    );
  const [first, ...others] = found;
  if (!first) return { state: 'gone' };
  if (others.length > 0) return { state: 'ambiguous', lines: found.map(({ line }) => line) };
  return {
    state: 'edited',
    text: text.slice(0, first.at) + replace + text.slice(first.at + first.length),
    line: first.line,
  };
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
