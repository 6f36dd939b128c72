import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestOfValues, sharedModule } from '../../../src/site/shared.ts';

const SITE = {
  threads: [
    { slug: 'a', messages: [{ id: '1', passages: [{ text: 'Words.' }] }] },
    { slug: 'b', messages: [] },
  ],
  quotes: { 'a#1': { words: 'Words.' } },
  sealed: null,
};

test('the text of a module tells whether what it lends has changed, wherever in it', () => {
  const text = (value: unknown) => sharedModule('site', ['site'], digestOfValues(value));
  const same = text(structuredClone(SITE));
  assert.equal(text(SITE), same);
  const changed: readonly unknown[] = [
    { ...SITE, sealed: 'x' },
    { ...SITE, quotes: { 'a#1': { words: 'Words!' } } },
    { ...SITE, threads: SITE.threads.toReversed() },
    { ...SITE, threads: SITE.threads.slice(1) },
    { ...SITE, threads: [{ ...SITE.threads[0], messages: [{ id: '1', passages: [] }] }, SITE.threads[1]] },
    { ...SITE, more: undefined },
  ];
  assert.equal(new Set([same, ...changed.map(text)]).size, changed.length + 1);
});
