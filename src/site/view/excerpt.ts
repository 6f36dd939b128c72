import type { CodeNote, LockedExcerpt, Site, VerifiedExcerpt } from '../../citations/site.ts';
import { titleOf } from '../../sources/tree.ts';
import type { Say } from '../words/say.ts';

/** Where an excerpt is from: version and lines. */
export const linesOf = ({ version, firstLine, lastLine }: LockedExcerpt, say: Say): string =>
  say('code.lines', { version, first: firstLine, last: lastLine });

/** What stands in the place of code that is not at hand. */
export const absenceOf = (
  { tree, symbol, path, version, firstLine, lastLine }: LockedExcerpt,
  trees: Site['trees'],
  say: Say,
): string => {
  const { project = null } = trees.find(({ name }) => name === tree) ?? {};
  const where = { path, tree: titleOf({ project, version }), first: firstLine, last: lastLine };
  return symbol === undefined ? say('code.absentPart', where) : say('code.absent', { ...where, symbol });
};

/** Rows of the shown code, from 1, that have a note. */
export const markedRows = ({ firstLine }: LockedExcerpt, notes: readonly CodeNote[]): number[] => [
  ...new Set(notes.flatMap(({ line }) => (line === null ? [] : [line - firstLine + 1]))),
];

/** In a comparison: rows, from 1, that the other version does not have. */
export const comparedRows = (verified: VerifiedExcerpt, side: 'older' | 'newer'): number[] =>
  verified.state === 'shown' && verified.compared?.side === side
    ? verified.compared.lines.map((line) => line - verified.excerpt.firstLine + 1)
    : [];

/** The browsable source at another line of the same file. */
export const lineUrl = (url: string, line: number): string => url.replace(/\d+$/, String(line));

/** Makes wide code that Expressive Code has rendered scroll by keyboard without a script. */
export const scrollable = (html: string): string =>
  html.replaceAll(/<pre (?!tabindex)/g, '<pre tabindex="0" ');
