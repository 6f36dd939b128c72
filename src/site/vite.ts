import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ViteUserConfig } from 'astro';
import { COMPONENTS, withUses } from './mdx-uses.ts';
import type { Verification } from './verification.ts';

type VitePlugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { name: string }>;

const SITE = 'virtual:postil/site';

const COMPONENT_NAMES = ['Quote', 'Excerpt', 'CodeNote'];

/** Lends verified data and our components to pages, and tells each use in a page which citation it is. */
export function vitePlugin(contentFolder: string, base: string, verification: Verification): VitePlugin {
  const content = resolve(contentFolder);
  return {
    name: 'postil',
    enforce: 'pre',
    resolveId(id) {
      if (id === SITE || id === COMPONENTS) return `\0${id}`;
      return null;
    },
    async load(id) {
      if (id === `\0${SITE}`)
        return `export const site = ${JSON.stringify((await verification.result()).site)};`;
      if (id === `\0${COMPONENTS}`) {
        return COMPONENT_NAMES.map(
          (name) =>
            `export { default as ${name} } from ${JSON.stringify(ours(`./components/${name}.astro`))};`,
        ).join('\n');
      }
      return null;
    },
    transform: {
      order: 'pre',
      // Only pages as such: Astro also asks for lists of their assets, under the same name with a query.
      filter: { id: /\.mdx$/ },
      handler(code, id) {
        const path = relative(content, id);
        if (path.startsWith('..')) return null;
        return { code: withUses(path.slice(0, -'.mdx'.length).split(sep).join('/'), code, base), map: null };
      },
    },
    handleHotUpdate({ file, server }) {
      if (relative(content, file).startsWith('..')) return;
      verification.restart();
      const module = server.moduleGraph.getModuleById(`\0${SITE}`);
      if (module) server.moduleGraph.invalidateModule(module);
      server.ws.send({ type: 'full-reload' });
    },
  };
}

const ours = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
