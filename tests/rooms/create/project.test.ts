import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { filesFor, packageName, titleFor, VERSIONS } from '../../../create-postil/src/project.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { host } from '../sources/fixture-tree.ts';

test('a package is named after its folder, as npm wants it', () => {
  const names = ['my-site', '/tmp/My Site', 'Überblick', './docs/', 'a.b_c', '_x', '.hidden'];
  assert.deepEqual(names.map(packageName), [
    'my-site',
    'my-site',
    'uberblick',
    'docs',
    'a.b-c',
    'x',
    'hidden',
  ]);
  assert.deepEqual(['???', '', 'favicon.ico', '日本'].map(packageName), [null, null, null, null]);
  assert.equal(packageName('a'.repeat(300))?.length, 214);
});

test('a title is the name in words', () => {
  assert.equal(titleFor('unsafe-pfn'), 'Unsafe pfn');
});

test('a new site is made with the versions that the package asks for', () => {
  const { version, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.deepEqual(VERSIONS, { ...peerDependencies, postil: `^${version}` });
  const files = filesFor({ name: 'x', title: 'X "y"', postil: 'file:../postil.tgz' });
  assert.equal(JSON.parse(files['package.json'] ?? '').dependencies.postil, 'file:../postil.tgz');
  assert.match(files['astro.config.mjs'] ?? '', /title: "X \\"y\\""/);
});

test('a new site passes the check, with a warning that its thread is an example', async () => {
  const { diagnostics, site } = await verifySite({
    contentFolder: 'create-postil/template/content',
    host,
    cacheFolder: '',
  });
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['thread-example'],
  );
  assert.equal(Object.keys(site.quotes).length, 2);
});

test('the example tree of a new site is one as it stands, once its marks are taken away', async () => {
  const path = 'create-postil/template/content/trees.yaml';
  const text = readFileSync(path, 'utf8');
  const [, example = ''] = text.split('It says, for example:\n');
  const uncommented = example.replace('{}\n', '').replaceAll(/^# /gm, '');
  const { readTrees } = await import('../../../src/sources/trees-file.ts');
  const lending = { ...host, read: async () => new TextEncoder().encode(uncommented) };
  const { trees, diagnostics } = await readTrees('trees.yaml', lending);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(Object.keys(trees), ['v1.2.0']);
});
