/** A letter that no reader sees, or that shows other letters in another order. */
export interface HiddenLetter {
  /** Where it stands. */
  readonly at: number;
  readonly letter: string;
}

/**
 * The letters of a text that mislead whoever looks at it, in order: control letters, letters that turn the text round, letters
 * without a shape. Not those that a script needs: joiners in Persian and Hindi and in an emoji of several, marks of direction
 * beside Arabic or Hebrew, selectors of a symbol's shape, spaces of no width in Thai and Khmer, hyphens that are only seen where
 * a line ends, a mark of byte order at the start.
 *
 * @param most no more than these are looked for.
 */
export function hiddenIn(text: string, most = Number.POSITIVE_INFINITY): HiddenLetter[] {
  const isNeeded = neededIn(text);
  const found: HiddenLetter[] = [];
  for (const { 0: letter, index: at } of text.matchAll(MAYBE)) {
    if (isNeeded(letter, at)) continue;
    found.push({ at, letter });
    if (found.length === most) break;
  }
  return found;
}

/** A text with each of its hidden letters replaced. */
export function withHidden(text: string, replace: (letter: string) => string): string {
  const isNeeded = neededIn(text);
  return text.replace(MAYBE, (letter, at: number) => (isNeeded(letter, at) ? letter : replace(letter)));
}

/** `U+202E`, as Unicode names a letter. */
export const codePointOf = (letter: string): string =>
  `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** What a hidden letter is, in words: `right-to-left override`. */
export const nameOfHidden = (letter: string): string =>
  NAMES.get(letter.codePointAt(0) ?? 0) ??
  (/^\p{Cc}$/u.test(letter)
    ? 'control letter'
    : SELECTOR.test(letter)
      ? 'variation selector'
      : /^[\u{E0000}-\u{E007F}]$/u.test(letter)
        ? 'tag letter'
        : 'letter without a shape');

/** Letters by name, each kind once: `2 of U+202E (right-to-left override), 1 of U+200B (zero width space)`. */
export const hiddenAsText = (letters: readonly HiddenLetter[]): string =>
  [...Map.groupBy(letters, ({ letter }) => letter)]
    .map(([letter, { length }]) => `${length} of ${codePointOf(letter)} (${nameOfHidden(letter)})`)
    .join(', ');

/** Whether a letter shows others in another order than they are written in. */
export const turnsText = (letter: string): boolean => /^[\u202A-\u202E\u2066-\u2069]$/.test(letter);

/**
 * A flag made of tags, which is whole; else one letter that is hidden in some place. Of control letters, those that lay text
 * out are none.
 */
const MAYBE =
  /\u{1F3F4}[\u{E0020}-\u{E007E}]{1,16}\u{E007F}|(?![\t-\r\u0085\u00AD])[\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/** Tells of each letter in question whether the letters beside it need it. */
function neededIn(text: string): (letter: string, at: number) => boolean {
  const isBesideRightToLeft = rightToLeftIn(text);
  return (letter, at) => {
    if (letter.length > 2) return true;
    const before = letterBefore(text, at);
    const after = letterAfter(text, at + letter.length);
    switch (letter) {
      case '\uFEFF':
        return at === 0;
      case '\u200D':
        return (PICTURE.test(before) && PICTURE.test(after)) || JOINED.test(before) || JOINED.test(after);
      case '\u200B':
      case '\u200C':
        return JOINED.test(before) || JOINED.test(after);
      case '\u200E':
      case '\u200F':
      case '\u061C':
        return isBesideRightToLeft(at);
      default:
        return SELECTOR.test(letter) ? SELECTED.test(before) : SHAPING.has(letter) && JOINED.test(before);
    }
  };
}

/** How far a mark of direction is from letters that it is there for. */
const NEAR = 40;

/** Looks at a text piece by piece: a mail can hold a million marks. */
function rightToLeftIn(text: string): (at: number) => boolean {
  let [looked, isThere] = [-1, false];
  return (at) => {
    const piece = Math.floor(at / NEAR);
    if (piece !== looked)
      isThere = RIGHT_TO_LEFT.test(text.slice(Math.max(0, piece - 1) * NEAR, (piece + 2) * NEAR));
    looked = piece;
    return isThere;
  };
}

const SELECTOR = /^\p{Variation_Selector}$/u;
/** What has several shapes: a symbol, a digit of a keycap, an ideograph, a letter of a script that is joined. */
const SELECTED =
  /^(?:[\p{Extended_Pictographic}\p{S}\d#*\p{Script=Han}\u3000-\u30FF\uFF00-\uFF65]|[^\P{L}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])$/u;
const SHAPING: ReadonlySet<string> = new Set('\u034F\u115F\u1160\u17B4\u17B5\u180E');
/** What may stand beside a joiner in an emoji of several. */
const PICTURE = /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\uFE0F)$/u;
/** A letter or a mark of a script whose letters join, or whose words stand without spaces. */
const JOINED =
  /^(?=[\p{L}\p{M}])[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]$/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

function letterBefore(text: string, at: number): string {
  const last = text.charCodeAt(at - 1);
  const isLow = last >= 0xdc00 && last <= 0xdfff;
  return at === 0 ? '' : String.fromCodePoint(text.codePointAt(at - (isLow && at > 1 ? 2 : 1)) ?? 0);
}

const letterAfter = (text: string, at: number): string =>
  at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : '';

/** Names of Unicode, of the letters that are met. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x00, 'null'],
  [0x07, 'bell'],
  [0x08, 'backspace'],
  [0x1b, 'escape'],
  [0x7f, 'delete'],
  [0x9b, 'control sequence introducer'],
  [0x34f, 'combining grapheme joiner'],
  [0x61c, 'Arabic letter mark'],
  [0x200b, 'zero width space'],
  [0x200c, 'zero width non-joiner'],
  [0x200d, 'zero width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202c, 'pop directional formatting'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x2060, 'word joiner'],
  [0x2066, 'left-to-right isolate'],
  [0x2067, 'right-to-left isolate'],
  [0x2068, 'first strong isolate'],
  [0x2069, 'pop directional isolate'],
  [0x3164, 'Hangul filler'],
  [0xfeff, 'zero width no-break space'],
]);
