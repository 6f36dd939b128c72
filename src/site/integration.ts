import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import starlight from '@astrojs/starlight';
import type { StarlightUserConfig } from '@astrojs/starlight/types';
import type { AstroConfig, AstroIntegration, AstroIntegrationLogger } from 'astro';
import { codeDigest } from '../base/node-code-digest.ts';
import { nodeHost } from '../base/node-host.ts';
import { shelfIn } from '../base/shelf.ts';
import { editorTypes } from '../citations/editor-types.ts';
import { type Memory, newMemory } from '../citations/memory.ts';
import { outlineSite } from '../citations/outline.ts';
import { cacheFolder } from '../sources/excerpt.ts';
import { knownScripts } from './built/known-scripts.ts';
import { cardDrawer, type Draw } from './cards/draw.ts';
import { cardsFolder, completeSite } from './complete.ts';
import { tellOfDisk } from './disk.ts';
import { type Books, booksOf } from './epub/books.ts';
import { type Former, putAside, restoreOnFailure } from './former.ts';
import { asHere } from './here.ts';
import { historyOf } from './history.ts';
import { checkOptions, type PostilOptions } from './options.ts';
import { sidebarOf } from './outline.ts';
import { checkProject } from './project.ts';
import { withoutPages } from './quiet.ts';
import { refuse, report, reportAgain } from './reported.ts';
import { routesOf } from './route-table.ts';
import { scriptsPlugin } from './scripts-plugin.ts';
import { starlightConfig } from './shell.ts';
import { beSparing, giveBack } from './sparing.ts';
import { takeTurn } from './turn.ts';
import { type Verification, verification } from './verification.ts';
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
        for (const [pattern, file] of routesOf(outline, around))
          injectRoute({ pattern, entrypoint: new URL(`./routes/${asHere(file)}`, import.meta.url) });
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
        // Pages are rendered; what stood behind them is in nobody's hands.
        giveBack();
        await completeSite({
          folder: fileURLToPath(dir),
          settings,
          options,
          verified: await check.result(),
          scripts,
          books: bind(),
          draw,
          hasReference,
          say,
          logger,
        });
        former?.replaced();
      },
    },
  };
}

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
