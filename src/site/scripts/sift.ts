/**
 * An index with a field: what is typed leaves the entries whose names have all of its words, or, where no name has them,
 * those that have them anywhere. Enter leads to the first. The index is whole without this.
 */

interface Entry {
  readonly element: HTMLElement;
  readonly names: string;
  readonly text: string;
}

for (const index of document.querySelectorAll<HTMLElement>('.pt-index')) begin(index);

function begin(index: HTMLElement): void {
  const bar = index.querySelector('.pt-sift');
  const field = bar?.querySelector('input');
  const told = bar?.querySelector('output');
  if (!field || !told) return;
  const letters = [...index.querySelectorAll<HTMLElement>('[data-letter]')].map((element) => ({
    element,
    link: index.querySelector<HTMLElement>(`.pt-letters [href="#${element.dataset.letter}"]`),
    entries: [...element.querySelectorAll<HTMLElement>('[data-entry]')].map(entryOf),
  }));
  const all = letters.flatMap(({ entries }) => entries);

  const sift = (): void => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const isIn = (text: string) => words.every((word) => text.includes(word));
    const named = all.filter(({ names }) => isIn(names));
    const left = new Set(named.length > 0 ? named : all.filter(({ text }) => isIn(text)));
    for (const entry of all) entry.element.hidden = !left.has(entry);
    for (const { element, link, entries } of letters) {
      element.hidden = !entries.some((entry) => left.has(entry));
      if (link) link.hidden = element.hidden;
    }
    told.value = words.length === 0 ? '' : (told.dataset.says?.replace('#', String(left.size)) ?? '');
  };

  field.addEventListener('input', sift);
  field.addEventListener('keydown', ({ key }) => {
    const first = all.find(({ element }) => !element.hidden)?.element;
    const id = first?.id || first?.querySelector('[id]')?.id;
    if (key === 'Enter' && id) location.hash = id;
  });
  // A link that leads to what is not shown shows all again.
  addEventListener('hashchange', () => {
    const target = document.querySelector(':target');
    if (!target?.closest('[hidden]')) return;
    field.value = '';
    sift();
    target.scrollIntoView();
  });
  // A browser that comes back to a page keeps what was typed.
  addEventListener('pageshow', sift);
}

function entryOf(element: HTMLElement): Entry {
  const names = [...element.querySelectorAll('[data-name]')].map(({ textContent }) => textContent);
  return { element, names: plain(names.join(' ')), text: plain(element.textContent) };
}

function plain(text: string): string {
  return text.toLowerCase();
}
