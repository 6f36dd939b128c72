import { quotedWords, wordsAsText } from '../../../src/citations/words/quote-words.ts';
import type { Random } from '../random.ts';
import { type Mutant, replaced } from './mutant.ts';
import type { Subject } from './subject.ts';
import { type Claim, isTrue } from './truth.ts';
import { rewritten } from './yaml.ts';

/** A page or a debate with a quote that is true, wrapped and encoded otherwise than a person would. */
export interface TrueQuote {
  readonly page: Mutant['page'];
  readonly source: string;
}

/** Draws a true quote: one of the site's, or any stretch of whole words of any message; and writes it anew. */
export function trueQuote(subject: Subject, random: Random): TrueQuote | null {
  const { page, use, from, by } = random.pick(subject.quotes);
  // There the quotes before and after it say of which thread it must be, and when.
  if (page.exchanges.some(({ quotes }) => quotes.includes(use.key))) return null;
  const its = { words: wordsAsText(quotedWords(use.content)), from: from.value, by: by.value };
  const claim = random.below(2) === 0 ? its : stretch(subject, random);
  if (!claim || !isTrue(claim, subject)) return null;
  const start = use.tag.nameEnd - '<Quote'.length;
  const end = use.content.end + '</Quote>'.length;
  const text = written(claim.words, random);
  // MDX wants both tags on lines of their own, or neither; only in the first case may a line be empty or look like a list, a heading or a fence.
  const own = random.below(2) === 0 || /\n\s*(?:\n|[-=+*#>~`|_]|\d+[.)])/.test(text);
  const tag = random.pick([
    `<Quote from="${claim.from}" by="${claim.by}"${own ? '>\n' : '>'}`,
    `<Quote\n  by='${claim.by}'\n  from="${claim.from}"${own ? '\n>\n' : '>'}`,
  ]);
  const close = own ? '\n</Quote>' : '</Quote>';
  const { source } = replaced(page.source, start, end, `${tag}${text}${close}`);
  return { page, source: random.below(8) === 0 ? source.replace(/\r?\n/g, '\r\n') : source };
}

const ONE_POSITION = `question: Is it so?
topic: Words
positions:
  - id: it-is
    by: somebody
    says: It is.
    from: somewhere
    quote: something
`;

/** Draws a true quote as {@link trueQuote} does, and writes a debate with that one position. */
export function truePosition(subject: Subject, random: Random): TrueQuote | null {
  const { page, position } = random.pick(subject.positions);
  const its = { words: position.quote, from: position.from, by: position.by };
  const claim = random.below(2) === 0 ? its : stretch(subject, random);
  if (!claim || !isTrue(claim, subject)) return null;
  let source = ONE_POSITION;
  for (const [field, value] of Object.entries({ by: claim.by, from: claim.from, quote: claim.words })) {
    const written = rewritten(source, ['positions', 0, field], value, random);
    if (!written) return null;
    ({ source } = written);
  }
  return { page, source: random.below(8) === 0 ? source.replace(/\r?\n/g, '\r\n') : source };
}

function stretch({ conversations }: Subject, random: Random): Claim | null {
  const [slug, messages] = random.pick([...conversations]);
  const { passages } = random.pick(messages.filter(({ recovered }) => !recovered));
  const { source, author, text, kind } = random.pick(passages);
  if (!source || !author || /['"]/.test(author) || kind === 'attribution' || kind === 'elision') return null;
  const all = text.trim().split(/\s+/);
  const first = random.below(all.length);
  const words = all.slice(first, first + 1 + random.below(60));
  return { words: words.join(' '), from: `${slug}/${source}`, by: author };
}

/** Words as an author, an editor or a converter may write them in MDX. */
function written(words: string, random: Random): string {
  return words
    .split(' ')
    .map((word) => [...word].map((letter) => encoded(letter, random)).join(''))
    .reduce((text, word) => `${text}${space(text, word, random)}${word}`);
}

/** A line of MDX that starts so is code; a blank line before it would end the quote's paragraph. */
const STARTS_BLOCK = /^(?:import|export)\b/;

const space = (text: string, word: string, random: Random): string =>
  STARTS_BLOCK.test(word) || text === ''
    ? ' '
    : random.pick([' ', ' ', ' ', ' ', '\n', '\n  ', '  ', '\t', '\n\n', '&nbsp;', '&#32;', '\u00a0']);

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  ö: '&ouml;',
  ä: '&auml;',
  é: '&eacute;',
  '…': '&hellip;',
};

function encoded(letter: string, random: Random): string {
  const forced = /[<{}&\\]/.test(letter);
  if (!forced && random.below(12) > 0) return letter;
  if (letter === '[' || letter === ']') return letter;
  const code = letter.codePointAt(0) ?? 0;
  const ways = [`&#${code};`, `&#x${code.toString(16)};`, `&#X${code.toString(16).toUpperCase()};`];
  if (/[!-/:-@[-`{-~]/.test(letter)) ways.push(`\\${letter}`, `\\${letter}`);
  if (NAMED[letter]) ways.push(NAMED[letter]);
  return random.pick(ways);
}
