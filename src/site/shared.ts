import { sha256 } from '../base/hash.ts';

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

/**
 * The text of a module that exports parts of what was handed on under a name. It names the values, so that it is another
 * where they are: Astro renders a page again whose modules have changed.
 */
export const sharedModule = (name: string, exported: readonly string[], digest: string): string =>
  `/* ${digest} */ export const { ${exported.join(', ')} } = globalThis[Symbol.for('postil.shared')].get(${JSON.stringify(name)});`;

/** SHA-256 of values, of large ones part by part: a site of ten thousand messages is no one string. */
export const digestOfValues = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? sha256(
        Object.entries(value)
          .map(([name, each]) => `${name} ${Array.isArray(each) ? digestOfEach(each) : sha256(jsonOf(each))}`)
          .join('\n'),
      )
    : sha256(jsonOf(value));

const digestOfEach = (values: readonly unknown[]): string =>
  sha256(values.map((each) => sha256(jsonOf(each))).join('\n'));

const jsonOf = (value: unknown): string => JSON.stringify(value) ?? '';
