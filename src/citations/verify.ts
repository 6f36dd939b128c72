// Comes in: a content folder and a Host. Goes out: the site as plain data, every citation verified, the edits that each
// page is compiled with, and every diagnostic at once.
// Promises: nothing is written but caches; a citation that is in the result was found in its source, word for word.
// Refuses: to guess; what is wrong is a diagnostic with file, line and column.
// The command and the build call this and nothing else.
import { allOf } from '../base/all-of.ts';
import type { Code } from '../base/catalogue.ts';
import { type Checked, type Diagnostic, diagnose, inOrder } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { startOf } from '../base/position.ts';
import { wantedBy } from '../evidence/run.ts';
import { repositoriesOf } from '../sources/commits.ts';
import { HERE_ONLY, type SourceOptions, type Sources, type WantedFile } from '../sources/excerpt.ts';
import { type Lock, lockAsJson } from '../sources/lock.ts';
import type { Trees } from '../sources/tree.ts';
import { overridesFor, readTrees } from '../sources/trees-file.ts';
import { codeLinksIn, verifyCodeLinks } from './code/code-links.ts';
import { verifyPointers } from './code/code-pointers.ts';
import { compareExcerpts } from './code/comparisons.ts';
import { type Drift, driftOf } from './code/drift.ts';
import { type ExcerptUse, readExcerptUses } from './code/excerpt-use.ts';
import { verifyExcerpts, withDrift } from './code/excerpts.ts';
import { citedSymbols, locateSymbols, wantedForSymbols } from './code/symbols.ts';
import { verifyTreeCommits } from './code/tree-commits.ts';
import { contentFiles } from './content-files.ts';
import { readDebates, verifyDebates, verifyDebateUses } from './debates/debates.ts';
import { readDiagrams, verifyDiagrams } from './diagrams/diagrams.ts';
import { placedIn } from './diagrams/layout.ts';
import { type EditedPage, editedPages } from './edits.ts';
import { readErrata, verifyErrata } from './errata.ts';
import { headerText, readExperiments } from './experiments/experiments.ts';
import {
  shownExperiments,
  verifyExperiments,
  verifyExperimentUses,
} from './experiments/verify-experiments.ts';
import { readGlossary } from './glossary/glossary.ts';
import { siteTerms, verifyTerms } from './glossary/terms.ts';
import { verifyArchiveLinks } from './links/archive-links.ts';
import { verifyLinks } from './links/links.ts';
import { placesOf } from './links/places.ts';
import { readRedirects, verifyRedirects } from './links/redirects.ts';
import { readOldLock } from './lock-file.ts';
import { type Memory, newMemory, openKept } from './memory.ts';
import { verifyNotes } from './notes/notes.ts';
import { verifyNamedTogether } from './page/named-together.ts';
import type { Page } from './page/page.ts';
import { hasAddress, readPages } from './page/pages.ts';
import { verifyQuestions } from './page/questions.ts';
import { verifyPeople, wantedForPeople } from './people/people.ts';
import { readPeople } from './people/people-file.ts';
import { verifyClones } from './prose/clones.ts';
import { findCommits } from './prose/commits.ts';
import { verifyFactUses } from './prose/fact-uses.ts';
import { verifyFurtherReading } from './prose/further-reading.ts';
import { linkedPaths, namesLocked, nameUses, verifyNames, wantedForNames } from './prose/names.ts';
import { readOwnNames } from './prose/names-file.ts';
import { verifyOutsideLinks } from './prose/outside-links.ts';
import { verifyProse } from './prose/prose.ts';
import { readReferences } from './prose/references.ts';
import { commitsNamed, shownOf } from './prose/shown.ts';
import { isChecked, writtenIn } from './prose/written.ts';
import { citationsOf, withCitations } from './quotes/citations.ts';
import { verifyExchanges } from './quotes/exchanges.ts';
import { verifyQuotes } from './quotes/quotes.ts';
import { verifyReceived } from './quotes/received.ts';
import { answerRules } from './rules/answers.ts';
import { contradictions } from './rules/happening.ts';
import { readRules, type WrittenRule } from './rules/rules.ts';
import { withLooked } from './rules/seen.ts';
import { siteRules } from './rules/site-rules.ts';
import { withoutFollowers } from './rules/unread-trees.ts';
import { readKeys } from './seals/keys.ts';
import { type ReadLock, verifySeals, withSeals } from './seals/seals.ts';
import type { Site, SiteThread, SiteTree } from './site.ts';
import { readThreads } from './threads/threads.ts';

export interface VerifyOptions {
  /** The folder that authors write in, as diagnostics should name it. */
  readonly contentFolder: string;
  readonly host: Host;
  readonly cacheFolder: string;
  /** Tree name -> the user's own folder or git repository; the environment may name more. */
  readonly overrides?: Readonly<Record<string, string>>;
  readonly onProgress?: NonNullable<SourceOptions['onProgress']>;
  /** Trees whose files are fetched again; none named means all. */
  readonly refetch?: readonly string[] | undefined;
  /** Told of every file of a tree that was had. */
  readonly onFile?: SourceOptions['onFile'];
  /** True to make a new lock from the trees instead of checking against the old one. */
  readonly updating?: boolean;
  /** Today's date (ISO 8601), for what is new in the lock. */
  readonly today?: string;
  /** Code that somebody has looked at, to be added to the lock. */
  readonly looked?: Lock['reviews'];
  /** What an earlier verification of the same site left: then only what changed since is worked out. */
  readonly memory?: Memory;
}

export interface Verified {
  readonly site: Site;
  /** What each page is compiled with, by its path; worked out for whoever compiles. */
  pages(): ReadonlyMap<string, EditedPage>;
  /** In order of file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** The lock that the trees at hand ask for; entries of trees that are not here are kept. */
  readonly lock: string;
  /** The text of the lock that was read, which the other one takes the place of; empty where there is none. */
  readonly lockBefore: string;
  /** The version of the lock that was read; null where there is none that can be read. */
  readonly lockVersion: Lock['version'] | null;
  /** What became of every excerpt of an older tree in the newest one. */
  drift(): Promise<readonly Drift[]>;
}

/** Reads and checks everything an author wrote: quotes against the mail, excerpts and rules against the trees. */
export async function verifySite(given: VerifyOptions): Promise<Verified> {
  const content = contentFiles(given.contentFolder, given.host);
  const options = { ...given, host: content.host };
  const { memory = newMemory() } = options;
  const written = await readSite(options, memory);
  const words = verifyWords(written, memory);
  const seals = verifySeals(written.threads, written.lock.verified, written.keys.verified);
  const code = await verifyCode(written, options, memory);
  const pages = written.pages.verified;
  const { trees } = written.forest;
  const { header, ...tried } = await verifyTried(written, code.nouns.rules.verified, content.host);
  const rules = siteRules(
    code.nouns.answers.verified,
    trees,
    words.quotes.verified,
    written.lock.verified.lock.flips,
    tried.experiments.verified,
  );
  const { shown: rests, ...prose } = await verifyOwnWords(
    written,
    words,
    { rules, experiments: tried.experiments.verified, commitsOfTrees: code.sources.commits },
    options,
    memory,
  );
  const threads = [...written.threads.verified.values()].map(({ thread }) =>
    withSeals(thread, seals.verified),
  );
  const shown = {
    pages: pages.filter(hasAddress).map(({ page, title, links, figures }) => ({
      page,
      title,
      links: links.map(({ url }) => url),
      experiments: shownExperiments(figures),
    })),
    quotes: words.quotes.verified,
    turns: words.exchanges.verified,
    notes: words.notes.verified,
    debates: words.debates.verified,
  };
  const ways = verifyWays(written, words, {
    threads,
    places: placesOf({ ...shown, pages, threads, excerpts: code.nouns.pointers.verified }),
    sources: code.sources,
    names: prose.names.locked,
    commits: Object.values(prose.commits.locked).map(({ id }) => id),
  });
  const citations = citationsOf({ ...shown, threads });
  const site: Site = {
    ...shown,
    threads: threads.map((thread) => withCitations(thread, citations)),
    excerpts: code.nouns.pointers.verified,
    trees: siteTrees(trees),
    rules,
    experiments: tried.experiments.verified,
    experimentHeader: header,
    ...rests,
    answered: Object.fromEntries(
      pages.flatMap(({ page, answers }) => (answers.length > 0 ? [[page, answers]] : [])),
    ),
    glossary: siteTerms(words.glossary.verified, pages, memory),
    diagrams: written.diagrams.verified,
    symbols: code.nouns.symbols.verified,
    people: code.nouns.introduced.verified,
    sealed: seals.verified.root,
    oldAddresses: ways.redirects.verified,
    errata: ways.errata.verified,
  };
  memory.sweep();
  const { lock, ...read } = written;
  const nouns = [
    read,
    words,
    { seals },
    code.nouns,
    tried,
    { contradicted: only(contradictions(site.rules, tried.written.verified)) },
    prose,
    ways,
    { files: only(content.refused()) },
    isReplaced(options, code.nouns, lock.verified) ? {} : { lock },
  ];
  return {
    site,
    pages: () => editedPages(pages, site, memory),
    diagnostics: inOrder(
      withoutFollowers(
        nouns.flatMap((each) => Object.values(each).flatMap(({ diagnostics }) => diagnostics)),
        written.forest.diagnostics,
      ),
    ),
    lock: lockAsJson({
      excerpts: code.nouns.excerpts.locked,
      answers: code.nouns.answers.locked,
      symbols: code.nouns.symbols.locked,
      reviews: code.nouns.answers.reviews,
      trees: code.nouns.commits.locked,
      experiments: lock.verified.lock.experiments,
      namesIn: prose.names.lockedIn,
      names: prose.names.locked,
      commits: prose.commits.locked,
      people: code.nouns.introduced.locked,
      flips: lock.verified.lock.flips,
      seals: lock.verified.lock.seals,
    }),
    lockBefore: lock.verified.text,
    lockVersion: lock.verified.isRead && lock.verified.text !== '' ? lock.verified.lock.version : null,
    drift: () => driftToNewest(code.nouns.uses.verified, Object.keys(trees), code.sources),
  };
}

type Written = Awaited<ReturnType<typeof readSite>>;

/** What stands in the content folder, before any of it is compared with another. */
const readSite = ({ contentFolder, host, cacheFolder }: VerifyOptions, memory: Memory) =>
  allOf({
    folder: contentIn(contentFolder, host),
    threads: readThreads(contentFolder, host, memory),
    pages: readPages(contentFolder, host, memory),
    forest: readTrees(`${contentFolder}/trees.yaml`, host),
    lock: readOldLock(contentFolder, host),
    keys: readKeys(contentFolder, host),
    diagrams: readDiagrams(contentFolder, host, placedIn(cacheFolder, host), memory),
    debates: readDebates(contentFolder, host, memory),
    redirects: readRedirects(contentFolder, host),
    errata: readErrata(contentFolder, host),
    names: readOwnNames(contentFolder, host),
    references: readReferences(contentFolder, host),
    people: readPeople(contentFolder, host),
  });

/** What is held against the mail, and the words that pages explain. */
function verifyWords(
  { pages: { verified: pages }, threads: { verified: threads }, debates }: Written,
  memory: Memory,
) {
  const quotes = verifyQuotes(pages, threads, memory);
  return {
    quotes,
    exchanges: verifyExchanges(pages, quotes.verified, threads),
    notes: verifyNotes(pages, threads, memory),
    debates: verifyDebates(debates.verified, { pages, threads }, memory),
    glossary: readGlossary(pages),
  };
}

/** What is held against the trees. */
async function verifyCode(written: Written, options: VerifyOptions, memory: Memory) {
  const { updating = false, today } = options;
  const pages = written.pages.verified;
  const { lock } = written.lock.verified;
  const locked = { ...lock, reviews: withLooked(lock.reviews, options.looked ?? {}) };
  const { trees, placeOf: placeOfTree } = written.forest;
  const names = Object.keys(trees);
  const uses = readExcerptUses(pages, memory);
  const rules = readRules(pages, names, memory);
  const cited = citedSymbols(uses.verified, rules.verified);
  const opened = sourceOptions(trees, options);
  const wanted = [
    ...uses.verified.map(({ request }) => request),
    ...inNewest(uses.verified, names),
    ...wantedBy(
      rules.verified.map(({ rule }) => rule),
      names,
    ),
    ...wantedForSymbols(cited, trees),
    ...wantedForPeople(written.people.verified, trees),
    ...codeLinksIn(pages, trees).map((link) => link.wanted),
  ];
  const sources = await openKept(wanted, opened, memory);
  const found = await verifyExcerpts(uses.verified, sources, trees, lock, options);
  const explained = await withDrift(found.diagnostics, uses.verified, sources, lock, opened);
  const excerpts = { ...found, diagnostics: explained };
  const comparisons = compareExcerpts(pages, excerpts.verified);
  const pointers = verifyPointers(pages, comparisons.verified);
  const answers = await answerRules(rules.verified, sources, {
    trees,
    placeOfTree,
    toldAway: found.away,
    lock: locked,
    updating,
    today,
  });
  const symbols = await locateSymbols(cited, sources, trees, lock);
  const commits = verifyTreeCommits(trees, sources, lock, placeOfTree, updating);
  const introduced = verifyPeople(written.people.verified, {
    threads: written.threads.verified,
    references: written.references.verified,
    trees,
    sources,
    lock: locked,
    updating,
    today,
  });
  return {
    sources,
    nouns: { uses, rules, excerpts, comparisons, pointers, answers, symbols, commits, introduced },
  };
}

/** Experiments, held against what the lock knows of their runs; and the header of their programs. */
async function verifyTried(
  { pages: { verified: pages }, forest: { trees }, lock }: Written,
  rules: readonly WrittenRule[],
  host: Host,
) {
  const written = await readExperiments(pages, Object.keys(trees), host);
  const header = written.verified.length > 0 ? await headerText(host) : '';
  return {
    header,
    written,
    experiments: verifyExperiments(written, {
      trees: Object.keys(trees),
      rules: rules.map(({ rule }) => rule.slug),
      records: lock.verified.lock.experiments,
      header,
      lockFile: lock.verified.file,
    }),
    experimentUses: only(verifyExperimentUses(pages, written.verified)),
  };
}

const siteTrees = (trees: Trees): SiteTree[] =>
  Object.entries(trees).map(([name, { project = null, version, kernel = [], archives = [] }]) => ({
    name,
    project,
    version,
    kernel: [kernel].flat(),
    archives,
  }));

/** What authors say in their own words, held against the trees, the mail and what they name. */
async function verifyOwnWords(
  { pages, debates, threads, forest, lock, names, references, people }: Written,
  words: ReturnType<typeof verifyWords>,
  {
    rules,
    experiments,
    commitsOfTrees,
  }: Pick<Site, 'rules' | 'experiments'> & { readonly commitsOfTrees: Sources['commits'] },
  options: VerifyOptions,
  memory: Memory,
) {
  const { updating = false, host } = options;
  const { trees } = forest;
  const locked = lock.verified.lock;
  const written = writtenIn(pages.verified, debates.verified, memory);
  const uses = [...nameUses(written), ...linkedPaths(written, trees)];
  const before = namesLocked(locked, trees, commitsOfTrees);
  const opened = sourceOptions(trees, options);
  const sources = await openKept(
    wantedForNames(uses, trees, before),
    // A whole tree is fetched when somebody asks for it, and not because of a word.
    updating ? opened : { ...opened, providers: HERE_ONLY },
    memory,
  );
  const found = await verifyNames(
    uses,
    { trees, sources, before, updating },
    { threads: threads.verified, glossary: words.glossary.verified, own: names.verified },
    memory,
  );
  const commits = await findCommits(
    commitsNamed(written, pages.verified),
    locked,
    repositoriesOf(trees, opened.overrides ?? {}, host.env),
    { threads: threads.verified, references: references.verified },
    host,
  );
  const shown = shownOf(written, pages.verified, commits, references.verified, trees);
  const backed = verifyProse(written, {
    threads: threads.verified,
    trees,
    commits,
    references: references.verified,
    people: people.verified,
    debates: words.debates.verified,
    rules,
    experiments,
    names: found.locked,
  });
  return {
    names: found,
    prose: backed,
    facts: only(verifyFactUses(pages.verified, { commits, rules, trees: Object.keys(trees) })),
    commits: {
      ...only(commits.asked.length > 0 ? await verifyClones(trees, host) : []),
      locked: commits.locked,
    },
    shown,
    furtherReading: only(verifyFurtherReading(pages.verified, shown.references)),
  };
}

/** What ways are held against, beside what is written. */
interface LedTo {
  readonly threads: readonly SiteThread[];
  readonly places: ReturnType<typeof placesOf>;
  readonly sources: Sources;
  /** What is known of names of code, and whole names of commits that are known. */
  readonly names: Lock['names'];
  readonly commits: readonly string[];
}

/** What leads from one place to another, or names what is shown. */
function verifyWays(
  { pages: { verified: pages }, threads, forest, references, ...written }: Written,
  { glossary }: ReturnType<typeof verifyWords>,
  { threads: sealed, places, sources, names, commits }: LedTo,
) {
  const { trees } = forest;
  const toCode = new Set(codeLinksIn(pages, trees).map(({ link }) => link));
  const codeLinks = verifyCodeLinks(pages, trees, sources, names);
  const archiveLinks = verifyArchiveLinks(pages, sealed);
  return {
    links: only(verifyLinks(pages, places)),
    archiveLinks: only(archiveLinks),
    diagramUses: only(verifyDiagrams(pages, written.diagrams.verified)),
    debateUses: only(verifyDebateUses(pages, written.debates.verified)),
    terms: only(verifyTerms(pages, glossary.verified)),
    questions: only(verifyQuestions(pages)),
    received: only(verifyReceived(pages, threads.verified)),
    namedTogether: only(
      verifyNamedTogether(pages, {
        Story: pages.map(({ page }) => page),
        Verdicts: namesBelow('rules/', pages),
        FurtherReading: references.verified.map(({ name }) => name),
      }),
    ),
    redirects: verifyRedirects(written.redirects.verified, places),
    errata: verifyErrata(written.errata.verified, pages),
    codeLinks: only(codeLinks),
    outsideLinks: only(
      verifyOutsideLinks(
        pages.filter(isChecked),
        sealed,
        references.verified,
        commits,
        (link) => toCode.has(link),
        [...codeLinks, ...archiveLinks],
      ),
    ),
  };
}

const namesBelow = (folder: string, pages: readonly Page[]): string[] =>
  pages.flatMap(({ page }) => (page.startsWith(folder) ? [page.slice(folder.length)] : []));

/** What is only checked, and shown by others. */
const only = (diagnostics: readonly Diagnostic[]): Checked<null> => ({ verified: null, diagnostics });

/**
 * A lock that cannot be read is written anew, unless it has what no tree can tell: how mail is sealed, or facts of a tree
 * that is away.
 */
const isReplaced = (
  { updating = false }: VerifyOptions,
  nouns: Readonly<Record<string, Checked<unknown>>>,
  { text, isRead }: ReadLock,
): boolean =>
  updating &&
  (isRead || !text.includes('"seals"')) &&
  !Object.values(nouns).some(({ diagnostics }) => diagnostics.some(({ code }) => AWAY.includes(code)));

/** Codes that tell of a tree which is not at hand. */
const AWAY: readonly Code[] = ['excerpt-unavailable', 'evidence-unavailable'];

/** The files of all excerpts in the newest tree, where each is looked for again. */
const inNewest = (uses: readonly ExcerptUse[], trees: readonly string[]): WantedFile[] => {
  const newest = trees.at(-1);
  return newest === undefined ? [] : uses.map(({ request: { path } }) => ({ tree: newest, path }));
};

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
  { host, cacheFolder, overrides, onProgress, refetch, onFile }: VerifyOptions,
): SourceOptions {
  return {
    trees,
    host,
    cacheFolder,
    overrides: overridesFor(trees, host.env, overrides),
    ...(onProgress ? { onProgress } : {}),
    refetch,
    onFile,
  };
}

async function contentIn(contentFolder: string, host: Host): Promise<Checked<null>> {
  const isThere = (await host.list(contentFolder)) !== null;
  const message = `There is no folder "${contentFolder}".`;
  return only(isThere ? [] : [diagnose('content-missing', startOf(contentFolder), { message })]);
}
