import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { SiteThread } from '../../../src/citations/site.ts';
import { initialsOf, TINTS, tintsOf } from '../../../src/site/view/tints.ts';

const threadOf = (...passages: (readonly [author: string, text: string])[]): SiteThread =>
  ({
    messages: [{ id: 'one', passages: passages.map(([author, text]) => ({ author, text, source: 'one' })) }],
  }) as unknown as SiteThread;

test('who wrote most has the first tint, and everybody keeps it on all pages', () => {
  const threads = [threadOf(['Ada', 'one'], ['Bo', 'one two three']), threadOf(['Cy', 'one two'])];
  assert.deepEqual(
    [...tintsOf(threads)],
    [
      ['Bo', 1],
      ['Cy', 2],
      ['Ada', 3],
    ],
  );
  assert.equal(tintsOf(threads), tintsOf(threads));
});

test('the ninth person has the tint of the first', () => {
  const many = Array.from({ length: 9 }, (_, at) => [`P${at}`, 'word '.repeat(20 - at)] as const);
  assert.equal(tintsOf([threadOf(...many)]).get('P8'), 1);
});

test('initials are of the first and last word, whatever the script', () => {
  const cases = {
    'Jason Gunthorpe': 'JG',
    'Mauro Carvalho Chehab': 'MC',
    Linus: 'Li',
    'Øyvind Ågård': 'ØÅ',
    'Ирина Петрова': 'ИП',
    王小明: '王小',
    'Grace Hopper (ACME)': 'GH',
    'ville.syrjala': 'VS',
    '…@example.org': 'EO',
    '?!': '?',
  };
  assert.deepEqual(Object.fromEntries(Object.keys(cases).map((name) => [name, initialsOf(name)])), cases);
});

/** What a theme sets, by name. */
const TOKENS = readFileSync(new URL('../../../src/site/styles/tokens.css', import.meta.url), 'utf8');
const blocks = [...TOKENS.matchAll(/:root(\[data-theme="light"\])?\s*\{([^}]*)\}/g)].map(
  ([, light, inside]) => ({
    isLight: light !== undefined,
    values: Object.fromEntries(
      [...(inside ?? '').matchAll(/(--pt-[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    ),
  }),
);
const dark = blocks.find(({ isLight, values }) => !isLight && '--pt-paper' in values)?.values ?? {};
const light = { ...dark, ...blocks.find(({ isLight }) => isLight)?.values };
const darkMore = {
  ...dark,
  ...blocks.filter(({ isLight, values }) => !isLight && '--pt-paper' in values)[1]?.values,
};
const lightMore = { ...light, ...blocks.filter(({ isLight }) => isLight)[1]?.values };

function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour;
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

for (const [theme, values, least] of [
  ['light', light, 4.5],
  ['dark', dark, 4.5],
  ['light, more contrast', lightMore, 7],
  ['dark, more contrast', darkMore, 7],
] as const)
  test(`every colour can be read on what it stands on: ${theme}`, () => {
    const colour = (name: string): string => {
      const value = values[name] ?? '';
      return value.startsWith('var(') ? colour(value.slice(4, -1)) : value;
    };
    const people = Array.from({ length: TINTS }, (_, at) => `person-${at + 1}`);
    const meant = ['holds', 'not-yet', 'broken', 'unknown', 'then', 'now', 'note'];
    const pairs = [
      ...['ink', 'deck', 'quiet', 'link', 'recovered', ...people, ...meant].flatMap((ink) => [
        [ink, 'paper'],
        [ink, 'wash'],
      ]),
      ...meant.flatMap((ink) => [
        [ink, `${ink}-tint`],
        ['ink', `${ink}-tint`],
      ]),
    ];
    const low = pairs
      .map(
        ([ink, ground]) => [ink, ground, contrast(colour(`--pt-${ink}`), colour(`--pt-${ground}`))] as const,
      )
      .filter(([, , ratio]) => !(ratio >= least));
    assert.deepEqual(low, []);
  });
