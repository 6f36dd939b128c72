import { type Checked, type Diagnostic, diagnose, errorsIn } from '../../base/diagnostic.ts';
import type { Page } from '../page/page.ts';
import { readProps } from '../page/props.ts';
import type { Prop } from '../page/tag.ts';
import type { Use } from '../page/use.ts';
import type { SiteMessage, SiteThread, VerifiedQuote } from '../site.ts';
import { messageNamed, messageNames, type Quotable, type Threads } from '../threads/quotable.ts';
import { closestName } from '../words/closest.ts';
import { departure } from '../words/departure.ts';
import { ELISION, findQuote, type Match, type Run } from '../words/match.ts';
import { omissionsOf, verifyOmissions } from '../words/omission.ts';
import { fragmentsOf, type QuotedWord, type Said, wordsAsText, writtenWords } from '../words/quote-words.ts';
import { withUnseenLetters } from '../words/unseen.ts';
import { dissent, quotersOf } from './carriers.ts';
import type { Claim } from './claim.ts';
import { homeOf, misquoted } from './misquoted.ts';
import { nearTwin } from './near-twin.ts';

/** Null where something is wrong; else there are only warnings. */
export type QuoteVerdict = Checked<VerifiedQuote | null>;

/**
 * Checks one <Quote>: the words are in the message that `from` names, and they are by the person that `by`
 * names.
 */
export function verifyQuote(use: Use, page: Pick<Page, 'lines'>, threads: Threads): QuoteVerdict {
  const props = readProps(use.tag, 'Quote', use.place, page.lines);
  if (props.diagnostics.length > 0) return refuse(...props.diagnostics);
  if (use.markupAt !== null) {
    return refuse(
      diagnose('quote-not-text', page.lines.placeAt(use.markupAt), {
        message: 'A quote holds only words; this is a tag or an expression.',
      }),
    );
  }
  const { words } = use;
  if (fragmentsOf(words).every((fragment) => fragment.length === 0)) {
    return refuse(diagnose('quote-empty', use.place, { message: 'There are no words between the tags.' }));
  }
  const [from, by] = [props.values.from as Prop, props.values.by as Prop];
  return verifyClaim({
    words,
    by,
    from,
    page,
    threads,
    elides: props.values.elides,
    written: asProperty,
    spelled: writtenWords,
  });
}

const asProperty = (field: string, value: string): string => `${field}="${value}"`;

/** Checks words that are said to be somebody's, wherever they are quoted. */
export function verifyClaim(claim: Claim): QuoteVerdict {
  const { words, from, page, threads } = claim;
  if (fragmentsOf(words).some((fragment) => fragment.length === 0)) return refuse(idleElision(words, page));
  const target = messageNamed(from.value ?? '', threads);
  if (!target) return refuse(unknownMessage(from, page, threads));
  return verifyWords({ ...claim, ...target });
}

interface Attempt extends Claim {
  readonly quotable: Quotable;
  readonly message: SiteMessage;
}

function verifyWords(attempt: Attempt): QuoteVerdict {
  const { words, by, page, quotable, message } = attempt;
  const own = quotable.runs.filter(({ source }) => source === message.id);
  const match = findQuote(wordsAsText(words), own);
  if (!match) {
    const wish = quotable.withheld?.find(({ runs }) => findQuote(wordsAsText(words), runs) !== null);
    if (wish)
      return refuse(
        diagnose('quote-redacted', page.lines.placeAt(words[0]?.at ?? attempt.from.valueAt), {
          message: `These words were removed at their author's wish on ${wish.date}.`,
        }),
      );
    return refuse(notThere(attempt, own));
  }
  const forged = message.recovered && !standsAtHome(attempt) ? misquoted(attempt, attempt) : null;
  if (forged) return refuse(forged);
  const author = match.runs[0]?.author ?? '';
  if (author !== by.value) {
    return refuse(
      diagnose('quote-wrong-person', page.lines.placeAt(by.valueAt), {
        message: `These words are by ${author}, not by ${by.value}.`,
        expected: author,
        fix: `Write ${attempt.written('by', author)}.`,
      }),
    );
  }
  const omissions = omissionsOf(words, match);
  const diagnostics = verifyOmissions(omissions, attempt.elides, page, (value) =>
    attempt.written('elides', value),
  );
  if (errorsIn(diagnostics).length > 0) return refuse(...diagnostics);
  if (message.recovered)
    diagnostics.push(...nearTwin(attempt), ...dissent(attempt, match, own, quotable.thread));
  const verified = verifiedQuote(words, match, author, quotable.thread, message);
  const carriers = message.recovered ? quotersOf(verified.words, own, quotable.thread) : [];
  return {
    verified: { ...verified, carriers, omits: [...new Set(omissions.flatMap((each) => each.words))] },
    diagnostics,
  };
}

const verifiedQuote = (
  words: readonly QuotedWord[],
  match: Match,
  by: string,
  thread: SiteThread,
  message: SiteMessage,
): Omit<VerifiedQuote, 'omits' | 'carriers'> => ({
  thread: thread.slug,
  message: message.id,
  by,
  date: message.date,
  words: wordsAsText(words),
  passages: match.passages.map((id) => atSource(id, message)),
  confidence: match.runs.some(({ confidence }) => confidence === 'inferred') ? 'inferred' : 'stated',
  archiveUrl: message.archiveUrl,
});

/** The same passage in the message in which it was first written, where that message shows it. */
function atSource(id: string, message: SiteMessage): string {
  const own = `${message.id}/${id.slice(id.lastIndexOf('/') + 1)}`;
  return message.passages.some((passage) => passage.id === own) ? own : id;
}

/** Whether the message itself, if it is at hand in another thread, has the words. */
function standsAtHome({ words, message, threads }: Attempt): boolean {
  const home = homeOf(message, threads);
  if (!home) return true;
  const own = home.quotable.runs.filter(({ source }) => source === home.message.id);
  return findQuote(wordsAsText(words), own) !== null;
}

/** Why words are not in the message they are said to be in: another message has them, or none does. */
function notThere(attempt: Attempt, own: readonly Run[]): Diagnostic {
  const { words, by, from, page, threads, quotable, written, spelled } = attempt;
  const elsewhere = otherMessageWith(attempt);
  if (elsewhere && elsewhere.author === by.value) {
    return diagnose('quote-wrong-message', page.lines.placeAt(from.valueAt), {
      message: `${elsewhere.author} wrote these words in another message.`,
      expected: elsewhere.id,
      fix: `Write ${written('from', elsewhere.id)}.`,
    });
  }
  if (elsewhere) {
    return diagnose('quote-wrong-person', page.lines.placeAt(by.valueAt), {
      message: `These words are by ${elsewhere.author} in ${elsewhere.id}, not by ${by.value}.`,
      expected: elsewhere.author,
      fix: `Write ${written('from', elsewhere.id)} ${written('by', elsewhere.author)}, or quote ${by.value}'s own words.`,
    });
  }
  const nobodys = quotable.runs.filter(({ author }) => author === null);
  if (findQuote(wordsAsText(words), nobodys)) {
    return diagnose('quote-unsure-author', page.lines.placeAt(by.valueAt), {
      message: `The words are in the thread "${quotable.thread.slug}", but nothing there tells who wrote them.`,
    });
  }
  const forged = misquoted(attempt, attempt);
  if (forged) return forged;
  const unseen = withUnseenLetters(wordsAsText(words), own);
  if (unseen)
    return diagnose('quote-not-verbatim', page.lines.placeAt(words[0]?.at ?? from.valueAt), {
      message: `The words of ${from.value} are other letters than these, which nobody sees: the mail has ${unseen.mail || 'none'}, the quote ${unseen.quote || 'none'}.`,
      expected: spelled(unseen.words),
      fix: 'If you mean to quote them so, write the words as expected, with each of these letters by its number.',
    });
  const all = [...threads.values()];
  const runs = all.flatMap((each) => each.runs);
  const { at, closest, outOfOrder } = departure(words, own, runs);
  const slug = all.find((each) => closest && each.runs.includes(closest.run))?.thread.slug;
  return diagnose('quote-not-verbatim', page.lines.placeAt(at), {
    message: outOfOrder
      ? `These words are in ${from.value}, but not after the words that they follow here.`
      : `These words are not in ${from.value}.`,
    closest: closest
      ? `${closest.text} (${closest.run.author ?? 'author unknown'}, ${slug}/${closest.run.source ?? 'unknown message'})`
      : undefined,
    fix: notVerbatimFix(words, closest !== null, outOfOrder),
  });
}

/** Another message that has the words: first of the same thread, then, if it is by the person named, of any. */
function otherMessageWith({
  words,
  by,
  threads,
  quotable,
  message,
}: Attempt): { readonly id: string; readonly author: string } | null {
  const text = wordsAsText(words);
  for (const { thread, runs } of [quotable, ...threads.values()]) {
    const bySource = Map.groupBy(runs, ({ source }) => source);
    for (const [source, said] of bySource) {
      if (thread === quotable.thread && source === message.id) continue;
      const author = said[0]?.author;
      if (source === null || !author) continue;
      if (thread !== quotable.thread && author !== by.value) continue;
      if (findQuote(text, said)) return { id: `${thread.slug}/${source}`, author };
    }
  }
  return null;
}

function notVerbatimFix(
  words: readonly QuotedWord[],
  isNear: boolean,
  outOfOrder: boolean,
): string | undefined {
  if (outOfOrder) return 'Put the pieces of the quote in the order in which the message has them.';
  if (words.some(({ text }) => text.includes('[...]')))
    return `Write ${ELISION}, one character, for words left out.`;
  return isNear
    ? undefined
    : 'Nothing in the threads is near to these words: look the quote up in the thread reader.';
}

/** A mark of omission with nothing before it, nothing after it, or another one beside it. */
function idleElision(words: readonly QuotedWord[], { lines }: Claim['page']): Diagnostic {
  const idle = words.find(
    ({ text }, index) => text === ELISION && [words[index - 1], words[index + 1]].some(isNoWord),
  );
  return diagnose('quote-not-verbatim', lines.placeAt(idle?.at ?? 0), {
    message: `${ELISION} stands between two pieces of one message; here it has no words on one side.`,
    fix: 'Take the mark out: a quote need not begin or end where its message does.',
  });
}

const isNoWord = (word: QuotedWord | undefined): boolean => word === undefined || word.text === ELISION;

function unknownMessage(from: Said, page: Claim['page'], threads: Threads): Diagnostic {
  const known = messageNames(threads);
  return diagnose('quote-unknown-message', page.lines.placeAt(from.valueAt), {
    message: `There is no message "${from.value}".`,
    expected: 'a thread and a message of it: thread/message',
    closest: known.find((id) => id.startsWith(from.value ?? '')) ?? closestName(from.value ?? '', known),
  });
}

const refuse = (...diagnostics: Diagnostic[]): QuoteVerdict => ({ verified: null, diagnostics });
