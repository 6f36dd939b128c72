import { type Element, elementsIn, findIn, hasClass, spacedText, type Tree, textOf } from '../built/tree.ts';
import type { Entry } from './entry.ts';
import { type Kind, kindOfPage } from './kinds.ts';
import { descriptionOf, identifiersOf, searchedPart } from './words.ts';

/** Names that are written in capitals: errors, flags, abbreviations. */
const CAPITALS = /\b[A-Z][A-Z0-9]{2,}\b/g;

/** Kinds that are found by what they are called; what is in them the engine finds. */
const UNREAD: ReadonlySet<Kind> = new Set(['person', 'thread']);

/** So many names of a page are kept: a page that has more is about none of them. */
const MOST_NAMES = 120;

/**
 * A page as an answer: its title, what it says of itself, its headings, the questions that it says it answers, and the names of
 * code in it. Null for one that is not searched.
 *
 * @param path inside the site.
 */
export function entryOfPage(path: string, tree: Tree): Entry | null {
  const main = searchedPart(tree);
  if (!main) return null;
  const kind = kindOfPage(path);
  const inside = elementsIn(main);
  const heading = inside.find(({ name }) => name === 'h1');
  const isNamed = UNREAD.has(kind);
  const listed = new Set(isNamed ? [] : inside.flatMap(firstCell).flatMap(namesIn));
  const rest = isNamed ? [] : namesIn(spacedText(main)).filter((name) => !listed.has(name));
  return {
    kind,
    name: heading ? plain(heading) : path,
    path,
    says: descriptionOf(tree),
    also: [],
    asks: inside.filter((element) => hasClass(element, 'pt-asks')).flatMap(itemsOf),
    parts: isNamed
      ? []
      : inside.flatMap((element) => {
          const { name, attributes } = element;
          return /^h[23]$/.test(name) && attributes.id ? [[plain(element), attributes.id] as const] : [];
        }),
    lists: [...listed].slice(0, MOST_NAMES).join(' '),
    names: [...new Set(rest)].slice(0, MOST_NAMES).join(' '),
  };
}

const namesIn = (text: string): string[] => [...identifiersOf(text), ...(text.match(CAPITALS) ?? [])];

/** The code in the first cell of a row: what the row is about. */
function firstCell({ name, children }: Element): string[] {
  if (name !== 'tr') return [];
  const cell = findIn(children, (element) => element.name === 'td' || element.name === 'th');
  return cell
    ? elementsIn(cell)
        .filter((element) => element.name === 'code')
        .map(textOf)
    : [];
}

const itemsOf = (element: Element): string[] =>
  elementsIn(element)
    .filter(({ name }) => name === 'li')
    .map(plain);

const plain = (element: Element): string =>
  spacedText(element)
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.;:?!)])/g, '')
    .trim();
