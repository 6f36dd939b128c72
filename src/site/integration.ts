import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import starlight from '@astrojs/starlight';
import type { StarlightPlugin, StarlightUserConfig } from '@astrojs/starlight/types';
import type { AstroConfig, AstroIntegration, AstroIntegrationLogger } from 'astro';
import { type Diagnostic, errorsIn } from '../base/diagnostic.ts';
import { lane } from '../base/lane.ts';
import { codeDigest } from '../base/node-code-digest.ts';
import { nodeHost } from '../base/node-host.ts';
import { countsAsText, diagnosticsAsText } from '../base/print.ts';
import { shelfIn } from '../base/shelf.ts';
import { shownText } from '../base/shown-text.ts';
import { editorTypes } from '../citations/editor-types.ts';
import { type Memory, newMemory } from '../citations/memory.ts';
import { outlineSite } from '../citations/outline.ts';
import { shownAsIs } from '../citations/published.ts';
import { cacheFolder } from '../sources/excerpt.ts';
import { writeCard } from './built/cards.ts';
import { finishPages } from './built/finish.ts';
import { knownScripts } from './built/known-scripts.ts';
import { leaksAsText, leaksIn } from './built/leaks.ts';
import { builtLinks, deadLinksAsText } from './built/links.ts';
import { twinOf } from './built/twin.ts';
import { twinPath } from './built/twin-path.ts';
import { cardDrawer, type Draw } from './cards/draw.ts';
import { codeBlocksWith } from './code-blocks.ts';
import { tellOfDisk } from './disk.ts';
import { type Books, type Bound, booksOf } from './epub/books.ts';
import { type Former, putAside, restoreOnFailure } from './former.ts';
import { historyOf } from './history.ts';
import { checkOptions, type PostilOptions } from './options.ts';
import { explainersIndex, sidebarOf } from './outline.ts';
import { checkProject } from './project.ts';
import { withoutPages } from './quiet.ts';
import { scriptsPlugin } from './scripts-plugin.ts';
import { openIndex } from './search/index-site.ts';
import { recordsOf } from './search/records.ts';
import { beSparing } from './sparing.ts';
import { takeTurn } from './turn.ts';
import { type Verification, verification } from './verification.ts';
import { hrefIn } from './view/href.ts';
import { MOST_ON_A_PAGE } from './view/topics.ts';
import { vitePlugin } from './vite.ts';
import { languageOf } from './words/language.ts';
import { wordsPlugin } from './words/plugin.ts';
import { type Say, speaker } from './words/say.ts';

/**
 * The Astro integration: Starlight with Postil's pages in it. A build verifies the whole site before any page
 * is written and ends there when something is wrong; the development server reports and goes on.
 */
export function postil(options: PostilOptions): AstroIntegration {
  checkOptions(options);
  let memory: Memory;
  const scripts = knownScripts();
  let check: Verification;
  let contentFolder: string;
  /** The same, as diagnostics name it. */
  let named: string;
  let settings: AstroConfig;
  let draw: Draw | null = null;
  let say: Say;
  let hasReference = false;
  let bind: () => Books;
  let former: Former | null = null;
  return {
    name: 'postil',
    hooks: {
      'astro:config:setup': async ({ config, command, injectRoute, updateConfig, logger }) => {
        if (command === 'build') {
          tellOfDisk(fileURLToPath(config.outDir));
          beSparing();
        }
        if (command === 'build' || command === 'sync') await alone(config, logger);
        await checkProject(config, nodeHost());
        memory = await lastingMemory();
        contentFolder = resolve(fileURLToPath(config.root), options.contentFolder ?? 'content');
        named = relative(process.cwd(), contentFolder).split(sep).join('/') || '.';
        check = verification(named, memory, options.addresses);
        const outline = await outlineSite(named, nodeHost(), memory);
        await refuse(outline.refused);
        hasReference = outline.explainsDiagnostics;
        const history = await historyOf(contentFolder, nodeHost());
        draw = config.site ? await cardDrawer(cardsFolder(config)) : null;
        const own = options.starlight ?? {};
        const language = languageOf(own);
        const around = {
          title: options.title,
          description: options.starlight?.description ?? '',
          history,
          hasFeed: config.site !== undefined && Object.keys(history).length > 0,
          hasCards: draw !== null,
          report: options.report ?? null,
          hasOwnSidebar: own.sidebar !== undefined,
          paginates: own.pagination !== false,
          language,
          words: {} as Readonly<Record<string, string>>,
        };
        bind = () =>
          booksOf({
            title: around.title,
            description: around.description,
            language,
            base: config.base,
            origin: config.site ?? null,
            outline,
            history,
            say,
          });
        const feed = around.hasFeed ? FEED_ROUTES : [];
        for (const [pattern, file] of [
          ...ROUTES,
          ...feed,
          ...(explainersIndex(outline) ? EXPLAINERS_ROUTES : []),
          ...(outline.threads.length > MOST_ON_A_PAGE ? TOPIC_ROUTES : []),
          ...(outline.hasDebates ? DEBATE_ROUTES : []),
          ...(outline.experiments.length > 0 ? EXPERIMENT_ROUTES : []),
          ...(outline.hasReferences ? REFERENCES_ROUTES : []),
          ...(outline.hasErrata ? ERRATA_ROUTES : []),
          ...(outline.explainsDiagnostics ? REFERENCE_ROUTES : []),
        ]) {
          injectRoute({ pattern, entrypoint: new URL(`./routes/${asHere(file)}`, import.meta.url) });
        }
        const plugin = wordsPlugin(language, (read) => {
          around.words = read;
          say = speaker(language, read);
          if (own.sidebar) return {};
          const groups = sidebarOf(outline, say)(null).map(({ section: _, ...group }) => group);
          return { sidebar: groups as NonNullable<StarlightUserConfig['sidebar']> };
        });
        const shell = starlight(starlightConfig(options, contentFolder, plugin));
        const self = config.integrations.findIndex(({ name }) => name === 'postil');
        config.integrations.splice(self + 1, 0, shell);
        const onChange = () => void reportAgain(check, logger);
        const vite = vitePlugin({
          contentFolder,
          base: config.base,
          verification: check,
          around,
          outline,
          isServing: command === 'dev',
          rendersHere: config.adapter === undefined,
          onChange,
        });
        updateConfig({ vite: { plugins: [vite, scriptsPlugin(scripts)] } });
      },
      'astro:config:done': async ({ config, injectTypes }) => {
        settings = config;
        injectTypes({
          filename: 'components.d.ts',
          content: await editorTypes(named, nodeHost(), memory),
        });
      },
      'astro:server:setup': async ({ logger }) => {
        await report(check, logger);
      },
      'astro:build:start': async ({ logger }) => {
        withoutPages(logger);
        const errors = await report(check, logger);
        if (errors > 0)
          throw new Error(
            `Nothing was built: ${errors} of the site's citations or files are wrong, as listed above.`,
          );
        former = putAside(
          fileURLToPath(settings.outDir),
          join(fileURLToPath(settings.cacheDir), 'postil-former'),
        );
        restoreOnFailure(former, fileURLToPath(settings.outDir));
        // A build verifies once: what would make it fast the next time is let go.
        memory.sweep();
      },
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const { base, build, site: origin } = settings;
        const { site, published } = await check.result();
        const links = builtLinks(base);
        const books = bind();
        const sizes: number[] = [];
        const shelve = ({ path, bytes }: Bound) => {
          sizes.push(bytes.length);
          return writeFile(join(folder, path), bytes);
        };
        const href = hrefIn(base);
        const index = options.starlight?.pagefind === false ? null : await openIndex();
        try {
          const cards = draw &&
            origin && { folder, cacheFolder: cardsFolder(settings), site: options.title, draw, say };
          const finish = { folder, base, assets: build.assets, policy: options.policy ?? {}, scripts, say };
          await finishPages(finish, (page) => {
            links.add(page);
            const address = origin ? new URL(href(page.path), origin).href : null;
            const twin = page.path === '/404' ? null : twinOf(page.tree, address, say);
            const searched = index?.addPage(page);
            const book = books.add(page);
            return [
              ...(book === null ? [] : [() => shelve(book)]),
              ...(twin === null ? [] : [() => writeFile(join(folder, twinPath(page.path)), twin)]),
              ...(cards ? [() => writeCard(page, cards)] : []),
              ...(searched ? [searched] : []),
            ];
          });
          const whole = books.site();
          if (whole) {
            const stories = sizes.length;
            await shelve(whole);
            const kilobytes = (count: number) => `${Math.ceil(count / 1024)} KB`;
            logger.info(
              `Books: ${stories} of one explainer each (${kilobytes(Math.max(...sizes.slice(0, stories)))} at most), and one of the site (${kilobytes(whole.bytes.length)}).`,
            );
          }
          if (!origin)
            logger.info('No feed, sitemap or preview pictures: they need "site" in the Astro settings.');
          if (index) {
            const beside = lane(RECORDS_IN_FLIGHT);
            for (const record of recordsOf(published, say)) await beside.add(index.addRecord(record));
            await beside.done();
            const count = await index.write(join(folder, 'pagefind'));
            logger.info(`The search knows ${count} pages, symbols, terms and messages.`);
          }
          const dead = links.dead();
          if (dead.length > 0) throw new Error(shownText(deadLinksAsText(dead)));
          const leaks = await leaksIn(folder, {
            isNone: shownAsIs(site, [
              ...(options.addresses ?? []),
              ...mailOf(options.report),
              ...(hasReference ? IN_EXAMPLES : []),
            ]),
            paths: pathsOfMachine(fileURLToPath(settings.root)),
          });
          if (leaks.length > 0) throw new Error(shownText(leaksAsText(leaks)));
          former?.replaced();
        } finally {
          await index?.close();
        }
      },
    },
  };
}

/** What the search engine is told of before it has answered. */
const RECORDS_IN_FLIGHT = 64;

/** The address that readers write to of a mistake, where it is one of mail. */
const mailOf = (report = ''): string[] => /^mailto:([^?]+)/.exec(report)?.slice(1) ?? [];

/** Hosts of invented people in the examples of our own reference, one of them misspelt: nobody has them. */
const IN_EXAMPLES = ['@example.org', '@lists.example.org', '@example.orgs'];

/** What would tell where a site was built; a root that is the disk itself tells nothing. */
const pathsOfMachine = (root: string): string[] =>
  [root.replace(/[\\/]+$/, ''), homedir()].filter((path) => path.length > '/root'.length);

/** Pages and mail are read once, whoever asks first; mail that an earlier run has read is not read again. */
async function lastingMemory(): Promise<Memory> {
  const program = await codeDigest();
  const host = nodeHost();
  return newMemory(program === null ? null : shelfIn(cacheFolder(host), program, host));
}

/** Two builds would take each other's files away: Astro keeps some of its own beside those of the site. */
async function alone({ root, integrations }: AstroConfig, logger: AstroIntegrationLogger): Promise<void> {
  let hasWaited = false;
  const free = await takeTurn(join(fileURLToPath(root), '.astro', 'building'), {
    host: nodeHost(),
    onWait: ({ pid }) => {
      hasWaited = true;
      logger.info(`Another build runs in this folder (process ${pid}): this one waits until it has ended.`);
    },
  });
  if (hasWaited) logger.info('The other build has ended: this one goes on.');
  // After all others, such as those that Starlight adds.
  integrations.push({ name: 'postil-end', hooks: { 'astro:build:done': free } });
}

/** Where preview pictures are kept from build to build. */
const cardsFolder = ({ cacheDir }: AstroConfig): string => join(fileURLToPath(cacheDir), 'postil-cards');

/** The package holds its modules compiled. */
const asHere = (file: string): string => file.replace(/\.ts$/, extname(import.meta.url));

const ROUTES = [
  ['/threads', 'threads.astro'],
  ['/threads/[thread]', 'thread.astro'],
  ['/threads/[thread]/coverage', 'coverage.astro'],
  ['/threads/[thread].mbox', 'thread.mbox.ts'],
  ['/threads/[thread]/original/[name].txt', 'original.txt.ts'],
  ['/rules', 'rules.astro'],
  ['/rules/[...rule]', 'rule.astro'],
  ['/symbols', 'symbols.astro'],
  ['/explainers/[...explainer].evidence.json', 'evidence.json.ts'],
  ['/glossary', 'glossary.astro'],
  ['/people', 'people.astro'],
  ['/people/[person]', 'person.astro'],
  ['/cards/[...file].json', 'cards-file.json.ts'],
  ['/favicon.svg', 'favicon.svg.ts'],
  ['/404', '404.astro'],
  ['/robots.txt', 'robots.txt.ts'],
  ['/llms.txt', 'llms.txt.ts'],
] as const;

const STYLES = [
  'fonts',
  'stand-ins',
  'tokens',
  'look',
  'shell',
  'page',
  'quotes',
  'code',
  'thread',
  'rules',
  'experiments',
  'coverage',
  'reference',
  'teach',
  'drawings',
  'quiz',
  'home',
  'cards',
  'debates',
  'around',
  'search',
  'print',
];

/** Of a site that has explainers, and no index of its own. */
const EXPLAINERS_ROUTES = [['/explainers', 'explainers.astro']] as const;

/** Of a site that has more threads than one page. */
const TOPIC_ROUTES = [['/topics/[...list]', 'topic.astro']] as const;

/** Of a site that has debates. */
const DEBATE_ROUTES = [['/timeline', 'timeline.astro']] as const;

/** Of a site that has experiments. */
const EXPERIMENT_ROUTES = [
  ['/experiments', 'experiments.astro'],
  ['/experiments/[experiment]', 'experiment.astro'],
] as const;
/** Of a site that relies on what is outside of it. */
const REFERENCES_ROUTES = [['/references', 'references.astro']] as const;

/** Of a site on which something has been corrected. */
const ERRATA_ROUTES = [['/errata', 'errata.astro']] as const;

/** Of a site that knows its own address, and when its pages were changed. */
const FEED_ROUTES = [
  ['/feed.atom', 'feed.atom.ts'],
  ['/threads/[thread]/feed.atom', 'thread-feed.atom.ts'],
  ['/topics/[topic].atom', 'topic-feed.atom.ts'],
] as const;

/** Of a site that has a page of its own to lead to them. */
const REFERENCE_ROUTES = [['/reference/diagnostics/[code]', 'diagnostic.astro']] as const;

function starlightConfig(
  { title, starlight: own = {} }: PostilOptions,
  contentFolder: string,
  words: StarlightPlugin,
): StarlightUserConfig & { plugins: StarlightPlugin[] } {
  const ours = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  return {
    title,
    ...own,
    plugins: [words, ...(own.plugins ?? [])],
    expressiveCode: codeBlocksWith(own.expressiveCode),
    markdown: { ...own.markdown, processedDirs: [contentFolder, ...(own.markdown?.processedDirs ?? [])] },
    routeMiddleware: [ours(asHere('./route.ts')), ...[own.routeMiddleware ?? []].flat()],
    // The index is ours: it has symbols, terms, people and messages beside pages.
    pagefind: false,
    disable404Route: true,
    components: {
      Head: ours('./components/Head.astro'),
      Header: ours('./components/Header.astro'),
      PageFrame: ours('./components/PageFrame.astro'),
      PageSidebar: ours('./components/PageSidebar.astro'),
      Sidebar: ours('./components/Sidebar.astro'),
      PageTitle: ours('./components/PageTitle.astro'),
      TwoColumnContent: ours('./components/TwoColumnContent.astro'),
      ...(own.pagefind !== false && { Search: ours('./components/Search.astro') }),
      MarkdownContent: ours('./components/PageEnd.astro'),
      ...own.components,
    },
    customCss: [...STYLES.map((name) => ours(`./styles/${name}.css`)), ...(own.customCss ?? [])],
  };
}

/** Astro reads the content folder too, and would wait for a pipe, and follow a link. */
async function refuse(diagnostics: readonly Diagnostic[]): Promise<void> {
  if (diagnostics.length > 0)
    throw new Error(`Nothing is read:\n\n${await diagnosticsAsText(diagnostics, nodeHost())}\n`);
}

/** Warnings of one kind that are shown in full: a thousand of them would hide the one of another kind. */
const SHOWN_OF_EACH = 5;

function someOfEach(diagnostics: readonly Diagnostic[]) {
  const shown: Diagnostic[] = [];
  const more: { readonly code: string; readonly count: number }[] = [];
  for (const [code, all] of Map.groupBy(diagnostics, (each) => each.code)) {
    const own = all.filter(({ severity }, at) => severity === 'error' || at < SHOWN_OF_EACH);
    shown.push(...own);
    if (own.length < all.length) more.push({ code, count: all.length - own.length });
  }
  return { shown, more };
}

/** Prints what is wrong and returns how many are errors. */
async function report(check: Verification, logger: AstroIntegrationLogger): Promise<number> {
  const { diagnostics } = await check.result();
  if (diagnostics.length === 0) return 0;
  const errors = errorsIn(diagnostics).length;
  const { shown, more } = someOfEach(diagnostics);
  const text = [
    countsAsText(diagnostics),
    await diagnosticsAsText(shown, nodeHost()),
    ...more.map(({ code, count }) => `${count} more of ${code}: "npx postil check" shows them`),
  ].join('\n\n');
  if (errors > 0) logger.error(`${text}\n`);
  else logger.warn(`${text}\n`);
  return errors;
}

/** After a change in development: what is wrong now, or that nothing is. The server goes on in any case. */
async function reportAgain(check: Verification, logger: AstroIntegrationLogger): Promise<void> {
  try {
    await report(check, logger);
    const { diagnostics } = await check.result();
    if (diagnostics.length === 0) logger.info('Every citation is verified.');
  } catch (error) {
    logger.error(shownText(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  }
}
