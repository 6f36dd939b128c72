import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsIn } from '../../../src/base/diagnostic.ts';
import { checkerOf, pointsAt } from '../../bench/mutations/checker.ts';
import { CODE_KINDS } from '../../bench/mutations/code.ts';
import { DEBATE_KINDS } from '../../bench/mutations/debates.ts';
import { MARGIN_KINDS } from '../../bench/mutations/margin.ts';
import type { Kind, Mutant } from '../../bench/mutations/mutant.ts';
import { QUOTE_KINDS } from '../../bench/mutations/quotes.ts';
import { readSubject, type Subject } from '../../bench/mutations/subject.ts';
import { truePosition, trueQuote } from '../../bench/mutations/true-quotes.ts';
import { type Random, seeded } from '../../bench/random.ts';

/** Corrupts a site once in each way that the benchmark knows; each is caught, and what is true is no alarm. */
export async function corruptionsAreCaught(content: string): Promise<void> {
  const subject = await readSubject(content);
  const checker = checkerOf(subject);

  for (const kind of [
    ...QUOTE_KINDS,
    ...MARGIN_KINDS,
    ...DEBATE_KINDS,
    ...(subject.excerpts.length > 0 ? CODE_KINDS : []),
  ]) {
    test(`caught, at the mistake: ${kind.name}`, async () => {
      const mutant = draw(kind, subject, seeded(7));
      const [first] = await checker.mutant(mutant);
      assert.ok(first, mutant.source.slice(mutant.mistake.start - 200, mutant.mistake.end + 50));
      assert.ok(pointsAt(first, mutant), `${first.code} at ${first.place.line}:${first.place.column}`);
    });
  }

  for (const draws of [trueQuote, truePosition]) {
    test(`true quotes are no alarm, however they are wrapped and encoded: ${draws.name}`, async () => {
      const random = seeded(8);
      for (let drawn = 0; drawn < 30; ) {
        const quote = draws(subject, random);
        if (!quote) continue;
        drawn += 1;
        assert.deepEqual(errorsIn(await checker.page(quote.page.file, quote.source)), []);
      }
    });
  }
}

function draw(kind: Kind, subject: Subject, random: Random): Mutant {
  for (let tries = 0; tries < 1000; tries += 1) {
    const mutant = kind.draw(subject, random);
    if (mutant && !mutant.isTrue) return mutant;
  }
  throw new Error(`Nothing on this site can be made false by: ${kind.name}.`);
}
