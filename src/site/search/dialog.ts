import { lookUp } from '../../base/look-up.ts';
import { type Answers, ready } from './answers.ts';
import { cleaned } from './arrange.ts';
import { type Sent, unpacked } from './entry.ts';
import { forget, likeSlash, likesSlash, recentSearches, remember } from './kept.ts';
import { KINDS, type Kind } from './kinds.ts';
import { messageWord } from './message-word.ts';
import type { Engine, Found, Hit } from './pagefind.ts';
import { withoutAsides } from './question.ts';
import { type Answer, answersTo } from './rank.ts';
import { recentItems, resultsOf, sectionOf, type Words } from './results.ts';
import { engineAt, namesIn } from './text-search.ts';

/** How many answers stand first, whatever their kind, and how many follow by kind. */
const FIRST = 3;
const MORE = 9;

/** How many pages that have the words in their text are shown at a time. */
const PAGES = 8;

/** How long somebody is silent before the text of all pages is searched, in milliseconds. */
const PAUSE = 150;

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
  const draw = resultsOf(says, root);
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
  /** Kinds of which not all are among the answers. */
  const unknown: Promise<readonly Kind[]> = answers.then((known) =>
    known === null ? KINDS : sent.then(({ left }) => left),
  );
  let engine: Promise<Engine> | undefined;

  const clear = (text: string): void => {
    results.replaceChildren();
    status.textContent = text;
    more.hidden = true;
    nothing.hidden = true;
  };

  const showRecent = (): void => {
    const before = recentSearches();
    recent.hidden = before.length === 0 || input.value.trim() !== '';
    const again = (each: string): void => {
      input.value = each;
      input.focus();
      void search();
    };
    recent.querySelector('ul')?.replaceChildren(...recentItems(before, again));
  };

  const pathOf = ({ url }: Pick<Found, 'url'>): string => url.slice(root.length);
  const isNew = (found: Found): boolean => !shown.has(pathOf(found));
  const nowShown = (found: readonly Found[]): void => {
    shown = new Set([...shown, ...found.map(pathOf)]);
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
    const language = known?.language ?? '';
    const all = known && messageWord(query) === null ? answersTo(query, known) : [];
    const own = all.slice(0, FIRST + MORE);
    clear('');
    results.append(
      ...byKind(own).map(([title, each]) =>
        sectionOf(
          title,
          each.map((answer) => draw.answer(answer, query, language)),
        ),
      ),
    );
    shown = new Set(own.map(({ entry }) => entry.path));
    if (own.length > 0) status.textContent = counted(own.length, query);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (!isStill()) return;
    try {
      await searchText(query, language, isStill);
    } catch {
      if (isStill() && own.length === 0) clear(broken);
    }
    if (isStill()) host.setAttribute('data-done', '');
  }

  /** What has the words in its text, below what answers them. */
  async function searchText(query: string, language: string, isStill: () => boolean): Promise<void> {
    engine ??= engineAt(bundle, base);
    const own = await engine;
    const { results: found } = await own.search(withoutAsides(query, language));
    const byName = await namesIn(own, query, await unknown);
    if (!isStill()) return;
    const first = byName.filter(isNew);
    if (first.length > 0) {
      results.prepend(sectionOf(says.first, first.map(draw.page)));
      nowShown(first);
    }
    hits = found;
    inText = null;
    await showPages(false, isStill);
    if (!isStill()) return;
    const count = shown.size + hits.length;
    nothing.hidden = count > 0;
    status.textContent = counted(count, query);
  }

  async function showPages(focus: boolean, isStill: () => boolean): Promise<void> {
    const next: Found[] = [];
    while (next.length < PAGES && hits.length > 0) {
      const some = hits.slice(0, PAGES - next.length);
      hits = hits.slice(some.length);
      const found = await Promise.all(some.map((hit) => hit.data()));
      if (!isStill()) return;
      next.push(...found.filter(isNew));
    }
    nowShown(next);
    const items = next.map(draw.page);
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

  dialog.addEventListener('keydown', (event) => walk(event, input, dialog));
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

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrow keys lead from the words to the results and through them; Enter, from the words, to what the first result leads to. */
function walk(event: KeyboardEvent, input: HTMLInputElement, dialog: HTMLDialogElement): void {
  const step = lookUp(STEPS, event.key);
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
