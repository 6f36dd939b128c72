import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { searchThreads } from '../../../src/citations/threads/search.ts';
import { readThreads } from '../../../src/citations/threads/threads.ts';
import { quote } from '../../../src/cli/commands/quote.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { EXAMPLE_CONTENT } from '../../example.ts';
import { host } from '../sources/fixture-tree.ts';
import { smallSite, summary } from './site-fixture.ts';

const { verified: threads } = await readThreads(EXAMPLE_CONTENT, host);
const best = (words: string) => searchThreads(words, threads.values(), 1)[0];

const REMEMBERED = [
  ['the very words', 'An open valve is the dangerous state'],
  ['another case and no punctuation', 'an open valve is the DANGEROUS state'],
  ['a slip of the pen', 'an open valve is the dangrous state'],
  ['words left out', 'an open valve dangerous state'],
  ['words in another order', 'dangerous state is an open valve'],
] as const;

for (const [how, words] of REMEMBERED) {
  test(`a passage is found by ${how}`, () => {
    assert.deepEqual(
      [best(words)?.message, best(words)?.text],
      [
        'grace-obuya-2024-03-04-1227z',
        'An open valve is the dangerous state, so staying in it must take effort.',
      ],
    );
  });
}

test('what is found is whole sentences, so that nothing of them is left out', () => {
  assert.equal(
    best('a number you choose will be wrong')?.text,
    'A pot needs a minute, a hedge needs an hour, and whatever number you choose will be wrong for somebody.',
  );
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
  const options = { content: EXAMPLE_CONTENT, max: 3, json: true, thread: 'valve-deadline', by: 'ines' };
  const { output } = await quote('deadline', options, { host, cacheFolder: '' });
  const { found } = JSON.parse(output ?? '') as { found: { thread: string; by: string; mdx: string }[] };
  assert.ok(found.length > 0);
  for (const { thread, by, mdx } of found) {
    assert.deepEqual([thread, by], ['valve-deadline', 'Ines Karlsen']);
    assert.match(mdx, /^<Quote from="valve-deadline\//);
  }
});
