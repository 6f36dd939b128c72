import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { nameOf } from '../../mail/addresses.ts';
import { goesBy } from '../../quoting/passage.ts';
import type { SiteMessage } from '../site.ts';
import type { NamedMessage, Quotable, Threads } from '../threads/quotable.ts';
import { departure } from '../words/departure.ts';
import { findQuote, type Run } from '../words/match.ts';
import { type QuotedWord, wordsAsText } from '../words/quote-words.ts';
import type { Claim } from './claim.ts';

/**
 * Words that another mail shows of a message which is at hand and does not have them: whoever wrote that mail added
 * words, left some out or made them up.
 *
 * @param named the message that the words are said to be from; what it is made to say counts first.
 */
export function misquoted(
  { words, page, threads }: Pick<Claim, 'words' | 'page' | 'threads'>,
  { quotable, message }: NamedMessage,
): Diagnostic | null {
  const text = wordsAsText(words);
  const saidOf = (id: string) => quotable.hearsay.filter(({ source }) => source === id);
  const others = [...new Set(quotable.hearsay.map(({ source }) => source ?? ''))];
  const source = [message.id, ...others].find((id) => findQuote(text, saidOf(id)) !== null);
  if (source !== undefined) return accusation(words, page, quotable, saidOf(source), quotable);
  // In its own thread the message may be at hand, and known here from quotes alone.
  const home = homeOf(message, threads);
  if (!home || home.quotable === quotable) return null;
  const shown = quotable.runs.filter((run) => run.source === message.id);
  return accusation(words, page, quotable, shown, home.quotable, home.message.id);
}

/** The message itself, in whichever thread it is at hand. */
export function homeOf({ id, messageId }: SiteMessage, threads: Threads): NamedMessage | null {
  for (const quotable of threads.values()) {
    const message = quotable.thread.messages.find(
      (each) => !each.recovered && (goesBy(each, id) || (messageId !== null && each.messageId === messageId)),
    );
    if (message) return { quotable, message };
  }
  return null;
}

function accusation(
  words: readonly QuotedWord[],
  page: Claim['page'],
  { thread }: Quotable,
  shown: readonly Run[],
  home: Quotable,
  id = shown[0]?.source ?? '',
): Diagnostic {
  const carriers = carriersOf(wordsAsText(words), shown);
  const own = home.runs.filter(({ source }) => source === id);
  const { at, closest } = departure(words, own, []);
  const accused = thread.messages.filter((each) => carriers.includes(each.id));
  const names = [...new Set(accused.map(({ from }) => nameOf(from) ?? 'Somebody'))].join(' and ');
  const places = carriers.map((carrier) => `${thread.slug}/${carrier}`).join(', ');
  const victim = own[0]?.author ?? shown[0]?.author ?? 'somebody';
  return diagnose('misquoted', page.lines.placeAt(at), {
    message: `${names} makes ${victim} say this in ${places}; ${home.thread.slug}/${id}, which is at hand, does not say it.`,
    closest: closest ? `${closest.text} (${victim}, ${home.thread.slug}/${id})` : undefined,
    fix: closest
      ? undefined
      : `Nothing near to it stands there: quote what ${victim} wrote, or leave it out.`,
  });
}

/** The mails, of those that show runs, in which words stand. */
export const carriersOf = (text: string, runs: readonly Run[]): string[] =>
  [...Map.groupBy(runs, ({ carrier }) => carrier)].flatMap(([carrier, shown]) =>
    findQuote(text, shown) ? [carrier] : [],
  );
