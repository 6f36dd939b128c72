import type { ViteUserConfig } from 'astro';
import type { KnownScripts, Syntax } from './built/known-scripts.ts';

type VitePlugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { name: string }>;

/** Collects the inline scripts that pages may have, while their templates are compiled and their scripts are bundled. */
export function scriptsPlugin(known: KnownScripts): VitePlugin {
  return {
    name: 'postil:scripts',
    apply: 'build',
    transform: {
      order: 'post',
      // Templates, pages, and the settings of the shell, which may name scripts for the head. What holds mail is none of them.
      filter: { id: /\.(?:astro|mdx)$|virtual:starlight\/user-config$/, code: /script/ },
      handler(code) {
        known.learn(this.parse(code) as unknown as Syntax);
        return null;
      },
    },
    generateBundle: {
      // Before Astro takes the small ones out, to write them into pages.
      order: 'pre',
      handler(_options, bundle) {
        if (this.environment.name !== 'client') return;
        for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') known.add(chunk.code.trim());
      },
    },
  };
}
