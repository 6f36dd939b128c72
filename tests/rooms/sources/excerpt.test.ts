import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256 } from '../../../src/base/hash.ts';
import { linesWith, openSources } from '../../../src/sources/excerpt.ts';
import { lockAsJson, lockKey, NO_SEALS, readLock, settled } from '../../../src/sources/lock.ts';
import type { Provider } from '../../../src/sources/provider.ts';
import { isHarmlessPath } from '../../../src/sources/resolve.ts';
import type { ExcerptRequest, Tree } from '../../../src/sources/tree.ts';
import { FILES, folder, host, TREES, writeTree } from './fixture-tree.ts';

const PICK: ExcerptRequest = { tree: 'v9.9.3', path: 'mm/basket.c', symbol: 'pick' };

/** Counts how often it is asked; what a far provider would give. */
function far(): Provider & { asked: number } {
  return {
    name: 'far',
    asked: 0,
    provide({ paths }) {
      this.asked += 1;
      const files = FILES as Readonly<Record<string, string>>;
      const bytes = (path: string) =>
        files[path] === undefined ? null : new TextEncoder().encode(files[path]);
      return Promise.resolve({ version: '9.9.3', files: new Map(paths.map((path) => [path, bytes(path)])) });
    },
  };
}

test('an excerpt is the symbol with its true lines, hash and link', async (context) => {
  const tree = folder(context);
  writeTree(tree);
  const sources = await openSources([PICK], {
    trees: TREES,
    host,
    cacheFolder: folder(context),
    overrides: { 'v9.9.3': tree },
  });
  const text = FILES['mm/basket.c'].trimEnd();
  assert.deepEqual(await sources.excerpt(PICK), {
    state: 'found',
    provider: 'local folder',
    excerpt: {
      tree: 'v9.9.3',
      version: '9.9.3',
      path: 'mm/basket.c',
      symbol: 'pick',
      highlight: 'c',
      firstLine: 1,
      lastLine: 6,
      text,
      sha256: sha256(text),
      url: 'https://source.example/v9.9.3/mm/basket.c#L1',
    },
  });
});

test('a slice runs from the line that holds one anchor to the next line that holds the other', async (context) => {
  const request = { ...PICK, from: 'int left', to: 'return' };
  const sources = await openSources([request], {
    trees: TREES,
    host,
    cacheFolder: folder(context),
    providers: [far()],
  });
  const answer = await sources.excerpt(request);
  assert.ok(answer.state === 'found');
  assert.deepEqual([answer.excerpt.firstLine, answer.excerpt.lastLine], [3, 5]);
  assert.deepEqual(linesWith(answer.excerpt, 'return left;'), [5]);
});

test('without a symbol an excerpt runs from words to words of the file, or by lines', async (context) => {
  const { symbol: _, ...file } = PICK;
  const ask = async (request: Partial<ExcerptRequest>) => {
    const sources = await openSources([file], {
      trees: TREES,
      host,
      cacheFolder: folder(context),
      providers: [far()],
    });
    const answer = await sources.excerpt({ ...file, ...request });
    return answer.state === 'found'
      ? [answer.excerpt.firstLine, answer.excerpt.lastLine, answer.excerpt.symbol]
      : answer;
  };
  assert.deepEqual(await ask({ from: 'int left', to: '}' }), [3, 6, undefined]);
  assert.deepEqual(await ask({ lines: '2-4' }), [2, 4, undefined]);
  assert.deepEqual(await ask({ lines: '6' }), [6, 6, undefined]);
  assert.deepEqual(await ask({ lines: '6-7' }), { state: 'no lines', last: 6 });
  assert.deepEqual(await ask({ from: 'int', to: '}' }), { state: 'no anchor', which: 'from', lines: [1, 3] });
  assert.deepEqual(await ask({ from: 'return', to: 'left -' }), {
    state: 'no anchor',
    which: 'to',
    lines: [],
  });
});

test('lines that are not UTF-8 are not shown; others of the same file are', async (context) => {
  const tree = folder(context);
  writeTree(tree);
  writeFileSync(join(tree, 'mm/basket.c'), Buffer.from('int a;\n/* \xe9 */\nint b;\n', 'latin1'));
  const request = { tree: 'v9.9.3', path: 'mm/basket.c' };
  const sources = await openSources([request], {
    trees: TREES,
    host,
    cacheFolder: folder(context),
    overrides: { 'v9.9.3': tree },
  });
  assert.deepEqual(await sources.excerpt({ ...request, lines: '1-3' }), { state: 'no text', line: 2 });
  assert.equal((await sources.excerpt({ ...request, lines: '3' })).state, 'found');
});

test('what cannot be shown is a case of its own', async (context) => {
  const requests = {
    'no tree': { ...PICK, tree: 'v1' },
    'no file': { ...PICK, path: 'mm/nothing.c' },
    'no symbol': { ...PICK, symbol: 'pack' },
    'no anchor': { ...PICK, from: 'apples' },
  };
  const sources = await openSources(Object.values(requests), {
    trees: TREES,
    host,
    cacheFolder: folder(context),
    providers: [far()],
  });
  for (const [state, request] of Object.entries(requests))
    assert.equal((await sources.excerpt(request)).state, state);
});

test('a path that leaves the tree is never asked for', async (context) => {
  const request = { ...PICK, path: '../secret.c' };
  const provider = far();
  const sources = await openSources([request], {
    trees: TREES,
    host,
    cacheFolder: folder(context),
    providers: [provider],
  });
  assert.deepEqual(await sources.excerpt(request), { state: 'no file', version: null });
  assert.equal(provider.asked, 0);
  for (const path of ['/etc/passwd', 'a/../b', './a', 'a//b', '', '-rf', 'a b'])
    assert.equal(isHarmlessPath(path), false, path);
});

test('the second build asks nobody, and a damaged file in the cache is fetched again', async (context) => {
  const provider = far();
  const options = { trees: TREES, host, cacheFolder: folder(context), providers: [provider] };
  const missing = { ...PICK, path: 'mm/nothing.c' };
  for (const _ of [1, 2]) await openSources([PICK, missing], options);
  assert.equal(provider.asked, 1, 'a file that is there and one that is not are both remembered');
  const objects = join(options.cacheFolder, 'objects');
  const [group = ''] = readdirSync(objects);
  const [object = ''] = readdirSync(join(objects, group));
  writeFileSync(join(objects, group, object), 'damaged');
  const answer = await (await openSources([PICK], options)).excerpt(PICK);
  assert.equal(provider.asked, 2);
  assert.ok(answer.state === 'found' && answer.excerpt.text === FILES['mm/basket.c'].trimEnd());
  assert.equal(readFileSync(join(objects, group, object), 'utf8'), FILES['mm/basket.c']);
});

test('when nobody answers, every reason is given', async (context) => {
  const declining: Provider = {
    name: 'far',
    provide: () => Promise.resolve({ declined: 'the cable is cut' }),
  };
  const sources = await openSources([PICK], {
    trees: TREES,
    host,
    cacheFolder: folder(context),
    providers: [declining],
  });
  assert.deepEqual(await sources.excerpt(PICK), { state: 'unavailable', reasons: ['far: the cable is cut'] });
});

const NOTHING = { excerpts: {}, answers: {}, symbols: {}, seals: NO_SEALS };

test('the lock is the same bytes whatever order facts come in, one fact a line', () => {
  const entry = { lines: [1, 6] as [number, number], sha256: sha256('x'), version: '9.9.3' };
  const a = lockAsJson({ ...NOTHING, excerpts: { b: entry, a: entry } });
  assert.equal(a, lockAsJson({ ...NOTHING, excerpts: { a: entry, b: entry } }));
  assert.equal(a.split('\n').filter((line) => line.includes('sha256')).length, 2);
  const read = readLock('lock.json', a);
  assert.deepEqual('lock' in read && read.lock.excerpts.a, entry);
});

test('what is locked keeps its day while it is the same, and its lines while it serves', () => {
  const tree = TREES['v9.9.3'] as Tree;
  const fact = { lines: [1, 6] as [number, number], sha256: sha256('x'), version: '9.9.3' };
  const old = { ...fact, date: '2026-01-01' };
  const isSame = (a: { sha256: string }, b: { sha256: string }) => a.sha256 === b.sha256;
  const settle = (found: typeof fact) => settled(found, old, tree, '2026-02-02', isSame);
  assert.deepEqual(settle(fact), old);
  assert.deepEqual(settle({ ...fact, lines: [2, 7] }), { ...fact, lines: [2, 7], date: '2026-02-02' });
  const later = { ...fact, lines: [3, 8] as [number, number], version: '9.9.4' };
  assert.deepEqual(settle(later), old);
  assert.equal(settle({ ...later, sha256: sha256('y') }).version, '9.9.4');
});

test('slices of one symbol have keys of their own, and so have lines of a file', () => {
  assert.equal(lockKey({ tree: 'v1', path: 'Kconfig', lines: '10-20' }), 'v1 Kconfig lines 10-20');
  assert.equal(lockKey({ tree: 'v1', path: 'Kconfig', from: 'a', to: 'b' }), 'v1 Kconfig from "a" to "b"');
  assert.notEqual(lockKey(PICK), lockKey({ ...PICK, from: 'int left' }));
});

test('a damaged lock is a diagnostic', () => {
  const read = readLock('lock.json', '{"version":1,"excerpts":{"a":{}}}');
  assert.deepEqual('diagnostics' in read && read.diagnostics.map(({ code }) => code), ['lock-invalid']);
});
