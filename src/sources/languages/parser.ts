import { Language as Compiled, Parser, type Tree } from 'web-tree-sitter';
import { sha256 } from '../../base/hash.ts';
import type { Host } from '../../base/host.ts';
import type { Grammar } from './grammar.ts';

/** A grammar that is installed where the user's project is. */
export interface LoadedGrammar {
  readonly state: 'loaded';
  /** Of its bytes: another version may read a text in another way. */
  readonly hash: string;
  parse(text: string): Tree;
}

export type LoadedOrNot =
  | LoadedGrammar
  | { readonly state: 'missing' }
  /** It is there and cannot be used: it is damaged, or made for another tree-sitter. */
  | { readonly state: 'unusable'; readonly file: string; readonly reason: string };

/** Loads grammars, each once. */
export function grammarsOf(host: Host): (grammar: Grammar) => Promise<LoadedOrNot> {
  const known = new Map<string, Promise<LoadedOrNot>>();
  return (grammar) => {
    const [first] = grammar.packages;
    const loading = known.get(first) ?? load(grammar, host);
    known.set(first, loading);
    return loading;
  };
}

async function load({ packages, prepared }: Grammar, host: Host): Promise<LoadedOrNot> {
  for (const file of packages) {
    const bytes = await host.packageFile(file);
    if (bytes === null) continue;
    const hash = sha256(bytes);
    try {
      const parser = await compiled(hash, bytes);
      return { state: 'loaded', hash, parse: (text) => treeOf(parser, prepared?.(text) ?? text) };
    } catch (error) {
      return { state: 'unusable', file, reason: error instanceof Error ? error.message : String(error) };
    }
  }
  return { state: 'missing' };
}

/** A grammar takes long to compile, and one process may read many sites. */
const parsers = new Map<string, Promise<Parser>>();

function compiled(hash: string, bytes: Uint8Array): Promise<Parser> {
  const parser = parsers.get(hash) ?? parserOf(bytes);
  parsers.set(hash, parser);
  return parser;
}

async function parserOf(bytes: Uint8Array): Promise<Parser> {
  await Parser.init();
  const language = await Compiled.load(bytes);
  const parser = new Parser();
  parser.setLanguage(language);
  return parser;
}

function treeOf(parser: Parser, text: string): Tree {
  const tree = parser.parse(text);
  if (!tree) throw new Error('tree-sitter gave no tree; it does so only when it is told to stop.');
  return tree;
}
