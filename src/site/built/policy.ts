import { sha256Base64 } from '../../base/hash.ts';
import { replaced, tagsOf, textElementsOf } from './tags.ts';

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

/** The content security policy of a page: its own inline scripts and styles by their hash, and no others. */
export function policyOf(html: string, more: Sources = {}): string {
  const own: Sources = {
    'script-src': hashes(textElementsOf(html, 'script').filter(({ attributes }) => !('src' in attributes))),
    'style-src': hashes(textElementsOf(html, 'style')),
  };
  return [...new Set([...Object.keys(BASE), ...Object.keys(more)])]
    .map((directive) => {
      const sources = [BASE, own, more].flatMap((each) => each[directive] ?? []);
      return [directive, ...new Set(sources)].join(' ');
    })
    .join('; ');
}

/** A page with its policy, before everything that the policy is to govern. */
export function withPolicy(html: string, more: Sources = {}): string {
  const head = tagsOf(html).find(({ name }) => name === 'head');
  if (!head) return html;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policyOf(html, more).replaceAll('"', '&quot;')}">`;
  return replaced(html, [{ start: head.end, end: head.end, by: meta }]);
}

const hashes = (elements: readonly { readonly content: string }[]): string[] =>
  elements.map(({ content }) => `'sha256-${sha256Base64(content)}'`);
