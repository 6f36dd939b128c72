/// <reference types="astro/client" />

declare module 'virtual:postil/site' {
  export const site: import('./citations/site.ts').Site;
  /** Filled in development only: a build ends when there is any. */
  export const faults: import('./site/faults.ts').Faults;
}

declare module 'virtual:postil/diagnostics' {
  /** Empty on a site that has no page content/reference/diagnostics.mdx. */
  export const diagnostics: readonly import('./site/reference/pages.ts').DiagnosticPage[];
}

declare module 'virtual:postil/originals' {
  export const originals: import('./site/originals.ts').Originals['originals'];
  export const originalText: import('./site/originals.ts').Originals['originalText'];
  export const mailboxes: import('./site/originals.ts').Originals['mailboxes'];
  export const mailboxText: import('./site/originals.ts').Originals['mailboxText'];
}

declare module 'virtual:postil/around' {
  export const around: import('./site/vite.ts').Around;
}

declare module 'virtual:postil/outline' {
  /** As it was when the server was started. */
  export const outline: import('./citations/outline.ts').Outline;
}
