import { compare } from '../../base/order.ts';
import type { Site, SiteDebate, SiteOutcome, SitePosition } from '../../citations/site.ts';

/** Debates of one topic: a story, told apart by its name and a shape. */
export interface Story {
  readonly topic: string;
  readonly shape: string;
  /** From 1; the styles know this many, and a site with more stories filters the others with none. */
  readonly number: number;
}

const SHAPES = ['●', '▲', '■', '◆', '★', '✚', '▼', '⬟'];

/** The stories of a site, in the order of the alphabet. */
export const storiesOf = ({ debates }: Site): Story[] =>
  [...new Set(Object.values(debates).map(({ topic }) => topic))]
    .sort((a, b) => a.localeCompare(b, 'en'))
    .map((topic, index) => ({ topic, shape: SHAPES[index % SHAPES.length] ?? '●', number: index + 1 }));

export type Entry = MailEntry | OutcomeEntry;

interface MailEntry {
  readonly kind: 'mail';
  readonly date: string | null;
  readonly stories: readonly Story[];
  readonly by: string;
  readonly thread: string;
  readonly message: string;
  readonly held: readonly { readonly debate: SiteDebate; readonly position: SitePosition }[];
}

interface OutcomeEntry {
  readonly kind: 'outcome';
  readonly date: string | null;
  readonly stories: readonly Story[];
  readonly debate: SiteDebate;
  readonly outcome: SiteOutcome;
}

/**
 * The mails in which somebody took a position, and what became of the positions, on one axis: by year, oldest first,
 * and last what has no date.
 */
export function timelineOf(site: Site): readonly (readonly [string | null, readonly Entry[]])[] {
  const stories = storiesOf(site);
  const storyOf = ({ topic }: SiteDebate) => stories.filter((story) => story.topic === topic);
  const all = Object.values(site.debates);
  const held = all.flatMap((debate) => debate.positions.map((position) => ({ debate, position })));
  const mails = [
    ...Map.groupBy(held, ({ position: { quote } }) => `${quote.thread}/${quote.message}`).values(),
  ].map((own): MailEntry => {
    const { by, date, quote } = (own[0] as (typeof held)[number]).position;
    return {
      kind: 'mail',
      date,
      by,
      thread: quote.thread,
      message: quote.message,
      stories: stories.filter((story) => own.some(({ debate }) => debate.topic === story.topic)),
      held: own,
    };
  });
  const outcomes = all.flatMap((debate) =>
    debate.outcomes.map(
      (outcome): OutcomeEntry => ({
        kind: 'outcome',
        date: outcome.date,
        stories: storyOf(debate),
        debate,
        outcome,
      }),
    ),
  );
  const order = orderOfMessages(site);
  const entries = [...mails, ...outcomes].sort(
    (a, b) =>
      compare(dayIn(a), dayIn(b)) || placeIn(a, order) - placeIn(b, order) || firstStory(a) - firstStory(b),
  );
  return [...Map.groupBy(entries, ({ date }) => date?.slice(0, 4) ?? null)];
}

/** Entries of one date together; those without any are one group. */
export const daysOf = (entries: readonly Entry[]): readonly (readonly Entry[])[] => [
  ...Map.groupBy(entries, ({ date }) => date?.slice(0, 10) ?? null).values(),
];

/** Whether an entry of a day is of other stories than the one before it, so that a reader has to be told. */
export const beginsStory = (day: readonly Entry[], index: number): boolean =>
  day[index]?.stories.map(({ number }) => number).join() !==
  day[index - 1]?.stories.map(({ number }) => number).join();

/** After every date. */
const UNDATED = '9999';

/** A month without a day stands after its days. */
const dayIn = ({ date }: Entry): string =>
  date === null ? UNDATED : date.length === MONTH ? `${date}-99` : date.slice(0, 10);

const MONTH = '2021-05'.length;

/** Within a day a thread's own order counts: not all of its clocks have a zone. What became of mail stands after it. */
const placeIn = (entry: Entry, order: ReadonlyMap<string, number>): number =>
  entry.kind === 'mail' ? (order.get(`${entry.thread}/${entry.message}`) ?? 0) : Number.MAX_SAFE_INTEGER;

const firstStory = ({ stories }: Entry): number => stories[0]?.number ?? 0;

const orderOfMessages = ({ threads }: Site): ReadonlyMap<string, number> =>
  new Map(
    threads
      .flatMap(({ slug, messages }) => messages.map(({ id }) => `${slug}/${id}`))
      .map((id, index) => [id, index] as const),
  );
