import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHost, overlaid } from '../../../src/base/memory-host.ts';

const text = (bytes: Uint8Array | null): string | null => bytes && new TextDecoder().decode(bytes);

test('a world in memory has files, folders and nothing else', async () => {
  const host = memoryHost({ 'a/b.txt': 'words', 'a/c/d.txt': '' }, { NAME: 'value' });
  assert.equal(text(await host.read('a/b.txt')), 'words');
  assert.deepEqual(
    [await host.read('a/c'), await host.list('a/b.txt'), await host.size('a/b.txt')],
    [null, null, 5],
  );
  assert.deepEqual(await host.list('a/'), [
    { name: 'b.txt', kind: 'file' },
    { name: 'c', kind: 'folder' },
  ]);
  assert.deepEqual([host.env('NAME'), host.env('OTHER')], ['value', undefined]);
  await assert.rejects(host.fetch('https://example.org', { timeoutMs: 1, maxBytes: 1 }));
});

test('a folder has the files that are laid over it too, each once', async () => {
  const host = overlaid(memoryHost({ 'a/b': 'old', 'a/c': 'kept' }), { 'a/b': 'new', 'a/d': 'more' });
  assert.deepEqual(
    await host.list('a'),
    ['b', 'c', 'd'].map((name) => ({ name, kind: 'file' })),
  );
  assert.equal(await host.list('x'), null);
});

test('files laid over a world hide those below, and take what is written', async () => {
  const below = memoryHost({ a: 'old', b: 'kept' });
  const host = overlaid(below, { a: 'new' });
  await host.write('c', new TextEncoder().encode('written'));
  assert.deepEqual(await Promise.all(['a', 'b', 'c'].map(async (path) => text(await host.read(path)))), [
    'new',
    'kept',
    'written',
  ]);
  assert.deepEqual([text(await below.read('a')), await below.read('c')], ['old', null]);
});
