import { createRequire } from 'node:module';
import { Language, Parser, type Tree as SyntaxTree } from 'web-tree-sitter';

/**
 * Parses C with tree-sitter. The grammar is the .wasm that the tree-sitter-c package ships; reading it is the
 * only disk access of this room, and it is the program's own part, not input.
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
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-c/tree-sitter-c.wasm');
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return parser;
}
