import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { closestName, closestText } from '../../../src/citations/words/closest.ts';
import { CONTRACT } from '../../../src/citations/words/contract.ts';
import { findQuote, foldSpace, type Run, runsOf } from '../../../src/citations/words/match.ts';
import { quotedWords, wordsAsText } from '../../../src/citations/words/quote-words.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';
import { exampleMessages } from '../../example.ts';
import { archivedMessage } from '../../mail.ts';

const run = (text: string, id = 'a'): Run => ({
  source: 'm',
  author: 'Ada',
  confidence: 'stated',
  carrier: 'm',
  text,
  passages: [{ id, at: 0 }],
});
for (const { mail, quote, isQuote, why } of CONTRACT) {
  test(`the matching contract, ${isQuote ? 'a quote' : 'no quote'}: ${why}`, () => {
    const text = mail.replace(/\n(?:> ?)*/g, ' ');
    const words = wordsAsText(quotedWords({ start: 0, end: quote.length, text: quote }));
    assert.deepEqual(findQuote(words, [run(text)])?.passages ?? null, isQuote ? ['a'] : null);
  });
}

test('a mark of omission alone is no quote', () => {
  assert.equal(findQuote('[…]', [run('No, it is unsafe.')]), null);
});

test('words of two runs are only joined by an elision', async () => {
  const runs = [run('first half', 'a'), run('second half', 'b')];
  assert.equal(findQuote('first half second half', runs), null);
  assert.deepEqual(findQuote('first half […] second half', runs)?.passages, ['a', 'b']);
});

test('paragraphs that stand together are one run, and an answer between them parts it', async () => {
  const runs = runsOf(readConversation([await archivedMessage()]).messages);
  const jason = runs
    .filter(({ source }) => source === 'jason-gunthorpe-2020-10-09-1448')
    .map(({ passages }) => passages.length);
  assert.deepEqual(jason, [2, 1, 2, 1]);
});

test('any stretch of whole words of a run is found, however it is wrapped', async () => {
  const runs = runsOf(await exampleMessages('valve-deadline'));
  fc.assert(
    fc.property(fc.nat(runs.length - 1), fc.nat(), fc.nat(), (index, a, b) => {
      const own = runs[index] as Run;
      const words = own.text.split(' ');
      const start = a % words.length;
      const quote = words.slice(start, start + 1 + (b % (words.length - start))).join('\n  ');
      assert.ok(findQuote(foldSpace(quote), [own]));
    }),
  );
});

test('one changed letter anywhere in a quote is caught', async () => {
  const runs = runsOf(await exampleMessages('valve-deadline'));
  fc.assert(
    fc.property(fc.nat(runs.length - 1), fc.nat(), (index, at) => {
      const { text } = runs[index] as Run;
      const position = at % text.length;
      if (text[position] === ' ') return;
      const changed = `${text.slice(0, position)}\u00e6${text.slice(position + 1)}`;
      assert.equal(findQuote(changed, runs), null);
    }),
  );
});

test('of the places of a fragment the one nearest to the next fragment is meant', () => {
  const found = findQuote('I […] unsafe.', [run('I think so. I say it is unsafe. I do.')]);
  assert.deepEqual(found?.gaps, [' say it is ']);
});

test('fragments must stand in one mail, where it is known what comes first', () => {
  const runs = [run('first half', 'a'), { ...run('second half', 'b'), carrier: 'n' }];
  assert.equal(findQuote('first half […] second half', runs), null);
});

test('the closest text is the stretch with the fewest changed words', async () => {
  const found = closestText('it is conditionally unsafe'.split(' '), [
    run('Nothing here.'),
    run('No, it is unconditionally unsafe.'),
  ]);
  assert.equal(found?.text, 'it is unconditionally unsafe.');
});

test('the closest text begins with the first word of the quote, though much of what follows it is missing', async () => {
  const text = run('All of it is fine. Everything else keeps working with videobuf1 with my patch series.');
  assert.equal(
    closestText('Everything with my patch series.'.split(' '), [text])?.text,
    'Everything else keeps working with videobuf1 with my patch series.',
  );
  // A word that stands there twice tells nothing.
  assert.equal(
    closestText('Everything with my patch series.'.split(' '), [run(`Everything. ${text.text} Everything`)])
      ?.text,
    'videobuf1 with my patch series.',
  );
});

test('the closest name is offered only when it is near', async () => {
  assert.equal(closestName('folow_pfn', ['follow_pfn', 'follow_pte']), 'follow_pfn');
  assert.equal(closestName('folow_pfn', ['main']), undefined);
});
