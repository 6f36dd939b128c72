/**
 * Data that pages are rendered from. Astro renders a static site in the process that builds it, so pages are handed the
 * very objects: as a module's text, ten thousand messages would be parsed by the bundler, printed, and parsed once more.
 */
const SHARED = Symbol.for('postil.shared');

const all = globalThis as { [SHARED]?: Map<string, unknown> };

/** Hands a value on to the module that `sharedModule` makes. */
export function share(name: string, value: unknown): void {
  all[SHARED] ??= new Map();
  all[SHARED].set(name, value);
}

/** The text of a module that exports parts of what was handed on under a name. */
export const sharedModule = (name: string, exported: readonly string[]): string =>
  `export const { ${exported.join(', ')} } = globalThis[Symbol.for('postil.shared')].get(${JSON.stringify(name)});`;
