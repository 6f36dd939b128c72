import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { codesTold, postil } from './command.ts';

/** A site whose excerpt and rule need a tree, in a world where trees.yaml is as given. */
const needing = (trees: string) => ({
  ...EXAMPLE_SITE,
  'content/trees.yaml': trees,
  'content/explainers/lending.mdx':
    '---\ntitle: Lending\n---\n\n<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n',
  'content/rules/lend-once.mdx': `---
title: Lend once
topic: Lending
statement: A book that is lent is not lent again.
evidence:
  - id: busy
    claim: It is refused.
    kind: function-contains
    path: lib/shelf.c
    function: lend
    needle: return -EBUSY
    expect: { v1.0.3: 4 }
---

Why.
`,
});
const GOOD = String(EXAMPLE_SITE['content/trees.yaml']);
const BAD = [
  ['is no YAML', 'v1.0.3: [\n'],
  ['is cut by a tab', 'v1.0.3:\n\tversion: 1.0.3\n  tag: v1.0.3\n  browse: https://source.example/{path}\n'],
  ['has a misspelt field', GOOD.replace('version:', 'versoin:')],
  ['lacks a field', 'v1.0.3:\n  version: 1.0.3\n  tag: v1.0.3\n'],
] as const;

test('the site that follows is all right with its trees', async () => {
  const host = memoryHost(needing(GOOD), { POSTIL_TREE_V1_0_3: 'tree' });
  assert.deepEqual(codesTold(await postil('check', { host })), []);
});

for (const [what, trees] of BAD) {
  for (const line of [
    'check',
    'check --tree v1.0.3=tree',
    'check --tree mine=tree',
    'check --drift',
    'sources',
  ]) {
    test(`"${line}" tells once that trees.yaml ${what}, and nothing that only follows from it`, async () => {
      const ran = await postil(line, { host: memoryHost(needing(trees), { POSTIL_TREE_V1_0_3: 'tree' }) });
      assert.deepEqual([ran.code, codesTold(ran)], [1, ['trees-invalid-yaml']]);
    });
  }
}

test('a trees.yaml that may not be read is a diagnostic', async () => {
  const host = memoryHost(needing(GOOD));
  const read = (path: string) =>
    path === 'content/trees.yaml' ? Promise.reject(new Error('EACCES: permission denied')) : host.read(path);
  const ran = await postil('check', { host: { ...host, read } });
  assert.deepEqual(codesTold(ran), ['trees-invalid-yaml']);
  assert.match(ran.err, /The file cannot be read: EACCES: permission denied\./);
});

test('a folder in the place of trees.yaml is told', async () => {
  const { 'content/trees.yaml': _, ...files } = needing(GOOD);
  const ran = await postil('check', { host: memoryHost({ ...files, 'content/trees.yaml/one': 'x' }) });
  assert.deepEqual(codesTold(ran), ['trees-invalid-yaml']);
});

test('a tree that is not in a good trees.yaml is still told', async () => {
  const host = memoryHost(needing(GOOD.replace('v1.0.3:', 'v9:')), { POSTIL_TREE_V9: 'tree' });
  const codes = codesTold(await postil('check', { host }));
  assert.deepEqual(
    ['excerpt-unknown-tree', 'evidence-unknown-tree'].filter((code) => !codes.includes(code)),
    [],
  );
});
