/** Postil as a package: an Astro integration. content/reference/site.mdx tells how a site uses it. */
export { postil as default, postil } from './site/integration.ts';
export type { PostilOptions } from './site/options.ts';
