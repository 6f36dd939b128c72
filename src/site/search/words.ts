import { asMarkup } from '../../base/markup.ts';
import { replaced } from '../../base/replaced.ts';
import { bordersIn, contentOf, type Element, spacedText, type Tree } from '../built/tree.ts';
import type { Kind } from './kinds.ts';

/** Names of C with at least one underscore inside. */
const IDENTIFIER = /\b[A-Za-z][A-Za-z0-9]{0,60}(?:_{1,2}[A-Za-z0-9]{1,60}){1,12}\b/g;

/**
 * What an identifier is also looked up by: all that follows an underscore. A search finds words by their beginning,
 * so these are enough for every part: "user" finds `user_pages`, which stands for `pin_user_pages`.
 */
export function endingsOf(identifier: string): string[] {
  const endings: string[] = [];
  for (let at = identifier.indexOf('_'); at !== -1; at = identifier.indexOf('_', at + 1)) {
    const ending = identifier.slice(at + 1);
    if (/^[A-Za-z0-9]{2}/.test(ending)) endings.push(ending);
  }
  return endings;
}

/**
 * What stands before an underscore of an identifier. A search finds these as beginnings, unless the last part has a form of
 * its own in English: for `V4L2_MEMORY` the engine looks up "v4l2_memori".
 */
export function beginningsOf(identifier: string): string[] {
  const beginnings: string[] = [];
  for (let at = identifier.indexOf('_', 1); at !== -1; at = identifier.indexOf('_', at + 1))
    if (/[A-Za-z0-9]$/.test(identifier.slice(0, at))) beginnings.push(identifier.slice(0, at));
  return beginnings;
}

/** Identifiers in a text, each once. */
export const identifiersOf = (text: string): string[] => [
  ...new Set([...text.matchAll(IDENTIFIER)].map(([identifier]) => identifier)),
];

/**
 * A page as the search engine is to read it: its main part, told of which kind it is, what it says of itself, and with the
 * endings of the identifiers in it, since the engine takes a name with underscores for one word. The page that readers get
 * has none of this.
 *
 * @returns null for a page without a part that is searched.
 */
export function asSearched(page: Tree, kind: Kind): string | null {
  const main = searchedPart(page);
  if (!main) return null;
  const words = [...new Set(identifiersOf(spacedText(main)).flatMap(endingsOf))].sort();
  const language = page.elements.find(({ name }) => name === 'html')?.attributes.lang ?? 'en';
  const says = descriptionOf(page);
  const unseen = `<p data-pagefind-meta="says[data-says], parts[data-parts]" data-says="${asMarkup(says)}" data-parts="${asMarkup(words.join(' '))}"></p>`;
  const weight = kind === 'reference' ? ' data-pagefind-weight="0.3"' : '';
  const facts = ` data-pagefind-meta="kind:${kind}" data-pagefind-filter="kind:${kind}"${weight}`;
  const tag = page.html.slice(main.start, main.inside).replace(BODY, (body) => body + facts);
  return `<html lang="${asMarkup(language)}"><body>${tag}${apart(page, main)}${unseen}</main></body></html>`;
}

/** Starlight's mark of what is searched. */
const BODY = 'data-pagefind-body';

/** The part of a page that is searched; none of a page that is not. */
export const searchedPart = ({ elements }: Tree): Element | undefined =>
  elements.find(({ name, attributes }) => name === 'main' && BODY in attributes);

/** What a page says of itself. */
export const descriptionOf = ({ elements }: Tree): string =>
  elements.find(({ name, attributes }) => name === 'meta' && attributes.name === 'description')?.attributes
    .content ?? '';

/** What stands in an element, with a space wherever the engine would read the words of two elements as one. */
const apart = (page: Tree, main: Element): string =>
  replaced(
    contentOf(page, main),
    bordersIn(main).map((at) => ({ start: at - main.inside, end: at - main.inside, by: ' ' })),
  );
