import { type Piece, partsOfExcerpt, placesOf } from './arrange.ts';
import { type Kind, NAMED } from './kinds.ts';
import type { Found } from './pagefind.ts';
import { marked } from './question.ts';
import type { Answer } from './rank.ts';

/** What the dialog says, in the language of the site. */
export interface Words {
  readonly kinds: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
  readonly first: string;
  readonly text: string;
  readonly none: string;
  readonly one: string;
  readonly many: string;
}

/** Results as elements, all of text nodes: what was found may be a stranger's mail. */
export interface Results {
  readonly answer: (answer: Answer, query: string, language: string) => HTMLLIElement;
  readonly page: (found: Found) => HTMLLIElement;
}

/** @param root the path that the site is served under, without a slash at its end. */
export function resultsOf(says: Words, root: string): Results {
  const itemWith = (kind: Kind, title: HTMLAnchorElement): HTMLLIElement => {
    const item = document.createElement('li');
    const head = document.createElement('p');
    head.append(title, ' ', said('span', 'pt-kind', says.kinds[kind] ?? ''));
    item.append(head);
    return item;
  };
  return {
    answer({ entry, part }, query, language) {
      const { kind, name, path, says: about } = entry;
      const item = itemWith(kind, linkTo(root + path, name));
      if (about) item.append(lineOf('pt-snippet', marked(about, query, language)));
      const [title, anchor] = entry.parts[part] ?? [];
      if (title && anchor) item.append(listOf([[linkTo(`${root}${path}#${anchor}`, title)]]));
      return item;
    },
    page(found) {
      const kind = (found.meta.kind ?? 'page') as Kind;
      const item = itemWith(kind, linkTo(found.url, found.meta.title ?? found.url));
      const places = isNamed(kind) ? [] : placesOf(found);
      const about = found.meta.says;
      if (places.length > 0)
        item.append(
          listOf(
            places.map((place) => [
              linkTo(place.url, place.title),
              ...(kind === 'thread' ? [' ', said('span', 'pt-kind', says.kinds.passage ?? '')] : []),
              lineOf('pt-snippet', partsOfExcerpt(place.excerpt)),
            ]),
          ),
        );
      else
        item.append(
          about ? said('p', 'pt-snippet', about) : lineOf('pt-snippet', partsOfExcerpt(found.excerpt)),
        );
      return item;
    },
  };
}

const isNamed = (kind: Kind): boolean => (NAMED as readonly Kind[]).includes(kind);

let sections = 0;

/** A part of the results, with a name that it goes by. */
export function sectionOf(title: string, items: readonly HTMLLIElement[]): HTMLElement {
  const section = document.createElement('section');
  const heading = said('h2', '', title);
  sections += 1;
  heading.id = `pt-found-${sections}`;
  section.setAttribute('aria-labelledby', heading.id);
  const list = document.createElement('ol');
  list.append(...items);
  section.append(heading, list);
  return section;
}

/** What was searched for before, as buttons. */
export const recentItems = (words: readonly string[], onChoice: (words: string) => void): HTMLLIElement[] =>
  words.map((each) => {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = each;
    button.addEventListener('click', () => onChoice(each));
    item.append(button);
    return item;
  });

function listOf(lines: readonly (readonly (string | HTMLElement)[])[]): HTMLUListElement {
  const list = document.createElement('ul');
  for (const line of lines) {
    const item = document.createElement('li');
    item.append(...line);
    list.append(item);
  }
  return list;
}

function linkTo(href: string, text: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = text;
  return link;
}

function said(element: string, name: string, text: string): HTMLElement {
  const made = document.createElement(element);
  made.className = name;
  made.textContent = text;
  return made;
}

function lineOf(name: string, pieces: readonly Piece[]): HTMLParagraphElement {
  const line = document.createElement('p');
  line.className = name;
  line.append(...pieces.map(({ text, marked: isMarked }) => (isMarked ? said('mark', '', text) : text)));
  return line;
}
