import { lookUp } from '../../base/look-up.ts';
import { cleaned, named, type Piece, partsOfExcerpt, placesOf } from './arrange.ts';
import { type Sent, unpacked } from './entry.ts';
import { forget, likeSlash, likesSlash, recentSearches, remember } from './kept.ts';
import { type Kind, NAMED } from './kinds.ts';
import { messageWord } from './message-word.ts';
import type { Engine, Found, Hit } from './pagefind.ts';
import { type Answer, type Answers, answersTo, marked, ready, withoutAsides } from './rank.ts';

/** How many answers stand first, whatever their kind, and how many follow by kind. */
const FIRST = 3;
const MORE = 9;

/** How many pages that have the words in their text are shown at a time. */
const PAGES = 8;

/** How long somebody is silent before the text of all pages is searched, in milliseconds. */
const PAUSE = 150;

interface Words {
  readonly kinds: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
  readonly first: string;
  readonly text: string;
  readonly none: string;
  readonly one: string;
  readonly many: string;
}

/** Has the dialog of a search look for what is typed into it. */
export function searchIn(host: HTMLElement, sent: Promise<Sent>) {
  const find = <T extends HTMLElement>(selector: string): T => {
    const found = host.querySelector<T>(selector);
    if (!found) throw new Error(`The search has no ${selector}.`);
    return found;
  };
  const { base = '/', bundle = '', broken = '', words = '{}' } = host.dataset;
  const says = JSON.parse(words) as Words;
  const root = base.replace(/\/+$/, '');
  const dialog = find<HTMLDialogElement>('dialog');
  const input = find<HTMLInputElement>('input[type=search]');
  const status = find('[role=status]');
  const results = find('[data-results]');
  const recent = find('[data-recent]');
  const nothing = find('[data-nothing]');
  const more = find<HTMLButtonElement>('[data-more]');
  const slash = find('[data-slash]');
  let asked: string | null = null;
  let hits: readonly Hit[] = [];
  let shown: ReadonlySet<string> = new Set();
  let inText: HTMLElement | null = null;

  const answers: Promise<Answers | null> = sent.then(
    ({ answers: all, language }) => ready(all.map(unpacked), language),
    () => null,
  );
  let engine: Promise<Engine> | undefined;
  const loaded = (): Promise<Engine> => {
    engine ??= (async () => {
      const own = (await import(/* @vite-ignore */ bundle)) as Engine;
      await own.options({ baseUrl: base });
      await own.init();
      return own;
    })();
    return engine;
  };

  const clear = (text: string): void => {
    results.replaceChildren();
    status.textContent = text;
    more.hidden = true;
    nothing.hidden = true;
  };

  const showRecent = (): void => {
    const words = recentSearches();
    recent.hidden = words.length === 0 || input.value.trim() !== '';
    recent.querySelector('ul')?.replaceChildren(
      ...words.map((each) => {
        const item = document.createElement('li');
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = each;
        button.addEventListener('click', () => {
          input.value = each;
          input.focus();
          void search();
        });
        item.append(button);
        return item;
      }),
    );
  };

  async function search(): Promise<void> {
    const query = cleaned(input.value);
    if (query === asked) return;
    asked = query;
    host.removeAttribute('data-done');
    showRecent();
    if (query === '') return clear('');
    const isStill = () => asked === query;
    const known = await answers;
    if (!isStill()) return;
    const all = known && messageWord(query) === null ? answersTo(query, known) : [];
    const own = all.slice(0, FIRST + MORE);
    const sections = byKind(own).map(([title, each]) =>
      sectionOf(
        title,
        each.map((answer) => itemOfAnswer(answer, query, known as Answers)),
      ),
    );
    clear('');
    results.append(...sections);
    shown = new Set(own.map(({ entry }) => entry.path));
    if (own.length > 0) status.textContent = counted(own.length, query);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (!isStill()) return;
    try {
      await searchText(query, known, isStill);
    } catch {
      if (isStill() && own.length === 0) clear(broken);
    }
    if (isStill()) host.setAttribute('data-done', '');
  }

  /** What has the words in its text, below what answers them. */
  async function searchText(query: string, known: Answers | null, isStill: () => boolean): Promise<void> {
    const own = await loaded();
    const text = known ? withoutAsides(query, known.language) : query;
    const { results: found } = await own.search(text);
    const byName = await namesIn(own, query, known === null);
    if (!isStill()) return;
    const isNew = ({ url }: { readonly url: string }) => !shown.has(url.slice(root.length));
    const first = byName.filter(isNew);
    if (first.length > 0) {
      results.prepend(sectionOf(says.first, first.map(itemOfPage)));
      shown = new Set([...shown, ...first.map(({ url }) => url.slice(root.length))]);
    }
    hits = found;
    inText = null;
    await showPages(false, isStill);
    if (!isStill()) return;
    const count = shown.size + hits.length;
    nothing.hidden = count > 0;
    status.textContent = counted(count, query);
  }

  const namesIn = async (own: Engine, query: string, isAlone: boolean): Promise<Found[]> => {
    const word = messageWord(query);
    const left = await sent.then(
      (all) => all.left,
      (): readonly Kind[] => [],
    );
    const kinds = NAMED.filter((kind) =>
      kind === 'message' ? word !== null : isAlone || left.includes(kind),
    );
    const found = await Promise.all(
      kinds.map(async (kind) => {
        const { results: all } = await own.search(word ?? query, { filters: { kind } });
        return Promise.all(all.slice(0, FIRST).map((hit) => hit.data()));
      }),
    );
    const entries = found.flat().map((each) => ({ found: each, ...calledIn(each) }));
    return named(query, entries).map((each) => each.found);
  };

  async function showPages(focus: boolean, isStill: () => boolean): Promise<void> {
    const next: Found[] = [];
    while (next.length < PAGES && hits.length > 0) {
      const some = hits.slice(0, PAGES - next.length);
      hits = hits.slice(some.length);
      const found = await Promise.all(some.map((hit) => hit.data()));
      if (!isStill()) return;
      next.push(...found.filter(({ url }) => !shown.has(url.slice(root.length))));
    }
    shown = new Set([...shown, ...next.map(({ url }) => url.slice(root.length))]);
    const items = next.map(itemOfPage);
    if (items.length > 0) {
      if (inText === null) {
        inText = sectionOf(says.text, []);
        results.append(inText);
      }
      inText.querySelector('ol')?.append(...items);
    }
    more.hidden = hits.length === 0;
    if (focus) items[0]?.querySelector('a')?.focus();
  }

  const counted = (count: number, query: string): string =>
    (count === 0 ? says.none : count === 1 ? says.one : says.many)
      .replace('[SEARCH_TERM]', () => query)
      .replace('[COUNT]', String(count));

  /** Those that are best, whatever they are, and then the others by kind, the kind with the best of them first. */
  function byKind(own: readonly Answer[]): [string, readonly Answer[]][] {
    const groups = Map.groupBy(own.slice(FIRST), ({ entry }) => entry.kind);
    const others = [...groups].map(([kind, all]): [string, readonly Answer[]] => [
      says.groups[kind] ?? '',
      all,
    ]);
    return own.length === 0 ? [] : [[says.first, own.slice(0, FIRST)], ...others];
  }

  function itemOfAnswer({ entry, part }: Answer, query: string, { language }: Answers): HTMLLIElement {
    const { kind, name, path, says: about } = entry;
    const item = itemWith(kind, linkTo(root + path, name));
    if (about) item.append(lineOf('pt-snippet', marked(about, query, language)));
    const [title, anchor] = entry.parts[part] ?? [];
    if (title && anchor) item.append(listOf([[linkTo(`${root}${path}#${anchor}`, title)]]));
    return item;
  }

  function itemOfPage(found: Found): HTMLLIElement {
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
  }

  function itemWith(kind: Kind, title: HTMLAnchorElement): HTMLLIElement {
    const item = document.createElement('li');
    const head = document.createElement('p');
    head.append(title, ' ', said('span', 'pt-kind', says.kinds[kind] ?? ''));
    item.append(head);
    return item;
  }

  /** Arrow keys lead from the words to the results and through them. */
  function move(event: KeyboardEvent): void {
    const step = lookUp({ ArrowDown: 1, ArrowUp: -1 }, event.key);
    const enters = event.key === 'Enter' && event.target === input;
    if (step === undefined && !enters) return;
    const stops = [
      input,
      ...dialog.querySelectorAll<HTMLElement>(
        ':is([data-results], [data-recent], [data-nothing]) :is(a, li > button)',
      ),
    ].filter((stop) => stop.checkVisibility());
    const at = stops.indexOf(document.activeElement as HTMLElement);
    if (at === -1) return;
    event.preventDefault();
    if (enters) stops[1]?.click();
    else stops[at + (step ?? 1)]?.focus();
  }

  dialog.addEventListener('keydown', move);
  dialog.addEventListener('click', ({ target }) => {
    if (asked && target instanceof Element && target.closest('a')) remember(asked);
  });
  find('[data-forget]').addEventListener('click', () => {
    forget();
    showRecent();
    input.focus();
  });
  input.addEventListener('input', () => void search());
  more.addEventListener('click', () => {
    const query = asked;
    void showPages(true, () => asked === query);
  });
  const showSlash = (): void => slash.setAttribute('aria-pressed', String(likesSlash()));
  showSlash();
  slash.addEventListener('click', () => {
    likeSlash(!likesSlash());
    showSlash();
  });

  return {
    opened(): void {
      showRecent();
      void search();
    },
  };
}

const calledIn = ({ meta: { title = '', also = '', kind = 'page' } }: Found) => ({
  kind: kind as Kind,
  name: title,
  also: also.split(' '),
});

const isNamed = (kind: Kind): boolean => (NAMED as readonly Kind[]).includes(kind);

let sections = 0;

function sectionOf(title: string, items: readonly HTMLLIElement[]): HTMLElement {
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

/** Built of text nodes: what was found may be a stranger's mail. */
function lineOf(name: string, pieces: readonly Piece[]): HTMLParagraphElement {
  const line = document.createElement('p');
  line.className = name;
  line.append(...pieces.map(({ text, marked: isMarked }) => (isMarked ? said('mark', '', text) : text)));
  return line;
}
