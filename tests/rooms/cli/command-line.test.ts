import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { folder } from '../sources/fixture-tree.ts';
import { codesTold, postil } from './command.ts';

const site = (up = ''): Record<string, string | Uint8Array> =>
  Object.fromEntries(
    Object.entries(EXAMPLE_SITE)
      .filter(([path]) => path.startsWith('content/'))
      .map(([path, text]) => [`${up}${path}`, text]),
  );

test('the version is the one of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  assert.deepEqual(await postil('--version'), { code: 0, out: `${version}\n`, err: '' });
});

test('help is asked for, and no mistake', async () => {
  for (const line of ['--help', 'help', 'help check', 'check --help']) {
    const { code, out, err } = await postil(line);
    assert.deepEqual([code, err], [0, ''], line);
    assert.match(out, /^Usage: postil /, line);
  }
});

const MISUSES = [
  [
    'a command that there is not',
    'chek',
    /unknown command 'chek'\n\(Did you mean check\?\)/,
    '[options] [command]',
  ],
  [
    'an option that is misspelt',
    'check --strct',
    /unknown option '--strct'\n\(Did you mean --strict\?\)/,
    'check [options]',
  ],
  ['an argument that is missing', 'parse', /missing required argument 'file'/, 'parse [options] <file...>'],
  [
    'a tree without its place',
    'check --tree mine',
    /'mine' is invalid. It must be NAME=PATH/,
    'check [options]',
  ],
  ['a tree without a name', 'sources --tree =../linux', /It must be NAME=PATH/, 'sources [options]'],
  ['a tree at no place', 'verify x --tree mine=', /It must be NAME=PATH/, 'verify [options] <file>'],
  [
    'a number that is none',
    'quote --max few words',
    /It must be a whole number/,
    'quote [options] <words...>',
  ],
  [
    'a kind that there is not',
    'new page Lending',
    /Allowed choices are explainer, rule/,
    'new [options] <kind> <name>',
  ],
  ['options against each other', 'check --watch --json', /cannot be used with/, 'check [options]'],
] as const;

for (const [what, line, message, usage] of MISUSES) {
  test(`${what} is told with the usage of that command only, and exit code 2`, async () => {
    const { code, out, err } = await postil(line, { host: memoryHost(site()) });
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, message);
    assert.deepEqual(
      [...err.matchAll(/^Usage: postil (.*)$/gm)].map(([, told]) => told),
      [usage],
    );
    assert.doesNotMatch(err, /^Options:|^Commands:/m);
  });
}

test('a bare command line and help on nothing known show what commands there are, with exit code 2', async () => {
  for (const args of [[], ['help', 'chek']]) {
    const { code, out, err } = await postil(args);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^Commands:$/m);
  }
});

const OUTSIDE = [
  'check',
  'sources --update',
  'coverage',
  'quote books',
  'new term Shelf',
  'new note lending',
  'import a.eml',
];

for (const line of OUTSIDE) {
  test(`outside of a site, "${line}" says so and writes nothing`, async () => {
    const host = memoryHost({
      'a.eml': EXAMPLE_SITE['content/threads/lending/1.eml'] ?? 'From: a@example.org\n\nx',
    });
    const written: string[] = [];
    const write = async (path: string) => void written.push(path);
    const ran = await postil(line, { host: { ...host, write } });
    assert.deepEqual([ran.code, ran.out, codesTold(ran)], [1, '', ['content-missing']]);
    assert.match(ran.err, /This folder is in no site/);
    assert.deepEqual(written, []);
  });
}

test('outside of a site, who asked for JSON gets JSON', async () => {
  const { code, out, err } = await postil('coverage --json');
  assert.deepEqual([code, err], [1, '']);
  assert.equal((JSON.parse(out) as { errors: number }).errors, 1);
});

test('a site is found from a folder below it', async () => {
  const { code, out } = await postil('check', {
    host: memoryHost(site('../../')),
    current: '/docs/content/explainers',
  });
  assert.equal(code, 0);
  assert.match(out, /0 errors, 0 warnings/);
});

test('the search for a site ends at the top of the disk', async () => {
  assert.equal((await postil('check', { host: memoryHost(site('../../')), current: '/docs' })).code, 1);
});

test('a configuration of Astro with Postil makes a site, and names its content folder', async () => {
  const files = Object.fromEntries(
    Object.entries(site()).map(([path, text]) => [path.replace(/^content/, '../pages'), text]),
  );
  const config = "export default { integrations: [postil({ contentFolder: './pages' })] };\n";
  const host = memoryHost({ ...files, '../astro.config.mjs': config });
  const { code, out } = await postil('check', { host, current: '/docs/tools' });
  assert.deepEqual([code, out.includes('0 errors')], [0, true]);
});

test('a folder above that another program calls content is no site', async () => {
  const host = memoryHost({
    '../content/posts/first.md': 'x',
    '../astro.config.mjs': 'export default {};\n',
  });
  assert.deepEqual(codesTold(await postil('new term Shelf', { host, current: '/blog/posts' })), [
    'content-missing',
  ]);
});

test('a content folder that is named is used, wherever the site is', async () => {
  const files = Object.fromEntries(
    Object.entries(site()).map(([path, text]) => [path.replace(/^content/, 'other'), text]),
  );
  const host = memoryHost({ ...files, 'content/explainers/bad.mdx': 'no title' });
  assert.equal((await postil('check --content other', { host })).code, 0);
  assert.deepEqual(codesTold(await postil('sources --content othre', { host })), ['content-missing']);
});

test('the process finds the site above its folder, and its exit code is that of the command', (context) => {
  const root = folder(context);
  for (const [path, text] of Object.entries(site())) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const cwd = join(root, 'content/threads');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('src/cli/main.ts'), 'coverage', 'landing'],
    { cwd, encoding: 'utf8' },
  );
  assert.deepEqual([status, stdout.trim()], [1, '']);
  assert.match(stderr, /There is no thread "landing"\.\n {2}closest: {2}lending/);
});

test('a reader who closes the pipe early is no fault', async () => {
  const child = spawn(process.execPath, ['src/cli/main.ts', '--help']);
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, 'close');
  assert.deepEqual([code, said], [0, '']);
});

test('a tree that "sources" is given under a name that trees.yaml does not have is told, with the nearest', async () => {
  const ran = await postil('sources --tree v1.0.2=tree --update', { host: memoryHost(site()) });
  assert.deepEqual([ran.code, ran.out, codesTold(ran)], [1, '', ['tree-unreadable']]);
  assert.match(ran.err, /There is no tree "v1\.0\.2"\.\n[\s\S]*closest: {2}v1\.0\.3/);
});

test('a thread that is not there is told by "quote", with the nearest', async () => {
  const ran = await postil('quote --thread landing books', { host: memoryHost(site()) });
  assert.deepEqual([ran.code, codesTold(ran)], [1, ['thread-unknown']]);
  assert.match(ran.err, /closest: {2}lending/);
});
