import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { FileRefused, type Host } from '../../src/base/host.ts';
import { nodeHost } from '../../src/base/node-host.ts';
import { EXAMPLE_SITE } from '../../src/site/reference/example-site.ts';
import { local } from '../../src/sources/providers/local.ts';
import { codesTold, postil } from '../rooms/cli/command.ts';
import { folder } from '../rooms/sources/fixture-tree.ts';
import { ODD_FILES } from './table/odd-files.ts';

/** Never to be seen on a page or a terminal. */
const SECRET = 'opens the strongroom';

/** Places of the content folder in which an author may find such a thing. */
const PLACES = [
  'content/explainers/lending.mdx',
  'content/explainers',
  'content/threads/lending/thread.yaml',
  'content/threads/lending/1.eml',
  'content/threads/lending',
  'content/trees.yaml',
  'content/archive.yaml',
  'content/redirects.yaml',
  'content/keys.yaml',
  'content/postil.lock.json',
  'content/debates/lending.yaml',
  'content/diagrams/lending.mmd',
  'content/glossary/shelf.mdx',
] as const;

/** The example site on this disk, with one of its files another thing. */
function siteWith(root: string, place: string, kind: string): void {
  for (const [path, content] of Object.entries(EXAMPLE_SITE)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const secret = `${root}.secret`;
  writeFileSync(secret, `${SECRET}\n`);
  rmSync(join(root, place), { recursive: true, force: true });
  mkdirSync(dirname(join(root, place)), { recursive: true });
  ODD_FILES[kind]?.(join(root, place), secret);
}

/** In time, whatever it reads. */
const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('it hangs')), 5_000).unref()),
  ]);

/** A world whose paths are relative to a folder. */
function at(root: string): Host {
  const host = nodeHost();
  const own = (path: string) => join(root, path);
  const within = <T extends { readonly within?: string }>(bounds: T | undefined) =>
    bounds?.within === undefined ? bounds : { ...bounds, within: own(bounds.within) };
  return {
    ...host,
    read: (path, bounds) => host.read(own(path), within(bounds)),
    stream: (path, part, bounds) => host.stream(own(path), part, within(bounds)),
    list: (path, bounds) => host.list(own(path), within(bounds)),
    size: (path) => host.size(own(path)),
    write: (path, bytes) => host.write(own(path), bytes),
    env: () => undefined,
  };
}

for (const kind of Object.keys(ODD_FILES))
  for (const place of PLACES)
    test(`${kind} in the place of ${place} is told, and not read`, async (context) => {
      const root = folder(context);
      context.after(() => rmSync(`${root}.secret`, { force: true }));
      siteWith(root, place, kind);
      const ran = await inTime(postil('check --content content', { host: at(root), current: root }));
      const isFolder = !place.split('/').at(-1)?.includes('.');
      if (!(isFolder && kind.startsWith('a file')))
        assert.ok(codesTold(ran).includes('file-refused'), `${ran.out}${ran.err}`);
      assert.ok(!`${ran.out}${ran.err}`.includes(SECRET));
    });

const TREE = { version: 'HEAD', tag: 'HEAD', browse: 'https://source.example/{path}#L{line}' };

for (const kind of Object.keys(ODD_FILES)) {
  test(`${kind} in a tree is a reason, and the other files are read`, async (context) => {
    const root = folder(context);
    context.after(() => rmSync(`${root}.secret`, { force: true }));
    siteWith(root, 'tree/lib/odd.c', kind);
    const provided = await inTime(
      local.provide({
        treeName: 'mine',
        tree: TREE,
        paths: ['lib/odd.c', 'lib/shelf.c', 'lib/'],
        override: join(root, 'tree'),
        host: nodeHost(),
        onProgress: () => {},
        workFolder: '/nonexistent',
      }),
    );
    assert.ok('files' in provided, JSON.stringify(provided));
    assert.ok(provided.files.get('lib/shelf.c'));
    assert.ok(!provided.files.get('lib/odd.c'));
    if (kind !== 'a link to a folder above')
      assert.match(provided.refused?.get('lib/odd.c') ?? '', /lib\/odd\.c (?:is|has) /);
    const packed = provided.files.get('lib/');
    assert.equal(
      packed ? 'packed' : provided.refused?.has('lib/'),
      kind.startsWith('a file') ? true : 'packed',
    );
  });

  test(`${kind} in the place of a Makefile is no tree of one's own`, async (context) => {
    const root = folder(context);
    context.after(() => rmSync(`${root}.secret`, { force: true }));
    siteWith(root, 'tree/Makefile', kind);
    const ran = await inTime(
      postil('check --content content --tree mine=tree', { host: at(root), current: root }),
    );
    assert.ok(!`${ran.out}${ran.err}`.includes(SECRET));
  });

  test(`${kind} in a folder of mail that is named is not read`, async (context) => {
    const root = folder(context);
    context.after(() => rmSync(`${root}.secret`, { force: true }));
    // Where a reader's own command line names such a file or folder, it is as large as it is.
    if (kind.startsWith('a file of a terabyte') || kind === 'a link to a folder above') return;
    siteWith(root, 'content/threads/lending/9.eml', kind);
    const ran = await inTime(postil('parse content/threads/lending', { host: at(root), current: root }));
    assert.ok(!`${ran.out}${ran.err}`.includes(SECRET));
    const named = await inTime(
      postil('parse content/threads/lending/9.eml', { host: at(root), current: root }),
    );
    if (kind !== 'a link out of the folder') assert.equal(named.code, 1);
    assert.ok(existsSync(root));
  });
}

test('a folder in which one may not be read is a diagnostic', async (context) => {
  const root = folder(context);
  siteWith(root, 'content/archive.yaml', 'none');
  rmSync(`${root}.secret`);
  const host = at(root);
  const denied: Host = {
    ...host,
    list: (path, bounds) =>
      path.endsWith('lending')
        ? Promise.reject(new FileRefused(path, 'may not be read'))
        : host.list(path, bounds),
  };
  const told = async (line: string) => codesTold(await postil(line, { host: denied, current: root }));
  assert.ok((await told('check --content content')).includes('file-refused'));
  assert.deepEqual(await told('parse content/threads'), ['mail-unreadable']);
});
