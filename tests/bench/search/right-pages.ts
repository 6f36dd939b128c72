import { symbolId } from '../../../src/citations/code/symbol-id.ts';
import type { Site } from '../../../src/citations/site.ts';

const IDENTIFIER = /\b[A-Za-z_][A-Za-z0-9_]{2,}\b/g;

/**
 * Identifier -> where a search for it should lead, as paths inside the site. A place is right when it is about the
 * identifier and does not only mention it: its entry among the symbols, the glossary's term for it, an explainer or a rule
 * that shows its code, a rule whose checks look for it.
 */
export function rightPlaces(site: Site): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  const add = (name: string, path: string) => {
    const known = places.get(name) ?? new Set();
    places.set(name, known.add(path));
  };
  for (const symbol of site.symbols) {
    add(symbol.name, `/symbols/#${symbolId(symbol)}`);
    for (const { page } of symbol.pages) add(symbol.name, `/${page}/`);
  }
  for (const { slug, term, aliases, symbols } of site.glossary)
    for (const name of [term, ...aliases, ...symbols].flatMap(namesIn)) add(name, `/glossary/#${slug}`);
  for (const { page, checks } of site.rules)
    for (const name of checks.flatMap(({ needle }) => namesIn(needle ?? ''))) add(name, `/${page}/`);
  return places;
}

/** Words that are surely names of C: with an underscore inside. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(IDENTIFIER)]
    .map(([name]) => name)
    .filter((name) => /[A-Za-z0-9]_+[A-Za-z0-9]/.test(name));

/** `user_pages` and `pin_user` of `pin_user_pages`: without its first part, and without its last. */
export function partsOf(name: string): string[] {
  const bare = name.replace(/^_+|_+$/g, '');
  const first = bare.replace(/^[A-Za-z0-9]+_+/, '');
  const last = bare.replace(/_+[A-Za-z0-9]+$/, '');
  return [...new Set([first, last])].filter((part) => part !== name && part.length > 1);
}

/** Whether a name has a part: at the name's bounds or at underscores, in any case of letters. */
export const hasPart = (name: string, part: string): boolean =>
  `_${name}_`.toLowerCase().includes(`_${part}_`.toLowerCase());
