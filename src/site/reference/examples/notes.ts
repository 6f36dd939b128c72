import type { Code } from '../../../base/catalogue.ts';
import type { Example } from '../example.ts';

const NOTES = 'content/notes/lending.mdx';
const ADA = 'lending/ada-reed-2021-01-04-1000z';
const TOM = 'lending/tom-marsh-2021-01-04-1100z';
const WORDS = 'Nobody counts the pages of a book';

const note = (props: string, text = 'They do in some libraries.'): Readonly<Record<string, string>> => ({
  [NOTES]: `<Note ${props}>\n${text}\n</Note>\n`,
});
const GOOD = note(`on="${ADA}" exact="${WORDS}" kind="open"`);

const LATER = [
  'From: Ada Reed <ada@example.org>',
  'Date: Mon, 04 Jan 2021 12:00:00 +0000',
  'Message-ID: <3@example.org>',
  'In-Reply-To: <2@example.org>',
  'Subject: Re: Who keeps track of a lent book?',
  '',
  'Then let us ask.',
  '',
].join('\n');

/** Faults of notes in the margin of a thread. */
export const NOTE_FAULTS = {
  'note-empty': {
    why: 'A note without words marks a passage and does not say why.',
    bad: note(`on="${ADA}" exact="${WORDS}" kind="open"`, ''),
    repair: GOOD,
  },
  'note-not-text': {
    why: 'A note is ours. What it quotes would be checked by nobody: quotes have their place on the page that it leads to.',
    bad: note(`on="${ADA}" exact="${WORDS}" kind="open"`, 'They do in <b>some</b> libraries.'),
    repair: GOOD,
  },
  'note-misplaced': {
    why: 'The thread reader takes the notes of a thread from the file of its name. A note elsewhere would be shown nowhere.',
    bad: { 'content/notes/books.mdx': GOOD[NOTES] ?? '' },
    repair: { 'content/notes/books.mdx': null, ...GOOD },
  },
  'note-unknown-kind': {
    why: 'Readers learn five words for what became of a claim. A sixth would have to be explained.',
    bad: note(`on="${ADA}" exact="${WORDS}" kind="doubtful"`),
    repair: GOOD,
  },
  'note-unknown-message': {
    why: 'A note stands beside the words of one message, and that message has to be there.',
    bad: note(`on="lending/ada-reed" exact="${WORDS}" kind="open"`),
    repair: GOOD,
  },
  'note-not-verbatim': {
    why: 'A note whose words are not there has no place to stand, or would stand beside words that nobody wrote.',
    bad: note(`on="${ADA}" exact="Nobody counts the pages of the book" kind="open"`),
    repair: GOOD,
  },
  'note-ambiguous': {
    why: 'A note beside the wrong one of two equal phrases would be about something else.',
    bad: note(`on="${TOM}" exact="reader" kind="open"`),
    repair: note(`on="${TOM}" exact="reader" prefix="Ask the" kind="open"`),
  },
  'note-wrong-person': {
    why: 'In a reply, the words of one stand among the words of another. A note says what became of what somebody said.',
    bad: note(`on="${TOM}" exact="${WORDS}" kind="open"`),
    repair: GOOD,
  },
  'note-wrong-message': {
    why: 'People change their minds between two messages. A note belongs to the one in which the words were first written.',
    bad: {
      'content/threads/lending/3.eml': LATER,
      ...note(`on="lending/ada-reed-2021-01-04-1200z" exact="${WORDS}" kind="open"`),
    },
    repair: GOOD,
  },
  'note-unknown-rule': {
    why: 'The link below a note must lead somewhere.',
    bad: note(`on="${ADA}" exact="${WORDS}" kind="open" rule="lend-twice"`),
    repair: GOOD,
  },
  'note-unknown-page': {
    why: 'The link below a note must lead somewhere.',
    bad: note(`on="${ADA}" exact="${WORDS}" kind="open" page="explainers/lendin"`),
    repair: note(`on="${ADA}" exact="${WORDS}" kind="open" page="explainers/lending"`),
  },
  'note-repeated': {
    why: 'Two notes beside the same words have the same address, and say two things where a reader looks for one.',
    bad: { [NOTES]: `${GOOD[NOTES]}\n${GOOD[NOTES]}` },
    repair: GOOD,
  },
} as const satisfies Partial<Record<Code, Example>>;
