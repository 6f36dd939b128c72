import assert from 'node:assert/strict';
import { readPage } from '../../../src/citations/page/page.ts';
import { readPages } from '../../../src/citations/page/pages.ts';
import { verifyQuote } from '../../../src/citations/quotes/quote.ts';
import { readThreads } from '../../../src/citations/threads/threads.ts';
import { host } from '../sources/fixture-tree.ts';

/**
 * Changes letters in every quote of a site, one at a time; each is an error at that letter.
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
    for (const [index, use] of uses.entries()) {
      if (use.component !== 'Quote') continue;
      for (const letter of use.content.text.matchAll(/\p{L}/gu)) {
        // Each letter of every quote would be thousands; each quote gets letters from its start to its end.
        if (letter.index % 17 !== 0 && letter.index > 3) continue;
        const at = use.content.start + letter.index;
        const changed = readPage(page, file, `${source.slice(0, at)}æ${source.slice(at + 1)}`);
        const changedUse = changed.uses[index];
        assert.ok(changedUse);
        const { verified, diagnostics } = verifyQuote(changedUse, changed, threads);
        assert.equal(verified, null, `${file}: ${changedUse.content.text}`);
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
