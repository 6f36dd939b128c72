import { Language as Compiled, Parser, type Tree } from 'web-tree-sitter';
import { sha256 } from '../../base/hash.ts';
import type { Host } from '../../base/host.ts';
import type { Grammar } from './grammar.ts';

/** A grammar that is installed where the user's project is. */
export interface FoundGrammar {
  readonly file: string;
  /** Of its bytes: another version may read a text in another way. */
  readonly hash: string;
  /**
   * Compiles it, which takes long: what is kept under its hash needs none of that.
   *
   * @throws {UnusableGrammar} where it is damaged, or made for another tree-sitter.
   */
  open(): Promise<(text: string) => Tree>;
}

export class UnusableGrammar extends Error {}

/** Finds grammars, each once; null for one that is not installed. */
export function grammarsOf(host: Host): (grammar: Grammar) => Promise<FoundGrammar | null> {
  const known = new Map<string, Promise<FoundGrammar | null>>();
  return (grammar) => {
    const [first] = grammar.packages;
    const finding = known.get(first) ?? find(grammar, host);
    known.set(first, finding);
    return finding;
  };
}

async function find({ packages, prepared }: Grammar, host: Host): Promise<FoundGrammar | null> {
  for (const file of packages) {
    const bytes = await host.packageFile(file);
    if (bytes === null) continue;
    const hash = sha256(bytes);
    const open = async () => {
      try {
        const parser = await compiled(hash, bytes);
        return (text: string) => treeOf(parser, prepared?.(text) ?? text);
      } catch (error) {
        throw new UnusableGrammar(`${file}: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    return { file, hash, open };
  }
  return null;
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
