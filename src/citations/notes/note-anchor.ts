import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Page } from '../page/page.ts';
import type { Prop } from '../page/tag.ts';
import type { SiteMessage } from '../site.ts';
import type { Quotable } from '../threads/quotable.ts';
import { type Anchor, anchorsOf, type TextQuoteSelector } from '../words/anchor.ts';
import { departure } from '../words/departure.ts';
import type { Run } from '../words/match.ts';
import { type QuotedWord, wordsInProperty } from '../words/quote-words.ts';

/** A note whose words are not in its message exactly once. */
export interface Unanchored {
  readonly selector: TextQuoteSelector;
  readonly values: Readonly<Record<string, Prop | undefined>>;
  readonly page: Page;
  readonly thread: Quotable;
  readonly message: SiteMessage;
  /** The message's own words. */
  readonly own: readonly Run[];
  readonly anchors: readonly Anchor[];
}

/** Why a note has no place: its words are there more than once, are somebody else's, or are nowhere. */
export function notAnchored(note: Unanchored): Diagnostic {
  const { selector, anchors, own } = note;
  if (anchors.length > 1) return ambiguous(note);
  const bare = anchorsOf({ ...selector, prefix: null, suffix: null }, own);
  if (bare.length > 0) return wrongSurroundings(note, bare);
  return elsewhere(note) ?? nowhere(note);
}

function ambiguous({ values, page, anchors, selector }: Unanchored): Diagnostic {
  const given = selector.prefix !== null || selector.suffix !== null;
  return diagnose('note-ambiguous', page.lines.placeAt(values.exact?.valueAt ?? 0), {
    message: `These words stand ${anchors.length} times in the message${given ? ', even so' : ''}: ${anchors.map(inContext).join('; ')}.`,
    expected: given ? 'longer words in prefix="…" or suffix="…"' : undefined,
  });
}

/** The exact words are there, but not between these. */
function wrongSurroundings({ values, page, own, selector }: Unanchored, bare: readonly Anchor[]): Diagnostic {
  const prefixFits = anchorsOf({ ...selector, suffix: null }, own).length > 0;
  const wrong = prefixFits ? 'suffix' : 'prefix';
  return diagnose('note-not-verbatim', page.lines.placeAt(values[wrong]?.valueAt ?? 0), {
    message: `The words stand in the message, but not ${wrong === 'prefix' ? 'after' : 'before'} "${values[wrong]?.value}".`,
    closest: bare.map(inContext).join('; '),
    fix: `Correct "${wrong}" to the words that are there, or leave it out.`,
  });
}

/** The words are in the thread, but are somebody else's or in another message. */
function elsewhere({ values, page, thread, message, selector }: Unanchored): Diagnostic | null {
  const run = anchorsOf(
    selector,
    thread.runs.filter(({ source }) => source !== null),
  )[0]?.run;
  if (!run) return null;
  const place = page.lines.placeAt(values.exact?.valueAt ?? 0);
  const home = `${thread.thread.slug}/${run.source}`;
  const writer = message.from.name ?? 'the writer of this message';
  return run.author === message.from.name
    ? diagnose('note-wrong-message', place, {
        message: `${run.author} wrote these words in another message.`,
        expected: home,
        fix: `Write on="${home}".`,
      })
    : diagnose('note-wrong-person', place, {
        message: `These words are by ${run.author ?? 'somebody unknown'}, not by ${writer}.`,
        expected: home,
        fix: `Write on="${home}", or note ${writer}'s own words.`,
      });
}

function nowhere({ values, page, thread, message, own }: Unanchored): Diagnostic {
  const { at, closest } = departure(wordsOfProp(values.exact, page), own, thread.runs);
  return diagnose('note-not-verbatim', page.lines.placeAt(at), {
    message: `These words are not in ${thread.thread.slug}/${message.id}.`,
    closest: closest ? `${closest.text} (${closest.run.author ?? 'author unknown'})` : undefined,
  });
}

/** The words of a property and where each stands in the page. */
function wordsOfProp(prop: Prop | undefined, { source }: Page): QuotedWord[] {
  const start = prop?.valueAt ?? 0;
  const end = source.indexOf(source[start - 1] ?? '"', start);
  return wordsInProperty({ start, end, text: source.slice(start, end) });
}

const CONTEXT = 24;

const inContext = ({ run, start, end }: Anchor): string =>
  `"${start > CONTEXT ? '…' : ''}${run.text.slice(Math.max(0, start - CONTEXT), end + CONTEXT)}${end + CONTEXT < run.text.length ? '…' : ''}"`;
