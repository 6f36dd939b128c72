/** Every row of the table of hostile mail, alone, through the engine: it ends, at a place, and tells of nobody. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publishedSite } from '../../src/citations/published.ts';
import { recordsOf } from '../../src/site/search/records.ts';
import { cardsOf } from '../../src/site/view/cards.ts';
import { messagesOf, siteOf } from '../mail-site.ts';
import { ENGLISH } from '../words.ts';
import { MAIL_CASES } from './table/mail-cases.ts';

/** A hang is no matter of a busy machine. */
const MOST_MS = 20_000;
const SECRET = /zelda|quux|192\.0\.2\.7/i;

test('the table has three hundred kinds, each once', () => {
  assert.ok(MAIL_CASES.length >= 300, String(MAIL_CASES.length));
  assert.equal(new Set(MAIL_CASES.map(({ id }) => id)).size, MAIL_CASES.length);
  assert.equal(
    new Set(MAIL_CASES.map(({ mail }) => Buffer.from(mail).toString('base64'))).size,
    MAIL_CASES.length,
  );
});

for (const { id, mail, ending = 'eml', holdsNone = false } of MAIL_CASES)
  test(id, { timeout: MOST_MS }, async () => {
    const { site, diagnostics, originals } = await siteOf({ [`a.${ending}`]: mail });
    for (const { place, message, code } of diagnostics) {
      assert.match(place.file, /^content\//, code);
      assert.ok(place.line >= 1 && place.column >= 1 && message !== '', code);
    }
    assert.equal(messagesOf(site).length === 0, holdsNone, JSON.stringify(diagnostics));
    if (holdsNone) assert.ok(diagnostics.some(({ severity }) => severity === 'error'));
    const published = publishedSite(site);
    const all = JSON.stringify([
      published,
      cardsOf(published, ENGLISH),
      recordsOf(published, ENGLISH),
      originals,
    ]);
    const at = all.search(SECRET);
    assert.equal(at, -1, all.slice(Math.max(0, at - 80), at + 80));
  });
