import { sha256Base64 } from '../../base/hash.ts';
import { lookUp } from '../../base/look-up.ts';
import { isInlineScript, type KnownScripts } from './known-scripts.ts';
import { contentOf, type Element, type Tree } from './tree.ts';

/** Directive -> what it allows beside what every page needs: `{ 'script-src': ['https://stats.example'] }`. */
export type Sources = Readonly<Record<string, readonly string[]>>;

/** Everything comes from the site itself. Icons in style sheets are data: addresses, and the search runs WebAssembly. */
const BASE: Sources = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
};

/**
 * The content security policy of a page: those of its inline scripts that are known, and its styles, by their hash, and no
 * others.
 */
export function policyOf(page: Tree, known: Pick<KnownScripts, 'has'>, more: Sources = {}): string {
  const hashes = (name: string, isInline: (element: Element) => boolean): string[] =>
    page.elements
      .filter((element) => element.name === name && isInline(element))
      .map((element) => `'sha256-${sha256Base64(contentOf(page, element))}'`);
  const own: Sources = {
    'script-src': hashes(
      'script',
      (element) => isInlineScript(element) && known.has(contentOf(page, element)),
    ),
    'style-src': hashes('style', () => true),
  };
  return [...new Set([...Object.keys(BASE), ...Object.keys(more)])]
    .map((directive) => {
      const sources = [BASE, own, more].flatMap((each) => lookUp(each, directive) ?? []);
      return [directive, ...new Set(sources)].join(' ');
    })
    .join('; ');
}

/** A page's policy as an element of its head. */
export const policyElement = (page: Tree, known: Pick<KnownScripts, 'has'>, more: Sources = {}): string =>
  `<meta http-equiv="Content-Security-Policy" content="${policyOf(page, known, more).replaceAll('"', '&quot;')}">`;
