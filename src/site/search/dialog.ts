import { answers, cleaned, partsOfExcerpt, placesOf } from './arrange.ts';
import { type Kind, NAMED } from './kinds.ts';
import { messageWord } from './message-word.ts';
import type { Engine, Found, Hit } from './pagefind.ts';

/** How many results are shown at a time. */
const SHOWN = 8;

/** How many names of each kind are looked at for one that is meant as such. */
const LOOKED_AT: Readonly<Record<(typeof NAMED)[number], number>> = {
  symbol: 12,
  term: 6,
  person: 3,
  message: 3,
};

interface Words {
  readonly zero_results: string;
  readonly one_result: string;
  readonly many_results: string;
  readonly kinds: Readonly<Record<string, string>>;
}

/** The search: a button that opens a dialog. The engine is loaded when it is first opened, and not before. */
class SiteSearch extends HTMLElement {
  readonly #dialog = this.#find<HTMLDialogElement>('dialog');
  readonly #input = this.#find<HTMLInputElement>('input');
  readonly #status = this.#find('[role=status]');
  readonly #list = this.#find('ol');
  readonly #more = this.#find<HTMLButtonElement>('[data-more]');
  readonly #words = JSON.parse(this.dataset.words ?? '{}') as Words;
  #engine: Promise<Engine> | undefined;
  #waiting: readonly Found[] = [];
  #hits: readonly Hit[] = [];
  #asked = '';

  connectedCallback(): void {
    const opener = this.#find<HTMLButtonElement>('[data-open-modal]');
    opener.addEventListener('click', () => this.open());
    opener.disabled = false;
    this.#find('[data-close-modal]').addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('click', ({ target }) => {
      // A click on the dialog itself is one beside its frame. A link may lead to a place on this same page.
      if (target === this.#dialog || (target instanceof Element && target.closest('a'))) this.#dialog.close();
    });
    this.#input.addEventListener('input', () => {
      this.#search().catch(() => this.#clear(this.dataset.broken ?? ''));
    });
    this.#more.addEventListener('click', () => void this.#showMore(true));
    this.#dialog.addEventListener('keydown', (event) => this.#move(event));
    window.addEventListener('keydown', (event) => {
      if ((event.metaKey || event.ctrlKey) && event.key === 'k') {
        event.preventDefault();
        if (this.#dialog.open) this.#dialog.close();
        else this.open();
      }
    });
    for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-search]'))
      button.addEventListener('click', () => this.open());
  }

  open(): void {
    this.#dialog.showModal();
    this.#input.select();
    this.#load().catch(() => this.#clear(this.dataset.broken ?? ''));
  }

  #load(): Promise<Engine> {
    this.#engine ??= (async () => {
      const { bundle = '', base = '/' } = this.dataset;
      const engine = (await import(/* @vite-ignore */ bundle)) as Engine;
      await engine.options({ baseUrl: base });
      await engine.init();
      return engine;
    })();
    return this.#engine;
  }

  async #search(): Promise<void> {
    const words = cleaned(this.#input.value);
    this.#asked = words;
    if (words === '') return this.#clear('');
    const engine = await this.#load();
    const all = await engine.debouncedSearch(words, {}, 150);
    if (all === null || this.#asked !== words) return;
    const names = await namedBy(words, engine);
    if (this.#asked !== words) return;
    const first = answers(words, names);
    const ids = new Set(first.map(({ id }) => id));
    this.#waiting = first;
    this.#hits = all.results.filter(({ id }) => !ids.has(id));
    const count = this.#waiting.length + this.#hits.length;
    const { zero_results, one_result, many_results } = this.#words;
    const said = count === 0 ? zero_results : count === 1 ? one_result : many_results;
    this.#clear(said.replace('[SEARCH_TERM]', () => words).replace('[COUNT]', String(count)));
    await this.#showMore(false);
  }

  #clear(status: string): void {
    this.#list.replaceChildren();
    this.#status.textContent = status;
    this.#more.hidden = true;
  }

  async #showMore(focus: boolean): Promise<void> {
    const asked = this.#asked;
    const ready = this.#waiting.slice(0, SHOWN);
    const hits = this.#hits.slice(0, SHOWN - ready.length);
    const shown = [...ready, ...(await Promise.all(hits.map((hit) => hit.data())))];
    if (this.#asked !== asked) return;
    this.#waiting = this.#waiting.slice(ready.length);
    this.#hits = this.#hits.slice(hits.length);
    const items = shown.map((found) => itemOf(found, this.#words.kinds));
    this.#list.append(...items);
    this.#more.hidden = this.#waiting.length + this.#hits.length === 0;
    if (focus) items[0]?.querySelector('a')?.focus();
  }

  /** Arrow keys lead from the words to the results and through them. */
  #move(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const enters = event.key === 'Enter' && event.target === this.#input;
    if (step === undefined && !enters) return;
    const stops = [this.#input, ...this.#list.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement as HTMLInputElement | HTMLAnchorElement);
    if (at === -1) return;
    event.preventDefault();
    stops[at + (step ?? 1)]?.focus();
  }

  #find<T extends HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`The search has no ${selector}.`);
    return found;
  }
}

async function namedBy(words: string, engine: Engine): Promise<(Found & { readonly id: string })[]> {
  const found = await Promise.all(
    NAMED.map(async (kind) => {
      const { results } = await engine.search(messageWord(words) ?? words, { filters: { kind } });
      const looked = results.slice(0, LOOKED_AT[kind]);
      return Promise.all(looked.map(async (hit) => ({ id: hit.id, ...(await hit.data()) })));
    }),
  );
  return found.flat();
}

function itemOf(found: Found, kinds: Words['kinds']): HTMLLIElement {
  const kind = (found.meta.kind ?? 'page') as Kind;
  const item = document.createElement('li');
  const head = document.createElement('p');
  const title = linkTo(found.url, found.meta.title ?? found.url);
  head.append(title, ' ', said('span', 'pt-kind', kinds[kind] ?? ''));
  item.append(head);
  const places = isNamed(kind) ? [] : placesOf(found);
  if (places.length === 0) {
    item.append(found.meta.says ? said('p', 'pt-snippet', found.meta.says) : excerptOf(found.excerpt));
    return item;
  }
  const list = document.createElement('ul');
  for (const place of places) {
    const line = document.createElement('li');
    const link = linkTo(place.url, place.title);
    line.append(link, ...(kind === 'thread' ? [' ', said('span', 'pt-kind', kinds.passage ?? '')] : []));
    line.append(excerptOf(place.excerpt));
    list.append(line);
  }
  item.append(list);
  return item;
}

const isNamed = (kind: Kind): boolean => (NAMED as readonly Kind[]).includes(kind);

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
function excerptOf(html: string): HTMLParagraphElement {
  const words = document.createElement('p');
  words.className = 'pt-snippet';
  words.append(...partsOfExcerpt(html).map(({ text, marked }) => (marked ? said('mark', '', text) : text)));
  return words;
}

customElements.define('site-search', SiteSearch);
