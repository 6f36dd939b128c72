import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { putAside } from '../../../src/site/former.ts';

function folders(context: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'postil-former-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  return { dist: join(root, 'dist'), aside: join(root, 'cache/former') };
}

function write(folder: string, words: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.html'), words);
}
const words = (folder: string): string => readFileSync(join(folder, 'index.html'), 'utf8');

test('a build that fails leaves the site that was there, and nothing of its own', (context) => {
  const { dist, aside } = folders(context);
  write(dist, 'before');
  const former = putAside(dist, aside);
  assert.ok(!existsSync(dist));
  write(dist, 'half');
  writeFileSync(join(dist, 'more.html'), '');
  assert.equal(former.restored(), true);
  assert.equal(words(dist), 'before');
  assert.ok(!existsSync(join(dist, 'more.html')));
});

test('a build that ends well leaves its own site only, whatever ends after it', (context) => {
  const { dist, aside } = folders(context);
  write(dist, 'before');
  const former = putAside(dist, aside);
  write(dist, 'new');
  former.replaced();
  assert.equal(former.restored(), false);
  assert.equal(words(dist), 'new');
  assert.ok(!existsSync(aside));
});

test('the first build has nothing to come back to, and what a killed one left is not taken for it', (context) => {
  const { dist, aside } = folders(context);
  write(aside, 'of a killed build');
  const former = putAside(dist, aside);
  write(dist, 'half');
  assert.equal(former.restored(), false);
  assert.equal(words(dist), 'half');
});
