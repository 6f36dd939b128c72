import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf } from '../../../src/site/faults.ts';
import { smallSite } from '../citations/site-fixture.ts';

const QUOTE = (words: string) =>
  `<Quote from="unsafe-follow-pfn/jason-gunthorpe-2020-10-09-1448" by="Jason Gunthorpe">${words}</Quote>`;
const EXCERPT = `<Excerpt tree="v9.9.3" path="mm/basket.c" symbol="pick">
  <CodeNote at="nowhere in it">

A note with a quote:

${QUOTE('Nobody ever said this.')}

  </CodeNote>
</Excerpt>`;

/** Code and line of what is told in the place of each use that has a fault. */
const told = (faults: ReturnType<typeof faultsOf>) =>
  Object.entries(faults).map(([key, texts]) => [
    key.replace(/[0-9a-f]{8}$/, '…'),
    texts.map((text) => /:(\d+):\d+ error (\S+)/.exec(text)?.slice(1).join(' ')),
  ]);

test('an error is told in the place of the use that it is about, be it inside of another', async (context) => {
  const { diagnostics } = await smallSite(context).verify(
    `${QUOTE('No, it is conditionally unsafe.')}\n\n${EXCERPT}`,
    { updating: true },
  );
  assert.deepEqual(told(faultsOf(diagnostics)), [
    ['explainers/page#quote-…', ['5 quote-not-verbatim']],
    ['explainers/page#code-…', ['8 excerpt-anchor']],
    ['explainers/page#quote-…', ['12 quote-not-verbatim']],
  ]);
});

test('an error that is about no use is told in no place', async (context) => {
  const { diagnostics } = await smallSite(context).verify('[a link](/nowhere/)');
  assert.equal(diagnostics.length, 1);
  assert.deepEqual(faultsOf(diagnostics), {});
});
