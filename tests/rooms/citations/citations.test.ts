import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { placeOfPosition } from '../../../src/citations/quotes/citations.ts';
import { coverageOf } from '../../../src/citations/quotes/coverage.ts';
import type { Site, SitePlace } from '../../../src/citations/site.ts';
import { peopleOf } from '../../../src/site/view/people.ts';
import { smallSite } from './site-fixture.ts';

const VETTER = 'daniel-vetter-2020-10-09-1952';
const WORDS = "Realistically this just isn't going to happen.";
const DEBATE = `question: Will it happen?
topic: Numbers
positions:
  - id: will-not-happen
    by: Daniel Vetter
    says: It will not.
    from: unsafe-follow-pfn/${VETTER}
    quote: ${WORDS}
  - id: kinda-pointless
    by: Daniel Vetter
    says: It has no point.
    from: unsafe-follow-pfn/${VETTER}
    quote: And anything else just reimplements half of dma-buf, which is kinda pointless
`;
const QUOTE = `<Quote from="unsafe-follow-pfn/${VETTER}" by="Daniel Vetter">${WORDS}</Quote>`;
const SHOWN = '<Debate name="numbers" />';

/** A site with the debate above, and these pages beside the first. */
async function siteOf(
  context: TestContext,
  page: string,
  others: Record<string, string> = {},
): Promise<Site> {
  const small = smallSite(context);
  small.write('debates/numbers.yaml', DEBATE);
  for (const [path, text] of Object.entries(others)) small.write(path, text);
  const { site, diagnostics } = await small.verify(page);
  assert.deepEqual(diagnostics, []);
  return site;
}

/** The one passage that holds the words: where it is said to be quoted, in the thread and in its coverage. */
function placesIn(site: Site): readonly SitePlace[] {
  const [thread] = site.threads;
  assert.ok(thread);
  const own = thread.messages.find(({ id }) => id === VETTER);
  const covered = coverageOf(thread, site)
    .messages.flatMap(({ passages }) => passages)
    .filter(({ state }) => state === 'quoted');
  const [passage = '', places = [], ...more] = Object.entries(own?.quotedBy ?? {}).flat(1);
  assert.deepEqual(more, []);
  assert.deepEqual(
    covered.map(({ passage: id, pages }) => [id, pages]),
    [[passage, places]],
  );
  return places as readonly SitePlace[];
}

test('the words of a debate are quoted on each page that shows it, at their position there', async (context) => {
  const other = `---\ntitle: Another page\n---\n\n${SHOWN}\n`;
  const site = await siteOf(context, SHOWN, { 'explainers/second.mdx': other });
  assert.deepEqual(placesIn(site), [
    { page: 'explainers/page', title: 'A page', anchor: 'debate-numbers-will-not-happen' },
    { page: 'explainers/second', title: 'Another page', anchor: 'debate-numbers-will-not-happen' },
  ]);
});

test('a page with a quote and a debate of one passage is told once, and leads to the quote', async (context) => {
  assert.deepEqual(placesIn(await siteOf(context, `${SHOWN}\n\n${QUOTE}`)), [
    { page: 'explainers/page', title: 'A page', anchor: 'quote-1800bc3a' },
  ]);
});

test('the words of a debate that no page shows are quoted on the page of the person', async (context) => {
  assert.deepEqual(placesIn(await siteOf(context, 'Words.')), [
    {
      page: 'people/daniel-vetter',
      title: 'Positions of Daniel Vetter',
      anchor: 'debate-numbers-will-not-happen',
    },
  ]);
});

test('a term of the glossary has no page of its own, so what it quotes or shows leads nowhere', async (context) => {
  const term = `---\nterm: Number\nsummary: A number.\n---\n\n${QUOTE}\n\n${SHOWN}\n`;
  const site = await siteOf(context, 'Words.', { 'glossary/number.mdx': term });
  assert.deepEqual(
    placesIn(site).map(({ page }) => page),
    ['people/daniel-vetter'],
  );
});

test('each word that only a debate quotes counts once in the coverage of its thread', async (context) => {
  const counted = async (page: string) => {
    const site = await siteOf(context, page);
    return site.threads.map((thread) => coverageOf(thread, site).count.quotedWords)[0];
  };
  const words = [...DEBATE.matchAll(/quote: (.*)/g)].flatMap(([, quote = '']) => quote.split(' ')).length;
  assert.equal(await counted(SHOWN), words);
  assert.equal(await counted(`${SHOWN}\n\n${QUOTE}`), words);
});

test('a person is quoted where a page shows their debate, and not on their own page', async (context) => {
  const quoted = (site: Site) =>
    peopleOf(site)
      .flatMap(({ messages }) => messages)
      .flatMap((message) => message.quoted.map(({ words, pages }) => [words, pages.map(({ page }) => page)]));
  const [first] = quoted(await siteOf(context, SHOWN));
  assert.deepEqual(first, [WORDS, ['explainers/page']]);
  assert.deepEqual(quoted(await siteOf(context, 'Words.')), []);
});

test('a position leads to a page that shows it, or else to the page of the person', async (context) => {
  const placeIn = (site: Site) => {
    const debate = site.debates.numbers;
    const [position] = debate?.positions ?? [];
    return debate && position && placeOfPosition(debate, position, site);
  };
  assert.equal(placeIn(await siteOf(context, SHOWN))?.page, 'explainers/page');
  const alone = placeIn(await siteOf(context, 'Words.'));
  assert.deepEqual([alone?.page, alone?.anchor], ['people/daniel-vetter', 'debate-numbers-will-not-happen']);
});
