import { createRequire } from 'node:module';
import { Language, Parser, type Tree as SyntaxTree } from 'web-tree-sitter';

/**
 * Parses C with tree-sitter. Reading the grammar is the only disk access of this room, and it is the program's own
 * part, not input.
 */
export async function parseC(text: string): Promise<SyntaxTree> {
  const tree = (await parser()).parse(text);
  if (!tree) throw new Error('tree-sitter gave no tree; it does so only when it is told to stop.');
  return tree;
}

let loading: Promise<Parser> | undefined;

function parser(): Promise<Parser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Parser> {
  await Parser.init();
  const language = await Language.load(grammarOf('tree-sitter-c'));
  const parser = new Parser();
  parser.setLanguage(language);
  return parser;
}

/**
 * Where a grammar is: beside us in our own package, which carries it without the native module that its package brings
 * (9 MB and a compiler); in our repository, in the package it comes from.
 */
function grammarOf(name: string): string {
  const { resolve } = createRequire(import.meta.url);
  try {
    return resolve(`postil/grammars/${name}.wasm`);
  } catch {
    return resolve(`${name}/${name}.wasm`);
  }
}
