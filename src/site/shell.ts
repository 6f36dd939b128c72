import { fileURLToPath } from 'node:url';
import type { StarlightPlugin, StarlightUserConfig } from '@astrojs/starlight/types';
import { codeBlocksWith } from './code-blocks.ts';
import { asHere } from './here.ts';
import type { PostilOptions } from './options.ts';

/** Starlight's settings: ours, and over them those of the site. */
export function starlightConfig(
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
