import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { searchThreads } from '../../../src/citations/threads/search.ts';
import { readThreads } from '../../../src/citations/threads/threads.ts';
import { quote } from '../../../src/cli/commands/quote.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { host } from '../sources/fixture-tree.ts';
import { smallSite, summary } from './site-fixture.ts';

const { verified: threads } = await readThreads('content', host);
const best = (words: string) => searchThreads(words, threads.values(), 1)[0];

const REMEMBERED = [
  ['the very words', 'No, it is unconditionally unsafe.'],
  ['another case and no punctuation', 'no it is UNCONDITIONALLY unsafe'],
  ['a slip of the pen', 'it is unconditonally unsafe'],
  ['words left out', 'no unconditionally unsafe'],
  ['words in another order', 'unsafe unconditionally it is'],
] as const;

for (const [how, words] of REMEMBERED) {
  test(`a passage is found by ${how}`, () => {
    assert.deepEqual(
      [best(words)?.message, best(words)?.text],
      ['jason-gunthorpe-2020-10-09-1448', 'No, it is unconditionally unsafe.'],
    );
  });
}

test('what is found is whole sentences, so that nothing of them is left out', () => {
  assert.equal(best('just going to happen')?.text, "Realistically this just isn't going to happen.");
});

test('words that nobody wrote are not found', () => {
  assert.deepEqual(searchThreads('the quick brown fox jumps', threads.values(), 5), []);
  assert.deepEqual(searchThreads('...', threads.values(), 5), []);
});

test('what is printed can be pasted: every sentence of every message is found, and passes the check', async (context) => {
  const small = smallSite(context);
  const content = { content: small.content, max: 1 };
  const pasted: string[] = [];
  for (const { runs } of (await readThreads(small.content, host)).verified.values()) {
    for (const { text, author } of runs) {
      if (author === null) continue;
      const { output } = await quote(text.slice(0, 300), content, { host, cacheFolder: '' });
      pasted.push(output?.split('\n')[1] ?? '');
    }
  }
  assert.ok(pasted.length > 15);
  assert.deepEqual(summary(await small.verify(pasted.join('\n\n'))), []);
});

test('words that MDX would read are printed escaped', async () => {
  const mail = String(EXAMPLE_SITE['content/threads/lending/1.eml']);
  const odd = 'A shelf {of books} < 3 & &amp; \\\\< \\n _all_';
  const files = { ...EXAMPLE_SITE, 'content/threads/lending/1.eml': mail.replace('Nobody counts', odd) };
  const { output } = await quote(
    'shelf of books all',
    { content: 'content', max: 1 },
    {
      host: memoryHost(files),
      cacheFolder: '',
    },
  );
  assert.match(output ?? '', /A shelf \\\{of books\\\} \\< 3 & &amp;amp; \\\\\\\\\\< \\n _all_/);
});

test('a search can be kept to a thread and to a person, and comes as JSON too', async () => {
  const options = { content: 'content', max: 3, json: true, thread: 'dma-buf-vm-pfnmap', by: 'jason' };
  const { output } = await quote('lifetime', options, { host, cacheFolder: '' });
  const { found } = JSON.parse(output ?? '') as { found: { thread: string; by: string; mdx: string }[] };
  assert.ok(found.length > 0);
  for (const { thread, by, mdx } of found) {
    assert.deepEqual([thread, by], ['dma-buf-vm-pfnmap', 'Jason Gunthorpe']);
    assert.match(mdx, /^<Quote from="dma-buf-vm-pfnmap\//);
  }
});
