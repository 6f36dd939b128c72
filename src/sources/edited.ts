import type { BundleMatch } from './bundle.ts';
import { shapeOf } from './c/canonical.ts';
import { functionsIn } from './c/code.ts';
import { definitionsIn, linesInC } from './c/symbol.ts';
import { callersIn, codeHolding, linesOfWord } from './c/words.ts';
import type { Reading } from './derived.ts';
import { isFolder, type Sources, type WantedFile } from './excerpt.ts';
import { languageOf } from './languages/language.ts';
import { linesHolding } from './lines.ts';

/** A file of a tree, with other text in it. */
export interface EditedFile extends WantedFile {
  readonly text: string;
}

/**
 * Sources in which one file of C is another: for what would become of checks if the code were edited. Nothing is kept, and
 * folders are asked with that file in them; a file that the folder lacks is new there.
 */
export function editedSources(sources: Sources, edited: EditedFile): Sources {
  const { tree, path, text } = edited;
  const isIt = (wanted: WantedFile): boolean => wanted.tree === tree && wanted.path === path;
  const isAround = (wanted: WantedFile): boolean =>
    wanted.tree === tree && isFolder(wanted.path) && path.startsWith(wanted.path);
  const isC = languageOf(path, text).reader === 'c';
  let reading: Promise<Reading> | null = null;
  const definitions = (): Promise<Reading> => {
    reading ??= isC
      ? definitionsIn(text).then((found) => ({ state: 'read', definitions: found }))
      : Promise.resolve({ state: 'no symbols here', language: languageOf(path, text).name });
    return reading;
  };
  const withOwn = <T extends BundleMatch>(found: readonly T[], own: readonly T[]): readonly T[] => [
    ...found.filter((each) => each.path !== path),
    ...own,
  ];
  const at = (lines: readonly number[]): BundleMatch[] => lines.map((line) => ({ path, line }));
  return {
    ...sources,
    file(wanted) {
      const file = sources.file(wanted);
      if (!isIt(wanted)) return file;
      return file.state === 'found'
        ? { ...file, text }
        : {
            state: 'found',
            text,
            isUtf8: true,
            version: 'version' in file ? file.version : '',
            provider: 'edited',
          };
    },
    definitions: (wanted) => (isIt(wanted) ? definitions() : sources.definitions(wanted)),
    async mentions(wanted, name) {
      if (!isIt(wanted)) return await sources.mentions(wanted, name);
      const read = await definitions();
      return read.state === 'read' ? linesInC(name, text, read.definitions) : [];
    },
    async functions(wanted, name, settings) {
      if (!isIt(wanted)) return await sources.functions(wanted, name, settings);
      const read = await definitions();
      return read.state === 'read'
        ? { state: 'read', functions: await functionsIn(text, name, read.definitions, settings) }
        : read;
    },
    async shape(wanted, name) {
      if (!isIt(wanted)) return await sources.shape(wanted, name);
      const read = await definitions();
      return read.state === 'read'
        ? { state: 'read', shape: shapeOf(path, text, await functionsIn(text, name, read.definitions, [])) }
        : read;
    },
    async words(wanted, word) {
      if (isIt(wanted)) return at(linesOfWord(word, path, text));
      const found = await sources.words(wanted, word);
      return isAround(wanted) ? withOwn(found, at(linesOfWord(word, path, text))) : found;
    },
    async callers(wanted, name) {
      if (isIt(wanted)) return await callersIn(path, text, name);
      const found = await sources.callers(wanted, name);
      return isAround(wanted) ? withOwn(found, await callersIn(path, text, name)) : found;
    },
    async search(wanted, words, comments) {
      const found = await sources.search(wanted, words, comments);
      if (!isAround(wanted)) return found;
      return withOwn(found, at(linesHolding(words, comments ? text : codeHolding(words, path, text))));
    },
  };
}
