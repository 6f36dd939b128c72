import { aboutUse, type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import type { Page } from '../page/page.ts';
import { readProps } from '../page/props.ts';
import { type ExchangeUse, propOf, type Use } from '../page/use.ts';
import type { SiteMessage, SiteThread, SiteTurn, VerifiedQuote } from '../site.ts';
import type { Threads } from '../threads/quotable.ts';
import { ELISION, findQuote, type Run, runsIn } from '../words/match.ts';

type Turns = Readonly<Record<string, SiteTurn>>;

/**
 * Checks every <Exchange>: its quotes are of one thread and stand in the order of the mail, or say that they do not. Tells each
 * quote in one whom it answers.
 *
 * @param quotes verified quotes by key; of others nobody knows where they stand.
 */
export function verifyExchanges(
  pages: readonly Page[],
  quotes: Readonly<Record<string, VerifiedQuote>>,
  threads: Threads,
): Checked<Turns> {
  const turns: Record<string, SiteTurn> = {};
  const diagnostics: Diagnostic[] = [];
  for (const page of pages) {
    const inside = new Set(page.exchanges.flatMap((exchange) => exchange.quotes));
    for (const use of page.uses)
      if (use.component === 'Quote' && !inside.has(use.key)) diagnostics.push(...idle(use, page));
    for (const exchange of page.exchanges) {
      const checked = verifyExchange(exchange, page, quotes, threads);
      diagnostics.push(...checked.diagnostics);
      Object.assign(turns, checked.verified);
    }
  }
  return { verified: turns, diagnostics };
}

/** A quote of an exchange, and where it stands in the mail. */
interface Said {
  readonly use: Use;
  readonly quote: VerifiedQuote;
  /** The message's place in its thread, and that of the words in the message. */
  readonly at: readonly [message: number, words: number];
}

function verifyExchange(
  { tag, place, quotes: keys, others }: ExchangeUse,
  page: Page,
  quotes: Readonly<Record<string, VerifiedQuote>>,
  threads: Threads,
): Checked<Turns> {
  const diagnostics = [...readProps(tag, 'Exchange', place, page.lines).diagnostics];
  const [other] = others;
  if (other)
    diagnostics.push(
      diagnose('exchange-content', page.lines.placeAt(other.start), {
        message: `<${other.name}> stands in an <Exchange>.`,
      }),
    );
  if (keys.length < 2)
    diagnostics.push(
      diagnose('exchange-content', place, {
        message: `There ${keys.length === 1 ? 'is one quote' : 'are no quotes'} in it: nobody answers anybody.`,
      }),
    );
  const all = keys.flatMap((key): Said[] => {
    const quote = lookUp(quotes, key);
    const use = page.uses.find((each) => each.key === key);
    return quote && use ? [{ use, quote, at: placeInMail(quote, threads) }] : [];
  });
  const [first] = all;
  const stray = all.find(({ quote }) => quote.thread !== first?.quote.thread);
  // Of a quote that is at fault itself nobody knows the place.
  if (!first || all.length < keys.length) return { verified: {}, diagnostics };
  if (stray) {
    diagnostics.push(
      ...aboutUse(stray.use.key, [
        diagnose('exchange-threads', stray.use.place, {
          message: `These words are of the thread "${stray.quote.thread}", those before them of "${first.quote.thread}".`,
        }),
      ]),
    );
    return { verified: {}, diagnostics };
  }
  return {
    verified: turnsOf(all, threads),
    diagnostics: [...diagnostics, ...orderFaults(all, page, threads)],
  };
}

/** Words that are older than those before them, where no mail shows them in this order, and of which the author does not say so. */
function orderFaults(all: readonly Said[], page: Page, threads: Threads): Diagnostic[] {
  const faults: Diagnostic[] = [];
  let latest = all[0] as Said;
  for (const [index, said] of all.entries()) {
    const { use, quote } = said;
    const isBack = index > 0 && isBefore(said, latest);
    const isTold = propOf(use.tag, 'earlier') !== undefined;
    if (isTold && !isBack) faults.push(...idle(use, page));
    const before = all.slice(0, index).find((each) => isBefore(said, each));
    if (isBack && before && !isTold && !standTogether(all.slice(0, index + 1), threads))
      faults.push(
        ...aboutUse(use.key, [
          diagnose('exchange-order', use.place, {
            message: `${quote.by} wrote this before what stands above it by ${before.quote.by}, in ${quote.thread}/${before.quote.message}.`,
            expected: `before the quote in line ${before.use.place.line}`,
          }),
        ]),
      );
    if (!isBack) latest = said;
  }
  return faults;
}

const isBefore = (a: Said, b: Said): boolean => (a.at[0] - b.at[0] || a.at[1] - b.at[1]) < 0;

/** Whether one mail shows all these words in this order: who answers between the lines of a mail is read like that. */
function standTogether(all: readonly Said[], threads: Threads): boolean {
  const [first] = all;
  const { messages = [] } = threads.get(first?.quote.thread ?? '')?.thread ?? {};
  return messages.some((mail) => {
    const places = all.map(({ quote }) => placeIn(mail, quote));
    return places.every((place, at) => place !== null && (at === 0 || place > (places[at - 1] ?? -1)));
  });
}

const idle = (use: Use, { lines }: Page): Diagnostic[] => {
  const prop = propOf(use.tag, 'earlier');
  return prop === undefined
    ? []
    : aboutUse(use.key, [
        diagnose('exchange-order', lines.placeAt(prop.at), {
          message: 'These words are not older than words before them in an exchange.',
          fix: 'Take "earlier" away.',
        }),
      ]);
};

/** What each quote is in the conversation that they make. */
function turnsOf(all: readonly Said[], threads: Threads): Record<string, SiteTurn> {
  const turns = new Map<Said, SiteTurn>();
  const thread = threads.get(all[0]?.quote.thread ?? '')?.thread;
  for (const [index, said] of all.entries()) {
    const before = all.slice(0, index);
    const last = before.at(-1);
    const { message } = said.quote;
    const above = thread ? answeredBetweenLines(said, thread) : null;
    const answered =
      before.findLast(({ quote }) => quote.message === above) ??
      before.findLast(({ quote }) => quote.message === lookUp(thread?.parents, message));
    const same = before.findLast(({ quote }) => quote.message === message);
    const known = before.findLast(({ quote }) => quote.by === said.quote.by);
    const sideOf = (each: Said | undefined): boolean =>
      each !== undefined && turns.get(each)?.isIndented === true;
    const relation =
      last === undefined
        ? 'opens'
        : last.quote.message === message && !isBefore(said, last)
          ? 'goes on'
          : isBefore(said, last)
            ? 'earlier'
            : answered
              ? 'answers'
              : 'later';
    turns.set(said, {
      relation,
      saysDay: last === undefined || dayOf(last) !== dayOf(said),
      answers: relation === 'answers' ? (answered?.quote.by ?? null) : null,
      isIndented: same
        ? sideOf(same)
        : relation === 'answers' && answered
          ? !sideOf(answered)
          : sideOf(known),
    });
  }
  return Object.fromEntries([...turns].map(([{ use }, turn]) => [use.key, turn]));
}

/** The older message whose words stand right above these in the mail that shows them: who answers between lines answers those. */
function answeredBetweenLines({ quote }: Said, { messages }: SiteThread): string | null {
  const age = new Map(messages.map(({ id }, at) => [id, at]));
  for (const mail of messages) {
    const runs = runsIn(mail);
    const own = runs.findIndex((run) => startIn(run, quote) !== null);
    const above = runs.slice(0, Math.max(0, own)).findLast(({ source }) => source !== quote.message);
    if (!above?.source) continue;
    if ((age.get(above.source) ?? Infinity) < (age.get(quote.message) ?? 0)) return above.source;
  }
  return null;
}

const dayOf = ({ quote }: Said): string | undefined => quote.date?.slice(0, 'yyyy-mm-dd'.length);

function placeInMail(quote: VerifiedQuote, threads: Threads): Said['at'] {
  const { messages = [] } = threads.get(quote.thread)?.thread ?? {};
  const at = messages.findIndex(({ id }) => id === quote.message);
  const own = messages[at];
  const shown = own && !own.recovered ? placeIn(own, quote) : null;
  if (shown !== null) return [at, shown];
  // Nobody has the message: its words stand in the order of a mail that quotes them.
  const carriers = messages.filter(({ id }) => quote.carriers.some((each) => each.message === id));
  for (const mail of carriers) {
    const place = placeIn(mail, quote);
    if (place !== null) return [at, place];
  }
  return [at, 0];
}

/** Where words begin in a mail, counted in letters of all that it shows; null where it does not show them. */
function placeIn(mail: SiteMessage, quote: VerifiedQuote): number | null {
  let before = 0;
  for (const run of runsIn(mail)) {
    const at = startIn(run, quote);
    if (at !== null) return before + at;
    before += run.text.length + 1;
  }
  return null;
}

/** Where in a run the first words of a quote stand. */
function startIn(run: Run, { message, words }: VerifiedQuote): number | null {
  if (run.source !== message) return null;
  const [first = ''] = words.split(ELISION);
  return findQuote(first.trim(), [run])?.places[0]?.start ?? null;
}
