import { type Kept, kept } from '../base/kept.ts';
import { openSources, type SourceOptions, type Sources, type WantedFile } from '../sources/excerpt.ts';
import type { ReadPage } from './page/pages.ts';
import type { ReadThread } from './threads/threads.ts';

/**
 * What one verification leaves for the next, so that after an edit only what changed is worked out again. Every
 * result is kept under all that it was made from, so nothing in here can be out of date.
 */
export interface Memory {
  readonly pages: Kept<ReadPage>;
  readonly threads: Kept<Promise<ReadThread>>;
  readonly sources: Kept<Promise<KeptSources>>;
}

/** Sources that work each answer out once, and so does whoever asks them. */
export interface KeptSources extends Sources {
  /** @param question what is asked of one file or folder, as JSON tells it. */
  once<T>(wanted: WantedFile, question: unknown, answer: () => T): T;
}

/** An empty memory, for one process that verifies again and again. */
export const newMemory = (): Memory => ({ pages: kept(), threads: kept(), sources: kept() });

/** Ends one verification. */
export function sweep({ pages, threads, sources }: Memory): void {
  for (const each of [pages, threads, sources]) each.sweep();
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
    const inputs = JSON.stringify([tree, trees[tree], path]);
    const isPassing = overrides[tree] !== undefined;
    opened.set(nameOf(each), isPassing ? open(each) : sources.get(inputs, () => open(each)));
  }
  opening.resolve(openSources(toOpen, options).then(remembering));
  const ready = new Map<string, KeptSources>();
  for (const [name, each] of opened) ready.set(name, await each);
  return routed((each) => {
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
    file: (wanted) => once(wanted, 'file', () => sources.file(wanted)),
    folder: (wanted) => once(wanted, 'folder', () => sources.folder(wanted)),
    search: (wanted, words) => once(wanted, ['search', words], () => sources.search(wanted, words)),
    definitions: (wanted) => once(wanted, 'definitions', () => sources.definitions(wanted)),
    excerpt: (request) => once(request, ['excerpt', request], () => sources.excerpt(request)),
  };
}

/** Sources that were opened at different times, as one. */
const routed = (of: (wanted: WantedFile) => KeptSources): KeptSources => ({
  once: (wanted, question, answer) => of(wanted).once(wanted, question, answer),
  file: (wanted) => of(wanted).file(wanted),
  folder: (wanted) => of(wanted).folder(wanted),
  search: (wanted, words) => of(wanted).search(wanted, words),
  definitions: (wanted) => of(wanted).definitions(wanted),
  excerpt: (request) => of(request).excerpt(request),
});
