import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { browseUrl } from '../../../src/sources/browse.ts';
import type { Tree } from '../../../src/sources/tree.ts';
import { overridesFor, overrideVariable, readTrees } from '../../../src/sources/trees-file.ts';
import { EXAMPLE_CONTENT } from '../../example.ts';
import { folder, host, TREES } from './fixture-tree.ts';

test('trees are read in the order of the file, and lead to their own versions', async () => {
  const { trees, diagnostics } = await readTrees(`${EXAMPLE_CONTENT}/trees.yaml`, host);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    Object.entries(trees).map(([name, { version, tag }]) => [name, version, tag]),
    [
      ['v1.0', '1.0', 'v1.0'],
      ['v2.0', '2.0', 'v2.0'],
    ],
  );
  assert.equal(
    browseUrl(trees['v2.0'] as Tree, 'src/valve.c', 12),
    'https://code.rill.example/v2.0/src/valve.c#L12',
  );
});

test('a fault in trees.yaml is told at its line', async (context) => {
  const file = join(folder(context), 'trees.yaml');
  writeFileSync(file, 'v1:\n  version: 1.0\n  tag: v1\n  browse: https://source.example/\n');
  const { trees, diagnostics } = await readTrees(file, host);
  assert.deepEqual(trees, {});
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place.line, place.column]),
    [['trees-invalid-yaml', 2, 12]],
  );
});

test('a site without trees.yaml has no trees', async (context) => {
  const { trees, diagnostics } = await readTrees(join(folder(context), 'trees.yaml'), host);
  assert.deepEqual([trees, diagnostics], [{}, []]);
});

test("a tree's own place comes by hand before the environment", () => {
  assert.equal(overrideVariable('v6.1.192'), 'POSTIL_TREE_V6_1_192');
  const env = (name: string) => (name === 'POSTIL_TREE_V9_9_3' ? '/from/env' : undefined);
  assert.deepEqual(overridesFor(TREES, env), { 'v9.9.3': '/from/env' });
  assert.deepEqual(overridesFor(TREES, env, { 'v9.9.3': '/by/hand#tip' }), { 'v9.9.3': '/by/hand#tip' });
  assert.deepEqual(
    overridesFor(TREES, () => undefined),
    {},
  );
});

/** What a trees.yaml with one tree says, or the messages of what is wrong with it. */
async function treeIn(context: TestContext, yaml: string): Promise<Tree | string[]> {
  const site = folder(context);
  mkdirSync(join(site, 'content'));
  const file = join(site, 'content/trees.yaml');
  writeFileSync(file, `one:\n${yaml}`);
  const { trees, diagnostics } = await readTrees(file, host);
  return trees.one
    ? JSON.parse(JSON.stringify(trees.one).replaceAll(site, 'SITE'))
    : diagnostics.map(({ message }) => message);
}

test('versions and tags are whatever a project has, and one stands for the other', async (context) => {
  for (const tag of ['1.1.1w', 'release/1.0', 'REL_15_STABLE', 'v1.0+dfsg', '0a1b2c3d4e'])
    assert.deepEqual(await treeIn(context, `  tag: "${tag}"\n  browse: github:a/b\n`), {
      browse: 'https://github.com/a/b/blob/{tag}/{path}#L{line}',
      version: tag,
      tag,
    });
  assert.deepEqual(await treeIn(context, '  version: "256"\n  browse: elixir:linux\n'), {
    browse: 'https://elixir.bootlin.com/linux/{tag}/source/{path}#L{line}',
    version: '256',
    tag: '256',
  });
  for (const tag of ['-x', 'a b', 'a:b'])
    assert.ok(Array.isArray(await treeIn(context, `  tag: "${tag}"\n  browse: github:a/b\n`)));
  assert.deepEqual(await treeIn(context, '  browse: github:a/b\n'), [
    '"one" cannot be used: it needs a version or a tag.',
  ]);
});

test('places of a tree are relative to the site', async (context) => {
  const tree = await treeIn(
    context,
    '  tag: v1\n  browse: github:a/b\n  path: ../shelf\n  git: /srv/shelf.git\n',
  );
  assert.ok(!Array.isArray(tree));
  assert.deepEqual([tree.path, tree.git], ['SITE/../shelf', '/srv/shelf.git']);
});

test('servers that show code are known by name', async (context) => {
  for (const [browse, url] of [
    ['github:shelf/shelf', 'https://github.com/shelf/shelf/blob/release/1.0/a%20b.c#L7'],
    ['gitlab:shelf/shelf', 'https://gitlab.com/shelf/shelf/-/blob/release/1.0/a%20b.c#L7'],
    [
      'gitlab:git.example.org/shelf/shelf',
      'https://git.example.org/shelf/shelf/-/blob/release/1.0/a%20b.c#L7',
    ],
    [
      'cgit:https://git.example.org/shelf.git',
      'https://git.example.org/shelf.git/tree/a%20b.c?h=release/1.0#n7',
    ],
    [
      'gitweb:https://git.example.org/?p=shelf.git',
      'https://git.example.org/?p=shelf.git;a=blob;f=a%20b.c;hb=release/1.0#l7',
    ],
    ['elixir:shelf', 'https://elixir.bootlin.com/shelf/release/1.0/source/a%20b.c#L7'],
    [
      'sourcegraph:github.com/shelf/shelf',
      'https://sourcegraph.com/github.com/shelf/shelf@release/1.0/-/blob/a%20b.c?L7',
    ],
  ] as const) {
    const tree = await treeIn(context, `  tag: release/1.0\n  browse: "${browse}"\n`);
    assert.ok(!Array.isArray(tree), browse);
    assert.equal(browseUrl(tree, 'a b.c', 7), url);
  }
  for (const browse of [
    'github:shelf',
    'elixir:a/b',
    'gitweb:https://git.example.org/',
    'nowhere:a/b',
    'cgit:shelf',
  ])
    assert.ok(Array.isArray(await treeIn(context, `  tag: v1\n  browse: "${browse}"\n`)), browse);
});

test('a tree is not named by digits alone: it would lose its place in the order', async (context) => {
  const file = join(folder(context), 'trees.yaml');
  writeFileSync(file, '"15":\n  tag: v15\n  browse: github:a/b\n');
  const { diagnostics } = await readTrees(file, host);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['trees-invalid-yaml'],
  );
});
