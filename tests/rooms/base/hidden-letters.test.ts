import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codePointOf, hiddenAsText, hiddenIn, turnsText } from '../../../src/base/hidden-letters.ts';

const found = (text: string): string =>
  hiddenIn(text)
    .map(({ at, letter }) => `${at} ${codePointOf(letter)}`)
    .join(', ');

/** Words in which nothing is hidden, although they hold letters without a shape. */
const RIGHT: readonly (readonly [what: string, text: string])[] = [
  ['an emoji of several', '👩‍💻 and 👨‍👩‍👧 and 🏳️‍🌈'],
  ['an emoji with a colour of skin', '🤦🏽‍♀️'],
  ['a heart, a keycap, a check mark in colour', '❤️ 1️⃣ #️⃣ ✔︎'],
  ['a flag of tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['Persian', 'می\u200cخواهم'],
  ['Hindi', 'क्\u200dष र्\u200cय'],
  ['Sinhala', 'ශ්\u200dරී'],
  ['Thai', 'ภาษา\u200bไทย'],
  ['Mongolian', '\u182d\u180b \u1820\u180e\u1820'],
  ['an ideograph in one of its forms', '葛\u{E0100}'],
  ['Hebrew with English in it', 'ראו את mmap(2)\u200f.'],
  ['Arabic with a mark of letters', 'صفحة \u061c12'],
  ['a word that may be parted', 'Donau\u00addampfschiff'],
  ['a mark of byte order', '\ufeffStart'],
  ['a page break', 'one\n\f\ntwo\r\n\tthree'],
];

for (const [what, text] of RIGHT)
  test(`nothing is hidden in ${what}`, () => {
    assert.equal(found(text), '');
  });

const HIDDEN: readonly (readonly [what: string, text: string, found: string])[] = [
  ['an override', 'a\u202eb\u202c', '1 U+202E, 3 U+202C'],
  ['an isolate', 'if (a\u2066) /*\u2069', '5 U+2066, 10 U+2069'],
  ['an embedding, in Hebrew too', 'של\u202bום', '2 U+202B'],
  ['a space of no width in a word', 'un\u200bsafe', '2 U+200B'],
  ['a joiner between Latin letters', 'un\u200dsafe\u200c', '2 U+200D, 7 U+200C'],
  ['a joiner behind an emoji and before a word', '👩\u200dx', '2 U+200D'],
  ['a mark of direction among Latin letters', 'On\u200e Monday', '2 U+200E'],
  ['a mark of byte order inside', 'un\ufeffsafe', '2 U+FEFF'],
  ['tags that are no flag', 'yes\u{E0061}\u{E0062}', '3 U+E0061, 5 U+E0062'],
  ['selectors that carry a message', 'yes\ufe01 😀\ufe0f\ufe01', '3 U+FE01, 8 U+FE01'],
  ['a filler that is a name', 'a\u3164b', '1 U+3164'],
  ['a joiner of words', 'a\u2060b', '1 U+2060'],
  ['letters that a terminal obeys', 'a\x1b[31m\x9b\x07\0', '1 U+001B, 6 U+009B, 7 U+0007, 8 U+0000'],
];

for (const [what, text, expected] of HIDDEN)
  test(`${what} is hidden`, () => {
    assert.equal(found(text), expected);
  });

test('hidden letters are told by name, each kind once', () => {
  assert.equal(
    hiddenAsText(hiddenIn('\u202ea\u202e\u200b\x1b\x05a\ufe01\u{E0062}\u2063')),
    '2 of U+202E (right-to-left override), 1 of U+200B (zero width space), 1 of U+001B (escape), 1 of U+0005 (control letter), 1 of U+FE01 (variation selector), 1 of U+E0062 (tag letter), 1 of U+2063 (letter without a shape)',
  );
  assert.deepEqual([...'\u202e\u2066\u200e\u200b'].map(turnsText), [true, true, false, false]);
});
