import type { Site, SiteDebate, SitePlace, SitePosition, SiteThread, VerifiedQuote } from '../site.ts';
import { personPath } from '../threads/people.ts';

/** Somebody's words on a page: a <Quote>, or a position of a debate. */
export interface Citation {
  readonly quote: VerifiedQuote;
  readonly at: SitePlace;
}

/** The page that a use of a component stands on, by the use's key. No path of a page has a `#`: links could not name it. */
export const pageOf = (use: string): string => use.slice(0, use.indexOf('#'));

/** The uses of one page, in its order, of those of all pages. */
export const usesOn = <T>(
  page: string,
  uses: Readonly<Record<string, T>>,
): (readonly [use: string, verified: T])[] => Object.entries(uses).filter(([use]) => pageOf(use) === page);

/** The address of a use on its page: its name, which its key ends in. */
export const nameOf = (use: string): string => use.slice(use.indexOf('#') + 1);

/** The anchor of a position, wherever its debate is shown. */
export const positionId = (debate: Pick<SiteDebate, 'name'>, { id }: Pick<SitePosition, 'id'>): string =>
  `debate-${debate.name}-${id}`;

/**
 * Every use of somebody's words, page by page; on each page its quotes, then the debates that it shows. The words
 * of a debate that no page shows stand all the same on the pages of the people who took part.
 */
export function citationsOf({
  pages,
  quotes,
  debates,
  threads,
}: Pick<Site, 'pages' | 'quotes' | 'debates' | 'threads'>): Citation[] {
  const quotesOn = Map.groupBy(Object.entries(quotes), ([key]) => pageOf(key));
  const all = Object.values(debates);
  return [
    ...pages.flatMap(({ page, title }): Citation[] => [
      ...(quotesOn.get(page) ?? []).map(([key, quote]) => ({
        quote,
        at: { page, title, anchor: nameOf(key) },
      })),
      ...all
        .filter((debate) => debate.pages.some((each) => each.page === page))
        .flatMap((debate) => positionsIn(debate, () => ({ page, title }))),
    ]),
    ...all
      .filter((debate) => debate.pages.length === 0)
      .flatMap((debate) => positionsIn(debate, ({ by }) => pageOfPositions(by, threads))),
  ];
}

const positionsIn = (
  debate: SiteDebate,
  shownOn: (position: SitePosition) => Omit<SitePlace, 'anchor'>,
): Citation[] =>
  debate.positions.map((position) => ({
    quote: position.quote,
    at: { ...shownOn(position), anchor: positionId(debate, position) },
  }));

/** Where a position is shown first: on a page with its debate, else on the page of whoever held it. */
export function placeOfPosition(
  debate: SiteDebate,
  position: SitePosition,
  { threads }: Pick<Site, 'threads'>,
): SitePlace {
  const shown = debate.pages[0] ?? pageOfPositions(position.by, threads);
  return { ...shown, anchor: positionId(debate, position) };
}

const pageOfPositions = (name: string, threads: readonly SiteThread[]) => ({
  page: personPath(name, threads).replace(/^\/|\/$/g, ''),
  title: `Positions of ${name}`,
});

/** The first place of each page: a reader who is there finds the others. */
export const oncePerPage = (places: readonly SitePlace[]): SitePlace[] =>
  [...Map.groupBy(places, ({ page }) => page).values()].flatMap(([first]) => first ?? []);

/** Writes into a thread which pages quote which of its passages. */
export function withCitations(thread: SiteThread, citations: readonly Citation[]): SiteThread {
  const places = new Map<string, SitePlace[]>();
  for (const { quote, at } of citations) {
    if (quote.thread !== thread.slug) continue;
    for (const passage of quote.passages) places.set(passage, [...(places.get(passage) ?? []), at]);
  }
  return {
    ...thread,
    messages: thread.messages.map((message) => ({
      ...message,
      quotedBy: Object.fromEntries(
        message.passages.flatMap(({ id }) => {
          const own = places.get(id);
          return own ? [[id, oncePerPage(own)]] : [];
        }),
      ),
    })),
  };
}

/** The threads whose words a page quotes. */
export function quotedThreads(
  page: string,
  site: Pick<Site, 'pages' | 'quotes' | 'debates' | 'threads'>,
): SiteThread[] {
  const quoted = new Set(
    citationsOf(site).flatMap(({ at, quote }) => (at.page === page ? [quote.thread] : [])),
  );
  return site.threads.filter(({ slug }) => quoted.has(slug));
}
