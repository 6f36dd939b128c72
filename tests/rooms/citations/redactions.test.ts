import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleOf } from '../../../src/citations/bundle/bundle.ts';
import { publishedSite } from '../../../src/citations/published.ts';
import { recordsOf } from '../../../src/site/search/records.ts';
import { cardsOf } from '../../../src/site/view/cards.ts';
import { peopleOf } from '../../../src/site/view/people.ts';
import { mail, messagesOf, siteOf } from '../../mail-site.ts';
import { ENGLISH } from '../../words.ts';

const MAIL = {
  'a.eml': mail(
    {
      From: 'Ada Bell <ada@basket.example>',
      Date: 'Mon, 4 Jan 2021 10:01:00 +0000',
      Subject: 'Baskets',
      'Message-ID': '<1-ada@basket.example>',
    },
    'My neighbour steals every single apple of mine.\n\nBaskets should be counted at noon, by two people.',
  ),
  'b.eml': mail(
    {
      From: 'Bob Cole <bob@basket.example>',
      To: 'Ada Bell <ada@basket.example>',
      Date: 'Mon, 4 Jan 2021 10:02:00 +0000',
      Subject: 'Re: Baskets',
      'Message-ID': '<2@basket.example>',
      'In-Reply-To': '<1-ada@basket.example>',
    },
    'On Mon, 4 Jan 2021 10:01:00 +0000, Ada Bell wrote:\n> My neighbour steals every\n> single apple of mine.\n\nDear Ada\nBell, I doubt it.\n\n> Baskets should be counted at noon, by two people.\n\nYes.',
  ),
};

/** Everything that is made of a site and read by others. */
async function shown(redactions: string, page = '', at: Readonly<Record<string, string>> = MAIL) {
  const checked = await siteOf(at, {
    'redactions.yaml': redactions,
    'explainers/p.mdx': `---\ntitle: P\n---\n${page}\n`,
  });
  const site = publishedSite(checked.site);
  const bundles = site.pages.map((each) => bundleOf(each, site));
  const all = JSON.stringify([
    site,
    cardsOf(site, ENGLISH),
    recordsOf(site, ENGLISH),
    peopleOf(site),
    bundles,
    checked.originals,
  ]);
  return { ...checked, site, all };
}

const told = ({ diagnostics }: Awaited<ReturnType<typeof shown>>): string[] =>
  diagnostics
    .filter(({ code }) => code.startsWith('redaction') || code.startsWith('quote'))
    .map(({ code, place, message }) => `${place.file}:${place.line} ${code}: ${message}`);

test('a mail that is to be left out is a tombstone, and so is what others quote of it', async () => {
  const before = await shown('[]\n');
  const { site, all, originals } = await shown('- message: 1-ada@basket.example\n  date: 2026-02-01\n');
  assert.match(before.all, /neighbour steals/);
  assert.doesNotMatch(all, /neighbour|counted at noon/);
  assert.match(all, /Yes\./);
  const idsOf = (messages: ReturnType<typeof messagesOf>) =>
    messages.map(({ id, passages }) => [id, passages.map((passage) => passage.id)]);
  assert.deepEqual(idsOf(messagesOf(site)), idsOf(messagesOf(before.site)));
  assert.deepEqual(site.threads[0]?.parents, before.site.threads[0]?.parents);
  assert.match(originals[0]?.text ?? '', /^\[removed at the author's wish on 2026-02-01\]$/m);
  assert.match(originals[1]?.text ?? '', /^> \[removed at the author's wish on 2026-02-01\]$/m);
});

test('what others quote of a mail that is to be left out does not come back when its file is taken away', async () => {
  const { 'a.eml': _, ...rest } = MAIL;
  for (const words of ['', '  words: steals every single apple\n']) {
    const { all } = await shown(`- message: 1-ada@basket.example\n${words}  date: 2026-02-01\n`, '', rest);
    assert.doesNotMatch(all, words === '' ? /neighbour|counted at noon/ : /steals|single\s+apple/);
    assert.match(all, /Yes\./);
  }
});

test('of a mail only some words may be left out, however their lines are broken', async () => {
  const { all, originals } = await shown(
    '- message: 1-ada@basket.example\n  words: steals every single apple\n  date: 2026-02-01\n',
  );
  assert.doesNotMatch(all, /steals|single\s+apple/);
  assert.match(all, /counted at noon/);
  assert.match(
    originals[1]?.text ?? '',
    /My neighbour \[removed at the author's wish on 2026-02-01\] of mine\./,
  );
});

for (const who of ['name: Ada Bell', 'address: ada@basket.example'])
  test(`somebody who is not to be named (${who}) is named nowhere, neither by name nor by address nor in an id`, async () => {
    const { site, all } = await shown(`- ${who}\n  date: 2026-02-01\n`);
    assert.doesNotMatch(all, /Ada\s+Bell|Ada\\nBell|ada-bell|ada@basket/i);
    assert.match(all, /counted at noon/);
    assert.deepEqual(
      peopleOf(site).map(({ name }) => name),
      ['a writer who asked to be left out', 'Bob Cole'],
    );
    assert.equal(site.threads[0]?.parents['bob-cole-2021-01-04-1002z'], 'left-out-1-2021-01-04-1001z');
  });

const QUOTE = (words: string) =>
  `<Quote from="chat/ada-bell-2021-01-04-1001z" by="Ada Bell">${words}</Quote>`;

test('a quote of words that were removed is an error with the day, at its place; what is left may be quoted', async () => {
  const wish = '- message: 1-ada@basket.example\n  words: steals every single apple\n  date: 2026-02-01\n';
  const quoted = await shown(wish, QUOTE('My neighbour steals every single apple of mine.'));
  assert.deepEqual(told(quoted), [
    "content/explainers/p.mdx:4 quote-redacted: These words were removed at their author's wish on 2026-02-01.",
  ]);
  assert.deepEqual(told(await shown(wish, QUOTE('Baskets should be counted at noon, by two people.'))), []);
});

test('a wish that nothing of the site has to do with is told, with its place', async () => {
  assert.deepEqual(
    told(
      await shown(
        '- name: Eve Nobody\n  date: 2026-02-01\n- message: 1-ada@basket.example\n  words: not there\n  date: 2026-02-01\n',
      ),
    ),
    [
      'content/redactions.yaml:1 redaction-unused: No mail of this site has "Eve Nobody".',
      'content/redactions.yaml:3 redaction-unused: No mail of this site has these words of "1-ada@basket.example".',
    ],
  );
});

for (const bad of [
  '- message: <1@x.example>\n  date: 2026-02-01\n',
  '- name: Ada Bell\n',
  '- date: 2026-02-01\n',
  'name: Ada\n',
])
  test(`redactions.yaml of ${JSON.stringify(bad)} is refused`, async () => {
    assert.ok((await shown(bad)).diagnostics.some(({ code }) => code === 'redactions-invalid'));
  });
