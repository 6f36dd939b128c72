import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeAddresses } from '../../src/citations/code/code-links.ts';
import { cacheFolder, HERE_ONLY, openSources } from '../../src/sources/excerpt.ts';
import { overridesFor, readTrees } from '../../src/sources/trees-file.ts';
import { host } from '../../tests/rooms/sources/fixture-tree.ts';
import { pagesIn, rowsOf } from './reading.ts';

const { trees } = await readTrees('content/trees.yaml', host);
const addressOf = codeAddresses(trees);

/** Lines that a table says return something: the first cell names it as code, the others lead to a line each. */
const lines = pagesIn('explainers/what-the-call-told-you.mdx').flatMap(({ source }) =>
  rowsOf(source).flatMap(([what = '', ...cells]) => {
    const returned = /^`([^`]+)`: /.exec(what)?.[1];
    const links = cells
      .map((cell) => /^\[L\d+\]\((\S+)\)$/.exec(cell)?.[1])
      .filter((url) => url !== undefined);
    return returned === undefined ? [] : links.map((url) => ({ returned, url }));
  }),
);

const sources = await openSources(
  lines.flatMap(({ url }) => {
    const { tree = '', path = '' } = addressOf(url) ?? {};
    return [{ tree, path }];
  }),
  {
    trees,
    host,
    cacheFolder: cacheFolder(host),
    overrides: overridesFor(trees, host.env),
    // Tests use no network.
    providers: HERE_ONLY,
  },
);

test('there are tables of lines, with several errors and every tree', () => {
  assert.ok(lines.length > 80, `${lines.length} lines`);
  assert.ok(new Set(lines.map(({ returned }) => returned)).size >= 8);
  assert.deepEqual(new Set(lines.map(({ url }) => addressOf(url)?.tree)), new Set(Object.keys(trees)));
});

test('each line that a table of errors leads to returns what its row says', (context) => {
  const wrong: string[] = [];
  for (const { returned, url } of lines) {
    const { tree = '', path = '', line } = addressOf(url) ?? {};
    const file = sources.file({ tree, path });
    if (file.state === 'unavailable') {
      context.skip(`${path} of ${tree} is not on this machine: "npx postil sources" fetches it`);
      return;
    }
    const text = file.state === 'found' && line ? file.text.split('\n')[line - 1] : undefined;
    if (!text?.includes(returned)) wrong.push(`${url}: ${text?.trim()}, not ${returned}`);
  }
  assert.deepEqual(wrong, []);
});
