/// <reference types="astro/client" />

declare module 'virtual:postil/site' {
  export const site: import('./citations/site.ts').Site;
  /** Filled in development only: a build ends when there is any. */
  export const faults: import('./site/faults.ts').Faults;
}
