import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { nodeHost } from '../../../src/base/node-host.ts';
import { editorTypes } from '../../../src/citations/editor-types.ts';
import { EXAMPLE_CONTENT } from '../../example.ts';

/** Code that uses the types of the example site, and what the compiler says of each line. */
async function complaints(context: { after(fn: () => void): void }, lines: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'postil-types-'));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'types.d.ts'), await editorTypes(EXAMPLE_CONTENT, nodeHost()));
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
  const from = 'from: "valve-deadline/grace-obuya-2024-03-04-1227z"';
  assert.deepEqual(
    await complaints(context, [
      quote,
      excerpt,
      `quote({ ${from}, by: "Grace Obuya", children: "x" });`,
      `quote({ ${from}, by: "Grace Oubya" });`,
      'quote({ from: "valve-deadline/nobody", by: "Grace Obuya" });',
      `quote({ ${from} });`,
      'excerpt({ tree: "v2.0", path: "src/valve.c", symbol: "valve_tick" });',
      'excerpt({ tree: "v2", path: "src/valve.c", symbol: "valve_tick" });',
    ]),
    ['4', '5', '6', '8'],
  );
});

test('an editor takes the debates of the site, and no others', async (context) => {
  assert.deepEqual(
    await complaints(context, [
      'const debate: MDXProvidedComponents["Debate"] = () => {};',
      'const timeline: MDXProvidedComponents["Timeline"] = () => {};',
      'debate({ name: "valve-deadline" });',
      'debate({ name: "valve-deadlin" });',
      'timeline({ of: "valve-deadline" });',
      'timeline({ of: "old-raedings" });',
    ]),
    ['4', '6'],
  );
});
