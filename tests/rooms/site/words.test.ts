import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dayOf, momentOf, monthOf, shortDayOf } from '../../../src/site/view/date.ts';
import { EN, type Words } from '../../../src/site/words/en.ts';
import { faultsIn, placesIn } from '../../../src/site/words/own-words.ts';
import { asStarlightHas, LANGUAGES, speaker } from '../../../src/site/words/say.ts';

const english = speaker('en');
const german = speaker('de');

test('a word is filled in, and its form goes with its count, as numbers and names in a row are written there', () => {
  assert.equal(english('messages', { count: 1 }), '1 message');
  assert.equal(english('messages', { count: 1234 }), '1,234 messages');
  assert.equal(german('messages', { count: 1234 }), '1.234 Nachrichten');
  assert.equal(german('code.line', { line: 1234 }), 'Zeile 1234');
  assert.equal(english.all(['Tom', 'Kim', 'Ana']), 'Tom, Kim and Ana');
  assert.equal(german.all(['Tom', 'Kim', 'Ana']), 'Tom, Kim und Ana');
});

test('what is filled in is text, whatever signs are in it', () => {
  assert.equal(english('card.debate', { question: '$& <b> {{x}}' }), 'Took part in: $& <b> {{x}}');
});

test('elements stand where a language has them', () => {
  assert.deepEqual(german.parts('coverage.rest', { share: '2', seen: 'heute' }), [
    { text: '' },
    { text: '2' },
    { text: ': Die anderen hat ' },
    { place: 'archive' },
    { text: ', gezählt am ' },
    { text: 'heute' },
    { text: '. Was in ihnen steht, ist nicht auf dieser Seite.' },
  ]);
});

test('dates are written as in the language', () => {
  assert.equal(dayOf('2020-10-10', german), '10. Oktober 2020');
  assert.equal(shortDayOf('2020-10-10', german), '10.10.2020');
  assert.equal(shortDayOf('2020-10-10', english), '10 Oct 2020');
  assert.equal(monthOf('2021-05', german), 'Mai 2021');
  assert.equal(momentOf('2020-10-10T19:01:22-04:00', german), '10. Oktober 2020, 19:01 Uhr (UTC-04:00)');
  assert.equal(dayOf('2020-13-45', english), null);
});

test('a site has its own words before ours, of a language that we have not too; its region changes nothing', () => {
  const own = { 'postil.kind.explainer': 'Essay', 'postil.messages_few': '{{count}} zprávy' };
  assert.equal(speaker('en', own)('kind.explainer'), 'Essay');
  assert.equal(speaker('en', own)('kind.rule'), 'Rule');
  assert.equal(speaker('cs', own)('messages', { count: 3 }), '3 zprávy');
  assert.equal(speaker('cs', own)('kind.rule'), 'Rule');
  assert.equal(speaker('de-AT')('kind.rule'), 'Regel');
});

test('a word that a site spells wrong, or fills in with what is not there, is told', () => {
  assert.deepEqual(
    faultsIn({
      'postil.kind.explaner': 'Essay',
      'postil.messages_few': '{{count}} zprávy',
      'postil.messages_other': '{{number}} messages',
      'postil.thread.tree': '{{who}}',
      'postil.kind.rule': 3,
      'search.label': 'Find',
    }),
    [
      'There is no word "postil.kind.explaner"; did you mean "postil.kind.explainer"?',
      '"postil.messages_other" has no {{number}}; it has {{count}}.',
      '"postil.thread.tree" has nothing that is filled in, and no {{who}}.',
      '"postil.kind.rule" should be text.',
    ],
  );
});

test('every language has every word, each with the same things filled in', () => {
  const keys = Object.keys(EN) as (keyof Words)[];
  for (const [language, words] of Object.entries(LANGUAGES)) {
    assert.deepEqual(Object.keys(words).sort(), [...keys].sort(), language);
    for (const key of keys) {
      assert.deepEqual(placesIn(words[key]).sort(), placesIn(EN[key]).sort(), `${language}: ${key}`);
      assert.notEqual(words[key].trim(), '', `${language}: ${key}`);
    }
  }
});

test('our keys are told from those of Starlight', () => {
  const keys = Object.keys(asStarlightHas(EN));
  assert.ok(keys.every((key) => key.startsWith('postil.') || key.startsWith('pagefind.')));
});

test('every word is used', () => {
  const text = globSync('src/site/**/*.{ts,astro}')
    .filter((file) => !/[/\\]words[/\\](?:en|de)\.ts$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const unused = Object.keys(EN)
    .map((key) => key.replace(/_(?:one|other)$/, ''))
    // These are put together from what they name.
    .filter((key) => !/^kind\.|^reference\.(?:error|warning)$/.test(key))
    .filter((key) => !text.includes(`'${key}'`) && !text.includes(`"${key}"`));
  assert.deepEqual(unused, []);
});
