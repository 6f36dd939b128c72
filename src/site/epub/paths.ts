/** Where a page stands as a book: `/explainers/pinning.epub` for `/explainers/pinning/`. */
export const bookPath = (path: string): string => `${path.replace(/\/$/, '')}.epub`;

/** The whole site as a book. */
export const SITE_BOOK = '/site.epub';
