import { extname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ViteUserConfig } from 'astro';
import { nodeHost } from '../base/node-host.ts';
import { shownText } from '../base/shown-text.ts';
import type { EditedPage } from '../citations/edits.ts';
import type { Outline } from '../citations/outline.ts';
import { COMPONENTS as COMPONENTS_OF_PAGES } from '../citations/page/components.ts';
import { pageAt } from '../citations/page/pages.ts';
import { COMPONENTS, compiled, isVerified } from './compiled.ts';
import type { History } from './history.ts';
import { originalsOf } from './originals.ts';
import { overlayOf } from './overlay.ts';
import { diagnosticPages } from './reference/pages.ts';
import { share, sharedModule } from './shared.ts';
import type { Verification } from './verification.ts';

type VitePlugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { name: string }>;

const SITE = 'virtual:postil/site';
const DIAGNOSTICS = 'virtual:postil/diagnostics';
const ORIGINALS = 'virtual:postil/originals';
const AROUND = 'virtual:postil/around';
const OUTLINE = 'virtual:postil/outline';

/** An editor's save, or a branch that is checked out, comes as several events. */
const SETTLED_MS = 50;

/** Nobody has read an error that was there for less. */
const SEEN_MS = 1000;

/** What pages need to know of the site as a whole. */
export interface Around {
  /** Where readers tell of a mistake: an address with {title} and {body} in it; null where nobody wants to know. */
  readonly report: string | null;
  readonly title: string;
  readonly description: string;
  readonly history: History;
  readonly hasFeed: boolean;
  /** Whether pages have pictures for those who link to them. */
  readonly hasCards: boolean;
  /** Whether the site has a sidebar in the place of ours. */
  readonly hasOwnSidebar: boolean;
  /** Whether pages lead to those before and after them. */
  readonly paginates: boolean;
  /** As Starlight's settings have it. */
  readonly language: string;
  /** Of the interface, by Starlight's keys: what the site has in the place of ours included. */
  readonly words: Readonly<Record<string, string>>;
}

/** Settings of a site's own file for Expressive Code, which its component asks for in pages. */
const CODE_BLOCKS = 'virtual:astro-expressive-code/ec-config';

/** Modules that are made here. */
const OURS: readonly string[] = [SITE, COMPONENTS, DIAGNOSTICS, ORIGINALS, AROUND, OUTLINE, CODE_BLOCKS];

/** Astro finds packages of its kind by what a site's package.json names, but not those that come by way of ours. */
const COMPILED_BY_ASTRO = ['postil', '@astrojs/starlight', 'astro-expressive-code', '@astrojs/mdx'] as const;

export interface VitePluginOptions {
  /** Absolute. */
  readonly contentFolder: string;
  readonly base: string;
  readonly verification: Verification;
  readonly around: Around;
  readonly outline: Outline;
  /** Whether an author looks at pages while they write. Not what Vite knows: a build starts a server too, to read collections. */
  readonly isServing: boolean;
  /** Whether pages are rendered in this process; an adapter may render them elsewhere. */
  readonly rendersHere: boolean;
  /** Called in development when an author has changed something, once for changes that come together. */
  readonly onChange: () => void;
}

/** Lends verified data and our components to pages, and tells each use in a page which citation it is. */
export function vitePlugin({
  contentFolder,
  base,
  verification,
  around,
  outline,
  isServing,
  rendersHere,
  onChange,
}: VitePluginOptions): VitePlugin {
  const pathIn = (file: string): string | null => {
    const path = relative(contentFolder, file);
    return path.startsWith('..') || isAbsolute(path) ? null : path.split(sep).join('/');
  };
  /** The page of a file, as it was verified; after an edit in development, as it is verified now. */
  const verifiedPage = async (path: string, source: string): Promise<EditedPage> => {
    const name = pageAt(path);
    const before = (await verification.result()).pages.get(name);
    if (before && isVerified(source, before)) return before;
    if (isServing) verification.restart();
    const now = (await verification.result()).pages.get(name);
    if (now && isVerified(source, now)) return now;
    throw new Error(
      `${shownText(path)} is not as it was when the site was verified: it was changed, or something else reads it first.`,
    );
  };
  const isShared = rendersHere && !isServing;
  const asModule = (name: string, values: Readonly<Record<string, unknown>>): string => {
    if (!isShared)
      return Object.entries(values)
        .map(([each, value]) => `export const ${each} = ${JSON.stringify(value)};`)
        .join('\n');
    share(name, values);
    return sharedModule(name, Object.keys(values));
  };
  return {
    name: 'postil',
    enforce: 'pre',
    configEnvironment: () => ({
      resolve: { noExternal: [...COMPILED_BY_ASTRO] },
      optimizeDeps: { exclude: [...COMPILED_BY_ASTRO] },
    }),
    // Nothing that an author could do anything about: a directive of Astro's own in each page, and how the C grammar's
    // runtime is written, where a package manager has it bundled.
    onLog: (_level, { code, message }) =>
      (code === 'MODULE_LEVEL_DIRECTIVE' && message.includes('use astro:')) ||
      (code === 'EVAL' && message.includes('web-tree-sitter'))
        ? false
        : null,
    async resolveId(id) {
      if (OURS.includes(id)) return `\0${id}`;
      // Starlight's modules are asked for from the site, where a strict package manager shows only what it names itself.
      if (/^@astrojs\/(?:starlight|mdx)(?:\/|$)/.test(id)) return this.resolve(id, HERE, { skipSelf: true });
      return null;
    },
    async load(id) {
      if (id === `\0${SITE}`) {
        const { published, faults } = await verification.result();
        return asModule('site', { site: published, faults });
      }
      if (id === `\0${ORIGINALS}`) {
        const { site } = await verification.result();
        const made = originalsOf(site, contentFolder, nodeHost());
        if (isShared) return asModule('originals', { ...made });
        const { originals, mailboxes } = made;
        const texts: Record<string, string> = {};
        for (const each of originals) texts[`${each.thread}/${each.name}`] = await made.originalText(each);
        for (const each of mailboxes) texts[each] = await made.mailboxText(each);
        return `${asModule('originals', { originals, mailboxes, texts })}
export const originalText = async ({ thread, name }) => texts[\`\${thread}/\${name}\`];
export const mailboxText = async (thread) => texts[thread];`;
      }
      if (id === `\0${AROUND}`) return `export const around = ${JSON.stringify(around)};`;
      if (id === `\0${OUTLINE}`) return `export const outline = ${JSON.stringify(outline)};`;
      if (id === `\0${DIAGNOSTICS}`)
        return `export const diagnostics = ${JSON.stringify(await diagnosticPages())};`;
      if (id === `\0${CODE_BLOCKS}`) {
        const own = await this.resolve('./ec.config.mjs');
        return `import { endingByLength } from ${JSON.stringify(ours(`./code-blocks${extname(HERE)}`))};
${own ? `import own from ${JSON.stringify(own.id)};` : 'const own = {};'}
export default endingByLength(own);`;
      }
      if (id === `\0${COMPONENTS}`) {
        return Object.keys(COMPONENTS_OF_PAGES)
          .map(
            (name) =>
              `export { default as ${name} } from ${JSON.stringify(ours(`./components/${name}.astro`))};`,
          )
          .join('\n');
      }
      return null;
    },
    transform: {
      order: 'pre',
      // Only pages as such: Astro also asks for lists of their assets, under the same name with a query.
      filter: { id: /\.mdx$/ },
      async handler(code, id) {
        const path = pathIn(id);
        if (path === null) return null;
        return compiled(code, await verifiedPage(path, code), base);
      },
    },
    configureServer(server) {
      if (!isServing) return;
      let soon: NodeJS.Timeout | undefined;
      // A page connects when it is loaded, and after each change it is. The overlay cannot be closed: who has seen it and
      // loads the page once more sees that as it is, with each fault in its place.
      let seen = false;
      server.ws.on('connection', async (socket) => {
        // What goes wrong in checking itself is in the console.
        const checked = await verification.result().catch(() => null);
        const payload = checked && (await overlayOf(checked.diagnostics, nodeHost()));
        if (!payload || seen) return;
        socket.send(JSON.stringify(payload));
        // The server may have the page loaded again at once.
        const looked = setTimeout(() => {
          seen = true;
        }, SEEN_MS);
        socket.on('close', () => clearTimeout(looked));
      });
      server.watcher.add(contentFolder);
      // Every kind of event: a mail file that comes or goes changes what may be quoted.
      server.watcher.on('all', (_event, file) => {
        if (pathIn(file) === null) return;
        verification.restart();
        seen = false;
        for (const environment of Object.values(server.environments)) {
          // A page leads to terms and symbols that other files bring.
          for (const [id, page] of environment.moduleGraph.idToModuleMap)
            if (id.endsWith('.mdx') && pathIn(id) !== null) environment.moduleGraph.invalidateModule(page);
          const module = environment.moduleGraph.getModuleById(`\0${SITE}`);
          if (module) void environment.reloadModule(module);
        }
        // Vite would keep it for the first page that is opened, which is new anyway.
        if (server.ws.clients.size > 0) server.environments.client.hot.send({ type: 'full-reload' });
        clearTimeout(soon);
        soon = setTimeout(onChange, SETTLED_MS);
      });
    },
  };
}

const HERE = fileURLToPath(import.meta.url);

const ours = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
