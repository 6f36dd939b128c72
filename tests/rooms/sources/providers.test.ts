import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Host } from '../../../src/base/host.ts';
import { bundle, bundleHash, searchBundle } from '../../../src/sources/bundle.ts';
import type { Order, Provider } from '../../../src/sources/provider.ts';
import { withMirror } from '../../../src/sources/providers/apt.ts';
import { debian } from '../../../src/sources/providers/debian.ts';
import { git } from '../../../src/sources/providers/git.ts';
import { http } from '../../../src/sources/providers/http.ts';
import { local } from '../../../src/sources/providers/local.ts';
import { fetchFiles } from '../../../src/sources/resolve.ts';
import { serve } from '../../loopback.ts';
import { FILES, folder, gitRepository, host, TREES, writeTree } from './fixture-tree.ts';

const PATHS = ['mm/basket.c', 'mm/nothing.c'];

const order = (overrides: Partial<Order>): Order => ({
  treeName: 'v9.9.3',
  tree: TREES['v9.9.3'] as Order['tree'],
  paths: PATHS,
  override: null,
  host,
  onProgress: () => {},
  workFolder: '/nonexistent',
  ...overrides,
});

/** The tree, with where else it can be had. */
const treeWith = (more: Partial<Order['tree']>): Order['tree'] => ({
  ...(TREES['v9.9.3'] as Order['tree']),
  ...more,
});

/** What an order needs for a package made by {@link debianArchive}. */
const fromArchive = (context: TestContext, archive: Host): Partial<Order> => ({
  host: archive,
  tree: treeWith({ debian: 'linux-source-9.9' }),
  workFolder: folder(context),
});

const fileServer: RequestListener = (request, response) => {
  const path = request.url?.slice(1).split('?')[0] ?? '';
  const text = (FILES as Readonly<Record<string, string>>)[path];
  response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/plain' }).end(text);
};

/**
 * A package like Debian's, in a folder that apt can use as a source, and a Host whose apt looks only there.
 *
 * @param member adds to the tree before it is packed.
 * @param pack more arguments for the tar that packs it.
 */
function debianArchive(
  root: string,
  member: (tree: string) => void = () => {},
  pack: readonly string[] = [],
): Host {
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
  execFileSync('tar', ['-cJf', join(root, `package/usr/src/${name}.tar.xz`), ...pack, '-C', root, name]);
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
    async (context) => ({ tree: treeWith({ raw: `${await serve(context, fileServer)}/{path}?h={tag}` }) }),
  ],
  [debian, (context) => fromArchive(context, debianArchive(folder(context)))],
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

  test(`${provider.name}: has nothing to say where it is not set up`, async () => {
    assert.deepEqual(await provider.provide(order({})), { declined: null });
  });
}

for (const [provider, setUp] of setUps.filter(([each]) => each !== http)) {
  test(`${provider.name}: gives all text below a folder, and null for a folder that the tree lacks`, async (context) => {
    const provided = await provider.provide(
      order({ ...(await setUp(context)), paths: ['mm/', 'mm/basket.c', 'nothing/'] }),
    );
    assert.ok('files' in provided, JSON.stringify(provided));
    const packed = provided.files.get('mm/');
    assert.deepEqual(packed && (await searchBundle(packed, 'int left')), [{ path: 'mm/basket.c', line: 3 }]);
    assert.equal(packed && bundleHash(packed), MM_HASH);
    assert.equal(provided.files.get('nothing/'), null);
    assert.equal(provided.files.get('mm/basket.c')?.length, FILES['mm/basket.c'].length);
  });
}

/** The same, whoever packs the folder. */
const MM_HASH = bundleHash(
  await bundle([{ path: 'mm/basket.c', bytes: new TextEncoder().encode(FILES['mm/basket.c']) }]),
);

test('upstream git server: a folder is left to the next provider', async (context) => {
  const tree = treeWith({ raw: `${await serve(context, fileServer)}/{path}` });
  const provided = await http.provide(order({ tree, paths: ['mm/', 'mm/basket.c'] }));
  assert.ok('files' in provided);
  assert.deepEqual([...provided.files.keys()], ['mm/basket.c']);
});

test('local folder: another series of kernels is not taken for this one', async (context) => {
  const override = folder(context);
  writeTree(override, { ...FILES, Makefile: 'VERSION = 8\nPATCHLEVEL = 1\nSUBLEVEL = 0\n' });
  assert.deepEqual(await local.provide(order({ override })), { declined: `${override} is 8.1, not 9.9.3` });
});

test('git repository: a reference that is not there is a reason, not a crash', async (context) => {
  const override = `${gitRepository(folder(context))}#v1.0`;
  const provided = await git.provide(order({ override }));
  assert.match(whyNot(provided), / has no v1\.0; its newest tag is v9\.9\.3$/);
});

test('upstream git server: a web page in place of a file is refused', async (context) => {
  const server = await serve(context, (request, response) => {
    if (request.url?.includes('Makefile')) return fileServer(request, response);
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><p>Checking your browser');
  });
  const tree = treeWith({ raw: `${server}/{path}?h={tag}` });
  assert.deepEqual(await http.provide(order({ tree })), {
    declined: 'the server answered with a web page instead of a file',
  });
});

test('upstream git server: a server that hangs is given up', async (context) => {
  const server = await serve(context, () => {});
  const tree = treeWith({ raw: `${server}/{path}?h={tag}` });
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
  const provided = await debian.provide(order(fromArchive(context, archive)));
  assert.ok('files' in provided);
  assert.equal(provided.files.get('mm/nothing.c'), null);
});

test('Debian package: an archive that ends early is a reason, and no part of it is used', async (context) => {
  const root = folder(context);
  const archive = debianArchive(root);
  const deb = join(root, 'archive/linux-source-9.9_9.9.3-1_all.deb');
  assert.ok(existsSync(deb));
  writeFileSync(deb, readFileSync(deb).subarray(0, 200));
  const provided = await debian.provide(order(fromArchive(context, archive)));
  assert.ok('declined' in provided);
});

test('Debian package: members that climb out of the archive, or were not asked for, are not unpacked', async (context) => {
  const root = folder(context);
  const archive = debianArchive(
    root,
    (tree) => writeTree(tree, { 'mm/climber.c': 'int climbed;\n', 'mm/other.c': 'int other;\n' }),
    ['-P', '--transform=s,.*/climber.c,linux-source-9.9/mm/../../../climbed.c,'],
  );
  const made = fromArchive(context, archive);
  const names: string[] = [];
  const look: Host = {
    ...archive,
    withTemporaryFolder: (use, within) =>
      archive.withTemporaryFolder(async (path) => {
        const provided = await use(path);
        names.push(...readdirSync(path, { recursive: true }).map(String));
        return provided;
      }, within),
  };
  const provided = await debian.provide(order({ ...made, host: look }));
  assert.ok('files' in provided);
  assert.deepEqual(
    names.filter((name) => /basket|climber|other|linux-source-9.9$/.test(name)),
    [],
    'nothing is made under a name from the archive',
  );
  const packed = execFileSync('tar', [
    '-tPf',
    join(root, 'package/usr/src/linux-source-9.9.tar.xz'),
  ]).toString();
  assert.ok(packed.includes('linux-source-9.9/mm/../../../climbed.c'));
  for (const cwd of [root, made.workFolder ?? '']) assert.deepEqual(globSync('**/climbed.c', { cwd }), []);
});

test('Debian package: a folder is no file, and is not unpacked', async (context) => {
  const made = fromArchive(context, debianArchive(folder(context)));
  const provided = await debian.provide(order({ ...made, paths: ['mm', 'mm/basket.c'] }));
  assert.ok('files' in provided);
  assert.equal(provided.files.get('mm'), null);
});

test('Debian package: no link below a folder is followed, and no member climbs out of it', async (context) => {
  const linked = debianArchive(folder(context), (tree) => {
    symlinkSync('/etc/passwd', join(tree, 'mm/passwd.c'));
    symlinkSync('/etc', join(tree, 'mm/etc'));
  });
  const provided = await debian.provide(order({ ...fromArchive(context, linked), paths: ['mm/'] }));
  assert.ok('files' in provided, JSON.stringify(provided));
  const packed = provided.files.get('mm/');
  assert.equal(packed && bundleHash(packed), MM_HASH);

  const root = folder(context);
  const climbing = debianArchive(root, (tree) => writeTree(tree, { 'mm/climber.c': 'int climbed;\n' }), [
    '-P',
    '--transform=s,.*/climber.c,linux-source-9.9/mm/../../../climbed.c,',
  ]);
  const made = fromArchive(context, climbing);
  const refused = await debian.provide(order({ ...made, paths: ['mm/'] }));
  assert.match(whyNot(refused), /member name/);
  for (const cwd of [root, made.workFolder ?? '']) assert.deepEqual(globSync('**/climbed.c', { cwd }), []);
});

test('Debian package: files that are larger than a part of the unpacked stream are whole', async (context) => {
  const big = Array.from({ length: 20_000 }, (_, line) => `line ${line}`.padEnd(480, '.')).join('\n');
  const files = { 'mm/big.c': big, 'mm/after.c': 'int after;\n' };
  const archive = debianArchive(folder(context), (tree) => writeTree(tree, files));
  const paths = ['mm/after.c', 'mm/basket.c', 'mm/big.c'];
  const provided = await debian.provide(order({ ...fromArchive(context, archive), paths }));
  assert.ok('files' in provided, JSON.stringify(provided));
  const texts = paths.map((path) => new TextDecoder().decode(provided.files.get(path) ?? undefined));
  assert.ok(big.length > 8 * 1024 * 1024);
  assert.deepEqual(
    texts.map((text) => text === big || text),
    ['int after;\n', FILES['mm/basket.c'], true],
  );
});

test('Debian package: a package with another checksum than the archive says is refused', async (context) => {
  const root = folder(context);
  const archive = debianArchive(root);
  const deb = join(root, 'archive/linux-source-9.9_9.9.3-1_all.deb');
  const bytes = readFileSync(deb);
  bytes[bytes.length - 20] = (bytes.at(-20) ?? 0) ^ 1;
  writeFileSync(deb, bytes);
  const provided = await debian.provide(order(fromArchive(context, archive)));
  assert.match(whyNot(provided), /apt-get download failed/);
});

test("Debian package: a package that the machine's sources lack comes from the archive that trees.yaml names", async (context) => {
  const root = folder(context);
  const archive = debianArchive(root);
  writeFileSync(join(root, 'sources.list'), '');
  const made = fromArchive(context, {
    ...archive,
    run: ([program = '', ...args], options) =>
      archive.run(program === 'apt-get' ? [program, ...UNSIGNED, ...args] : [program, ...args], options),
  });
  const named = `file:${join(root, 'archive')} ./`;
  for (const [archives, expected] of [
    [[], 'declined'],
    [[named], 'files'],
  ] as const) {
    const tree = treeWith({ debian: 'linux-source-9.9', archives: [...archives] });
    const provided = await debian.provide(order({ ...made, tree }));
    assert.ok(expected in provided, JSON.stringify(provided));
  }
});

/** The archive of these tests has no signature. */
const UNSIGNED = ['-o', 'Acquire::AllowInsecureRepositories=1', '-o', 'APT::Get::AllowUnauthenticated=1'];

test('Debian package: an archive that fails beside the one with the package does no harm', async (context) => {
  const root = folder(context);
  const archive = debianArchive(root);
  const list = join(root, 'sources.list');
  writeFileSync(list, `${readFileSync(list, 'utf8')}deb file:${root}/nothing ./\n`);
  const provided = await debian.provide(order(fromArchive(context, archive)));
  assert.ok('files' in provided, JSON.stringify(provided));
});

test('Debian package: download and unpacking are reported in bytes, up to the end', async (context) => {
  const phases = new Map<string, readonly [number, number]>();
  const made = fromArchive(context, debianArchive(folder(context)));
  const onProgress: Order['onProgress'] = ({ phase, done, total }) => phases.set(phase, [done, total]);
  await debian.provide(order({ ...made, onProgress }));
  const [done, total] = phases.get('unpack') ?? [];
  assert.deepEqual([...phases.keys()], ['download', 'unpack']);
  assert.ok(total !== undefined && total > 0 && done === total);
});

const KETTLE = {
  'src/jug.c': 'int jug(void);\n',
  'debian/rules': 'not upstream\n',
} as const;

/**
 * An archive with the source package of a program, on loopback, and an order for it: of an apt that knows only this
 * archive, as one whose signature nobody checks.
 *
 * @param change something in the folder of the archive before it is served.
 */
async function sourceArchive(
  context: TestContext,
  debian: Order['tree']['debian'],
  { ending = 'xz', change = () => {} }: { ending?: string; change?: (archive: string) => void } = {},
): Promise<Partial<Order>> {
  const root = folder(context);
  const archive = join(root, 'archive');
  mkdirSync(archive);
  writeTree(join(root, 'kettle-2.19.0'), { 'src/jug.c': KETTLE['src/jug.c'], README: 'A kettle.\n' });
  writeTree(root, { 'debian/rules': KETTLE['debian/rules'], 'debian/jug.c': 'patched\n' });
  const orig = `kettle_2.19.0.orig.tar.${ending}`;
  execFileSync('tar', ['-caf', join(archive, orig), '-C', root, 'kettle-2.19.0']);
  execFileSync('tar', ['-cJf', join(archive, 'kettle_2.19.0-1.debian.tar.xz'), '-C', root, 'debian']);
  const listed = (names: readonly string[]) =>
    names.map((name) => {
      const bytes = readFileSync(join(archive, name));
      return ` ${createHash('sha256').update(bytes).digest('hex')} ${bytes.length} ${name}\n`;
    });
  const head =
    'Format: 3.0 (quilt)\nBinary: kettle\nArchitecture: any\nVersion: 1:2.19.0-1\nMaintainer: A <a@example.org>\n';
  const parts = listed([orig, 'kettle_2.19.0-1.debian.tar.xz']);
  writeFileSync(
    join(archive, 'kettle_2.19.0-1.dsc'),
    `Source: kettle\n${head}Checksums-Sha256:\n${parts.join('')}`,
  );
  const all = [...listed(['kettle_2.19.0-1.dsc']), ...parts].join('');
  writeFileSync(join(archive, 'Sources'), `Package: kettle\n${head}Directory: .\nChecksums-Sha256:\n${all}`);
  change(archive);
  const origin = await serve(context, (request, response) => {
    const file = join(archive, new URL(request.url ?? '/', 'http://a').pathname);
    if (existsSync(file) && statSync(file).isFile()) response.end(readFileSync(file));
    else response.writeHead(404).end();
  });
  const open = [...UNSIGNED, '-o', 'Acquire::http::Proxy=DIRECT'];
  return {
    host: {
      ...host,
      run: ([program = '', ...args], options) =>
        host.run(program === 'apt-get' ? [program, ...open, ...args] : [program, ...args], options),
    },
    tree: {
      version: '2.19.0',
      tag: 'v2.19.0',
      browse: 'https://source.example/{tag}/{path}#L{line}',
      debian,
      archives: [`${origin} ./`],
    },
    paths: ['src/jug.c', 'src/', 'debian/rules', 'nothing.c'],
    workFolder: join(root, 'work'),
  };
}

for (const ending of ['xz', 'gz', 'bz2'])
  test(`Debian source package: upstream's archive is read, packed as .${ending}, and nothing that Debian adds`, async (context) => {
    const made = await sourceArchive(context, { source: 'kettle' }, { ending });
    const provided = await debian.provide(order(made));
    assert.ok('files' in provided, JSON.stringify(provided));
    assert.equal(provided.version, '2.19.0');
    const packed = provided.files.get('src/');
    assert.deepEqual(packed && (await searchBundle(packed, 'jug')), [{ path: 'src/jug.c', line: 1 }]);
    assert.deepEqual(
      ['src/jug.c', 'debian/rules', 'nothing.c'].map((path) => {
        const bytes = provided.files.get(path);
        return bytes && new TextDecoder().decode(bytes);
      }),
      [KETTLE['src/jug.c'], null, null],
    );
  });

test('Debian source package: of a version, as Debian numbers it, and of no other', async (context) => {
  const exact = await sourceArchive(context, { source: 'kettle', version: '1:2.19.0-1' });
  assert.ok('files' in (await debian.provide(order(exact))));
  const other = {
    ...exact,
    tree: { ...(exact.tree as Order['tree']), debian: { source: 'kettle', version: '1:2.20-1' } },
  };
  assert.match(whyNot(await debian.provide(order(other))), /^apt-get source failed: /);
  const newer = {
    ...exact,
    tree: { ...(exact.tree as Order['tree']), version: '2.20', tag: 'v2.20', debian: { source: 'kettle' } },
  };
  assert.equal(whyNot(await debian.provide(order(newer))), 'the archive has kettle 2.19.0, not 2.20');
});

test('Debian source package: an unknown name and a changed archive are reasons', async (context) => {
  const unknown = await sourceArchive(context, { source: 'pot' });
  assert.match(whyNot(await debian.provide(order(unknown))), /^apt-get source failed: /);
  const changed = await sourceArchive(
    context,
    { source: 'kettle' },
    {
      change(archive) {
        const file = join(archive, 'kettle_2.19.0.orig.tar.xz');
        const bytes = readFileSync(file);
        bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1;
        writeFileSync(file, bytes);
      },
    },
  );
  assert.match(whyNot(await debian.provide(order(changed))), /^apt-get source failed: /);
});

test('Debian package: a machine without apt is a reason', async (context) => {
  const bare: Host = { ...host, run: () => Promise.reject(new Error('spawn apt-get ENOENT')) };
  assert.deepEqual(await debian.provide(order(fromArchive(context, bare))), {
    declined: 'this machine has no apt-get',
  });
});

test('local folder: a folder in place of a file is no file', async (context) => {
  const override = folder(context);
  writeTree(override);
  const provided = await local.provide(order({ override, paths: ['mm'] }));
  assert.ok('files' in provided);
  assert.equal(provided.files.get('mm'), null);
});

test('git repository: a hook of another repository does not lead astray', async (context) => {
  const override = gitRepository(folder(context));
  process.env.GIT_DIR = '/nonexistent';
  context.after(() => delete process.env.GIT_DIR);
  assert.ok('files' in (await git.provide(order({ override }))));
});

test('git repository: a link is followed inside the tree and nowhere else', async (context) => {
  const override = folder(context);
  writeTree(override);
  symlinkSync('basket.c', join(override, 'mm/inside.c'));
  symlinkSync('/etc/passwd', join(override, 'mm/outside.c'));
  gitRepository(override);
  const paths = ['mm/outside.c', 'mm/inside.c', 'mm/basket.c'];
  const provided = await git.provide(order({ override, paths }));
  assert.ok('files' in provided);
  assert.deepEqual(
    [...provided.files].map(([path, bytes]) => [path, bytes && new TextDecoder().decode(bytes)]),
    [
      ['mm/outside.c', null],
      ['mm/inside.c', FILES['mm/basket.c']],
      ['mm/basket.c', FILES['mm/basket.c']],
    ],
  );
});

test('upstream git server: a fault that passes is tried again, one that stays is a reason', async (context) => {
  for (const [faults, expected] of [
    [2, 'files'],
    [3, 'declined'],
  ] as const) {
    let left = faults as number;
    const server = await serve(context, (request, response) => {
      if (request.url?.includes('Makefile') || left === 0) return fileServer(request, response);
      left -= 1;
      response.writeHead(503).end();
    });
    const provided = await http.provide(order({ tree: treeWith({ raw: `${server}/{path}` }) }));
    assert.ok(expected in provided, JSON.stringify(provided));
  }
});

test('upstream git server: a refusal is not tried again', async (context) => {
  let asked = 0;
  const server = await serve(context, (request, response) => {
    if (request.url?.includes('Makefile')) return fileServer(request, response);
    asked += 1;
    response.writeHead(403).end();
  });
  assert.deepEqual(await http.provide(order({ tree: treeWith({ raw: `${server}/{path}` }) })), {
    declined: 'the server answered with status 403',
  });
  assert.equal(asked, 1);
});

test('upstream git server: a file that ends early or is too large is a reason, and no part of it is used', async (context) => {
  const faults: readonly RequestListener[] = [
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '1000' });
      response.write('int half;', () => response.destroy());
    },
    (_, response) => void response.writeHead(200).end('x'.repeat(9 * 1024 * 1024)),
  ];
  for (const fault of faults) {
    const server = await serve(context, (request, response) =>
      request.url?.includes('Makefile') ? fileServer(request, response) : fault(request, response),
    );
    const provided = await http.provide(order({ tree: treeWith({ raw: `${server}/{path}` }) }));
    assert.ok('declined' in provided, JSON.stringify(provided));
  }
});

test('upstream git server: a server that is not there is asked once', async () => {
  let asked = 0;
  const counting: Host = {
    ...host,
    fetch: (url, options) => {
      asked += 1;
      return host.fetch(url, options);
    },
  };
  const closed = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => closed.once('listening', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const tree = treeWith({ raw: `http://127.0.0.1:${port}/{path}` });
  assert.ok('declined' in (await http.provide(order({ tree, host: counting }))));
  assert.equal(asked, 1);
});

test("an archive without an address is on the mirror that the machine's apt uses", () => {
  const mirrors = ['https://mirror.example/debian', 'https://security.example/debian-security'];
  assert.deepEqual(
    withMirror(['debian sid main', 'debian-security bookworm-security main', 'file:/a sid main'], mirrors),
    [
      'https://mirror.example/debian sid main',
      'https://security.example/debian-security bookworm-security main',
      'file:/a sid main',
    ],
  );
  assert.deepEqual(withMirror(['debian-security sid main'], mirrors.slice(0, 1)), [
    'https://mirror.example/debian-security sid main',
  ]);
  assert.deepEqual(withMirror(['debian sid main'], []), []);
});

/** A tree of a project that has no Makefile with a version, at a tag with a slash. */
const SHELF_TREE = {
  version: '2.1w',
  tag: 'release/2.1w',
  browse: 'https://source.example/{tag}/{path}#L{line}',
} as const satisfies Order['tree'];

const SHELF = { 'shelf.py': 'def lend():\n    pass\n' };

/** A repository with that tag, whose files beside it are newer. */
function shelfRepository(root: string): string {
  writeTree(root, SHELF);
  gitRepository(root);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
      // Newer than the other tag, whenever this runs.
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_NOSYSTEM: '1',
        HOME: root,
        GIT_COMMITTER_DATE: '2099-01-01T00:00:00Z',
      },
    });
  git('rm', '-q', '-r', 'Makefile', 'mm');
  git('commit', '-q', '-m', 'two');
  git('tag', SHELF_TREE.tag);
  writeTree(root, { 'shelf.py': 'def lend(book):\n    pass\n' });
  return root;
}

const shelf = (more: Partial<Order>): Order =>
  order({ tree: SHELF_TREE, treeName: 'shelf', paths: ['shelf.py'], ...more });

const whyNot = (provided: Awaited<ReturnType<Provider['provide']>>): string => {
  assert.ok('declined' in provided, JSON.stringify(provided));
  return provided.declined ?? 'nothing is set up';
};

const textOf = (provided: Awaited<ReturnType<Provider['provide']>>): string | null => {
  assert.ok('files' in provided, JSON.stringify(provided));
  const bytes = provided.files.get('shelf.py');
  return bytes ? new TextDecoder().decode(bytes) : null;
};

test('any project: a git repository is read at the tag, whatever is checked out beside it', async (context) => {
  const override = shelfRepository(folder(context));
  assert.deepEqual(await local.provide(shelf({ override })), {
    declined: `${override} is a git repository, which is read at release/2.1w`,
    isLeft: true,
  });
  const provided = await git.provide(shelf({ override }));
  assert.equal(textOf(provided), SHELF['shelf.py']);
  assert.match(('commit' in provided && provided.commit) || '', /^[0-9a-f]{40}$/);
  const named = { ...SHELF_TREE, git: override };
  assert.equal(textOf(await git.provide(shelf({ tree: named }))), SHELF['shelf.py']);
});

test('any project: a folder without a repository is taken as it is', async (context) => {
  const path = folder(context);
  writeTree(path, SHELF);
  assert.equal(textOf(await local.provide(shelf({ tree: { ...SHELF_TREE, path } }))), SHELF['shelf.py']);
});

test('any project: what is no repository, and a tag that is not there, are reasons', async (context) => {
  const plain = folder(context);
  const nothing = join(plain, 'nothing');
  assert.deepEqual(await local.provide(shelf({ override: nothing })), {
    declined: `there is no folder ${nothing}`,
  });
  assert.equal(whyNot(await git.provide(shelf({ override: nothing }))), `there is no folder ${nothing}`);
  assert.equal(whyNot(await git.provide(shelf({ override: plain }))), `${plain} is no git repository`);
  const override = shelfRepository(folder(context));
  assert.deepEqual(await git.provide(shelf({ override, tree: { ...SHELF_TREE, tag: 'v9' } })), {
    declined: `${override} has no v9; its newest tags are release/2.1w, v9.9.3`,
  });
});

test('any project: a repository without tags says how to get them', async (context) => {
  const override = shelfRepository(folder(context));
  for (const tag of ['v9.9.3', SHELF_TREE.tag]) execFileSync('git', ['-C', override, 'tag', '-d', tag]);
  assert.match(whyNot(await git.provide(shelf({ override }))), /; it has no tags \("git fetch --tags"/);
});

test('any project: a folder in the repository of another is not read as that', async (context) => {
  const outer = shelfRepository(folder(context));
  writeTree(outer, { 'trees/2.1/shelf.py': 'def other():\n    pass\n' });
  const inner = join(outer, 'trees/2.1');
  assert.equal(
    whyNot(await git.provide(shelf({ override: inner }))),
    `${inner} is no git repository, but a folder in one`,
  );
});

test('a tree that is away is told of by what is set up for it, and by nothing else', async (context) => {
  const repository = shelfRepository(folder(context));
  const plain = folder(context);
  const reasonsOf = async (more: Partial<Order['tree']>, override?: string) => {
    const fetched = await fetchFiles([{ tree: 'shelf', path: 'shelf.py' }], {
      trees: { shelf: { ...SHELF_TREE, ...more } },
      host: { ...host, fetch: () => Promise.reject(new Error('no network')) },
      cacheFolder: join(plain, 'cache'),
      ...(override === undefined ? {} : { overrides: { shelf: override } }),
    });
    const file = fetched.file({ tree: 'shelf', path: 'shelf.py' });
    return file.state === 'unavailable' ? file.reasons : file.state;
  };
  const none = 'its newest tags are release/2.1w, v9.9.3';
  assert.deepEqual(await reasonsOf({}), ['trees.yaml names no place that has it']);
  assert.deepEqual(await reasonsOf({ git: repository, tag: 'v9' }), [
    `git repository: ${repository} has no v9; ${none}`,
  ]);
  assert.deepEqual(await reasonsOf({ path: repository, tag: 'v9' }), [
    `git repository: ${repository} has no v9; ${none}`,
  ]);
  assert.deepEqual(await reasonsOf({ git: plain }), [`git repository: ${plain} is no git repository`]);
  assert.deepEqual(await reasonsOf({ git: join(plain, 'no') }, join(plain, 'nor')), [
    `local folder: there is no folder ${join(plain, 'nor')}`,
  ]);
  assert.deepEqual(await reasonsOf({ raw: 'https://source.example/{tag}/{path}' }, `${repository}#v9`), [
    `git repository: ${repository} has no v9; ${none}`,
    'upstream git server: no network',
  ]);
});

test('any project: a file may say the version, by a pattern', async (context) => {
  const path = folder(context);
  writeTree(path, { ...SHELF, 'setup.cfg': '[metadata]\nversion = 2.1w\n' });
  const versionFile = { path: 'setup.cfg', pattern: '^version = (.+)$' };
  const at = (version: string) =>
    local.provide(shelf({ tree: { ...SHELF_TREE, version, path, versionFile } }));
  assert.ok('files' in (await at('2.1w')));
  assert.deepEqual(await at('2.2'), { declined: `${path} is 2.1w, not 2.2` });
  writeTree(path, { 'setup.cfg': '' });
  assert.deepEqual(await at('2.1w'), { declined: `${path} has no setup.cfg that says a version` });
});

test('any project: a server that has nothing at the tag has no such tag', async (context) => {
  const server = await serve(context, (request, response) => {
    const isThere = request.url === '/release/2.1w/shelf.py';
    response.writeHead(isThere ? 200 : 404, { 'content-type': 'text/plain' }).end(isThere ? 'x\n' : '');
  });
  const tree = { ...SHELF_TREE, raw: `${server}/{tag}/{path}` };
  const paths = ['shelf.py', 'nothing.py'];
  const provided = await http.provide(shelf({ tree, paths }));
  assert.ok('files' in provided, JSON.stringify(provided));
  assert.equal(provided.files.get('nothing.py'), null);
  assert.deepEqual(await http.provide(shelf({ tree: { ...tree, tag: 'v9' }, paths })), {
    declined: 'the server has nothing at v9',
  });
});
