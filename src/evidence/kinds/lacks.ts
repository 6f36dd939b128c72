import { z } from 'zod';
import { sha256 } from '../../base/hash.ts';
import {
  bundleHash,
  type Code,
  declarationIn,
  fitting,
  isFolder,
  linesBetween,
  whyUnread,
} from '../../sources/excerpt.ts';
import { type Answer, badPattern, type Finding, notUnderstood, withoutFile } from '../answer.ts';
import { askBodies, isSeen, type Said, whyUncompiled } from '../bodies.ts';
import { matchesIn, piecesIn } from '../code/match.ts';
import { nameOf, namesIn, type Pattern, patternOf } from '../code/pattern.ts';
import { AnyPath, CodePattern, FunctionNames, kind, said, type TreeText, Under } from '../kind.ts';
import { named } from '../words.ts';

/**
 * Some functions, or all code of a file or below a folder, have none of some names or pieces of code. A macro of the same
 * file that stands for such a name is one too.
 */
export const lacks = kind({
  name: 'lacks',
  fields: {
    path: AnyPath,
    function: FunctionNames.optional(),
    code: z
      .union([CodePattern, z.array(CodePattern).min(1)])
      .describe('Names, in which * stands for any letters, or pieces of C; in a folder, names alone.'),
    under: Under,
  },
  patterns: ['code'],
  sequences: ['code'],
  isName: (written) => isName(written),
  ofAbsence: true,
  asks: ({ path, function: name, code }) =>
    name === undefined
      ? said(
          ['', isFolder(path) ? ' is nowhere in the code below ' : ' is not in the code of '],
          listed(code),
          path,
        )
      : said(['', ' is not in ', ' of '], listed(code), named(name), path),
  async run({ path, function: name, code, under }, tree) {
    const asked: Sought[] = [];
    for (const each of [code].flat()) {
      const sought = await soughtBy(each);
      if (!sought) return badPattern(each);
      asked.push(sought);
    }
    if (name === undefined) return await inAll(path, asked, tree);
    if (isFolder(path)) return notUnderstood(path, 'a function is looked for in a file');
    const file = tree.file(path);
    const aliases = file.state === 'found' ? await aliasesOf(path, asked, tree) : [];
    const needed = whereTo(asked.flatMap(({ pattern }) => pattern ?? []));
    return await askBodies({ path, function: name, under, in: needed }, tree, ({ body, errors }): Said => {
      const lines = asked.flatMap((each) => linesWith(body, each, aliases));
      const names = (word: string) => asked.some((each) => each.fits(word)) || aliases.includes(word);
      const hidden = errors.find(({ words }) => words.some(names));
      if (lines.length > 0) return { is: 'no', lines };
      return hidden
        ? { is: 'unknown', lines: [], why: `the grammar does not understand line ${hidden.line}` }
        : { is: 'yes', lines: [] };
    });
  },
});

/** Of several statements, each may stand in a half of its own. */
const whereTo = (patterns: readonly Pattern[]) =>
  patterns.every(({ statements }) => statements.length === 1) ? 'every half' : 'every way';

const listed = (code: string | readonly string[]): string => [code].flat().join(', ');

interface Sought {
  /** As an author wrote it. */
  readonly written: string;
  /** Null for a name. */
  readonly pattern: Pattern | null;
  /** Whether a word is the name, or one that the piece of code must have. */
  fits(word: string): boolean;
}

const isName = (written: string): boolean => /^[\w*]+$/.test(written) && /[A-Za-z_]/.test(written);

async function soughtBy(written: string): Promise<Sought | null> {
  if (isName(written)) return { written, pattern: null, fits: fitting(written.split('*')) };
  const pattern = await patternOf(written);
  if (!pattern) return null;
  const name = nameOf(pattern);
  const names = name === null ? namesIn(pattern) : [name];
  return { written, pattern, fits: (word) => names.includes(word) };
}

/** Where a body has a name, in whatever it stands, or a piece of code. */
function linesWith(body: Code, { pattern, fits }: Sought, aliases: readonly string[]): number[] {
  if (pattern) return matchesIn(body, pattern).map(({ code }) => code.line);
  return [...piecesIn(body)].flatMap(({ code: { type, text, line } }) =>
    !LITERAL.test(type) && (text.match(/\w+/g) ?? []).some((word) => fits(word) || aliases.includes(word))
      ? [line]
      : [],
  );
}

const LITERAL = /string|char/;

/** Macros of the file that stand for a name that is sought, and macros that stand for these. */
async function aliasesOf(path: string, asked: readonly Sought[], tree: TreeText): Promise<string[]> {
  const file = tree.file(path);
  const read = await tree.definitions(path);
  if (file.state !== 'found' || read.state !== 'read') return [];
  const macros = read.definitions
    .filter(({ kind: each }) => each === 'macro')
    .map(({ name, firstLine, lastLine }) => ({
      name,
      words: linesBetween(file.text, firstLine, lastLine).match(/\w+/g)?.slice(2) ?? [],
    }));
  const aliases = new Set<string>();
  const names = asked.filter(({ pattern }) => pattern === null);
  for (let before = -1; before < aliases.size; ) {
    before = aliases.size;
    for (const { name, words } of macros)
      if (words.some((word) => aliases.has(word) || names.some(({ fits }) => fits(word)))) aliases.add(name);
  }
  return [...aliases];
}

/** In a whole file, or in all of a folder. */
async function inAll(path: string, asked: readonly Sought[], tree: TreeText): Promise<Answer> {
  const at: Finding[] = [];
  const whole = isFolder(path) ? tree.folder(path) : tree.file(path);
  if (whole.state !== 'found') return withoutFile(whole);
  for (const { written, pattern } of asked) {
    if (pattern === null) at.push(...(await tree.words(path, written)));
    else if (isFolder(path))
      return notUnderstood(path, `"${written}" is looked for in a file; below a folder only names are`);
    else {
      const lines = await linesInFile(path, pattern, tree);
      if (typeof lines === 'string') return notUnderstood(path, lines);
      at.push(...lines.map((line) => ({ path, line })));
    }
  }
  return {
    state: at.length === 0 ? 'yes' : 'no',
    at,
    sha256: 'packed' in whole ? bundleHash(whole.packed) : sha256(whole.text),
    version: whole.version,
  };
}

/** Lines of any function, macro or initialiser of a file that have a piece of code, or why nobody can tell. */
async function linesInFile(path: string, pattern: Pattern, tree: TreeText): Promise<number[] | string> {
  const [file, read] = [tree.file(path), await tree.definitions(path)];
  if (file.state !== 'found') return [];
  if (read.state !== 'read') return whyUnread(read);
  const lines: number[] = [];
  const wanted = namesIn(pattern);
  const here = await Promise.all(wanted.map((name) => tree.words(path, name)));
  if (here.some(({ length }) => length === 0)) return [];
  const { text } = file;
  for (const definition of read.definitions.filter(
    ({ kind: each }) => each === 'variable' || each === 'enum',
  )) {
    const { body, errors } = await declarationIn(text, definition);
    lines.push(...matchesIn(body, pattern).map(({ code }) => code.line));
    const hiding = errors.find(({ words }) => wanted.every((word) => words.includes(word)));
    if (hiding) return `the grammar does not understand line ${hiding.line}`;
  }
  const functions = read.definitions.filter(({ kind: each }) => each === 'function' || each === 'macro');
  for (const name of new Set(functions.map((each) => each.name))) {
    const own = await tree.functions(path, name, []);
    if (own.state !== 'read') return whyUnread(own);
    for (const each of own.functions) {
      if (!isSeen(each, whereTo([pattern]))) return whyUncompiled(each.line);
      for (const { body, errors } of each.ways) {
        lines.push(...matchesIn(body, pattern).map(({ code }) => code.line));
        const hiding = errors.find(({ words }) => wanted.some((word) => words.includes(word)));
        if (hiding) return `the grammar does not understand line ${hiding.line}`;
      }
    }
  }
  return [...new Set(lines)].toSorted((a, b) => a - b);
}
