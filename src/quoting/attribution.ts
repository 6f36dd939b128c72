import { LIMITS } from '../base/limits.ts';
import { dateAt } from '../mail/dates.ts';
import type { IsoDate } from '../mail/message.ts';

/** What a line such as "On Fri, Oct 9, 2020 at 2:48 PM Jason Gunthorpe wrote:" says. */
export interface Attribution {
  readonly author: string;
  readonly address: string | null;
  readonly date: IsoDate | null;
  /** The mail program behind this form lets its user edit inside the quoted text, without a mark of their own. */
  readonly editsInPlace: boolean;
}

/** An attribution line and how many physical lines it was wrapped over. */
export interface FoundAttribution {
  readonly attribution: Attribution;
  readonly lines: number;
}

/** "wrote" as mail programs say it; a line without it must have both a date and an address. */
const VERBS =
  /(?:^|[\s,>"”])(wrote|writes|said|has written|schrieb|hat am|schreef|a écrit|ha scritto|escribió|escreveu|napisał(?:\(a\)|a)?|pisze|написал(?:\(а\)|а)?|пишет|napsal(?:\(a\)|a)?|skrev|kirjoitti|(?:tarihinde )?(?:şunu )?yazdı|のメール|さんは書きました|님이 작성)(?=[\s:,]|$)|(写道|寫道|書きました|작성)/u;

/** What may stand before the date or the name. */
const OPENERS =
  /^(?:-{2,3} )?(?:On|Am|Il giorno|Il|Le|El|Em|Op|Dne|Den|Dnia|W dniu|At|In|В|Il dì|Quoting|Excerpts from|Zitat von|Quoth|Also sprach|Thus spake|\*|于|於|在)(?=\s|\d|$)\s*/u;

const ADDRESS =
  /[<[]?(?:mailto:)?([\w.+=~-]{1,80}@[A-Za-z0-9.-]{1,100})(?:\s*[<[]mailto:[^>\]]{1,200}[>\]])?[>\]]?/;

/** A line that could be the start of one; cheap, as nearly no line of mail is. */
const MAY_START =
  /^(?:-{2,3} )?\s*(?:[\p{Lu}\p{Lo}*"'<[]|\p{Ll}{1,12}[\p{L}.]*,|\p{Ll}{2,3} \d|\d|\w[\w.+-]*@)/u;

/** Whether an attribution line could start with a line: a cheap look before {@link attributionAt}. */
export const mayIntroduce = (line: string): boolean =>
  line.length <= LIMITS.lineLength && MAY_START.test(line);

/**
 * Reads the attribution line that starts at the first of some lines of one depth.
 *
 * @param lines quote marks removed.
 * @returns null when no attribution line starts there.
 */
export function attributionAt(lines: readonly string[]): FoundAttribution | null {
  const first = lines[0] ?? '';
  if (!mayIntroduce(first)) return null;
  const quoting = quotingForm(first);
  if (quoting) return { attribution: quoting, lines: 1 };
  let joined = '';
  for (let count = 1; count <= Math.min(lines.length, LIMITS.attributionLines); count += 1) {
    const line = lines[count - 1]?.trim() ?? '';
    // Another one begins: what stands above it ("Hi Tom,") is no part of it.
    if (count > 1 && (startsWithDate(line) || (!OPENERS.test(first) && dateAt(line) !== null))) return null;
    joined = `${joined} ${line}`.trimStart();
    if (joined.length > LIMITS.attributionLength) return null;
    if (!/[:：]$/u.test(joined)) continue;
    const attribution = parse(joined);
    return attribution && { attribution, lines: count };
  }
  return null;
}

/** sup and alot: "Quoting Stephen Boyd (2021-10-06 10:07:17)", and the older "Excerpts from X's message of DATE:". */
function quotingForm(line: string): Attribution | null {
  const sup = /^Quoting (.{1,80}?) \((\d{4}-\d{2}-\d{2} [\d:]{4,8})\):?\s*$/.exec(line);
  // "* X <x@example.org> [210104 09:00]:"
  const short = /^\* (.{1,120}?) \[(\d\d)(\d\d)(\d\d) (\d\d:\d\d)\]:?\s*$/.exec(line);
  if (short) {
    const date = `20${short[2]}-${short[3]}-${short[4]} ${short[5]}`;
    return { ...person(short[1] ?? ''), date: dateAt(date)?.iso ?? null, editsInPlace: false };
  }
  const alot = sup ?? /^Excerpts from (.{1,80}?)['’]s message of (.{6,60}?):?\s*$/.exec(line);
  if (!alot) return null;
  return { ...person(alot[1] ?? ''), date: dateAt(alot[2] ?? '')?.iso ?? null, editsInPlace: false };
}

function parse(line: string): Attribution | null {
  const verb = VERBS.exec(line);
  if (!verb && !ADDRESS.test(line)) return null;
  const withoutVerb = verb ? `${line.slice(0, verb.index)} ${line.slice(verb.index + verb[0].length)}` : line;
  const found = dateIn(withoutVerb);
  if (!verb && !found) return null;
  const rest = found
    ? `${withoutVerb.slice(0, found.start).replace(BEFORE_DATE, ' ')} ${withoutVerb.slice(found.end)}`
    : withoutVerb.replace(WITHOUT_YEAR, '');
  const { author, address } = person(rest.replace(/[:：]\s*$/u, ''));
  if (!isName(author)) return null;
  // "Tom wrote:" with nothing else must be a name and nothing else.
  if (!found && address === null && !/^\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){0,3}$/u.test(author))
    return null;
  return { author, address, date: found?.iso ?? null, editsInPlace: verb?.[1] === 'schrieb' };
}

/** What stands between a name and the date after it: "X schrieb am …", "X 于…", "X wrote on …". */
const BEFORE_DATE = /(?:^|[\s,>])(?:on|am|le|el|il|op|den|dne|w dniu|em|в|于|於|在)\s{0,9}$/iu;

/** "On Jan 4, X wrote:" names no whole date. */
const WITHOUT_YEAR = /^On (?:\p{L}{3,9},? )?(?:\p{L}{3,9} \d{1,2}|\d{1,2} \p{L}{3,9}),? /u;

const startsWithDate = (line: string): boolean => {
  const opener = OPENERS.exec(line);
  return opener !== null && dateAt(line, opener[0].length) !== null;
};

interface DateInLine {
  readonly start: number;
  readonly end: number;
  readonly iso: IsoDate;
}

/** The first whole date in a line, looked for where a word begins. */
function dateIn(line: string): DateInLine | null {
  const tried = /(?:^|[\s,([于])(?=[\p{L}\d])/gu;
  for (const at of line.matchAll(tried)) {
    const start = at.index + at[0].length;
    const found = dateAt(line, start);
    if (found) return { start, end: found.end, iso: found.iso };
  }
  return null;
}

/** The name and the address in what is left of a line once the date and the verb are taken out. */
export function person(text: string): { author: string; address: string | null } {
  const address = ADDRESS.exec(text);
  const name = (
    address ? `${text.slice(0, address.index)} ${text.slice(address.index + address[0].length)}` : text
  )
    .replace(/\(\s*\)|[<>[\]“”"]/gu, ' ')
    .replace(/\s{1,9}via .*$/u, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^[\s,;]+/u, '')
    .replace(OPENERS, '')
    // Android and mail.ru: "02.04.2012 14:20 пользователь X написал", "14:00 от X".
    .replace(/^(?:от|пользователь|odesílatel)\s/iu, '')
    .replace(/^[\s,;()*-]+|[\s,;:：(]{1,99}$/gu, '');
  const plain = name.replace(/^'(.*)'$/u, '$1');
  return { author: plain === '' ? (address?.[1] ?? '') : plain, address: address?.[1] ?? null };
}

/** A name has few words and no sentence in it. */
const isName = (text: string): boolean =>
  text !== '' &&
  text.length <= 100 &&
  text.split(' ').length <= 7 &&
  /\p{L}/u.test(text) &&
  !/[?!:;]|\. [\p{Lu}]\p{Ll}{3}/u.test(text);
