/** Postil as a package: an Astro integration. See the README for a site's astro.config.mjs. */
export { type PostilOptions, postil as default, postil } from './site/integration.ts';
