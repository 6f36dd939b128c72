import { remembered } from '../base/remembered.ts';
import type { Mailbox } from '../mail/message.ts';

/** Who a line says wrote something: a name and an address, each null where the line has none that can be read. */
export type Named = Mailbox;

/**
 * An address in any of the shapes that mail programs and archives print: `<a@b.org>`, `(a@b.org)`, `[mailto:a@b.org]`,
 * `<a@b.org<mailto:a@b.org>>`, Pipermail's `<a at b.org>`, Google Groups' `<abc...@b.org>`.
 */
const ADDRESS =
  /[<([]{0,4}(?:mailto:|smtp:)?([\p{L}\p{N}.!#$%&'*+=?^_{|}~-]{1,80})(@| at (?=[\w-]{1,60}(?:\.[\w-]{1,60}){0,6}\.\w{2,10}(?:[>)\s:,;]|$)|[\w.-]{1,100}[>)]))([\w.-]{1,100})(?:\s?[<[](?:mailto|javascript|callto)?:[^>\]\s]{0,200}[>\]]){0,3}[>)\];]{0,6}/u;
/** "On Behalf Of" between the one that sent a mail and the one who wrote it, as Outlook and Exchange print it. */
const BEHALF =
  /[\s\]>)](?:on\s{1,9}behalf\s{1,9}of|im\s{1,9}auftrag\s{1,9}von|im\s{1,9}namen\s{1,9}von|de\s{1,9}la\s{1,9}part\s{1,9}de|au\s{1,9}nom\s{1,9}de|en\s{1,9}nombre\s{1,9}de|em\s{1,9}nome\s{1,9}de|per\s{1,9}conto\s{1,9}di|namens|på\s{1,9}vegne\s{1,9}(?:av|af)|för|w\s{1,9}imieniu|za\s{1,9}uživatele|v\s{1,9}zastoupení|puolesta|от\s{1,9}имени|від\s{1,9}імені|adına|代表)(?=[\s:])\W{0,4}(\S.*)$/iu;
/** What mail programs that make links of addresses leave behind. */
const LINK =
  /[<[](?:mailto|javascript|https?|callto):?[^>\]\s]{0,300}(?: at [^>\]\s]{1,100})?[>\]]|\]\(\s?mailto:[^\s()]{1,300}\s?\)|(?<=<)\[\s?(?=\S{1,100}@)/g;

/** An address in a text, and where it stands. */
export interface FoundAddress {
  readonly address: string;
  /** False where the archive hid a part of it ("abc...@b.org"). */
  readonly isWhole: boolean;
  readonly start: number;
  readonly end: number;
}

/** The first address in a text. */
export function addressIn(text: string): FoundAddress | null {
  const found = ADDRESS.exec(text);
  if (!found) return null;
  const [whole, local = '', , host = ''] = found;
  // "Ada/DE/ACME@ACME" is a name in Lotus Notes.
  if (!host.includes('.') && !/^[<([]|mailto:/.test(whole)) return null;
  const isWhole = !/\.\.|…/.test(local) && !/^\.|\.$/.test(local);
  return {
    address: `${local}@${host.replace(/[.-]{1,9}$/, '')}`,
    isWhole,
    start: found.index,
    end: found.index + whole.length,
  };
}

/** The text without the links that stand behind addresses. */
export const withoutLinks = (text: string): string =>
  /[<[(]\s?\w{0,10}:/.test(text) ? text.replace(LINK, ' ') : text;

/**
 * The name and the address in the value of a From field as it was printed: "X <x@b.org>", "X [mailto:x@b.org]",
 * "x@b.org (X)", "LIST <list@b.org> On Behalf Of X".
 */
export const person: (text: string) => Named = remembered(personIn, { most: 2000, longest: 200 });

function personIn(text: string): Named {
  const behalf = BEHALF.exec(text)?.[1] ?? text;
  const plain = withoutLinks(behalf);
  const found = addressIn(plain);
  if (found === null) return { name: nameIn(plain), address: null };
  const { start, end } = found;
  const name =
    nameIn(plain.slice(0, start)) ?? nameIn(/^\s{0,9}\(([^()]{1,100})\)/.exec(plain.slice(end))?.[1] ?? '');
  return { name, address: found.isWhole ? found.address : null };
}

/** Letters behind a name, of a degree or an office: "Ada Lovelace PhD". */
const LETTERS = /^(.{3,70}) ([A-Z]{2,4})$/u;

/** A name without the letters behind it; what the person's address shows is a name of theirs. */
export function withoutLetters(name: string, address: string): string {
  const [, before, letters = ''] = LETTERS.exec(name) ?? [];
  const names = before?.split(' ').filter((word) => /\p{Ll}/u.test(word)) ?? [];
  return before === undefined || names.length < 2 || address.toLowerCase().includes(letters.toLowerCase())
    ? name
    : before;
}

/** Titles before a name; they are no part of it. */
const TITLE =
  /^(?:(?:ext|Prof|Dr|Mr|Mrs|Ms|Ing|Dipl|Herr|Frau|Sir|Dipl\.-Ing|Dipl-Ing|Mag|Rev)\.?|Professor|Doctor)\s{1,9}(?=\p{Lu})/u;
/** What a list server or an office puts behind one: "via LIST", Lotus Notes' "/DE/ACME@ACME". */
/** "[EXT] Ada Byron", "Ada Byron [C]": what a mail server or an office adds. */
const MARKED = /^\s?\[[^\][@]{1,20}\]\s(?=\S)|(?<=\S)\s\[[^\][@]{1,20}\]\s?$/gu;
/** Degrees and the like behind a name. */
const DEGREE = /,\s(?:Ph\.?D|M\.?D|M\.?Sc|B\.?Sc|Esq|P\.?Eng|CISSP)\.?$/u;
/** Behind a name, what it is called by as well, and an office: "Ada aka Countess", "Ada Lovelace | Engines". */
const ALSO = /\s(?:aka|a\.k\.a\.)\s.{1,60}$/iu;
const OFFICE = /^(\S{1,30}\s\S.{0,60}?)(?:\s[|–—-]\s?|,\s(?=\p{Ll})|\/)[^|–—,/]{1,60}$/u;
const VIA = /["']?\s{1,9}(?:via|por)\s[^,]{1,100}$/u;
const NOTES = /\/[A-Z][\w ]{0,30}(?:\/[\w ]{1,30}){0,5}(?:@[\w ]{1,30})?$/;

/** Words with which a name begins or goes on in lower case. */
const PARTICLES: ReadonlySet<string> = new Set(
  'de del della di da das dos do du des van von der den ter ten te het zu zum zur af av la le el al bin ibn ben y e i und'.split(
    ' ',
  ),
);

/**
 * Words that show that what is left of a line is no name, or more than one: those with which people introduce quotes
 * in prose, and the words of dates and of mail programs that we did not read.
 */
const NO_NAME: ReadonlySet<string> = new Set(
  (
    'i you we he she they it me him them us someone somebody everybody everyone who what which that this these those ' +
    'there here and or but if as when while because so then also yes no not is was are were be been has have had will ' +
    'would can could should may might must do does did about after before again already at by for from in into of off ' +
    'on only out over than through to under up with without yesterday today tomorrow recently earlier previously once ' +
    'time ago last week month year day morning afternoon evening night standard daylight hi hello hey dear thanks ' +
    'thank please sorry regards article message mail email e-mail post reply date subject sent original forwarded ' +
    'wrote writes said says write written mailto via pm am gmt utc according quoting quote following ' +
    'nachricht schrieb uhr datum am um data użytkownik dnia tarihinde tarihli пользователь користувач написал пишет ' +
    'odesílatel escribió fecha enviado enviada assunto asunto objet envoyé'
  ).split(' '),
);

/** Words of that table that people are called as well, with a capital. */
const NAMES_TOO: ReadonlySet<string> = new Set([
  'Will',
  'May',
  'Can',
  'Do',
  'He',
  'So',
  'No',
  'Me',
  'It',
  'Was',
  'Early',
  'Day',
  'An',
  'Has',
]);
const isNameToo = (word: string): boolean => NAMES_TOO.has(word) || word === 'can' || word === 'will';
/** Others that are a name beside another only: "Kevin I", "Zhou, You". */
const NAMES_BESIDE: ReadonlySet<string> = new Set(['I', 'You', 'To', 'Or', 'Said', 'Were', 'Post', 'Ago']);

/** A word of a name; archives write "?" for a letter they have lost, and two letters of Latin-1 for one. */
const WORD = /^[\p{L}\p{M}][\p{L}\p{M}\p{N}'’‘´`.?_\ufffd\u00a1-\u00bf-]*(?:@[\p{L}\p{N}_-]+)?$/u;
/** A nickname within a name: Ada 'Enchantress' Lovelace. */
const NICKNAME = /^['‘’][\p{L}\p{N}_.-]{1,30}['’]$/u;
const CAPITAL = /^(?:[\p{Lu}\p{Lt}]|[\p{Lo}])/u;
/** Words of one name. */
const MOST_WORDS = 7;
const LONGEST = 80;

/**
 * The name that a text is, whole: at most seven words of letters, each with a capital, of a script without them, an
 * initial, or a particle; or one to three in lower case, as some write themselves. Titles, quotes and what list
 * servers add are taken off. A text in which anything else stands is no name.
 */
export function nameIn(text: string): string | null {
  let name = repaired(text)
    .replace(MARKED, ' ')
    .replace(/[<>[\]“”„«»"*\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ');
  name = name
    .replace(/[\s\u00ad]+/gu, ' ')
    .replace(/^[\s,;:、，–—-]{1,40}|[\s,;:：、，–—-]{1,40}$|\s\.$/gu, '');
  name = name.replace(VIA, '').replace(NOTES, '');
  name = name.replace(/^['‘’`]{1,2}(.*?)['‘’]{0,2}$/u, '$1').trim();
  name = name
    .replace(ALSO, '')
    .replace(DEGREE, '')
    .replace(/ \([\p{L}]{1,3}\)$/u, '');
  if (name.endsWith(')') && !/[(\uff08]/.test(name)) name = name.slice(0, -1);
  const inside = /^\(([^()]{1,80})\)$/.exec(name)?.[1];
  if (inside !== undefined) return nameIn(inside);
  for (let title = TITLE.exec(name); title; title = TITLE.exec(name)) name = name.slice(title[0].length);
  if (isName(name)) return name;
  const person = OFFICE.exec(name)?.[1];
  return person !== undefined && isName(person) ? person : null;
}

/** UTF-8 that somebody's program took for Latin-1: "LovelÃ¤ce". */
function repaired(text: string): string {
  if (!/[ÂÃ][\u0080-\u00bf]/.test(text)) return text;
  return text.replace(/([ÂÃ])([\u0080-\u00bf])/g, (_, first: string, second: string) =>
    String.fromCharCode(((first.charCodeAt(0) & 0x1f) << 6) | (second.charCodeAt(0) & 0x3f)),
  );
}

/** See {@link nameIn}; what stands in brackets ("Ada (ACME)") is not looked at. */
function isName(name: string): boolean {
  if (name.length > LONGEST) return false;
  const words = name
    .replace(/[(\uff08][^()\uff08\uff09]{1,60}[)\uff09]/g, ' ')
    .replace(/,/g, ', ')
    .split(' ')
    .filter(Boolean);
  const commas = words.filter((word) => word.endsWith(',')).length;
  const bare = words.map((word) => word.replace(/,$/, ''));
  if (bare.length === 0 || bare.length > MOST_WORDS || commas > 2 || bare.some((word) => word === ''))
    return false;
  if (
    !/\p{L}/u.test(bare[0] ?? '') ||
    !bare.every(
      (word, at) => WORD.test(word) || (at > 0 && (/^(?:\d{1,2}|[&/.-])$/.test(word) || NICKNAME.test(word))),
    )
  )
    return false;
  const isBeside = (word: string, at: number): boolean =>
    bare.length > 1 && (NAMES_BESIDE.has(word) || (PARTICLES.has(word) && at > 0 && at < bare.length - 1));
  if (bare.some((word, at) => NO_NAME.has(word.toLowerCase()) && !isNameToo(word) && !isBeside(word, at)))
    return false;
  const capitals = bare.filter((word) => CAPITAL.test(word)).length;
  if (capitals === 0) return bare.length <= 3 && commas === 0;
  return bare.every(
    (word) =>
      CAPITAL.test(word) ||
      NICKNAME.test(word) ||
      !/\p{L}/u.test(word) ||
      PARTICLES.has(word) ||
      /\p{Lu}|\d/u.test(word) ||
      (capitals >= 1 && bare.length <= 3),
  );
}
