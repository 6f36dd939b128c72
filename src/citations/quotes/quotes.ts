import { aboutUse, type Checked } from '../../base/diagnostic.ts';
import type { Memory } from '../memory.ts';
import type { Page } from '../page/page.ts';
import type { VerifiedQuote } from '../site.ts';
import { digestOf, type Threads } from '../threads/quotable.ts';
import { verifyQuote } from './quote.ts';

/** Checks every <Quote> of a site: key of the use -> quote. */
export function verifyQuotes(
  pages: readonly Page[],
  threads: Threads,
  memory: Memory,
): Checked<Readonly<Record<string, VerifiedQuote>>> {
  const mail = digestOf(threads);
  const all = pages.map((page) =>
    memory.once('quotes', [page.file, page.digest, mail], () => quotesOf(page, threads)),
  );
  return {
    verified: Object.assign({}, ...all.map(({ verified }) => verified)),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  };
}

function quotesOf(page: Page, threads: Threads): Checked<Readonly<Record<string, VerifiedQuote>>> {
  const verdicts = page.uses
    .filter(({ component }) => component === 'Quote')
    .map((use) => ({ use, ...verifyQuote(use, page, threads) }));
  return {
    verified: Object.fromEntries(
      verdicts.flatMap(({ use, verified }) => (verified ? [[use.key, verified]] : [])),
    ),
    diagnostics: verdicts.flatMap(({ use, diagnostics }) => aboutUse(use.key, diagnostics)),
  };
}
