import { type Kept, kept } from '../base/kept.ts';
import { lookUp } from '../base/look-up.ts';
import type { Shelf } from '../base/shelf.ts';
import {
  openSources,
  type SourceOptions,
  type Sources,
  type WantedFile,
  WHOLE_TREE,
} from '../sources/excerpt.ts';

/**
 * What one reading of a site leaves for the next, so that after an edit only what changed is worked out again. Every result
 * is kept under all that it was made from, so nothing in here can be out of date.
 */
export interface Memory {
  /**
   * A result that is worked out once.
   *
   * @param noun what it is; each noun has one kind of result.
   * @param inputs all that it is made from: texts, or digests of them.
   */
  once<T>(noun: string, inputs: readonly string[], make: () => T): T;
  readonly sources: Kept<Promise<KeptSources>>;
  /** What outlasts the process; null where nothing does. */
  readonly shelf: Shelf | null;
  /** Ends one verification: what it did not ask for is forgotten with the next. */
  sweep(): void;
}

/** Sources that work each answer out once, and so does whoever asks them. */
export interface KeptSources extends Sources {
  /** @param question what is asked of one file or folder, as JSON tells it. */
  once<T>(wanted: WantedFile, question: unknown, answer: () => T): T;
}

/**
 * An empty memory, for one process that reads a site again and again.
 *
 * @param shelf what earlier processes left.
 */
export function newMemory(shelf: Shelf | null = null): Memory {
  const results = kept<unknown>();
  const sources = kept<Promise<KeptSources>>();
  return {
    // Each noun has one kind of result.
    once: (noun, inputs, make) =>
      results.get(`${noun}\0${inputs.join('\0')}`, make) as ReturnType<typeof make>,
    sources,
    shelf,
    sweep() {
      results.sweep();
      sources.sweep();
    },
  };
}

/**
 * Opens the files and folders that will be asked for, those that are not open yet. A tree that the user named by hand
 * may change between two verifications, so its files are read each time.
 */
export async function openKept(
  wanted: readonly WantedFile[],
  options: SourceOptions,
  { sources }: Memory,
): Promise<KeptSources> {
  const { trees, overrides = {} } = options;
  const opening = Promise.withResolvers<KeptSources>();
  const toOpen: WantedFile[] = [];
  const open = (each: WantedFile) => {
    toOpen.push(each);
    return opening.promise;
  };
  const opened = new Map<string, Promise<KeptSources>>();
  for (const each of wanted) {
    const { tree, path } = each;
    if (opened.has(nameOf(each))) continue;
    const inputs = JSON.stringify([tree, lookUp(trees, tree), path]);
    const { path: place, git } = lookUp(trees, tree) ?? {};
    const isPassing = lookUp(overrides, tree) !== undefined || place !== undefined || git !== undefined;
    opened.set(nameOf(each), isPassing ? open(each) : sources.get(inputs, () => open(each)));
  }
  opening.resolve(openSources(toOpen, options).then(remembering));
  const ready = new Map<string, KeptSources>();
  for (const [name, each] of opened) ready.set(name, await each);
  const commits = new Map([...ready.values()].flatMap((each) => [...each.commits]));
  return routed(commits, (each) => {
    const own = ready.get(nameOf(each));
    if (!own) throw new Error(`${nameOf(each)} was not asked for.`);
    return own;
  });
}

const nameOf = ({ tree, path }: WantedFile): string => `${tree} ${path}`;

/** A text is decoded, hashed and searched for many checks. */
function remembering(sources: Sources): KeptSources {
  const known = new Map<string, unknown>();
  const once: KeptSources['once'] = (wanted, question, answer) => {
    const key = JSON.stringify([nameOf(wanted), question]);
    if (!known.has(key)) known.set(key, answer());
    // Each question has one kind of answer.
    return known.get(key) as ReturnType<typeof answer>;
  };
  return {
    once,
    commits: sources.commits,
    file: (wanted) => once(wanted, 'file', () => sources.file(wanted)),
    folder: (wanted) => once(wanted, 'folder', () => sources.folder(wanted)),
    search: (wanted, words, comments) =>
      once(wanted, ['search', words, comments], () => sources.search(wanted, words, comments)),
    functions: (wanted, name, settings) =>
      once(wanted, ['functions', name, settings], () => sources.functions(wanted, name, settings)),
    shape: (wanted, name) => once(wanted, ['shape', name], () => sources.shape(wanted, name)),
    words: (wanted, word) => once(wanted, ['words', word], () => sources.words(wanted, word)),
    callers: (wanted, name) => once(wanted, ['callers', name], () => sources.callers(wanted, name)),
    definitions: (wanted) => once(wanted, 'definitions', () => sources.definitions(wanted)),
    mentions: (wanted, name) => once(wanted, ['mentions', name], () => sources.mentions(wanted, name)),
    excerpt: (request) => once(request, ['excerpt', request], () => sources.excerpt(request)),
    lexicon: (tree) => once({ tree, path: WHOLE_TREE }, 'lexicon', () => sources.lexicon(tree)),
  };
}

/** Sources that were opened at different times, as one. */
const routed = (commits: KeptSources['commits'], of: (wanted: WantedFile) => KeptSources): KeptSources => ({
  commits,
  once: (wanted, question, answer) => of(wanted).once(wanted, question, answer),
  file: (wanted) => of(wanted).file(wanted),
  folder: (wanted) => of(wanted).folder(wanted),
  search: (wanted, words, comments) => of(wanted).search(wanted, words, comments),
  functions: (wanted, name, settings) => of(wanted).functions(wanted, name, settings),
  shape: (wanted, name) => of(wanted).shape(wanted, name),
  words: (wanted, word) => of(wanted).words(wanted, word),
  callers: (wanted, name) => of(wanted).callers(wanted, name),
  definitions: (wanted) => of(wanted).definitions(wanted),
  mentions: (wanted, name) => of(wanted).mentions(wanted, name),
  excerpt: (request) => of(request).excerpt(request),
  lexicon: (tree) => of({ tree, path: WHOLE_TREE }).lexicon(tree),
});
