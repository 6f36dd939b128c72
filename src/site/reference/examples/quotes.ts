import type { Code } from '../../../base/catalogue.ts';
import type { Example } from '../example.ts';

const PAGE = 'content/explainers/lending.mdx';
const ADA = 'lending/ada-reed-2021-01-04-1000z';
const TOM = 'lending/tom-marsh-2021-01-04-1100z';

const quote = (from: string, by: string, words: string): Readonly<Record<string, string>> => ({
  [PAGE]: `<Quote from="${from}" by="${by}">${words}</Quote>\n`,
});

const NOBODY = `<Quote from="${ADA}" by="Ada Reed">Nobody counts the pages of a book that is lent.</Quote>`;
const READER = `<Quote from="${TOM}" by="Tom Marsh">The reader does.</Quote>`;
const NEVER = '<Quote from="fines/kim-hall-2021-02-01-0900z" by="Kim Hall">Fines are never paid.</Quote>';

const page = (text: string): Readonly<Record<string, string>> => ({ [PAGE]: `${text}\n` });

/** Quotes that answer each other. */
const exchange = (...quotes: readonly string[]): Readonly<Record<string, string>> =>
  page(`<Exchange>\n\n${quotes.join('\n\n')}\n\n</Exchange>`);

const FINES = {
  'content/threads/fines/thread.yaml': 'title: Who pays a fine?\n',
  'content/threads/fines/1.eml':
    'From: Kim Hall <kim@example.org>\nDate: Mon, 01 Feb 2021 09:00:00 +0000\nMessage-ID: <7@example.org>\nSubject: Fines\n\nFines are never paid.\n',
};

const received = (from: string): Readonly<Record<string, string>> => ({
  [PAGE]: `<Received mail="${ADA}" from="${from}" to="lent." />\n`,
});

const story = (of: string): Readonly<Record<string, string>> => ({
  [PAGE]: `<Story of="${of}" asks="Who keeps track?">\nOf books that are lent.\n</Story>\n`,
});

/** Faults of quotes, and of what stands beside them. */
export const QUOTES = {
  'received-unknown': {
    why: 'What is shown as it was received must stand in the mail, and in one place of it.',
    bad: received('Nobody counts the books'),
    repair: received('Nobody counts the pages'),
  },
  'shown-unknown': {
    why: 'A reader would be led to a page that is not there.',
    bad: story('explainers/landing'),
    repair: story('explainers/lending'),
  },
  'quote-empty': {
    why: 'A frame with a name under it and no words in it says that the person said nothing.',
    bad: quote(ADA, 'Ada Reed', ''),
    repair: quote(ADA, 'Ada Reed', 'Nobody counts the pages of a book that is lent.'),
  },
  'quote-not-text': {
    why: 'Emphasis or a link in a quote would be ours, not the writer\u2019s.',
    bad: quote(ADA, 'Ada Reed', '<b>Nobody</b> counts the pages of a book that is lent.'),
    repair: quote(ADA, 'Ada Reed', 'Nobody counts the pages of a book that is lent.'),
  },
  'quote-unknown-message': {
    why: 'A quote names the message that its words are from, so that every reader can go there.',
    bad: quote('lending/ada-reed', 'Ada Reed', 'Nobody counts the pages of a book that is lent.'),
    repair: quote(ADA, 'Ada Reed', 'Nobody counts the pages of a book that is lent.'),
  },
  'quote-not-verbatim': {
    why: 'One word more or less can turn a sentence round.',
    bad: quote(ADA, 'Ada Reed', 'The shelf does know where it is, if the reader moves house.'),
    repair: quote(ADA, 'Ada Reed', 'The shelf does not know where it is, if the reader moves house.'),
  },
  'quote-wrong-person': {
    why: 'In a reply, the words of one stand among the words of another.',
    bad: quote(ADA, 'Tom Marsh', 'Nobody counts the pages of a book that is lent.'),
    repair: quote(ADA, 'Ada Reed', 'Nobody counts the pages of a book that is lent.'),
  },
  'quote-wrong-message': {
    why: 'The link under a quote must lead to where the words were first written, not to where they were quoted.',
    bad: quote(TOM, 'Ada Reed', 'Nobody counts the pages of a book that is lent.'),
    repair: quote(ADA, 'Ada Reed', 'Nobody counts the pages of a book that is lent.'),
  },
  'quote-redacted': {
    why: 'Its author asked for the words to be removed; a page that quotes them would bring them back.',
    bad: {
      'content/redactions.yaml':
        '- message: 1@example.org\n  words: if the reader moves house\n  date: 2026-02-01\n',
      ...quote(ADA, 'Ada Reed', 'The shelf does not know where it is, if the reader moves house.'),
    },
    repair: quote(ADA, 'Ada Reed', 'Nobody counts the pages of a book that is lent.'),
  },
  misquoted: {
    why: 'Whoever answers a message can change what they quote of it. Where the message itself is at hand, its own words count, and no others.',
    bad: {
      'content/threads/lending/3.eml':
        'From: Kim Hall <kim@example.org>\nDate: Mon, 04 Jan 2021 12:00:00 +0000\nMessage-ID: <4@example.org>\nIn-Reply-To: <1@example.org>\nSubject: Re: Lending\n\nOn Mon, 4 Jan 2021 10:00:00 +0000, Ada Reed wrote:\n> Everybody counts the pages of a book that is lent.\n\nSo do I.\n',
      ...quote(ADA, 'Ada Reed', 'Everybody counts the pages of a book that is lent.'),
    },
    repair: quote(ADA, 'Ada Reed', 'Nobody counts the pages of a book that is lent.'),
  },
  'quote-carriers-differ': {
    why: 'Of two people who quote a message that is lost, each with other words, one misquotes it. A reader must not be told that its writer said so.',
    bad: {
      'content/threads/lost/thread.yaml': 'title: A letter that is lost\n',
      'content/threads/lost/1.eml':
        'From: Tom Marsh <tom@example.org>\nDate: Tue, 05 Jan 2021 10:00:00 +0000\nMessage-ID: <5@example.org>\nIn-Reply-To: <lost@example.org>\nSubject: Re: Ink\n\nOn Mon, 4 Jan 2021 09:00:00 +0000, Ada Reed wrote:\n> Ink fades when a book stands in the sun. Shade is cheap.\n\nTrue.\n',
      'content/threads/lost/2.eml':
        'From: Kim Hall <kim@example.org>\nDate: Tue, 05 Jan 2021 11:00:00 +0000\nMessage-ID: <6@example.org>\nIn-Reply-To: <lost@example.org>\nSubject: Re: Ink\n\nOn Mon, 4 Jan 2021 09:00:00 +0000, Ada Reed wrote:\n> Ink never fades when a book stands in the sun. Shade is cheap.\n\nTrue.\n',
      ...quote('lost/ada-reed-2021-01-04-0900z', 'Ada Reed', 'Ink fades when a book stands in the sun.'),
    },
    repair: quote('lost/ada-reed-2021-01-04-0900z', 'Ada Reed', 'Shade is cheap.'),
  },
  'quote-near-twin': {
    why: 'Words that somebody makes up are best hidden right beside a real message. Two mails of one person in a minute are rare enough to be looked at.',
    bad: {
      'content/threads/lending/3.eml':
        'From: Kim Hall <kim@example.org>\nDate: Mon, 04 Jan 2021 12:00:00 +0000\nMessage-ID: <4@example.org>\nIn-Reply-To: <2@example.org>\nSubject: Re: Lending\n\nOn Mon, 4 Jan 2021 10:01:00 +0000, Ada Reed wrote:\n> Everybody counts the pages of a book that is lent.\n\nSo do I.\n',
      ...quote(
        'lending/ada-reed-2021-01-04-1001z',
        'Ada Reed',
        'Everybody counts the pages of a book that is lent.',
      ),
    },
    repair: quote(ADA, 'Ada Reed', 'Nobody counts the pages of a book that is lent.'),
  },
  'quote-unsure-author': {
    why: 'Some archives lost the line that says who is quoted. Words that might be anybody\u2019s are put in nobody\u2019s mouth.',
    bad: {
      'content/threads/found/thread.yaml': 'title: A page found in a book\n',
      'content/threads/found/1.eml':
        'From: Ada Reed <ada@example.org>\nDate: Tue, 05 Jan 2021 10:00:00 +0000\nMessage-ID: <3@example.org>\nSubject: Found in a book\n\nLook.\n\n> Who said this first?\n\nNot me.\n',
      ...quote('found/ada-reed-2021-01-05-1000z', 'Ada Reed', 'Who said this first?'),
    },
    repair: quote('found/ada-reed-2021-01-05-1000z', 'Ada Reed', 'Not me.'),
  },
  'quote-omission': {
    why: 'A "not", "if" or "unless" that is left out can turn a statement round: at a mark of omission, or in the sentence that the quote is cut from. You must have seen it, and say so.',
    bad: quote(ADA, 'Ada Reed', 'The shelf does […] know where it is'),
    repair: quote(ADA, 'Ada Reed', 'The shelf does not know where it is, if the reader moves house.'),
  },
  'quote-omission-idle': {
    why: 'What "elides" says is shown to readers, so it must be so. When the quote is changed, it is looked at again.',
    bad: {
      [PAGE]: `<Quote from="${ADA}" by="Ada Reed" elides="not, if">The shelf does not know where it is</Quote>\n`,
    },
    repair: {
      [PAGE]: `<Quote from="${ADA}" by="Ada Reed" elides="if">The shelf does not know where it is</Quote>\n`,
    },
  },
  'exchange-order': {
    why: 'Below a question, whatever follows looks like its answer: somebody would be made to say what they did not.',
    bad: exchange(READER, NOBODY),
    repair: exchange(NOBODY, READER),
  },
  'exchange-threads': {
    why: 'Nobody answers a mail that they were not sent.',
    bad: exchange(NOBODY, NEVER),
    repair: page(`${NOBODY}\n\nElsewhere:\n\n${NEVER}`),
    within: FINES,
  },
  'exchange-content': {
    why: 'An exchange with one voice answers nobody.',
    bad: exchange(NOBODY),
    repair: page(NOBODY),
  },
  'quote-not-found': {
    why: 'The search allows for slips and for words in between, not for other words.',
    command: 'npx postil quote parchment and ink',
    printed: [
      'content/threads:1:1 error quote-not-found',
      '  Nobody says anything near to "parchment and ink".',
      '  fix:      Use fewer words, and rare ones.',
    ].join('\n'),
    repair: 'npx postil quote nobody count pages',
    files: () => ({}),
  },
} as const satisfies Partial<Record<Code, Example>>;
