import { counted } from '../../base/print.ts';
import type { Kind, Passage } from '../../quoting/passage.ts';
import type { Site, SiteMessage, SitePlace, SiteThread, SiteWhole } from '../site.ts';
import { findQuote, runsOf, type Stretch } from '../words/match.ts';
import { type Citation, citationsOf, oncePerPage } from './citations.ts';

/** What the site's pages quote of a thread, and what they leave out. */
export interface ThreadCoverage {
  readonly thread: string;
  readonly title: string;
  /** How many messages are at hand in their own words, and how many its archive has, where somebody has counted. */
  readonly atHand: number;
  readonly whole: SiteWhole | null;
  readonly count: Count;
  /** Messages in which somebody says something, in the thread's order. */
  readonly messages: readonly MessageCoverage[];
}

export interface MessageCoverage {
  readonly message: string;
  readonly person: string | null;
  readonly date: string | null;
  readonly recovered: boolean;
  readonly count: Count;
  readonly passages: readonly PassageCoverage[];
}

export interface PassageCoverage {
  readonly passage: string;
  /** `noted`: a note stands beside it; `linked`: a page leads here. In both nothing of it is quoted. */
  readonly state: 'quoted' | 'noted' | 'linked' | 'left out';
  /** Where pages quote it, and pages that lead to it, each page once. */
  readonly pages: readonly SitePlace[];
  readonly count: Count;
  /** The text, in pieces that are quoted and pieces that are not. */
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly text: string;
  readonly quoted: boolean;
}

export interface Count {
  readonly passages: number;
  readonly quotedPassages: number;
  readonly words: number;
  readonly quotedWords: number;
}

/** Passages that are somebody's words; the others were written by a program, or stand under every mail. */
const SAID: readonly Kind[] = ['prose', 'code', 'diff', 'diffstat', 'trailer'];

/** Works out what pages quote of a thread: every passage in which a writer speaks, once, where it was written. */
export function coverageOf(thread: SiteThread, site: Site): ThreadCoverage {
  const citations = citationsOf(site).filter(({ quote }) => quote.thread === thread.slug);
  const messages = thread.messages.flatMap((message) => {
    const own = message.passages.filter(({ source, kind }) => source === message.id && SAID.includes(kind));
    return own.length > 0 ? [messageCoverage(thread, message, own, site, citations)] : [];
  });
  return {
    thread: thread.slug,
    title: thread.title,
    atHand: thread.atHand,
    whole: thread.whole,
    count: sum(messages.map(({ count }) => count)),
    messages,
  };
}

function messageCoverage(
  { slug }: SiteThread,
  message: SiteMessage,
  own: readonly Passage[],
  { notes, pages }: Site,
  citations: readonly Citation[],
): MessageCoverage {
  const runs = runsOf([{ ...message, recovered: false, passages: own }]);
  const quoted = citations
    .filter(({ quote }) => quote.message === message.id)
    .flatMap(({ quote, at }) =>
      (findQuote(quote.words, runs)?.places ?? []).flatMap(rangesOf).map((range) => ({ ...range, at })),
    );
  const marks = Object.values(notes).flatMap((note) => (note.thread === slug ? note.marks : []));
  const passages = own.map((passage) => {
    const isNoted = marks.some((mark) => mark.passage === passage.id);
    const ranges = quoted.filter((range) => range.passage === passage.id);
    const linking = pages.filter(({ links }) =>
      [message.id, passage.id].some((id) => links.includes(`/threads/${slug}/#${id}`)),
    );
    const pieces = piecesOf(passage.text, ranges);
    return {
      passage: passage.id,
      state:
        ranges.length > 0
          ? ('quoted' as const)
          : isNoted
            ? ('noted' as const)
            : linking.length > 0
              ? ('linked' as const)
              : ('left out' as const),
      pages: oncePerPage([
        ...ranges.map(({ at }) => at),
        ...linking.map(({ page, title }) => ({ page, title, anchor: null })),
      ]),
      count: {
        passages: 1,
        quotedPassages: ranges.length > 0 ? 1 : 0,
        words: wordCount(passage.text),
        quotedWords: wordCount(
          pieces
            .filter((piece) => piece.quoted)
            .map(({ text }) => text)
            .join(' '),
        ),
      },
      pieces,
    };
  });
  return {
    message: message.id,
    person: message.from.name,
    date: message.date,
    recovered: message.recovered,
    count: sum(passages.map(({ count }) => count)),
    passages,
  };
}

interface Range {
  readonly passage: string;
  /** Offsets in the passage's text with white space folded. */
  readonly start: number;
  readonly end: number;
}

/** The parts of passages that a stretch of a run covers. */
function rangesOf({ run, start, end }: Stretch): Range[] {
  return run.passages.flatMap(({ id, at }, index) => {
    const until = (run.passages[index + 1]?.at ?? run.text.length + 1) - 1;
    const range = { passage: id, start: Math.max(start, at) - at, end: Math.min(end, until) - at };
    return range.start < range.end ? [range] : [];
  });
}

/** Cuts a text where quotes begin and end; its line breaks stay. */
function piecesOf(text: string, ranges: readonly Pick<Range, 'start' | 'end'>[]): Piece[] {
  const pieces: { text: string; quoted: boolean }[] = [];
  let folded = 0;
  for (const part of text.trim().match(/\s+|\S/g) ?? []) {
    const at = folded;
    const quoted = ranges.some(({ start, end }) => start <= at && at < end);
    const last = pieces.at(-1);
    if (last?.quoted === quoted) last.text += part;
    else pieces.push({ text: part, quoted });
    folded += 1;
  }
  return pieces;
}

const wordCount = (text: string): number => text.split(/\s+/).filter(Boolean).length;

const sum = (counts: readonly Count[]): Count =>
  counts.reduce(
    (total, each) => ({
      passages: total.passages + each.passages,
      quotedPassages: total.quotedPassages + each.quotedPassages,
      words: total.words + each.words,
      quotedWords: total.quotedWords + each.quotedWords,
    }),
    { passages: 0, quotedPassages: 0, words: 0, quotedWords: 0 },
  );

/** How much of a thread is here: "5 of 36 messages at hand". */
export const shareAsText = ({ atHand, whole }: Pick<SiteThread, 'atHand' | 'whole'>): string =>
  whole === null
    ? `${counted(atHand, 'message')} at hand`
    : `${atHand} of ${counted(whole.messages, 'message')} at hand`;
