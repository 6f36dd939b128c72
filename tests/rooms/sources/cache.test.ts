import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import type { Host } from '../../../src/base/host.ts';
import { openCache } from '../../../src/sources/cache.ts';
import { fetchFiles } from '../../../src/sources/resolve.ts';
import type { Tree } from '../../../src/sources/tree.ts';
import { FILES, folder, host, TREES } from './fixture-tree.ts';

const tree = TREES['v9.9.3'] as Tree;
const bytes = new TextEncoder().encode(FILES['mm/basket.c']);
const found = { version: '9.9.3', provider: 'far', bytes };

test('what was put is got, in another process too, and what is certainly not there is remembered', async (context) => {
  const root = folder(context);
  await openCache(root, host).put(tree, 'mm/basket.c', found);
  await openCache(root, host).put(tree, 'mm/nothing.c', { ...found, bytes: null });
  const cache = openCache(root, host);
  const got = await cache.get(tree, 'mm/basket.c');
  assert.deepEqual(got && { ...got, bytes: got.bytes && new Uint8Array(got.bytes) }, found);
  assert.deepEqual(await cache.get(tree, 'mm/nothing.c'), { ...found, bytes: null });
  assert.equal(await cache.get(tree, 'mm/other.c'), null);
});

test('trees that share a name and not a source share nothing', async (context) => {
  const cache = openCache(folder(context), host);
  await cache.put(tree, 'mm/basket.c', found);
  assert.equal(await cache.get({ ...tree, tag: 'v9.9.4', version: '9.9.4' }, 'mm/basket.c'), null);
});

test('a kill at any moment leaves whole files or none', async (context) => {
  const root = folder(context);
  const script = `
    const { nodeHost } = await import(${JSON.stringify(import.meta.resolve('../../../src/base/node-host.ts'))});
    const { openCache } = await import(${JSON.stringify(import.meta.resolve('../../../src/sources/cache.ts'))});
    const cache = openCache(${JSON.stringify(root)}, nodeHost());
    console.log('ready');
    for (let i = 0; ; i += 1)
      await cache.put(${JSON.stringify(tree)}, 'mm/f' + (i % 8) + '.c',
        { version: '9.9.3', provider: 'far', bytes: new Uint8Array(1_000_000).fill(i % 256) });`;
  const writers = [1, 2].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  await Promise.all(writers.map(({ stdout }) => new Promise((resolve) => stdout.once('data', resolve))));
  await new Promise((resolve) => setTimeout(resolve, 150));
  const ended = writers.map((writer) => new Promise((resolve) => writer.once('close', resolve)));
  for (const writer of writers) writer.kill('SIGKILL');
  await Promise.all(ended);
  const cache = openCache(root, host);
  let whole = 0;
  for (const i of [0, 1, 2, 3, 4, 5, 6, 7]) {
    const got = await cache.get(tree, `mm/f${i}.c`);
    if (got?.bytes) whole += 1;
    assert.ok(got === null || (got.bytes?.length === 1_000_000 && new Set(got.bytes).size === 1));
  }
  assert.ok(whole > 0, 'the writers had time for some files');
  await cache.put(tree, 'mm/f0.c', found);
  assert.deepEqual((await cache.get(tree, 'mm/f0.c'))?.bytes?.length, bytes.length);
});

test('a cache that cannot be read or written costs time and nothing else', async (context) => {
  const stuck: Host = {
    ...host,
    read: () => Promise.reject(new Error('EACCES')),
    write: () => Promise.reject(new Error('ENOSPC')),
  };
  const { file } = await fetchFiles([{ tree: 'v9.9.3', path: 'mm/basket.c' }], {
    trees: TREES,
    host: stuck,
    cacheFolder: folder(context),
    providers: [
      {
        name: 'far',
        provide: ({ paths }) =>
          Promise.resolve({ version: '9.9.3', files: new Map(paths.map((path) => [path, bytes])) }),
      },
    ],
  });
  assert.deepEqual(file({ tree: 'v9.9.3', path: 'mm/basket.c' }), {
    state: 'found',
    text: FILES['mm/basket.c'],
    isUtf8: true,
    version: '9.9.3',
    provider: 'far',
  });
});

test('a provider that breaks is a reason, and the next one is asked', async (context) => {
  const { file } = await fetchFiles([{ tree: 'v9.9.3', path: 'mm/basket.c' }], {
    trees: TREES,
    host,
    cacheFolder: folder(context),
    providers: [
      { name: 'first', provide: () => Promise.reject(new Error('the disk is on fire')) },
      { name: 'second', provide: () => Promise.resolve({ declined: 'not today' }) },
    ],
  });
  assert.deepEqual(file({ tree: 'v9.9.3', path: 'mm/basket.c' }), {
    state: 'unavailable',
    reasons: ['first: the disk is on fire', 'second: not today'],
  });
});
