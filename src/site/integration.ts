import starlight from '@astrojs/starlight';
import type { StarlightUserConfig } from '@astrojs/starlight/types';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { errorsIn } from '../base/diagnostic.ts';
import { nodeHost } from '../base/node-host.ts';
import { countsAsText, diagnosticsAsText } from '../base/print.ts';
import { codeBlocks } from './code-blocks.ts';
import { sidebarFor } from './outline.ts';
import { type Verification, verification } from './verification.ts';
import { vitePlugin } from './vite.ts';

export interface PostilOptions {
  /** The site's name. */
  readonly title: string;
  /** Where authors write, relative to the project's root. Default: `content`. */
  readonly contentFolder?: string;
  /** Passed on to Starlight; what Postil sets itself (title, sidebar, code blocks) can be overridden. */
  readonly starlight?: Partial<StarlightUserConfig>;
}

/**
 * The Astro integration: Starlight with Postil's pages in it. A build verifies the whole site before any page
 * is written and ends there when something is wrong; the development server reports and goes on.
 */
export function postil(options: PostilOptions): AstroIntegration {
  const contentFolder = options.contentFolder ?? 'content';
  const check = verification(contentFolder);
  return {
    name: 'postil',
    hooks: {
      'astro:config:setup': async ({ config, injectRoute, updateConfig }) => {
        injectRoute({ pattern: '/threads', entrypoint: new URL('./routes/threads.astro', import.meta.url) });
        injectRoute({
          pattern: '/threads/[thread]',
          entrypoint: new URL('./routes/thread.astro', import.meta.url),
        });
        injectRoute({
          pattern: '/favicon.svg',
          entrypoint: new URL('./routes/favicon.svg.ts', import.meta.url),
        });
        const shell = starlight(await starlightConfig(options, contentFolder));
        const self = config.integrations.findIndex(({ name }) => name === 'postil');
        config.integrations.splice(self + 1, 0, shell);
        updateConfig({ vite: { plugins: [vitePlugin(contentFolder, config.base, check)] } });
      },
      'astro:server:setup': async ({ logger }) => {
        await report(check, logger);
      },
      'astro:build:start': async ({ logger }) => {
        const errors = await report(check, logger);
        if (errors > 0)
          throw new Error(
            `Nothing was built: ${errors} of the site's citations or files are wrong, as listed above.`,
          );
      },
    },
  };
}

async function starlightConfig(options: PostilOptions, contentFolder: string): Promise<StarlightUserConfig> {
  const style = (name: string) => new URL(`./styles/${name}.css`, import.meta.url).pathname;
  return {
    title: options.title,
    sidebar: (await sidebarFor(contentFolder)) as NonNullable<StarlightUserConfig['sidebar']>,
    expressiveCode: codeBlocks,
    markdown: { processedDirs: [contentFolder] },
    ...options.starlight,
    components: {
      Search: new URL('./components/Search.astro', import.meta.url).pathname,
      ...options.starlight?.components,
    },
    customCss: [style('page'), style('thread'), ...(options.starlight?.customCss ?? [])],
  };
}

/** Prints every diagnostic and returns how many are errors. */
async function report(check: Verification, logger: AstroIntegrationLogger): Promise<number> {
  const { diagnostics } = await check.result();
  if (diagnostics.length === 0) return 0;
  const errors = errorsIn(diagnostics).length;
  const text = `${countsAsText(diagnostics)}\n\n${await diagnosticsAsText(diagnostics, nodeHost())}\n`;
  if (errors > 0) logger.error(text);
  else logger.warn(text);
  return errors;
}
