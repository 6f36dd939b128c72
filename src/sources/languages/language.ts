import { CPP, looksLikeCpp } from './cpp.ts';
import { GO } from './go.ts';
import type { Grammar } from './grammar.ts';
import { JAVA } from './java.ts';
import { JAVASCRIPT, TSX, TYPESCRIPT } from './javascript.ts';
import { PYTHON } from './python.ts';
import { RUST } from './rust.ts';
import { SHELL } from './shell.ts';

/** A kind of file. */
export interface Language {
  /** As a reader calls it. */
  readonly name: string;
  /** Endings of paths; one without a dot is a whole file name, or the start of one before a dot. */
  readonly files: readonly string[];
  /** Programs that a `#!` line names. */
  readonly programs?: readonly string[];
  /** What highlights it: a name of Shiki's. */
  readonly highlight: string;
  /** What finds symbols in it: our own reader of C, a grammar, or nothing. */
  readonly reader: 'c' | Grammar | null;
}

/** Every kind of file that is known by name; the first that fits is taken. */
export const LANGUAGES: readonly Language[] = [
  { name: 'C', files: ['.c', '.h'], highlight: 'c', reader: 'c' },
  {
    name: 'C++',
    files: ['.cc', '.cpp', '.cxx', '.c++', '.hh', '.hpp', '.hxx', '.h++', '.inl', '.ipp', '.tcc', '.C', '.H'],
    highlight: 'cpp',
    reader: CPP,
  },
  { name: 'Rust', files: ['.rs'], highlight: 'rust', reader: RUST },
  { name: 'Go', files: ['.go'], highlight: 'go', reader: GO },
  {
    name: 'Python',
    files: ['.py', '.pyi'],
    programs: ['python', 'python2', 'python3'],
    highlight: 'python',
    reader: PYTHON,
  },
  {
    name: 'JavaScript',
    files: ['.js', '.mjs', '.cjs', '.jsx'],
    programs: ['node'],
    highlight: 'jsx',
    reader: JAVASCRIPT,
  },
  { name: 'TypeScript', files: ['.ts', '.mts', '.cts'], highlight: 'typescript', reader: TYPESCRIPT },
  { name: 'TypeScript', files: ['.tsx'], highlight: 'tsx', reader: TSX },
  { name: 'Java', files: ['.java'], highlight: 'java', reader: JAVA },
  {
    name: 'shell',
    files: ['.sh', '.bash'],
    programs: ['sh', 'bash', 'dash', 'ksh'],
    highlight: 'bash',
    reader: SHELL,
  },
  { name: 'assembly', files: ['.S', '.s', '.asm'], highlight: 'asm', reader: null },
  { name: 'device tree', files: ['.dts', '.dtsi', '.dtso'], highlight: 'c', reader: null },
  { name: 'Kconfig', files: ['Kconfig', '.kconfig'], highlight: 'text', reader: null },
  {
    name: 'make',
    files: ['Makefile', 'GNUmakefile', 'makefile', 'Kbuild', '.mk', '.am'],
    highlight: 'make',
    reader: null,
  },
  { name: 'reStructuredText', files: ['.rst'], highlight: 'rst', reader: null },
  { name: 'Markdown', files: ['.md'], highlight: 'md', reader: null },
  { name: 'YAML', files: ['.yaml', '.yml'], highlight: 'yaml', reader: null },
  { name: 'JSON', files: ['.json'], highlight: 'json', reader: null },
  { name: 'TOML', files: ['.toml'], highlight: 'toml', reader: null },
  { name: 'Meson', files: ['meson.build'], highlight: 'python', reader: null },
  { name: 'CMake', files: ['.cmake', 'CMakeLists.txt'], highlight: 'cmake', reader: null },
  { name: 'Perl', files: ['.pl', '.pm'], programs: ['perl'], highlight: 'perl', reader: null },
  { name: 'Lua', files: ['.lua'], highlight: 'lua', reader: null },
  { name: 'Ruby', files: ['.rb'], programs: ['ruby'], highlight: 'ruby', reader: null },
  { name: 'SQL', files: ['.sql'], highlight: 'sql', reader: null },
  { name: 'XML', files: ['.xml'], highlight: 'xml', reader: null },
  { name: 'Zig', files: ['.zig'], highlight: 'zig', reader: null },
  { name: 'Haskell', files: ['.hs'], highlight: 'haskell', reader: null },
  { name: 'OCaml', files: ['.ml', '.mli'], highlight: 'ocaml', reader: null },
];

/** A file of which nothing is known but that it is text. */
const UNKNOWN: Language = { name: 'unknown', files: [], highlight: 'text', reader: null };

/**
 * Which kind of file it is: by its path, else by its first line. Only a header needs a look inside, since C and C++ give
 * it the same name.
 */
export function languageOf(path: string, text: string): Language {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const byName = LANGUAGES.find(({ files }) => files.some((each) => isNamed(file, each)));
  if (byName?.reader === 'c' && file.endsWith('.h') && looksLikeCpp(text)) return languageOf('a.cpp', '');
  if (byName) return byName;
  const program = programIn(text);
  return LANGUAGES.find(({ programs }) => program !== null && programs?.includes(program)) ?? UNKNOWN;
}

/** Whether a file is of a known kind, by its name alone. */
export const isKnown = (path: string): boolean => languageOf(path, '') !== UNKNOWN;

const isNamed = (file: string, ending: string): boolean =>
  ending.startsWith('.') ? file.endsWith(ending) : file === ending || file.startsWith(`${ending}.`);

/** `#!/bin/sh`, `#!/usr/bin/env python3`. */
function programIn(text: string): string | null {
  if (!text.startsWith('#!')) return null;
  const end = text.indexOf('\n');
  const words = text
    .slice(2, end === -1 ? 200 : Math.min(end, 200))
    .trim()
    .split(' ');
  const program = words[0]?.endsWith('/env')
    ? words.find((each, at) => at > 0 && !each.startsWith('-'))
    : words[0];
  return program?.slice(program.lastIndexOf('/') + 1) || null;
}
