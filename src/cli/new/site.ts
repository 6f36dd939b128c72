import { explainer } from './pages.ts';

/**
 * The files of a new site.
 *
 * @param name of its folder.
 * @param postil path from that folder to the checkout of Postil that it is built with.
 */
export const siteFiles = (name: string, postil: string): Record<string, string> => ({
  [`${name}/package.json`]: `${JSON.stringify(
    {
      name: name.split(/[/\\]/).at(-1)?.toLowerCase() ?? name,
      private: true,
      type: 'module',
      // Astro compiles the packages that a site names here and that need it.
      dependencies: { astro: '*', '@astrojs/mdx': '*', '@astrojs/starlight': '*' },
      scripts: {
        dev: 'astro dev',
        build: 'astro build',
        preview: 'astro preview',
        check: `node ${postil}/src/cli/main.ts check`,
        postil: `node ${postil}/src/cli/main.ts`,
      },
    },
    null,
    2,
  )}\n`,
  [`${name}/astro.config.mjs`]: `import postil from '${postil}/src/index.ts';

export default {
  site: 'https://docs.example',
  trailingSlash: 'always',
  integrations: [postil({ title: ${JSON.stringify(name.split(/[/\\]/).at(-1) ?? name)} })],
};
`,
  [`${name}/src/content.config.ts`]: `import { postilCollections } from '../${postil}/src/site/collections.ts';

export const collections = postilCollections();
`,
  [`${name}/tsconfig.json`]: `${JSON.stringify(
    { extends: 'astro/tsconfigs/strict', include: ['.astro/types.d.ts', 'content/**/*.mdx', 'src'] },
    null,
    2,
  )}\n`,
  [`${name}/.vscode/settings.json`]: `${JSON.stringify(
    {
      'yaml.schemas': {
        [`${postil}/schemas/thread.json`]: 'content/threads/*/thread.yaml',
        [`${postil}/schemas/trees.json`]: 'content/trees.yaml',
        [`${postil}/schemas/debate.json`]: 'content/debates/*.yaml',
      },
    },
    null,
    2,
  )}\n`,
  [`${name}/.gitignore`]: 'node_modules\ndist\n.astro\n',
  [`${name}/content/index.mdx`]: `---
title: What this is
description: Mail debates, explained, with every quote and excerpt checked.
---

Say here whom this site is for.
`,
  [`${name}/content/explainers/first.mdx`]: explainer('The first explainer'),
  [`${name}/content/trees.yaml`]: `# The source trees that excerpts are read from:
# v6.1:
#   version: "6.1"
#   tag: v6.1
#   browse: https://elixir.bootlin.com/linux/{tag}/source/{path}#L{line}
#   raw: https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/plain/{path}?h={tag}
{}
`,
});
