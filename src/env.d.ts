/// <reference types="astro/client" />

declare module 'virtual:postil/site' {
  export const site: import('./citations/site.ts').Site;
}
