import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Host } from '../../../src/base/host.ts';
import type { Order, Provider } from '../../../src/sources/provider.ts';
import { debian } from '../../../src/sources/providers/debian.ts';
import { git } from '../../../src/sources/providers/git.ts';
import { http } from '../../../src/sources/providers/http.ts';
import { local } from '../../../src/sources/providers/local.ts';
import { FILES, folder, gitRepository, host, TREES, writeTree } from './fixture-tree.ts';

const PATHS = ['mm/basket.c', 'mm/nothing.c'];

const order = (overrides: Partial<Order>): Order => ({
  treeName: 'v9.9.3',
  tree: TREES['v9.9.3'] as Order['tree'],
  paths: PATHS,
  override: null,
  host,
  onProgress: () => {},
  ...overrides,
});

async function serve(context: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  context.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const fileServer: RequestListener = (request, response) => {
  const path = request.url?.slice(1).split('?')[0] ?? '';
  const text = (FILES as Readonly<Record<string, string>>)[path];
  response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/plain' }).end(text);
};

/** A package like Debian's, in a folder that apt can use as a source, and a Host whose apt looks only there. */
function debianArchive(root: string, member: (tree: string) => void = () => {}): Host {
  const name = 'linux-source-9.9';
  writeTree(join(root, name));
  member(join(root, name));
  mkdirSync(join(root, 'package/usr/src'), { recursive: true });
  mkdirSync(join(root, 'package/DEBIAN'));
  mkdirSync(join(root, 'archive'));
  writeFileSync(
    join(root, 'package/DEBIAN/control'),
    `Package: ${name}\nVersion: 9.9.3-1\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: a tree\n`,
  );
  execFileSync('tar', ['-cJf', join(root, `package/usr/src/${name}.tar.xz`), '-C', root, name]);
  const deb = `${name}_9.9.3-1_all.deb`;
  execFileSync('dpkg-deb', ['--root-owner-group', '-b', join(root, 'package'), join(root, 'archive', deb)], {
    stdio: 'ignore',
  });
  const bytes = readFileSync(join(root, 'archive', deb));
  const sum = execFileSync('sha256sum', [join(root, 'archive', deb)])
    .toString()
    .slice(0, 64);
  const control = readFileSync(join(root, 'package/DEBIAN/control'), 'utf8');
  writeFileSync(
    join(root, 'archive/Packages'),
    `${control}Filename: ./${deb}\nSize: ${bytes.length}\nSHA256: ${sum}\n`,
  );
  writeFileSync(join(root, 'sources.list'), `deb [trusted=yes] file:${join(root, 'archive')} ./\n`);
  const only = ['-o', `Dir::Etc::sourcelist=${join(root, 'sources.list')}`, '-o', 'Dir::Etc::sourceparts=-'];
  return {
    ...host,
    run: ([program = '', ...args], options) =>
      host.run(program === 'apt-get' ? [program, ...only, ...args] : [program, ...args], options),
  };
}

const setUps: readonly [Provider, (context: TestContext) => Promise<Partial<Order>> | Partial<Order>][] = [
  [
    local,
    (context) => {
      const override = folder(context);
      writeTree(override);
      return { override };
    },
  ],
  [git, (context) => ({ override: gitRepository(folder(context)) })],
  [
    http,
    async (context) => ({
      tree: {
        ...(TREES['v9.9.3'] as Order['tree']),
        raw: `${await serve(context, fileServer)}/{path}?h={tag}`,
      },
    }),
  ],
  [
    debian,
    (context) => ({
      host: debianArchive(folder(context)),
      tree: { ...(TREES['v9.9.3'] as Order['tree']), debian: 'linux-source-9.9' },
    }),
  ],
];

for (const [provider, setUp] of setUps) {
  test(`${provider.name}: gives the bytes of a file, its version, and null for a file that the tree lacks`, async (context) => {
    const provided = await provider.provide(order(await setUp(context)));
    assert.ok('files' in provided, JSON.stringify(provided));
    assert.equal(provided.version, '9.9.3');
    assert.deepEqual(
      [...provided.files].map(([path, bytes]) => [path, bytes && new TextDecoder().decode(bytes)]),
      [
        ['mm/basket.c', FILES['mm/basket.c']],
        ['mm/nothing.c', null],
      ],
    );
  });

  test(`${provider.name}: declines with a reason where nothing is set up for it`, async () => {
    const provided = await provider.provide(order({}));
    assert.ok('declined' in provided && provided.declined.length > 0);
  });
}

test('local folder: another series of kernels is not taken for this one', async (context) => {
  const override = folder(context);
  writeTree(override, { ...FILES, Makefile: 'VERSION = 8\nPATCHLEVEL = 1\nSUBLEVEL = 0\n' });
  assert.deepEqual(await local.provide(order({ override })), { declined: `${override} is 8.1, not v9.9.3` });
});

test('git repository: a reference that is not there is a reason, not a crash', async (context) => {
  const override = `${gitRepository(folder(context))}#v1.0`;
  const provided = await git.provide(order({ override }));
  assert.ok('declined' in provided);
  assert.match(provided.declined, /has no kernel tree at v1\.0$/);
});

test('upstream git server: a web page in place of a file is refused', async (context) => {
  const server = await serve(context, (request, response) => {
    if (request.url?.includes('Makefile')) return fileServer(request, response);
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><p>Checking your browser');
  });
  const tree = { ...(TREES['v9.9.3'] as Order['tree']), raw: `${server}/{path}?h={tag}` };
  assert.deepEqual(await http.provide(order({ tree })), {
    declined: 'the server answered with a web page instead of a file',
  });
});

test('upstream git server: a server that hangs is given up', async (context) => {
  const server = await serve(context, () => {});
  const tree = { ...(TREES['v9.9.3'] as Order['tree']), raw: `${server}/{path}?h={tag}` };
  const impatient: Host = {
    ...host,
    fetch: (url, options) => host.fetch(url, { ...options, timeoutMs: 100 }),
  };
  assert.deepEqual(await http.provide(order({ tree, host: impatient })), {
    declined: 'the server did not answer in time',
  });
});

test('Debian package: a link in the archive is not followed', async (context) => {
  const archive = debianArchive(folder(context), (tree) =>
    symlinkSync('/etc/passwd', join(tree, 'mm/nothing.c')),
  );
  const tree = { ...(TREES['v9.9.3'] as Order['tree']), debian: 'linux-source-9.9' };
  const provided = await debian.provide(order({ host: archive, tree }));
  assert.ok('files' in provided);
  assert.equal(provided.files.get('mm/nothing.c'), null);
});

test('Debian package: an archive that ends early is a reason, and no part of it is used', async (context) => {
  const root = folder(context);
  const archive = debianArchive(root);
  const deb = join(root, 'archive/linux-source-9.9_9.9.3-1_all.deb');
  assert.ok(existsSync(deb));
  writeFileSync(deb, readFileSync(deb).subarray(0, 200));
  const tree = { ...(TREES['v9.9.3'] as Order['tree']), debian: 'linux-source-9.9' };
  const provided = await debian.provide(order({ host: archive, tree }));
  assert.ok('declined' in provided);
});
