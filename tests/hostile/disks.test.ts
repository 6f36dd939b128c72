import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { FileNotWritten } from '../../src/base/host.ts';
import { EXAMPLE_CONTENT, EXAMPLE_TREES } from '../example.ts';
import { folder, host } from '../rooms/sources/fixture-tree.ts';

const mail = (id: string, words: string): string =>
  `From mboxrd@z Thu Jan  1 00:00:00 1970
From: Ada <ada@example.org>
Date: Mon, 4 Jan 2021 10:0${id.length}:00 +0000
Message-ID: <${id}@example.org>
Subject: Apples
${id === 'a' ? '' : 'In-Reply-To: <a@example.org>\n'}
${words}

`;

const LONG = mail('bb', 'More words.\n'.repeat(500));

/** A site of its own, with something to import beside it. */
function site(context: TestContext): string {
  const root = folder(context);
  cpSync(EXAMPLE_CONTENT, join(root, 'content'), { recursive: true });
  mkdirSync(join(root, 'cache'));
  writeFileSync(join(root, 'apples.mbox'), mail('a', 'Words.') + LONG);
  return root;
}

/**
 * Runs the command as a process whose files may have no more than some blocks of 512 bytes: the one fault of a disk that
 * every user can have.
 */
function limited(root: string, blocks: number | 'unlimited', args: readonly string[]) {
  const words = [process.execPath, resolve('bin/postil.js'), ...args];
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', `trap "" XFSZ; ulimit -f ${blocks}; exec "$@" | cat`, 'sh', ...words],
    {
      cwd: root,
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, XDG_CACHE_HOME: join(root, 'cache'), NODE_DISABLE_COMPILE_CACHE: '1' },
    },
  );
  return { status, stderr };
}

/** Every file and folder of the content, with what is in it. */
const contentOf = (root: string): readonly (readonly [string, string])[] =>
  readdirSync(join(root, 'content'), { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(root, 'content', name);
      return [name, statSync(path).isDirectory() ? '/' : readFileSync(path, 'utf8')] as const;
    });

const TREES = Object.entries(EXAMPLE_TREES).map(([name, path]) => `--tree=${name}=${path}`);

/** Each command that writes, and the first file that it writes. */
const WRITERS: readonly (readonly [args: readonly string[], file: string])[] = [
  [['import', 'apples.mbox'], 'content/threads/apples/thread.yaml'],
  [['new', 'explainer', 'Apples'], 'content/explainers/apples.mdx'],
  [['new', 'thread', 'Apples'], 'content/threads/apples/thread.yaml'],
  [['seal', '--update'], 'content/postil.lock.json'],
  [['sources', '--update', ...TREES], 'content/postil.lock.json'],
];

for (const [args, file] of WRITERS)
  test(`a disk that takes nothing more is told in a sentence, and nothing changes: ${args.slice(0, 2).join(' ')}`, (context) => {
    const root = site(context);
    if (args[0] === 'seal') rmSync(join(root, 'content/postil.lock.json'));
    const before = contentOf(root);
    const { stderr } = limited(root, 0, args);
    const told = stderr.slice(stderr.indexOf(`${file}:1:1`));
    assert.match(
      told,
      /^content\/\S+:1:1 error file-not-written\n {2}The file cannot be written: it is larger than files may be here\.\n/,
      stderr,
    );
    assert.doesNotMatch(stderr, /^ {4}at /m);
    assert.deepEqual(contentOf(root), before);
  });

test('an import that a full disk stopped has whole files only, and goes on when there is room', (context) => {
  const root = site(context);
  const before = contentOf(root).map(([name]) => name);
  const first = limited(root, 2, ['import', 'apples.mbox']);
  assert.match(
    first.stderr,
    /content\/threads\/apples\/ada-2021-01-04-1002z\.eml:1:1 error file-not-written/,
  );
  const added = () => contentOf(root).filter(([name]) => !before.includes(name));
  assert.deepEqual(
    added().map(([name]) => name),
    ['threads/apples', 'threads/apples/ada-2021-01-04-1001z.eml', 'threads/apples/thread.yaml'],
  );
  limited(root, 'unlimited', ['import', 'apples.mbox']);
  const received = [mail('a', 'Words.'), LONG].map((each) => each.slice(each.indexOf('\n') + 1));
  assert.deepEqual(
    added()
      .filter(([name]) => name.endsWith('.eml'))
      .map(([, text]) => text),
    received,
  );
  assert.ok(readFileSync(join(root, 'content/postil.lock.json'), 'utf8').includes('apples <bb@example.org>'));
});

test('what cannot be written says why, and leaves no folders behind', async (context) => {
  const root = folder(context);
  writeFileSync(join(root, 'file'), 'x');
  mkdirSync(join(root, 'taken/more'), { recursive: true });
  const CASES: readonly (readonly [path: string, why: RegExp])[] = [
    ['file/below.txt', /a file stands in the place of its folder/],
    ['taken', /a folder of that name stands in its place/],
    [`new/one/${'x'.repeat(256)}`, /its name is too long/],
  ];
  for (const [path, why] of CASES)
    await assert.rejects(
      host.write(join(root, path), new Uint8Array(3)),
      (error) => error instanceof FileNotWritten && error.path === join(root, path) && why.test(error.why),
      path,
    );
  assert.deepEqual(readdirSync(root).sort(), ['file', 'taken']);
});

test('what is being written is hidden until it is whole, so that nothing reads what a killed process left', async (context) => {
  const root = folder(context);
  let isDone = false;
  const done = host.write(join(root, 'large.eml'), new Uint8Array(64 * 1024 * 1024)).then(() => {
    isDone = true;
  });
  const seen = new Set<string>();
  while (!isDone) {
    for (const name of readdirSync(root)) seen.add(name);
    await new Promise((resume) => setImmediate(resume));
  }
  await done;
  const passing = [...seen].filter((name) => name !== 'large.eml');
  assert.equal(passing.length, 1);
  assert.ok(passing[0]?.startsWith('.'), passing[0]);
});
