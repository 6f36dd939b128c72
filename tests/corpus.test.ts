import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodeHost } from '../src/base/node-host.ts';
import { diagnosticAsText } from '../src/base/print.ts';
import { parse } from '../src/cli/commands/parse.ts';

/**
 * Each folder of the corpus is a test: `input.*` is parsed, and what `postil parse` says of it must be what
 * `expected.txt` says. To add a case, drop a folder with an input and run with UPDATE=1; then read the result.
 */
const CORPUS = 'tests/corpus';

for (const name of readdirSync(CORPUS)) {
  test(`corpus: ${name}`, async () => {
    const folder = join(CORPUS, name);
    const inputs = readdirSync(folder).filter((file) => file.startsWith('input.'));
    const others = readdirSync(folder).filter(
      (file) => !file.startsWith('input.') && file !== 'expected.txt',
    );
    assert.deepEqual(others, [], 'no file of a case goes unused');
    assert.ok(inputs.length > 0);
    const report = await parse(
      inputs.map((file) => `${folder}/${file}`),
      {},
      { host: nodeHost(), cacheFolder: '' },
    );
    const found = `${[report.output, ...report.diagnostics.map((each) => diagnosticAsText(each, undefined))].filter(Boolean).join('\n\n')}\n`;
    const expected = join(folder, 'expected.txt');
    if (process.env.UPDATE === '1' || !existsSync(expected)) {
      assert.notEqual(process.env.CI, 'true', `${expected} is missing`);
      writeFileSync(expected, found);
    }
    assert.equal(found, readFileSync(expected, 'utf8'));
  });
}
