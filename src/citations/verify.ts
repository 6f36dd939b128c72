// Comes in: a content folder and a Host. Goes out: the site as plain data, every citation verified, and every
// diagnostic at once.
// Promises: nothing is written; a citation that is in the result was found in its source, word for word.
// Refuses: to guess; what is wrong is a diagnostic with file, line and column.
// The command and the build call this and nothing else.
import type { Diagnostic } from '../base/diagnostic.ts';
import { inOrder } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { openSources, type SourceOptions } from '../sources/excerpt.ts';
import { EMPTY_LOCK, type Lock, type LockedLines, lockAsJson, lockKey, readLock } from '../sources/lock.ts';
import { overridesFor, readTrees } from '../sources/trees-file.ts';
import { type ExcerptUse, readExcerptUse, verifyExcerpt } from './code.ts';
import { verifyLinks } from './links.ts';
import { readPages, type SitePage } from './pages.ts';
import { verifyQuote } from './quote.ts';
import type { PageRef, Site, SiteThread, VerifiedExcerpt, VerifiedQuote } from './site.ts';
import { readThreads } from './threads.ts';

export interface VerifyOptions {
  /** The folder that authors write in, as diagnostics should name it. */
  readonly contentFolder: string;
  readonly host: Host;
  readonly cacheFolder: string;
  /** Tree name -> the user's own folder or git repository; the environment may name more. */
  readonly overrides?: Readonly<Record<string, string>>;
  readonly onProgress?: NonNullable<SourceOptions['onProgress']>;
  /** True to make a new lock from the trees instead of checking against the old one. */
  readonly updating?: boolean;
}

export interface Verified {
  readonly site: Site;
  /** In order of file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** The lock that the trees at hand ask for; entries of trees that are not here are kept. */
  readonly lock: string;
}

/** Where a site keeps its lock. */
export const lockFile = (contentFolder: string): string => `${contentFolder}/postil.lock.json`;

/** Reads and checks everything an author wrote: quotes against the mail, excerpts against the trees. */
export async function verifySite(options: VerifyOptions): Promise<Verified> {
  const { contentFolder, host, updating = false } = options;
  const [
    { threads, diagnostics: threadFaults },
    { pages, diagnostics: pageFaults },
    { trees, diagnostics: treeFaults },
    old,
  ] = await Promise.all([
    readThreads(contentFolder, host),
    readPages(contentFolder, host),
    readTrees(`${contentFolder}/trees.yaml`, host),
    oldLock(contentFolder, host, updating),
  ]);
  const diagnostics: Diagnostic[] = [...threadFaults, ...pageFaults, ...treeFaults, ...old.diagnostics];
  const quotes: Record<string, VerifiedQuote> = {};
  const excerptUses: ExcerptUse[] = [];
  for (const page of pages) {
    for (const use of page.uses) {
      if (use.component === 'Quote') {
        const verdict = verifyQuote(use, page, threads);
        diagnostics.push(...verdict.diagnostics);
        if (verdict.verified) quotes[use.key] = verdict.verified;
      } else {
        const { read, diagnostics: faults } = readExcerptUse(use, page);
        diagnostics.push(...faults);
        if (read) excerptUses.push(read);
      }
    }
  }
  const overrides = overridesFor(trees, host.env, options.overrides);
  const sources = await openSources(
    excerptUses.map(({ request }) => request),
    {
      trees,
      overrides,
      host,
      cacheFolder: options.cacheFolder,
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    },
  );
  const excerpts: Record<string, VerifiedExcerpt> = {};
  const locked = new Map<string, LockedLines>();
  for (const excerptUse of excerptUses) {
    const verdict = await verifyExcerpt(excerptUse, sources, trees, old.lock, updating);
    diagnostics.push(...verdict.diagnostics);
    if (verdict.verified) excerpts[excerptUse.use.key] = verdict.verified;
    const key = lockKey(excerptUse.request);
    const entry = verdict.found ?? old.lock.excerpts[key];
    if (entry) locked.set(key, entry);
  }
  diagnostics.push(
    ...verifyLinks(
      pages,
      [...threads.values()].map(({ thread }) => thread),
    ),
  );
  const site = {
    threads: [...threads.values()].map(({ thread }) => withCitations(thread, pages, quotes)),
    quotes,
    excerpts,
  };
  return { site, diagnostics: inOrder(diagnostics), lock: lockAsJson(locked) };
}

async function oldLock(
  contentFolder: string,
  host: Host,
  updating: boolean,
): Promise<{ lock: Lock; diagnostics: readonly Diagnostic[] }> {
  const file = lockFile(contentFolder);
  const bytes = await host.read(file);
  if (bytes === null) return { lock: EMPTY_LOCK, diagnostics: [] };
  const read = readLock(file, new TextDecoder().decode(bytes));
  return 'lock' in read
    ? { lock: read.lock, diagnostics: [] }
    : { lock: EMPTY_LOCK, diagnostics: updating ? [] : read.diagnostics };
}

/** Writes into a thread which pages quote which of its passages. */
function withCitations(
  thread: SiteThread,
  pages: readonly SitePage[],
  quotes: Readonly<Record<string, VerifiedQuote>>,
): SiteThread {
  const quotedBy = new Map<string, PageRef[]>();
  for (const { page, title, uses } of pages) {
    for (const { key } of uses) {
      const quote = quotes[key];
      if (quote?.thread !== thread.slug) continue;
      for (const passage of quote.passages) {
        const refs = quotedBy.get(passage) ?? [];
        if (!refs.some((ref) => ref.page === page)) quotedBy.set(passage, [...refs, { page, title }]);
      }
    }
  }
  return {
    ...thread,
    messages: thread.messages.map((message) => ({
      ...message,
      quotedBy: Object.fromEntries(
        message.passages.flatMap(({ id }) => {
          const refs = quotedBy.get(id);
          return refs ? [[id, refs]] : [];
        }),
      ),
    })),
  };
}
