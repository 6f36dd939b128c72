import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kept } from '../../../src/base/kept.ts';
import { newMemory } from '../../../src/citations/memory.ts';
import { sealNew } from '../../../src/citations/sealing.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { folder, host } from '../sources/fixture-tree.ts';
import { smallSite } from './site-fixture.ts';

const QUOTE = (words: string) =>
  `---\ntitle: A page\n---\n\n<Quote from="unsafe-follow-pfn/jason-gunthorpe-2020-10-09-1448" by="Jason Gunthorpe">${words}</Quote>\n`;

test('what was made from the same is not made again; what nobody asks for any more is forgotten', () => {
  const made: string[] = [];
  const store = kept<string>();
  const get = (inputs: string) => store.get(inputs, () => `${made.push(inputs)}`);
  get('a');
  store.sweep();
  get('a');
  get('b');
  store.sweep();
  get('b');
  store.sweep();
  get('a');
  assert.deepEqual(made, ['a', 'b', 'a']);
});

test('a verification that remembers an earlier one sees every change since', async (context) => {
  const small = smallSite(context);
  const memory = newMemory();
  const cacheFolder = folder(context);
  await sealNew(small.content, host);
  const codes = async () => {
    const { diagnostics } = await verifySite({ contentFolder: small.content, host, cacheFolder, memory });
    return [...new Set(diagnostics.map(({ code }) => code))];
  };

  small.write('explainers/page.mdx', QUOTE('No, it is unconditionally unsafe.'));
  assert.deepEqual(await codes(), []);
  small.write('explainers/page.mdx', QUOTE('No, it is conditionally unsafe.'));
  assert.deepEqual(await codes(), ['quote-not-verbatim']);
  small.write('explainers/page.mdx', QUOTE('No, it is unconditionally unsafe.'));
  small.write('threads/unsafe-follow-pfn/thread.yaml', 'titel: x\n');
  assert.deepEqual(await codes(), ['quote-unknown-message', 'thread-invalid-yaml']);
});

test('a verification that remembers gives what one that does not gives', async (context) => {
  const small = smallSite(context);
  const memory = newMemory();
  small.write('explainers/page.mdx', QUOTE('No, it is unconditionally unsafe.'));
  const options = { contentFolder: small.content, host, cacheFolder: folder(context) };
  await verifySite({ ...options, memory });
  const { drift: _, pages: edited, ...remembered } = await verifySite({ ...options, memory });
  const { drift, pages, ...anew } = await verifySite(options);
  assert.deepEqual(remembered, anew);
  assert.deepEqual(edited(), pages());
  assert.deepEqual(await drift(), []);
});
