import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { treeOf } from '../../../src/site/built/tree.ts';
import { openIndex } from '../../../src/site/search/index-site.ts';

test('words of a mail are found where they were written, and not in each quote of them', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'postil-index-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const html =
    '<html lang="en"><main data-pagefind-body><h1>A thread</h1><div class="pt-passage">Who closes the valve?</div>' +
    '<details class="pt-quoted pt-fold"><summary>Ines</summary><p>Who closes the valve?</p></details>' +
    '<div class="pt-quoted"><p>Words of nobody here.</p></div><p>The caller does.</p></main></html>';
  const index = await openIndex();
  const told = index.addPage({ path: '/threads/a/', tree: treeOf(html) } as Parameters<
    typeof index.addPage
  >[0]);
  await told?.();
  await index.write(folder);
  await index.close();
  const [fragment = ''] = readdirSync(join(folder, 'fragment'));
  const text = gunzipSync(readFileSync(join(folder, 'fragment', fragment))).toString();
  const { content } = JSON.parse(text.slice(text.indexOf('{'))) as { readonly content: string };
  assert.deepEqual(content.match(/closes the valve|Words of nobody|The caller/g), [
    'closes the valve',
    'Words of nobody',
    'The caller',
  ]);
});
