import { LIMITS } from '../base/limits.ts';
import { remembered } from '../base/remembered.ts';
import { type DateInLine, dateAt, dateIn } from '../mail/dates.ts';
import type { IsoDate } from '../mail/message.ts';
import {
  AFTER_NAME,
  BEFORE_DATE,
  BEFORE_NAME,
  mayEndWithVerb,
  REFERENCE,
  VERB,
} from './attribution-words.ts';
import { addressIn, type FoundAddress, nameIn, person, withoutLetters, withoutLinks } from './person.ts';

/** What a line such as "On Fri, Oct 9, 2020 at 2:48 PM Jason Gunthorpe wrote:" says. */
export interface Attribution {
  /** Null where the line says that somebody wrote what follows, and no name can be read in it. */
  readonly author: string | null;
  readonly address: string | null;
  readonly date: IsoDate | null;
  /** The mail program behind this form lets its user edit inside the quoted text, without a mark of their own. */
  readonly editsInPlace: boolean;
  /** The line tells when, or from which address: no sentence of prose does so before a colon. */
  readonly isFull: boolean;
  /** "You wrote": whoever the mail is addressed to. */
  readonly isAddressee: boolean;
  /** A name and nothing else ("Ada:"): it says who wrote a quote right below it, if the header knows the name. */
  readonly isBare: boolean;
  /** No word of it is known: it may have another before the name ("Cituji Ada Byron <…>:"). */
  readonly isWordless: boolean;
  /** With what each of this person's lines is marked ("AG> …"), where the line says so. */
  readonly tag: string | null;
}

/** An attribution line and how many physical lines it was wrapped over. */
export interface FoundAttribution {
  readonly attribution: Attribution;
  readonly lines: number;
}

/** A line that could be the start of one; cheap, as nearly no line of mail is. */
const MAY_START =
  /^(?:\s?[-+*#‐_]{1,20} )?\s{0,9}(?:[\p{Lu}\p{Lo}*"'<[(‫]|\p{Ll}{1,14}[\p{L}.-]{0,9},|\p{Ll}{1,14}\.?(?: \p{Ll}{1,5}){0,2} \d|\d|[\p{Ll}\d][\w.+-]{0,60}(?:@| at |\.\.\.| <| (?:wrote|writes|said|says)))/u;
/** Somebody who writes the name without capitals. */
const MAY_START_LOWER = /^\p{Ll}[\p{L}.'-]{1,20}(?: [\p{L}.'-]{1,20}){1,3} (?:<|wrote|writes)/u;
const mayStartLower = (line: string): boolean =>
  (line.includes('<') || line.includes(' wr')) && MAY_START_LOWER.test(line);

/** Whether an attribution line could start with a line: a cheap look before {@link attributionAt}. */
export const mayIntroduce = (line: string): boolean =>
  line.length <= LIMITS.lineLength && !isLowerProse(line) && (MAY_START.test(line) || mayStartLower(line));

/** Words after the first that {@link MAY_START} looks at. */
const WORDS_AFTER = 4;

/** Whether a line of ASCII goes on in lower case as {@link MAY_START} has none: most lines of mail, told without a pattern. */
function isLowerProse(line: string): boolean {
  let at = 0;
  while (isLower(line.charCodeAt(at))) at += 1;
  if (at === 0) return false;
  for (let word = 1; word <= WORDS_AFTER; word += 1) {
    if (at === line.length) return true;
    if (line[at] !== ' ') return word > 1 && line.charCodeAt(at) < 0x80;
    at += 1;
    const first = line[at] ?? '';
    if ((word === 1 ? '0123456789<was' : '0123456789<w').includes(first)) return false;
    while (isOfWord(line.charCodeAt(at))) at += 1;
  }
  return at === line.length || line.charCodeAt(at) < 0x80;
}

const isLower = (letter: number): boolean => letter >= 0x61 && letter <= 0x7a;
const isOfWord = (letter: number): boolean =>
  isLower(letter) ||
  (letter >= 0x41 && letter <= 0x5a) ||
  letter === 0x27 ||
  letter === 0x2d ||
  letter === 0x2e;

/**
 * Reads the attribution line that starts at the first of some lines of one depth.
 *
 * @param lines quote marks removed; where they end, a paragraph does.
 * @returns null when no attribution line starts there.
 */
export function attributionAt(lines: readonly string[]): FoundAttribution | null {
  const first = lines[0] ?? '';
  if (!mayIntroduce(first)) return null;
  const found = mayEnd(lines) ? endedAt(first, lines) : null;
  if (found) return found;
  const attribution = unended(first.trim());
  return attribution && { attribution, lines: 1 };
}

/** Letters of no width: whoever hides an address from programs puts them into it, and no name has one. */
const HIDDEN = /[\u200b\u2060\ufeff]+/g;
const withoutHidden = (line: string): string =>
  line.search(HIDDEN) === -1 ? line : line.replace(HIDDEN, '');

function endedAt(first: string, lines: readonly string[]): FoundAttribution | null {
  let joined = '';
  for (let count = 1; count <= Math.min(lines.length, LIMITS.attributionLines); count += 1) {
    const line = withoutHidden(lines[count - 1]?.trim() ?? '');
    if (count > 1 && startsAnother(first, line)) return null;
    joined = `${joined} ${line}`.trimStart();
    if (joined.length > LIMITS.attributionLength) return null;
    const isEnded = mayEndIn(joined) && ENDS.test(joined);
    const attribution = isEnded
      ? (byForm(joined) ?? parse(joined, true))
      : count === lines.length
        ? withoutColon(joined)
        : byForm(joined);
    if (attribution) return { attribution, lines: count };
    if (isEnded) return null;
  }
  return null;
}

/** A colon, Zoho's dashes, GroupWise's marks. */
const ENDS =
  /(?:[:：]|(?:wrote|writes) -{2,9}|>>>|(?:wrote|writes|news:\S{1,200})\.\.\.)\s?(?:-{2,9})?[\u200e\u202c]?$/u;

/** The letters that {@link ENDS} can end with; a lookup, as this is asked of every line. */
const LAST: ReadonlySet<string> = new Set(':：->. \t\u00a0\u202f\u200e\u202c');
const mayEndIn = (line: string): boolean =>
  LAST.has(line.at(-1) ?? '') && (!line.endsWith('.') || line.endsWith('...'));

/** Whether one of the first lines may end what they say, or they are of a form that needs no end. */
function mayEnd(lines: readonly string[]): boolean {
  if (mayHaveForm(lines[0] ?? '')) return true;
  for (let at = 0; at < LIMITS.attributionLines; at += 1) if (mayEndIn(lines[at] ?? '')) return true;
  // Where they end, a line may lack its colon.
  const last = lines.length > LIMITS.attributionLines ? '' : (lines.at(-1)?.trimEnd() ?? '');
  return mayEndWithVerb(last) || last.endsWith('Nachricht');
}

/** Whether a line begins another than the first: that stands above it ("Hi Tom,") and is no part of it. */
const startsAnother = (first: string, line: string): boolean =>
  /\d/.test(line) &&
  (opensWithDate(line) ||
    (!OPENER.test(first) && !first.includes('@') && dateAt(line) !== null && !first.match(VERB)));

const OPENER = /^(?:On|Am|Le|El|Em|Op|Il giorno|Dne|Den|Dnia|W dniu|В|At)\s/;

function opensWithDate(decorated: string): boolean {
  const line = decorated.replace(/^[-+*_‐]{1,20} /, '');
  const opener = OPENER.exec(line);
  return opener !== null && dateAt(line, opener[0].length) !== null;
}

/** Four letters behind a name ("Grace Hopper (ACME)") are a company, unless they are the initials. */
const mayMark = (tag: string, who: string): boolean =>
  tag.length !== 4 || (who.match(/\p{Lu}/gu) ?? []).join('').startsWith(tag.toUpperCase());

/** Forms that no verb shows: what the name and the date stand in, and whose mail program prints it. */
const FORMS: readonly { readonly client: string; readonly pattern: RegExp }[] = [
  { client: 'sup, alot', pattern: /^Quoting (?<who>.{1,120}?) \((?<when>\d{4}-\d{2}-\d{2} [\d:]{4,8})\):?$/ },
  { client: 'sup', pattern: /^Excerpts from (?<who>.{1,120}?)['’]s message of (?<when>.{6,60}?):?$/ },
  { client: 'mutt of the kernel', pattern: /^\* (?<who>.{1,120}?) \[(?<short>\d{6} \d\d:\d\d)\]:?$/ },
  { client: 'mutt, by hand', pattern: /^(?:\+{2,3}|#|\*) (?<who>.{1,120}?) \[(?<when>[^\]]{6,60})\]:$/ },
  {
    client: 'Horde',
    pattern:
      /^(?:Quoting|Zitat von|Citando|Citando a|Selon|Citat från|Citat|Citát|Citerar|Citace|Cituji|Idézet|Cita|Cytowanie|Цитирую|Lainaus) (?<who>[^:]{1,160}):$/,
  },
  {
    client: 'elm, trn, by hand',
    pattern:
      /^(?:Quoth|Also sprach|Thus spake|Thus sprach|Thus spaketh|According to|Dixit) (?<who>[^:]{1,160}?)(?: on (?<when>[^:]{4,40}(?::\d\d){0,2}(?: ?[AP]M)?))?:$/,
  },
  {
    client: 'Supercite',
    pattern: /^["“](?<tag>[^"“”]{1,30})["”] == (?<who>.{1,160}?) (?:writes|wrote|said|says):?$/,
  },
  {
    client: 'Supercite with initials',
    pattern:
      /^(?:On (?<when>.{6,70}?), )?(?<who>[^()]{1,80}) \((?<tag>\p{L}{1,4})\) (?:writes|wrote|said|says):$/u,
  },
  {
    client: 'Gmail of 2010',
    pattern: /^(?<day>\d{4}\/\d{1,2}\/\d{1,2}) (?<who>[^:<>]{1,80} <[^<>\s]{3,100}>)$/u,
  },
  {
    client: 'Gnus, by hand',
    pattern: /^(?<who>\p{Lu}[^[\]:]{2,80}) \[(?<day>[^\]]{8,60})\]:$/u,
  },
  {
    client: 'GroupWise',
    pattern:
      /^(?<who>[^:]{1,160}?) (?<when>\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?: \d{1,2}:\d{2}(?::\d\d)?(?: [AP]M| Uhr)?)?) ?>>>$/,
  },
];

/** What each of the forms has: a cheap look, as nearly all that is read so is prose. */
const MAY_BEGIN_FORM =
  /^(?:\d{4}\/|Quoting|Excerpts|Zitat|Citando|Selon|Cit|Cyt|Idézet|Цит|Lainaus|Quoth|Also|Thus|According|Dixit|The pull|["“]|\* |\+{2,3} |# )/;
const MAY_END_FORM = /[\])](?: (?:writes|wrote|said|says))?:$/;
const mayHaveForm = (line: string): boolean =>
  MAY_BEGIN_FORM.test(line) || line.endsWith('>>>') || (line.endsWith(':') && MAY_END_FORM.test(line));

/** What a line says of which nothing is read but that it introduces something. */
export const NOTHING: Attribution = {
  author: null,
  address: null,
  date: null,
  editsInPlace: false,
  isFull: true,
  isAddressee: false,
  isBare: false,
  isWordless: false,
  tag: null,
};

/** "Ada Byron:" and "* Ada Byron:", as some introduce a quote by hand. */
const BARE = /^(?:\* |\[)?(\p{Lu}[\p{L}\p{M}.'’-]{1,30}(?: \p{Lu}[\p{L}\p{M}.'’-]{0,30}){0,3})\]?:$/u;

/** What a line above a quote says that is a name and nothing else. */
export function bareAttribution(line: string): Attribution | null {
  const name = nameIn(BARE.exec(line)?.[1] ?? '');
  return name === null ? null : { ...NOTHING, author: name, isFull: false, isBare: true };
}

/** What the robot that merges pull requests says to whoever sent one. */
const REQUEST = /^The pull request you sent on (.{6,40}):$/;

function byForm(line: string): Attribution | null {
  if (!mayHaveForm(line)) return null;
  const sent = REQUEST.exec(line)?.[1];
  if (sent !== undefined) return { ...NOTHING, date: dateAt(sent)?.iso ?? null, isAddressee: true };
  for (const { pattern } of FORMS) {
    const found = pattern.exec(line)?.groups;
    if (!found || (found.tag && !mayMark(found.tag, found.who ?? ''))) continue;
    const { name, address } = person(found.who ?? '');
    if (name === null && address === null) continue;
    // "Quoting v4:" is prose.
    if (address === null && !found.tag && !/^[\p{Lu}\p{Lo}]/u.test(name ?? '')) continue;
    const date = dateAt(
      found.short
        ? found.short.replace(/^(\d\d)(\d\d)(\d\d)/, '20$1-$2-$3')
        : (found.when ?? found.day ?? ''),
    );
    if (found.day && date === null) continue;
    return {
      ...NOTHING,
      author: name ?? address,
      address,
      date: date?.iso ?? null,
      tag: found.tag ?? null,
    };
  }
  return null;
}

/** "at 8:50 AM, Ada wrote": a clock and no day. */
const CLOCK =
  /(?:^|\s)(?:at |um |à |kl\.? )?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?(?=[\s,\p{Lo}])/u;

/** What was taken out of a line leaves its mark there. */
const [DATE, SAYS, WHERE, WHICH] = ['\ue000', '\ue001', '\ue002', '\ue003'];
const TAKEN = /[\ue000-\ue003]/;

/**
 * Reads a line by taking out of it what is known: links, the message it answers, the date, "wrote", an address, and
 * the words that stand beside those. What is left must be a name, whole, or nobody is named.
 */
function parse(line: string, ended: boolean): Attribution | null {
  // Without a verb it takes a time: most lines before a colon are prose and have neither.
  if (!TELLING.test(line) && !(/\d/.test(line) && OPENER.test(line)) && line.search(VERB) === -1) return null;
  return ended ? parseEnded(line) : parseOpen(line);
}

/** An address, or a clock. */
const TELLING = /@| at |[\d\u0660-\u0669\u06f0-\u06f9][:.hu][\d\u0660-\u0669\u06f0-\u06f9]{2}/;

/** Whoever answers in a thread quotes the lines of all before; one mail has no more of them than lines. */
const OF_LATE = { most: LIMITS.bodyLines, longest: LIMITS.attributionLength };
const parseEnded = remembered((line) => parsed(line, true), OF_LATE);
const parseOpen = remembered((line) => parsed(line, false), OF_LATE);

function parsed(line: string, ended: boolean): Attribution | null {
  const shown = withDigits(line).replace(/[\ue000-\ue003\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');
  const unlinked = withoutLinks(shown);
  // "Ada [mailto:ada@engines.example]" has its address in the link.
  let rest = unlinked !== shown && addressIn(unlinked) === null ? shown : unlinked;
  rest = rest
    .replace(/^\([^()]{1,120}\)\s{1,3}(?=\p{Lu}|\d)/u, '')
    .replace(/^In an? (?:e-?mail )?message (?:of|dated|from) /i, 'On ')
    // Yahoo Groups.
    .replace(/^--- In \S{1,100}@\S{1,100}, /, '')
    .replace(/<[^<>\s@]{1,80}@\.{3}>/, ' ')
    .replace(/[:：\s.-]{1,20}$/u, '')
    .replace('à(s)', 'às')
    // An archive that has no letter for "à".
    .replace(/ \? (?=\d)/, ' ');
  const dated = /\d/.test(rest) ? dateIn(rest) : null;
  const found = dated ?? (mayBeDated(rest) ? unreadDateIn(rest) : null);
  rest = found
    ? `${rest.slice(0, found.start)} ${DATE} ${rest.slice(found.end)}`
    : rest.replace(CLOCK, ` ${DATE} `);
  const isAnswer = rest.search(REFERENCE) !== -1;
  if (isAnswer) rest = rest.replace(REFERENCE, ` ${WHICH} `);
  const says = rest.match(VERB);
  if (says) rest = rest.replace(VERB, ` ${SAYS} `);
  const at = addressIn(rest);
  for (let each = at, count = 0; each && count < MOST_ADDRESSES; each = addressIn(rest), count += 1)
    rest = `${rest.slice(0, each.start)} ${WHERE} ${rest.slice(each.end)}`;
  const isTimed = rest.includes(DATE as string);
  const left = leftOf(rest);
  const [first] = left;
  const isBracketed = /^\[/.test(line) && found?.iso?.includes('T') === true;
  if (!says && !isBracketed && (!ended || !(at && isTimed && isKnown(left))))
    return ended ? withoutVerb(line, rest, left, at, found) : null;
  const isFull = found !== null || at !== null || isAnswer;
  const isAddressee = left.length === 1 && /^(?:you|du|vous|tu|usted|lei)$/iu.test(first?.text ?? '');
  const whole = nameAmong(left);
  const name = whole === null ? null : withoutLetters(whole, at?.address ?? '');
  const author = name ?? (left.length === 0 && at?.isWhole ? at.address : null);
  if (!isFull && !(name !== null && ended && (isStrict(name) || isLowerName(name, says)))) return null;
  // A line that says when and from where, in words that we cannot read, still says that somebody wrote.
  const isUnread = says
    ? ((found || /^\d/.test(line)) && isTimed && opens(rest)) || (at && (isTimed || left.length === 0))
    : isTimed && at;
  if (author === null && !isAddressee && !isUnread) return null;
  return {
    ...NOTHING,
    author: isAddressee ? null : author,
    address: at?.address ?? null,
    date: found?.iso ?? null,
    editsInPlace: says?.some((verb) => verb === 'schrieb') ?? false,
    isFull,
    isAddressee,
  };
}

/** A date in words that we do not know is looked for beside what else tells that the line introduces a quote. */
const mayBeDated = (line: string): boolean =>
  ANY_CLOCK.test(line) || addressIn(line) !== null || line.search(VERB) !== -1;

/** Addresses that one line shows: with its link, or as the name as well. */
const MOST_ADDRESSES = 4;

/** Arabic and Persian digits as the ones that dates are read in. */
const withDigits = (line: string): string =>
  line.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));

/** Whether nothing but a name is left of a line: its language may be any. */
const isKnown = (left: readonly Left[]): boolean => {
  const name = nameAmong(left);
  return left.length === 0 || (name !== null && isEven(name));
};

/** Whether all words of a name have capitals, but particles, or none has: one that differs may be no part of it. */
const isEven = (name: string): boolean =>
  name.split(' ').every((word) => !/^\p{Ll}/u.test(word) || PARTICLE.test(word)) || !/\p{Lu}/u.test(name);
const PARTICLE =
  /^(?:d[aeiou]s?|del|della|des|der|den|van|von|ten|ter|te|la|le|el|al|bin|ben|ibn|af|av|zu|zur|zum)$/;

/** Some write their names without capitals; what a manual says stands there as well. */
const isLowerName = (name: string, says: readonly string[] | null): boolean =>
  /^\p{Ll}+(?: \p{Ll}+){1,2}$/u.test(name) && says?.some((verb) => /^wr(?:ote|ites)$/.test(verb)) === true;

/** Words of English prose: of that language we know every line that introduces a quote. */
const PROSE =
  /(?<![\p{L}@.-])(?:the|an?|is|are|was|of|to|for|with|and|or|this|that|it|if|please|see|your?|my|our|we|i|not|have|has|be|can|will|by|as|from|now|here|there|when|what|how|why)(?![\p{L}@.-])/iu;
/** Words of such a line, in any language, besides its date and address. */
const MOST_WORDS = 12;

/**
 * What a line says that has no word for "wrote" which we know: "Ada Lovelace <ada@engines.example>:", "04/01/2021
 * 09:00, Ada Lovelace:". One in other words with an address, or with a day and a clock, may say it as well: then who
 * wrote is not told.
 */
function withoutVerb(
  line: string,
  rest: string,
  left: readonly Left[],
  at: FoundAddress | null,
  found: DateInLine | null,
): Attribution | null {
  if (left.length === 0 || PROSE.test(line) || KEYED.test(line) || line.endsWith('>>>')) return null;
  const isDated = found !== null || hasDate(line);
  const isOpened = OPENER.test(line) && found !== null;
  const name = (isOpened ? nameIn(SAID.exec(left[0]?.text ?? '')?.[1] ?? '') : null) ?? nameAmong(left);
  const isWhole = name !== null && isEven(name) && (at !== null || (found !== null && name.includes(' ')));
  if (!isWhole || !(at !== null || opens(rest))) {
    const words = left.reduce((sum, { text }) => sum + text.split(' ').length, 0);
    const isTelling =
      at === null ? isDated && (isOpened || ANY_CLOCK.test(line)) : isDated || /<[^<>]{3,200}>/.test(line);
    if (!isTelling || words > MOST_WORDS || !left.some(({ text }) => /[\p{Lu}\p{Lo}]/u.test(text)))
      return null;
  }
  return {
    ...NOTHING,
    author: isWhole ? name : null,
    address: at?.address ?? null,
    date: found?.iso ?? null,
    isWordless: true,
    isFull: at !== null && isDated,
  };
}

/** "On …, Ada Byron verbalised:" */
const SAID = /^(\p{Lu}\S{0,30}(?: \p{Lu}\S{0,30}){1,3}) \p{Ll}{3,15}$/u;
/** "Signed-off-by: …", "Last-Modified: …" */
const KEYED = /^[\p{L}-]{1,30}: |\s-{3}\s/u;
const ANY_CLOCK = /\d{1,2}[:.h]\d{2}/;

/** Whether a name that is all there is of a line ("Tom wrote:") is one for sure: each word has a capital. */
const isStrict = (name: string): boolean =>
  /^\p{Lu}/u.test(name) &&
  name.split(' ').every((word) => /^[\p{Lu}'‘(]|^(?:\p{Ll}{1,3}|della)$/u.test(word));

/** Whether a line begins with the date, or with words that stand before one. */
function opens(rest: string): boolean {
  const [before = ''] = rest.split(DATE as string);
  const words = before
    .toLowerCase()
    .split(/[\s*([-]+/)
    .filter(Boolean);
  return words.every((word) => BEFORE_DATE.has(word));
}

/**
 * The name among what is left of a line: all of it; or what is not in brackets, which name whom an address is of; or
 * what stands behind the date, where words that are no name stand before it ("A while back on …, Ada wrote").
 */
function nameAmong(left: readonly Left[]): string | null {
  if (left.length === 1) return nameIn(left[0]?.text ?? '');
  const names = left.filter(({ text }) => !/^\([^()]*\)$/.test(text));
  const [first, second] = names;
  if (first === undefined || names.length > 2) return null;
  if (second === undefined) return nameIn(first.text);
  return first.before === DATE && nameIn(first.text) === null ? nameIn(second.text) : null;
}

/** Words that stand alone and tell nothing. */
const FILLING =
  /^(?:[\p{P}\p{S}\s]*|(?:the following|folgendes|no dia|del dia|alle ore|ore|p|a|m|[ap]\.?m\.?|uur|uhr|hod|h)[\s.]*)$/iu;

/** What is left between what was taken out, without the words that go with it; and before what it stands. */
interface Left {
  readonly text: string;
  readonly before: string | undefined;
}

function leftOf(rest: string): Left[] {
  const left: Left[] = [];
  let from = 0;
  for (let at = 0; at <= rest.length; at += 1) {
    if (at < rest.length && !TAKEN.test(rest[at] as string)) continue;
    const text = trimmed(rest.slice(from, at), rest[at] === DATE);
    if (!FILLING.test(text)) left.push({ text, before: rest[at] });
    from = at + 1;
  }
  return left;
}

const EDGES = /^[\s,;:、，。·|>–—-]{1,40}|[\s,;:、，。·|([<–—-]{1,40}$/gu;

function trimmed(part: string, beforeDate: boolean): string {
  let text = part
    .replace(EDGES, '')
    .replace(/^[)\]]+/, '')
    .replace(EDGES, '');
  for (let round = 0; round < 5; round += 1) {
    let next = text;
    if (beforeDate) {
      // "At 16.08 29/10/97 +1300, you wrote:": Eudora, where clocks have dots.
      next = next.replace(/(?:^|\s)\d{1,2}[.:h]\d\d$/, '');
      const word = /(?:^|[\s,(])([^\s,(]{1,12})$/u.exec(next)?.[1] ?? '';
      if (BEFORE_DATE.has(word.toLowerCase())) next = next.slice(0, next.length - word.length);
    }
    next = next.replace(BEFORE_NAME, '').replace(AFTER_NAME, '').replace(EDGES, '');
    if (next === text) break;
    text = next;
  }
  return text;
}

/** A date in words that we do not know, by its shape: "pw, 4 qendra 2021", "4 thg 1, 2021", "2021 m. sausio 4 d.". */
const UNREAD_DATE =
  /(?<![\p{L}\p{N}])(?:\p{L}[\p{L}\p{M}]{0,13}[.,]{1,2} )?(?:\d{1,2}(?:st|nd|rd|th|\.)? (?:\p{L}{1,5}[.’']? ?)?\p{L}[\p{L}\p{M}’']{1,14}\.?,? (?:\p{L}{1,5}\.? )?\d{4}|\d{1,2} \p{L}{1,6}\.? \d{1,2},? \d{4}|\d{4}\.?,? (?:\p{L}{1,6}\.? )?\p{L}[\p{L}\p{M}]{1,14}\.? \d{1,2}(?:\.| \p{L}\.)?|\p{L}[\p{L}\p{M}]{1,14}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})(?:[ ,@]{1,3}(?:\p{L}{1,9} ){0,2}\d{1,2}[:.hu]\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\b\.?)?(?: (?:[A-Z]{2,4}T|UTC|GMT|MSK)\b)?(?: ?[+-]\d{1,2}:?\d{2})?)?/u;

/** Whether a text has a date of a shape that we know, in whatever words. */
export const hasDate = (text: string): boolean => UNREAD_DATE.test(text);

function unreadDateIn(line: string): DateInLine | null {
  const found = UNREAD_DATE.exec(line);
  return found && { start: found.index, end: found.index + found[0].length, iso: null };
}

/** Letters in which the words that end a line stand, whatever stands before them. */
const LONGEST_VERB = 60;

/** Zoho's and others' lines have no colon: then the verb ends them, and all else must be clear. */
function withoutColon(line: string): Attribution | null {
  const [end] = mayEndWithVerb(line) ? (line.slice(-LONGEST_VERB).match(VERB)?.slice(-1) ?? []) : [];
  const isEnded = (end !== undefined && line.endsWith(end)) || /in Nachricht$/.test(line);
  if (!isEnded) return byForm(line);
  const found = parse(line, false);
  if (found?.author == null || (found.date === null && found.address === null)) return null;
  // Without a date it may as well be prose, unless a quote is right below.
  return { ...found, isFull: found.date !== null };
}

/** Lines that have a date and an address too: of git, mbox, Debian's changelogs. */
const OTHERS = /^(?:--? |From |[\w-]{1,40}-by|commit |Author|Received|Return-Path|Date)/;

/** A paragraph that is a day, a clock, an address and little else says who wrote, in whatever words. */
function unended(line: string): Attribution | null {
  if (!line.includes('@') || !/\d{1,2}[:.h]\d{2}/.test(line) || OTHERS.test(line)) return null;
  const found = parse(line.replace(/\s?-{2,9}$/, ''), true);
  return found?.isFull && /<[^<>]{3,200}>/.test(line) ? { ...found, isFull: false } : null;
}
