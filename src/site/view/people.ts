import { compare } from '../../base/order.ts';
import { type Citation, citationsOf, oncePerPage } from '../../citations/quotes/citations.ts';
import type {
  Site,
  SiteDebate,
  SiteMessage,
  SiteOutcome,
  SitePlace,
  SitePosition,
  SiteThread,
} from '../../citations/site.ts';
import { knownDate } from '../../citations/threads/known-date.ts';
import { personPath, writersIn } from '../../citations/threads/people.ts';
import { hrefIn } from './href.ts';

/** Somebody who wrote a passage of the threads: what the mail and the debates say of them, and no more. */
export interface Person {
  readonly name: string;
  /** Last part of the page's address. */
  readonly slug: string;
  readonly held: readonly Held[];
  readonly messages: readonly Written[];
}

/** What a person held in one debate, oldest first. */
export interface Held {
  readonly debate: SiteDebate;
  readonly positions: readonly SitePosition[];
  /** Of each position: in what they took it back or granted a point later. */
  readonly changes: ReadonlyMap<SitePosition, readonly SiteOutcome[]>;
}

export interface Written {
  readonly thread: SiteThread;
  readonly message: SiteMessage;
  /** From wherever it is known. */
  readonly date: string | null;
  /** What pages quote of it, each quote once. */
  readonly quoted: readonly {
    readonly words: string;
    readonly passage: string | undefined;
    /** Where pages quote it, each page once. */
    readonly pages: readonly SitePlace[];
  }[];
}

/** Where the page of a person is; the name is that of a passage's author. */
export const personHref = (base: string, { threads }: Pick<Site, 'threads'>): ((name: string) => string) => {
  const href = hrefIn(base);
  return (name) => href(personPath(name, threads));
};

/** Everybody who wrote a passage, by name. */
export function peopleOf(site: Site): Person[] {
  const cited = citationsOf(site);
  const sent = sentBy(site);
  return writersIn(site.threads).map((name) => personOf(name, sent.get(name) ?? [], site, cited));
}

type Sent = Pick<Written, 'thread' | 'message'>;

/** What each sent, or wrote a passage of. */
function sentBy({ threads }: Site): ReadonlyMap<string, readonly Sent[]> {
  const sent = new Map<string, Sent[]>();
  for (const thread of threads)
    for (const message of thread.messages) {
      const { id, from, passages } = message;
      const names = [from.name, ...passages.map(({ source, author }) => (source === id ? author : null))];
      for (const name of new Set(names)) {
        if (name === null) continue;
        const own = sent.get(name);
        if (own) own.push({ thread, message });
        else sent.set(name, [{ thread, message }]);
      }
    }
  return sent;
}

function personOf(name: string, sent: readonly Sent[], site: Site, cited: readonly Citation[]): Person {
  const own = personPath(name, site.threads);
  // What only their own page shows is no quote elsewhere.
  const elsewhere = cited.filter(({ quote, at }) => quote.by === name && `/${at.page}/` !== own);
  return {
    name,
    slug: own.split('/').at(-2) ?? '',
    held: heldBy(name, site),
    messages: sent
      .map(({ thread, message }) => ({
        thread,
        message,
        date: knownDate(message),
        quoted: quotedOf(thread, message, elsewhere),
      }))
      .sort((a, b) => compare(a.date ?? '', b.date ?? '')),
  };
}

const heldBy = (name: string, { debates }: Site): Held[] =>
  Object.values(debates)
    .flatMap((debate): Held[] => {
      const positions = debate.positions.filter(({ by }) => by === name);
      return positions.length > 0 ? [{ debate, positions, changes: changesOf(debate, positions) }] : [];
    })
    .sort((a, b) => compare(firstDay(a), firstDay(b)));

/** A change that is about several positions is told once, at the one that its author names first. */
const changesOf = ({ outcomes }: SiteDebate, positions: readonly SitePosition[]): Held['changes'] =>
  new Map(
    positions.map((position) => [
      position,
      outcomes.filter(
        ({ status, of }) => (status === 'withdrawn' || status === 'conceded') && of[0] === position.id,
      ),
    ]),
  );

const firstDay = ({ positions }: Held): string => positions.find(({ date }) => date !== null)?.date ?? '';

function quotedOf(thread: SiteThread, message: SiteMessage, cited: readonly Citation[]): Written['quoted'] {
  const own = cited.filter(({ quote }) => quote.thread === thread.slug && quote.message === message.id);
  return [...Map.groupBy(own, ({ quote }) => quote.words)].map(([words, uses]) => ({
    words,
    passage: uses[0]?.quote.passages[0],
    pages: oncePerPage(uses.map(({ at }) => at)),
  }));
}
