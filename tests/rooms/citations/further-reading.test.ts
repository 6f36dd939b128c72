import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { sealNew } from '../../../src/citations/sealing.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { commitFacts, furtherReading } from '../../../src/site/view/references.ts';
import { speaker } from '../../../src/site/words/say.ts';
import { ENGLISH } from '../../words.ts';

const reference = (name: string, more: string): string =>
  `${name}:\n  url: https://shelf.example/${name}\n  title: On ${name}\n  kind: article\n  words: One reader.\n  seen: 2026-01-05\n${more}`;

const REFERENCES = [
  reference('late', "  author: Ada Reed\n  date: '2022-05'\n"),
  reference('undated', ''),
  reference('early', "  date: 2021-01-04\n  commit: '3f2a91c07be4'\n"),
].join('');

/** A site with a page of some text, and the three references. */
async function siteWith(text: string) {
  const host = memoryHost(
    {
      ...EXAMPLE_SITE,
      'content/references.yaml': REFERENCES,
      'content/explainers/lending.mdx': `---\ntitle: Lending\n---\n\n${text}\n`,
    },
    { POSTIL_TREE_V1_0_3: 'tree' },
  );
  await sealNew('content', host);
  return await verifySite({ contentFolder: 'content', host, cacheFolder: 'cache' });
}

const told = async (text: string): Promise<string[]> =>
  (await siteWith(text)).diagnostics.map(({ code, place }) => `${place.line}:${place.column} ${code}`);

const ALL = '[One](https://shelf.example/late), [two](/references/#ref-undated), by 3f2a91c07be4.';

test('a page lists what it leads to and what tells of its commits, oldest first and the undated last', async () => {
  const { site, diagnostics } = await siteWith(`${ALL}\n\n<FurtherReading />`);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(furtherReading('explainers/lending', null, site, ENGLISH), [
    {
      title: 'On early',
      url: 'https://shelf.example/early',
      facts: ['4 January 2021', 'article'],
      words: 'One reader.',
    },
    {
      title: 'On late',
      url: 'https://shelf.example/late',
      facts: ['Ada Reed', 'May 2022', 'article'],
      words: 'One reader.',
    },
    {
      title: 'On undated',
      url: 'https://shelf.example/undated',
      facts: ['article'],
      words: 'One reader.',
    },
  ]);
});

test('what is named is listed in that order, is relied on thereby, and has to be there', async () => {
  const { site, diagnostics } = await siteWith('<FurtherReading of="late, early, undated" />');
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    furtherReading('explainers/lending', 'late, early', site, ENGLISH).map(({ title }) => title),
    ['On late', 'On early'],
  );
  assert.deepEqual(
    site.references.map(({ pages }) => pages.map(({ page }) => page)),
    [['explainers/lending'], ['explainers/lending'], ['explainers/lending']],
  );
  assert.deepEqual(await told(`${ALL}\n\n<FurtherReading of="late, erly" />`), ['7:27 shown-unknown']);
  assert.deepEqual(await told(`${ALL}\n\n<FurtherReading off="late" />`), ['7:17 prop-unknown']);
});

test('what is known of a commit is told in the words of the reader, with the stable branches that took it over', () => {
  const commit = {
    name: '3f2a91c07be4',
    known: {
      id: '3f2a91c07be4',
      date: '2021-02-03',
      release: '1.1',
      stable: ['shelf-1.0.y', 'shelf-0.9.y'],
      how: 'git' as const,
    },
    url: null,
    pages: [],
  };
  assert.deepEqual(commitFacts(commit, ENGLISH), [
    '3 February 2021',
    'first in 1.1',
    'also in shelf-1.0.y, shelf-0.9.y',
  ]);
  assert.deepEqual(commitFacts(commit, speaker('de')).at(-1), 'auch in shelf-1.0.y, shelf-0.9.y');
});

test('a list that would have nothing in it is told', async () => {
  assert.deepEqual(
    (await told('Books are lent.\n\n<FurtherReading />')).filter(
      (each) => !each.endsWith('reference-unused'),
    ),
    ['7:1 further-reading-empty'],
  );
});
