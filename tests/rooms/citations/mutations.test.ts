import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openCache } from '../../../src/sources/cache.ts';
import { cacheFolder } from '../../../src/sources/excerpt.ts';
import { readTrees } from '../../../src/sources/trees-file.ts';
import { EXAMPLE_CONTENT, EXAMPLE_TREES } from '../../example.ts';
import { filesBelow, host } from '../sources/fixture-tree.ts';

// What is corrupted is read from a cache alone. This one knows the trees of the example, and nothing else.
process.env.XDG_CACHE_HOME = resolve('tests/output/example-cache');
mkdirSync(process.env.XDG_CACHE_HOME, { recursive: true });
const cache = openCache(cacheFolder(host), host);
const { trees } = await readTrees(`${EXAMPLE_CONTENT}/trees.yaml`, host);
for (const [name, tree] of Object.entries(trees))
  for (const path of filesBelow(EXAMPLE_TREES[name] ?? '')) {
    const bytes = readFileSync(`${EXAMPLE_TREES[name]}/${path}`);
    await cache.put(tree, path, { version: tree.version, provider: 'example', bytes });
  }

const { corruptionsAreCaught } = await import('./corruptions.ts');
await corruptionsAreCaught(EXAMPLE_CONTENT);
