import { sha256 } from '../base/hash.ts';
import type { Host } from '../base/host.ts';
import { keptAt } from '../base/kept-at.ts';
import { compare } from '../base/order.ts';
import { remembered } from '../base/remembered.ts';
import { type BundleMatch, bundleHash, filesIn, MOST_MATCHES, searchBundle } from './bundle.ts';
import { type Shape, shapeOf } from './c/canonical.ts';
import { type FunctionCode, functionsIn } from './c/code.ts';
import type { Settings } from './c/halves.ts';
import { definitionsIn, linesInC } from './c/symbol.ts';
import { type Caller, callersIn, codeHolding, linesOfWord } from './c/words.ts';
import type { Definition } from './definition.ts';
import { definitionsOf, linesInCode, wordsAt } from './languages/definitions.ts';
import { type Language, languageOf } from './languages/language.ts';
import { grammarsOf, UnusableGrammar } from './languages/parser.ts';

/**
 * Names the code that works something out of texts, by a hash of it and of the grammar of C: what other code has worked
 * out is not used. A test says what it has to be.
 */
export const DERIVED_BY = 'a90cb78d0965';

/** What is worked out of texts, each once: parsing and searching take most of the time of a check. */
export interface Derived {
  /** Which kind of file it is; a header is looked into once. */
  language(path: string, text: string): Language;
  /** @param path tells the language. */
  definitions(path: string, text: string): Promise<Reading>;
  /**
   * Lines on which a name stands in code, outside of comments, strings and functions, so that something may define it
   * that was not understood.
   */
  mentions(path: string, text: string, name: string): Promise<readonly number[]>;
  /** The functions of one name, as they may be compiled where some settings are made. */
  functions(path: string, text: string, name: string, settings: Settings): Promise<FunctionReading>;
  /** What names the functions of one name; null where there is none. */
  shape(path: string, text: string, name: string): Promise<ShapeReading>;
  /** The functions of a file that call another. */
  callers(path: string, text: string, name: string): Promise<readonly Caller[]>;
  /** @param packed a bundle, as of the next. */
  callersBelow(packed: Uint8Array, name: string): Promise<readonly Caller[]>;
  /** Lines in code that have a word which fits. */
  wordsBelow(packed: Uint8Array, word: string): Promise<readonly BundleMatch[]>;
  /**
   * @param packed a bundle.
   * @param comments whether words in comments and strings of C count.
   */
  search(packed: Uint8Array, words: string, comments: boolean): Promise<readonly BundleMatch[]>;
}

/** What a file defines, or why nobody can tell. */
export type Reading = { readonly state: 'read'; readonly definitions: readonly Definition[] } | Unread;

export type FunctionReading =
  | { readonly state: 'read'; readonly functions: readonly FunctionCode[] }
  | Unread;

export type ShapeReading = { readonly state: 'read'; readonly shape: Shape | null } | Unread;

export type Unread =
  /** There is a grammar for the language, and it is not installed: any one of these packages has it. */
  | { readonly state: 'no grammar'; readonly language: string; readonly packages: readonly string[] }
  | { readonly state: 'unusable grammar'; readonly language: string; readonly reason: string }
  /** Nothing here finds symbols in files of this kind. */
  | { readonly state: 'no symbols here'; readonly language: string };

/** Why a file was not read, in words for the user. */
export function whyUnread(unread: Unread): string {
  switch (unread.state) {
    case 'no grammar':
      return `no grammar for ${unread.language} is installed (npm install --save-dev ${unread.packages[0]})`;
    case 'unusable grammar':
      return `the grammar for ${unread.language} cannot be used: ${unread.reason}`;
    case 'no symbols here':
      return unread.language === 'unknown'
        ? 'symbols are not found in files of this kind'
        : `symbols are not found in ${unread.language} files`;
  }
}

/** Keeps what is worked out in the user's cache folder, under hashes of what it was worked out of. */
export function derivedIn(cacheFolder: string, host: Host): Derived {
  const known = new Map<string, Promise<unknown>>();
  const found = grammarsOf(host);
  const once = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const path = `${cacheFolder}/derived/${DERIVED_BY}/${key.slice(0, 2)}/${key}`;
    // Every key is asked for with one kind of work.
    const result = (known.get(key) as Promise<T> | undefined) ?? keptAt(path, work, host);
    known.set(key, result);
    return result;
  };
  // A file is asked many things, and hashing it takes longer than most of them.
  const hashOf = remembered(sha256, { most: 1000, longest: 8_000_000 });
  const headers = new Map<string, Language>();
  const languageIn: Derived['language'] = (path, text) => {
    if (!path.endsWith('.h')) return languageOf(path, text);
    const language = headers.get(text) ?? languageOf(path, text);
    headers.set(text, language);
    return language;
  };
  const definitions: Derived['definitions'] = async (path, text) => {
    const language = languageIn(path, text);
    const { reader, name } = language;
    if (reader === null) return { state: 'no symbols here', language: name };
    if (reader === 'c')
      return { state: 'read', definitions: await once(hashOf(text), () => definitionsIn(text)) };
    const grammar = await found(reader);
    if (grammar === null) return { state: 'no grammar', language: name, packages: packagesOf(language) };
    const work = async () => definitionsOf(text, reader, await grammar.open());
    try {
      return { state: 'read', definitions: await once(sha256(`${grammar.hash} ${text}`), work) };
    } catch (error) {
      if (!(error instanceof UnusableGrammar)) throw error;
      return { state: 'unusable grammar', language: name, reason: error.message };
    }
  };
  const functions: Derived['functions'] = async (path, text, name, settings) => {
    const language = languageIn(path, text);
    if (language.reader !== 'c') return { state: 'no symbols here', language: language.name };
    const read = await definitions(path, text);
    if (read.state !== 'read') return read;
    const key = sha256(`function ${name} ${settings.join(' ')} ${hashOf(text)}`);
    return {
      state: 'read',
      functions: await once(key, () => functionsIn(text, name, read.definitions, settings)),
    };
  };
  return {
    language: languageIn,
    definitions,
    functions,
    async shape(path, text, name) {
      const language = languageIn(path, text);
      if (language.reader !== 'c') return { state: 'no symbols here', language: language.name };
      const shape = await once(sha256(`shape ${name} ${hashOf(text)}`), async () => {
        const read = await functions(path, text, name, []);
        return read.state === 'read' ? shapeOf(path, text, read.functions) : null;
      });
      return { state: 'read', shape };
    },
    async mentions(path, text, name) {
      // Most names that are not defined are nowhere.
      if (wordsAt(name, text).length === 0) return [];
      const { reader } = languageIn(path, text);
      if (reader === null) return [];
      const read = await definitions(path, text);
      if (read.state !== 'read') return [];
      if (reader === 'c')
        return await once(sha256(`mentions ${name} ${hashOf(text)}`), async () =>
          linesInC(name, text, read.definitions),
        );
      const grammar = await found(reader);
      if (grammar === null) return [];
      return await once(sha256(`mentions ${name} ${grammar.hash} ${text}`), async () => {
        const tree = (await grammar.open())(text);
        try {
          return linesInCode(name, text, tree, read.definitions);
        } finally {
          tree.delete();
        }
      });
    },
    callers: (path, text, name) =>
      once(sha256(`callers ${name} ${path} ${hashOf(text)}`), () => callersIn(path, text, name)),
    callersBelow: (packed, name) =>
      once(sha256(`callers ${name} ${bundleHash(packed)}`), async () => {
        const found: Caller[] = [];
        for (const { path, text } of await filesIn(packed))
          if (languageIn(path, text).reader === 'c') found.push(...(await callersIn(path, text, name)));
        return found.sort((a, b) => compare(a.path, b.path) || a.line - b.line);
      }),
    wordsBelow: (packed, word) =>
      once(sha256(`word ${word} ${bundleHash(packed)}`), async () => {
        const found: BundleMatch[] = [];
        for (const { path, text } of await filesIn(packed))
          found.push(...linesOfWord(word, path, text).map((line) => ({ path, line })));
        return found.sort((a, b) => compare(a.path, b.path) || a.line - b.line).slice(0, MOST_MATCHES);
      }),
    search: (packed, words, comments) =>
      once(sha256(`${bundleHash(packed)} ${comments ? 'all' : 'code'} ${words}`), () =>
        searchBundle(
          packed,
          words,
          comments ? (_, text) => text : (path, text) => codeHolding(words, path, text),
        ),
      ),
  };
}

/** Names of packages, without the file in them. */
function packagesOf({ reader }: Language): string[] {
  if (reader === null || reader === 'c') return [];
  return reader.packages.map((file) =>
    file
      .split('/')
      .slice(0, file.startsWith('@') ? 2 : 1)
      .join('/'),
  );
}
