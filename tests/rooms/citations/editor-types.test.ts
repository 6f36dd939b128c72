import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { nodeHost } from '../../../src/base/node-host.ts';
import { editorTypes } from '../../../src/citations/editor-types.ts';

/** Code that uses the types of this site, and what the compiler says of each line. */
async function complaints(context: { after(fn: () => void): void }, lines: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'postil-types-'));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'types.d.ts'), await editorTypes('content', nodeHost()));
  writeFileSync(join(folder, 'page.ts'), lines.join('\n'));
  const options = { lib: ['ES2024'], types: [], strict: true, noEmit: true };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }));
  const compiler = resolve('node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [compiler], { cwd: folder, encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => /^page\.ts\((\d+),/.exec(line)?.[1] ?? []);
}

test('an editor takes the ids, people and trees of the site, and no others', async (context) => {
  const quote = 'const quote: MDXProvidedComponents["Quote"] = () => {};';
  const excerpt = 'const excerpt: MDXProvidedComponents["Excerpt"] = () => {};';
  const from = 'from: "unsafe-follow-pfn/jason-gunthorpe-2020-10-09-1448"';
  assert.deepEqual(
    await complaints(context, [
      quote,
      excerpt,
      `quote({ ${from}, by: "Jason Gunthorpe", children: "x" });`,
      `quote({ ${from}, by: "Jason Gunthrope" });`,
      'quote({ from: "unsafe-follow-pfn/nobody", by: "Jason Gunthorpe" });',
      `quote({ ${from} });`,
      'excerpt({ tree: "v6.1.192", path: "mm/memory.c", symbol: "follow_pfn" });',
      'excerpt({ tree: "v6.1", path: "mm/memory.c", symbol: "follow_pfn" });',
    ]),
    ['4', '5', '6', '8'],
  );
});

test('an editor takes the debates of the site, and no others', async (context) => {
  assert.deepEqual(
    await complaints(context, [
      'const debate: MDXProvidedComponents["Debate"] = () => {};',
      'const timeline: MDXProvidedComponents["Timeline"] = () => {};',
      'debate({ name: "unsafe-pfn" });',
      'debate({ name: "unsafe-pnf" });',
      'timeline({ of: "unsafe-pfn" });',
      'timeline({ of: "pinnning" });',
    ]),
    ['4', '6'],
  );
});
