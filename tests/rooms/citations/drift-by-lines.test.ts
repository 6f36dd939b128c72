import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { verifySite } from '../../../src/citations/verify.ts';

const tree = (version: string): string =>
  `v${version}:\n  version: "${version}"\n  tag: v${version}\n  browse: https://source.example/{tag}/{path}#L{line}\n`;

test('an excerpt by lines of a file that no symbol is cited from is looked for in the newest tree too', async () => {
  const host = memoryHost({
    'content/trees.yaml': tree('1.0') + tree('2.0'),
    'content/explainers/a.mdx': '---\ntitle: A\n---\n\n<Excerpt tree="v1.0" path="Kconfig" lines="1-2" />\n',
    'one/Kconfig': 'config FINES\n\tbool\n',
    'two/Kconfig': 'config FINES\n\ttristate\n',
  });
  const { drift } = await verifySite({
    contentFolder: 'content',
    host,
    cacheFolder: 'cache',
    overrides: { 'v1.0': 'one', 'v2.0': 'two' },
  });
  assert.deepEqual(
    (await drift()).map((each) => [each.tree, each.state]),
    [['v2.0', 'changed']],
  );
});
