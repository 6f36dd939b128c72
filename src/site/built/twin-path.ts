/** Where a page stands as Markdown: `/explainers/pinning.md` for `/explainers/pinning/`. */
export const twinPath = (path: string): string =>
  path === '/' ? '/index.md' : `${path.replace(/\/$|\.html$/, '')}.md`;
