import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { nodeHost } from '../../src/base/node-host.ts';
import { create } from '../../src/cli/commands/new.ts';
import { checkoutFrom, lendPackages } from '../../src/cli/new/checkout.ts';
import { runAstro } from './build.ts';

test('a new site is built at once, with nothing installed', async () => {
  const site = 'tests/output/new-site';
  mkdirSync('tests/output', { recursive: true });
  rmSync(site, { recursive: true, force: true });
  const options = { content: 'content', checkoutFrom, lendPackages };
  const report = await create('site', site, options, { host: nodeHost(), cacheFolder: '' });
  assert.deepEqual(report.diagnostics, []);
  const { status, output } = await runAstro(['build'], {}, resolve(site));
  assert.equal(status, 0, output);
  const page = readFileSync(join(site, 'dist/explainers/first/index.html'), 'utf8');
  assert.match(page, /<h1[^>]*>The first explainer<\/h1>/);
  assert.ok(existsSync(join(site, 'dist/threads/index.html')));
  rmSync(site, { recursive: true });
});
