/**
 * What a page is kept under from build to build: always the same, as all that pages of ours are made from stands in the text
 * of the modules that they import. Astro renders a page again when one of these has changed.
 */
export const VERIFIED = 'verified';
