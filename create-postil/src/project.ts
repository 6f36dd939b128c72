/** What a new site is called, and what is in it; without disk or prompts. */
import manifest from '../package.json' with { type: 'json' };

/** Ranges of what a site is made with; a test keeps them those of the package. */
export const VERSIONS = {
  '@astrojs/mdx': '^8.0.0',
  '@astrojs/starlight': '^0.42.0',
  astro: '^7.3.0',
  // Both packages are released together, under one version.
  postil: `^${manifest.version}`,
} as const;

/** The longest name that npm takes. */
const LONGEST_NAME = 214;

/** A name that npm keeps from packages. */
const TAKEN = 'favicon.ico';

/**
 * The name of a package for a folder, as npm wants it: small letters, digits, dots and dashes.
 *
 * @returns null where nothing is left of the folder's name.
 */
export function packageName(folder: string): string | null {
  const name = (folder.split(/[/\\]/).filter(Boolean).at(-1) ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9.~-]+/g, '-')
    .replace(/^[.~-]+|[.~-]+$/g, '')
    .slice(0, LONGEST_NAME);
  return name === '' || name === TAKEN ? null : name;
}

/** A title for a folder: "unsafe-pfn" is "Unsafe pfn". */
export const titleFor = (name: string): string =>
  name.replace(/[-._~]+/g, ' ').replace(/^./, (letter) => letter.toUpperCase());

export interface Answers {
  readonly name: string;
  readonly title: string;
  /** What to install as postil: a range, or the path of a tarball. */
  readonly postil: string;
}

/**
 * The files that differ from site to site; the others are copied from the template.
 *
 * @returns path -> text.
 */
export const filesFor = ({ name, title, postil }: Answers): Readonly<Record<string, string>> => ({
  'package.json': json({
    name,
    private: true,
    type: 'module',
    scripts: {
      dev: 'astro dev',
      build: 'astro build',
      preview: 'astro preview',
      check: 'postil check',
      postil: 'postil',
    },
    dependencies: { ...VERSIONS, postil },
    // Both ask before a package may run a script when it is installed; Astro needs that of esbuild.
    allowScripts: { esbuild: true },
  }),
  'pnpm-workspace.yaml': 'allowBuilds:\n  esbuild: true\n',
  'astro.config.mjs': `import { defineConfig } from 'astro/config';
import postil from 'postil';

export default defineConfig({
  // Where the site will be; feed, sitemap and preview pictures need it. The workflow for GitHub Pages sets its own.
  site: 'https://docs.example',
  trailingSlash: 'always',
  integrations: [
    postil({
      title: ${JSON.stringify(title)},
    }),
  ],
});
`,
  '.gitignore': 'node_modules/\ndist/\n.astro/\n',
  'README.md': `# ${title}

    npm run dev        see it while you write, at the address it prints
    npm run check      every quote, excerpt and rule against its source
    npm run build      the site, into dist/

Put mail in with \`npx postil import FILE\`, find words to quote with \`npx postil quote "words"\`, and begin a page with
\`npx postil new explainer "Its title"\`, or a rule, a term, a debate, a diagram or an experiment in the same way. The thread under \`content/threads/example\` is invented: delete it, its note and
the page that quotes it once you have your own, and run \`npx postil seal --update\`.
`,
});

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
