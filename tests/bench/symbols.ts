import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nodeHost } from '../../src/base/node-host.ts';
import type { Definition } from '../../src/sources/definition.ts';
import { definitionsOf } from '../../src/sources/languages/definitions.ts';
import { languageOf } from '../../src/sources/languages/language.ts';
import { grammarsOf } from '../../src/sources/languages/parser.ts';
import { figure, skipped } from './figures.ts';

/** Language as our table and as universal-ctags call it, with the kinds that are definitions: no fields, no locals. */
const COMPARED = [
  ['C++', 'C++', 'defgnstuc'],
  ['Rust', 'Rust', 'nsifgtvMeP'],
  ['Go', 'Go', 'fctsivna'],
  ['Python', 'Python', 'cfm'],
  ['TypeScript', 'TypeScript', 'fcigemna'],
  ['Java', 'Java', 'aceigm'],
  ['shell', 'Sh', 'f'],
] as const;

const FILES_OF_EACH = 10;

/**
 * Compares what our grammars find with what universal-ctags lists, in the largest files of each language below some
 * folders: the same name on the same line.
 */
export async function symbolsOfLanguages(folders: readonly string[]): Promise<void> {
  if (folders.length === 0) return skipped('symbols of other languages', 'no folder was named with --code');
  if (spawnSync('ctags', ['--version']).status !== 0)
    return skipped('symbols of other languages', 'universal-ctags is not installed');
  for (const [name, ctags, kinds] of COMPARED) await compare(name, ctags, kinds, folders);
}

async function compare(
  name: string,
  ctags: string,
  kinds: string,
  folders: readonly string[],
): Promise<void> {
  const files = folders
    .flatMap(filesBelow)
    .filter((file) => languageOf(file, '').name === name)
    .sort((a, b) => statSync(b).size - statSync(a).size)
    .slice(0, FILES_OF_EACH);
  if (files.length === 0) return skipped(`symbols of ${name}`, 'no such file');
  let [found, all, early, broken] = [0, 0, 0, 0];
  for (const file of files) {
    const definitions = await read(file);
    broken += definitions.filter(({ brokenAt }) => brokenAt !== undefined).length;
    for (const { name: symbol, line, end } of listedByCtags(file, ctags, kinds)) {
      all += 1;
      const own = definitions.filter((each) => each.line === line && isCalled(each, symbol));
      if (own.length > 0) found += 1;
      else console.log(`      ${file}:${line}: ${symbol}`);
      if (end !== null && own.some((each) => each.brokenAt === undefined && each.lastLine < end)) {
        early += 1;
        console.log(`      ${file}:${line}: ${symbol} ends before line ${end}`);
      }
    }
  }
  const what = `${name}: symbols at the line that ctags gives, of ${all} in ${files.length} files`;
  figure(what, (100 * found) / all, '%', 'at least', 99);
  figure(`${name}: excerpts that would end early (${broken} refused)`, early, 'symbols', 'at most', 0);
}

const isCalled = ({ name }: Definition, symbol: string): boolean =>
  name === symbol || name.replaceAll(' ', '') === symbol.replaceAll(' ', '');

async function read(file: string): Promise<Definition[]> {
  const text = readFileSync(file, 'utf8');
  const { reader } = languageOf(file, text);
  if (reader === null || reader === 'c') throw new Error(`${file} has no grammar`);
  const grammar = await grammarsOf(nodeHost())(reader);
  if (grammar === null) throw new Error(`the grammar for ${file} is not installed`);
  return definitionsOf(text, reader, await grammar.open());
}

const filesBelow = (folder: string): string[] =>
  execFileSync('git', ['-C', folder, 'ls-files', '-z'], { maxBuffer: 64 * 1024 * 1024 })
    .toString()
    .split('\0')
    .filter(Boolean)
    .map((path) => join(folder, path));

interface Listed {
  readonly name: string;
  readonly line: number;
  readonly end: number | null;
}

function listedByCtags(file: string, language: string, kinds: string): Listed[] {
  const args = [
    `--language-force=${language}`,
    '--fields=nKe',
    '-u',
    '--sort=no',
    `--kinds-${language}=${kinds}`,
    '-f',
    '-',
    file,
  ];
  const lines = execFileSync('ctags', args, { maxBuffer: 64 * 1024 * 1024 })
    .toString()
    .split('\n');
  const texts = readFileSync(file, 'utf8').split('\n');
  const imported = language === 'TypeScript' ? importsIn(file) : [];
  return lines.flatMap((each) => {
    const line = /\tline:(\d+)/.exec(each)?.[1];
    const end = /\tend:(\d+)/.exec(each)?.[1];
    const [name = ''] = each.split('\t', 1);
    // Names that ctags makes for what has none.
    if (line === undefined || each.startsWith('!') || name.startsWith('__anon')) return [];
    // It takes what is imported for an alias, and words of the language for names.
    if (KEYWORDS.has(name) || imported.some(([from, to]) => from <= Number(line) && Number(line) <= to))
      return [];
    // In a shell it takes an empty array, and the word "function" in a text, for functions.
    if (language === 'Sh' && !startsFunction(name, texts[Number(line) - 1] ?? '')) return [];
    return [{ name, line: Number(line), end: end === undefined ? null : Number(end) }];
  });
}

/** `name() {`, `function name {`, at the start of a line. */
const startsFunction = (name: string, line: string): boolean => {
  const [first = '', second = ''] = line.trim().split(/[\s(]+/);
  return !name.endsWith('=') && (first === name || (first === 'function' && second === name));
};

const KEYWORDS: ReadonlySet<string> = new Set([
  'if',
  'any',
  'str',
  'instanceof',
  'extends',
  'keyof',
  'typeof',
  'as',
]);

/** First and last lines of import statements. */
function importsIn(file: string): (readonly [number, number])[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    if (!/^import\b/.test(line)) return [];
    const end = lines.findIndex((each, index) => index >= at && /['"];?\s*$/.test(each));
    return [[at + 1, end + 1] as const];
  });
}
