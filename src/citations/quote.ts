import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { goesBy } from '../quoting/passage.ts';
import { closestName, closestText } from './closest.ts';
import { findQuote, type Match, type Run } from './match.ts';
import { requiredProps } from './props.ts';
import { type QuotedWord, quotedWords, wordsAsText, wordsOnly } from './quote-words.ts';
import type { ScannedPage, Use } from './scan.ts';
import type { SiteMessage, SiteThread, VerifiedQuote } from './site.ts';
import type { Prop } from './tag.ts';

/** A thread ready to be quoted from. */
export interface Quotable {
  readonly thread: SiteThread;
  readonly runs: readonly Run[];
}

export type QuoteVerdict =
  | { readonly verified: VerifiedQuote; readonly diagnostics: readonly [] }
  | { readonly verified: null; readonly diagnostics: readonly Diagnostic[] };

/**
 * Checks one <Quote>: the words are in the message that `from` names, and they are by the person that `by`
 * names.
 */
export function verifyQuote(
  use: Use,
  page: ScannedPage,
  threads: ReadonlyMap<string, Quotable>,
): QuoteVerdict {
  const props = requiredProps(use.tag, 'Quote', ['from', 'by'], [], use.place, page.lines);
  if (props.diagnostics.length > 0) return refuse(...props.diagnostics);
  if (use.markupAt !== null) {
    return refuse(
      diagnose('quote-not-text', page.lines.placeAt(use.markupAt), {
        message: 'A quote holds only words; this is a tag or an expression.',
      }),
    );
  }
  const words = quotedWords(use.content);
  if (wordsOnly(words).length === 0) {
    return refuse(diagnose('quote-empty', use.place, { message: 'There are no words between the tags.' }));
  }
  const [from, by] = [props.values.from as Prop, props.values.by as Prop];
  const target = resolve(from.value ?? '', threads);
  if (!target) return refuse(unknownMessage(from, page, threads));
  return verifyWords({ words, by, from, page, ...target });
}

interface Attempt {
  readonly words: readonly QuotedWord[];
  readonly from: Prop;
  readonly by: Prop;
  readonly page: ScannedPage;
  readonly quotable: Quotable;
  readonly message: SiteMessage;
}

function verifyWords(attempt: Attempt): QuoteVerdict {
  const { words, by, page, quotable, message } = attempt;
  const own = quotable.runs.filter(({ source }) => source === message.id);
  const match = findQuote(wordsAsText(words), own);
  if (!match) return refuse(notThere(attempt, own));
  const author = match.runs[0]?.author ?? '';
  if (author !== by.value) {
    return refuse(
      diagnose('quote-wrong-person', page.lines.placeAt(by.valueAt), {
        message: `These words are by ${author}, not by ${by.value}.`,
        expected: author,
        fix: `Write by="${author}".`,
      }),
    );
  }
  return { verified: verifiedQuote(words, match, author, quotable.thread, message), diagnostics: [] };
}

const verifiedQuote = (
  words: readonly QuotedWord[],
  match: Match,
  by: string,
  thread: SiteThread,
  message: SiteMessage,
): VerifiedQuote => ({
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

/** Why words are not in the message they are said to be in: another message has them, or none does. */
function notThere({ words, by, from, page, quotable, message }: Attempt, own: readonly Run[]): Diagnostic {
  const { thread, runs } = quotable;
  for (const other of thread.messages) {
    const match =
      other.id === message.id
        ? null
        : findQuote(
            wordsAsText(words),
            runs.filter(({ source }) => source === other.id),
          );
    const author = match?.runs[0]?.author;
    if (!match || !author) continue;
    if (author === by.value) {
      return diagnose('quote-wrong-message', page.lines.placeAt(from.valueAt), {
        message: `${author} wrote these words in another message.`,
        expected: `${thread.slug}/${other.id}`,
        fix: `Write from="${thread.slug}/${other.id}".`,
      });
    }
    return diagnose('quote-wrong-person', page.lines.placeAt(by.valueAt), {
      message: `These words are by ${author} in ${thread.slug}/${other.id}, not by ${by.value}.`,
      expected: author,
      fix: `Write from="${thread.slug}/${other.id}" by="${author}", or quote ${by.value}'s own words.`,
    });
  }
  const nobodys = runs.filter(({ author }) => author === null);
  if (findQuote(wordsAsText(words), nobodys)) {
    return diagnose('quote-unsure-author', page.lines.placeAt(by.valueAt), {
      message: `The words are in the thread "${thread.slug}", but nothing there tells who wrote them.`,
    });
  }
  const compared = wordsOnly(words);
  const texts = compared.map(({ text }) => text);
  const closest = closestText(texts, own) ?? closestText(texts, runs);
  const wrong = compared[closest?.firstDifference ?? 0] ?? compared[0];
  return diagnose('quote-not-verbatim', page.lines.placeAt(wrong?.at ?? 0), {
    message: `These words are not in ${from.value}.`,
    closest: closest
      ? `${closest.text} (${closest.run.author ?? 'author unknown'}, ${thread.slug}/${closest.run.source ?? 'unknown message'})`
      : undefined,
    fix: closest
      ? undefined
      : 'Nothing in the thread is near to these words: look the quote up in the thread reader.',
  });
}

function resolve(
  from: string,
  threads: ReadonlyMap<string, Quotable>,
): { quotable: Quotable; message: SiteMessage } | null {
  const slash = from.indexOf('/');
  const quotable = threads.get(from.slice(0, slash));
  const message = quotable?.thread.messages.find((each) => goesBy(each, from.slice(slash + 1)));
  return quotable && message ? { quotable, message } : null;
}

function unknownMessage(from: Prop, page: ScannedPage, threads: ReadonlyMap<string, Quotable>): Diagnostic {
  const known = [...threads.values()].flatMap(({ thread }) =>
    thread.messages.map(({ id }) => `${thread.slug}/${id}`),
  );
  return diagnose('quote-unknown-message', page.lines.placeAt(from.valueAt), {
    message: `There is no message "${from.value}".`,
    expected: 'a thread and a message of it: thread/message',
    closest: closestName(from.value ?? '', known),
  });
}

const refuse = (...diagnostics: Diagnostic[]): QuoteVerdict => ({ verified: null, diagnostics });
