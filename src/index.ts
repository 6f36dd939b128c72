/** Postil as a package: an Astro integration. See the README for a site's astro.config.mjs. */
export { postil as default, postil } from './site/integration.ts';
export type { PostilOptions } from './site/options.ts';
