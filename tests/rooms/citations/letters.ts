import assert from 'node:assert/strict';
import { readPage } from '../../../src/citations/page/page.ts';
import { readPages } from '../../../src/citations/page/pages.ts';
import { verifyQuote } from '../../../src/citations/quotes/quote.ts';
import { readThreads } from '../../../src/citations/threads/threads.ts';
import { host } from '../sources/fixture-tree.ts';

/**
 * Changes letters in every quote of a site, one of each quote at a time; each is an error at that letter.
 *
 * @returns how many were tried.
 */
export async function changedLetters(content: string): Promise<number> {
  const [{ verified: pages }, { verified: threads }] = await Promise.all([
    readPages(content, host),
    readThreads(content, host),
  ]);
  let tried = 0;
  for (const { page, file, source, uses } of pages) {
    const quotes = uses.flatMap((use, index) => (use.component === 'Quote' ? [{ use, index }] : []));
    // Each letter of every quote would be thousands; each quote gets letters from its start to its end.
    const letters = quotes.map(({ use }) =>
      [...use.content.text.matchAll(/\p{L}/gu)]
        .filter(({ index }) => index % 17 === 0 || index <= 3)
        .map(({ index }) => use.content.start + index),
    );
    const rounds = Math.max(0, ...letters.map(({ length }) => length));
    for (let round = 0; round < rounds; round += 1) {
      const places = letters.map((of) => of[round]);
      const wrong = new Set(places);
      const changed = readPage(
        page,
        file,
        source
          .split('')
          .map((letter, at) => (wrong.has(at) ? 'æ' : letter))
          .join(''),
      );
      for (const [which, { use, index }] of quotes.entries()) {
        const at = places[which];
        const changedUse = changed.uses[index];
        assert.ok(changedUse);
        if (at === undefined) continue;
        const { verified, diagnostics } = verifyQuote(changedUse, changed, threads);
        assert.equal(verified, null, `${file}: ${use.content.text}`);
        assert.deepEqual(
          diagnostics.map(({ place }) => place),
          [changed.lines.placeAt(at)],
        );
        tried += 1;
      }
    }
  }
  return tried;
}
