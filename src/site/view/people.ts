import type { PageRef, Site, SiteMessage } from '../../citations/site.ts';

/** Somebody who wrote mail of this site. */
export interface Person {
  readonly name: string;
  /** Their anchor on the page of people. */
  readonly id: string;
  readonly messages: readonly { readonly thread: string; readonly message: SiteMessage }[];
  /** Pages that quote them, each once, with how many quotes. */
  readonly pages: readonly (PageRef & { readonly quotes: number })[];
}

/** Everybody who wrote mail of a site, by name. */
export function peopleOf({ threads, quotes, pages }: Site): Person[] {
  const written = threads.flatMap(({ slug, messages }) =>
    messages.map((message) => ({ thread: slug, message, name: message.from.name })),
  );
  const quoted = Object.entries(quotes).map(([use, { by }]) => ({
    by,
    page: use.slice(0, use.lastIndexOf('#')),
  }));
  return [...Map.groupBy(written, ({ name }) => name)]
    .flatMap(([name, own]) => (name === null ? [] : [{ name, own }]))
    .map(({ name, own }) => ({
      name,
      id: personId(name),
      messages: own.map(({ thread, message }) => ({ thread, message })),
      pages: [
        ...Map.groupBy(
          quoted.filter(({ by }) => by === name),
          ({ page }) => page,
        ),
      ].flatMap(([page, all]) => {
        const ref = pages.find((each) => each.page === page);
        return ref ? [{ page, title: ref.title, quotes: all.length }] : [];
      }),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** An anchor: letters without their marks, and hyphens. */
export const personId = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, '-')
    .replace(/^-|-$/g, '');

/** Where somebody is told of; null for who has no mail here. */
export const personPath = ({ threads }: Site, name: string): string | null =>
  threads.some(({ messages }) => messages.some(({ from }) => from.name === name))
    ? `/people/#${personId(name)}`
    : null;
