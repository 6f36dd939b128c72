// Comes in: a content folder and a Host. Goes out: the site as plain data, every citation verified, and every
// diagnostic at once.
// Promises: nothing is written; a citation that is in the result was found in its source, word for word.
// Refuses: to guess; what is wrong is a diagnostic with file, line and column.
// The command and the build call this and nothing else.
import { type Diagnostic, diagnose, inOrder } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { startOf } from '../base/position.ts';
import { wantedBy } from '../evidence/run.ts';
import type { SourceOptions, Sources } from '../sources/excerpt.ts';
import { EMPTY_LOCK, type Lock, lockAsJson, readLock } from '../sources/lock.ts';
import type { Trees } from '../sources/tree.ts';
import { overridesFor, readTrees } from '../sources/trees-file.ts';
import { answerRules } from './answers.ts';
import { verifyArchiveLinks } from './archive-links.ts';
import { citationsOf, withCitations } from './citations.ts';
import type { ExcerptUse } from './code.ts';
import { codeLinksIn, verifyCodeLinks } from './code-links.ts';
import { verifyPointers } from './code-pointers.ts';
import { compareExcerpts } from './comparisons.ts';
import { readDebates, verifyDebates, verifyDebateUses } from './debates.ts';
import { readDiagrams, verifyDiagrams } from './diagrams.ts';
import { type Drift, driftOf } from './drift.ts';
import { readExcerptUses, verifyExcerpts, withDrift } from './excerpts.ts';
import { readGlossary } from './glossary.ts';
import { verifyLinks } from './links.ts';
import { type Memory, newMemory, openKept, sweep } from './memory.ts';
import { verifyNotes } from './notes.ts';
import { hasAddress, readPages, type SitePage } from './pages.ts';
import { type Quotable, verifyQuote } from './quote.ts';
import { readRules } from './rules.ts';
import type { Site, VerifiedQuote } from './site.ts';
import { siteRules } from './site-rules.ts';
import { citedSymbols, locateSymbols, wantedForSymbols } from './symbols.ts';
import { siteTerms, verifyTerms } from './terms.ts';
import { readThreads } from './threads.ts';
import { withoutFollowers } from './unread-trees.ts';

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
  /** Today's date (ISO 8601), for what is new in the lock. */
  readonly today?: string;
  /** What an earlier verification of the same site left: then only what changed since is worked out. */
  readonly memory?: Memory;
}

export interface Verified {
  readonly site: Site;
  /** In order of file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** The lock that the trees at hand ask for; entries of trees that are not here are kept. */
  readonly lock: string;
  /** What became of every excerpt of an older tree in the newest one. */
  drift(): Promise<readonly Drift[]>;
}

/** Where a site keeps its lock. */
export const lockFile = (contentFolder: string): string => `${contentFolder}/postil.lock.json`;

/** Reads and checks everything an author wrote: quotes against the mail, excerpts and rules against the trees. */
export async function verifySite(options: VerifyOptions): Promise<Verified> {
  const { contentFolder, host, updating = false, today, memory = newMemory() } = options;
  const [mail, written, forest, old, drawings, argued] = await Promise.all([
    readThreads(contentFolder, host, memory.threads),
    readPages(contentFolder, host, memory.pages),
    readTrees(`${contentFolder}/trees.yaml`, host),
    oldLock(contentFolder, host, updating),
    readDiagrams(contentFolder, host),
    readDebates(contentFolder, host),
  ]);
  const { trees, placeOf: placeOfTree } = forest;
  const { lock } = old;
  const quotes = verifyQuotes(written.pages, mail.threads);
  const notes = verifyNotes(written.pages, mail.threads);
  const debates = verifyDebates(argued.written, { pages: written.pages, threads: mail.threads });
  const uses = readExcerptUses(written.pages);
  const rules = readRules(written.pages, Object.keys(trees));
  const glossary = readGlossary(written.pages);
  const cited = citedSymbols(uses.read, rules.rules);
  const opened = sourceOptions(trees, options);
  const sources = await openKept(
    [
      ...uses.read.map(({ request }) => request),
      ...wantedBy(
        rules.rules.map(({ rule }) => rule),
        Object.keys(trees),
      ),
      ...wantedForSymbols(cited, trees),
      ...codeLinksIn(written.pages, trees).map(({ wanted }) => wanted),
    ],
    opened,
    memory,
  );
  const excerpts = await verifyExcerpts(uses.read, sources, trees, lock, options);
  const answers = await answerRules(rules.rules, sources, { trees, placeOfTree, lock, updating, today });
  const symbols = await locateSymbols(cited, sources, trees, lock);
  const threads = [...mail.threads.values()].map(({ thread }) => thread);
  const compared = compareExcerpts(written.pages, excerpts.verified);
  const pointed = verifyPointers(written.pages, compared.verified);
  const explained = await withDrift(excerpts.diagnostics, uses.read, sources, lock, opened);
  sweep(memory);
  const shown = {
    pages: written.pages
      .filter(hasAddress)
      .map(({ page, title, links }) => ({ page, title, links: links.map(({ url }) => url) })),
    quotes: quotes.verified,
    debates: Object.fromEntries(debates.debates.map((debate) => [debate.name, debate])),
  };
  const citations = citationsOf(shown);
  const steps = [
    mail,
    written,
    forest,
    old,
    quotes,
    notes,
    uses,
    { diagnostics: explained },
    compared,
    pointed,
    rules,
    answers,
    glossary,
    drawings,
    argued,
    debates,
  ];
  return {
    site: {
      ...shown,
      threads: threads.map((thread) => withCitations(thread, citations)),
      notes: notes.verified,
      excerpts: pointed.verified,
      trees: Object.entries(trees).map(([name, { version }]) => ({ name, version })),
      rules: siteRules(answers.rules, trees, quotes.verified),
      glossary: siteTerms(glossary.terms, written.pages),
      diagrams: Object.fromEntries(drawings.diagrams.map((diagram) => [diagram.name, diagram])),
      symbols: symbols.symbols,
    },
    diagnostics: inOrder([
      ...(await missingContent(contentFolder, host)),
      ...withoutFollowers(
        steps.flatMap(({ diagnostics }) => diagnostics),
        forest.diagnostics,
      ),
      ...verifyLinks(written.pages, threads, Object.values(notes.verified)),
      ...verifyArchiveLinks(written.pages, threads),
      ...verifyCodeLinks(written.pages, trees, sources),
      ...verifyDiagrams(written.pages, drawings.diagrams),
      ...verifyDebateUses(written.pages, argued.names),
      ...verifyTerms(written.pages, glossary.terms),
    ]),
    lock: lockAsJson({
      excerpts: excerpts.locked,
      answers: answers.locked,
      symbols: symbols.locked,
    }),
    drift: () => driftToNewest(uses.read, Object.keys(trees), sources),
  };
}

/** The files of excerpts are at hand in every tree, since symbols are listed for all of them. */
async function driftToNewest(
  uses: readonly ExcerptUse[],
  trees: readonly string[],
  sources: Sources,
): Promise<Drift[]> {
  const newest = trees.at(-1);
  const older = uses.filter(
    ({ request }) => newest !== undefined && request.tree !== newest && trees.includes(request.tree),
  );
  const paths = [...new Set(uses.map(({ request }) => request.path))];
  const drift: Drift[] = [];
  for (const use of older) drift.push(await driftOf(use, newest ?? '', paths, sources));
  return drift;
}

function sourceOptions(
  trees: Trees,
  { host, cacheFolder, overrides, onProgress }: VerifyOptions,
): SourceOptions {
  return {
    trees,
    host,
    cacheFolder,
    overrides: overridesFor(trees, host.env, overrides),
    ...(onProgress ? { onProgress } : {}),
  };
}

function verifyQuotes(pages: readonly SitePage[], threads: ReadonlyMap<string, Quotable>) {
  const verified: Record<string, VerifiedQuote> = {};
  const diagnostics: Diagnostic[] = [];
  for (const page of pages) {
    for (const use of page.uses.filter(({ component }) => component === 'Quote')) {
      const verdict = verifyQuote(use, page, threads);
      diagnostics.push(...verdict.diagnostics);
      if (verdict.verified) verified[use.key] = verdict.verified;
    }
  }
  return { verified, diagnostics };
}

async function missingContent(contentFolder: string, host: Host): Promise<Diagnostic[]> {
  if ((await host.list(contentFolder)) !== null) return [];
  return [
    diagnose('content-missing', startOf(contentFolder), {
      message: `There is no folder "${contentFolder}".`,
    }),
  ];
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
