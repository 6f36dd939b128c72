import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { askGit } from '../../src/base/git.ts';
import type { Host } from '../../src/base/host.ts';
import { type Files, memoryHost } from '../../src/base/memory-host.ts';
import { inboxAt, messagesOf } from '../../src/mail/public-inbox.ts';
import { historyOf } from '../../src/site/history.ts';
import { EXAMPLE_SITE } from '../../src/site/reference/example-site.ts';
import { git, versionOfRepository } from '../../src/sources/providers/git.ts';
import { postil } from '../rooms/cli/command.ts';
import { folder, host } from '../rooms/sources/fixture-tree.ts';

/** What the repository says, and what a plain git does that follows it. */
interface Trap {
  readonly name: string;
  /** Lines of its configuration; %TRAP% is the program that must not run. */
  readonly config: string;
  readonly springs: readonly string[];
}

const FETCH = ['cat-file', '-p', 'HEAD:m'];
const PARTIAL = '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n';
const promisor = (url: string, more = '') =>
  `${PARTIAL}[remote "origin"]\n\tpromisor = true\n\turl = ${url}\n${more}`;
const ALLOWED =
  '[protocol]\n\tallow = always\n[protocol "file"]\n\tallow = always\n[protocol "ext"]\n\tallow = always\n';

const TRAPS: readonly Trap[] = [
  { name: 'remote.uploadpack', config: promisor('.', '\tuploadpack = %TRAP%\n'), springs: FETCH },
  {
    name: 'remote.uploadpack, its protocol allowed by name',
    config: promisor('.', `\tuploadpack = %TRAP%\n${ALLOWED}`),
    springs: FETCH,
  },
  { name: 'ext::', config: promisor('"ext::%TRAP% x"', ALLOWED), springs: FETCH },
  {
    name: 'url.insteadOf',
    config: promisor('https://mail.example/x', `${ALLOWED}[url "ext::%TRAP% "]\n\tinsteadOf = https://\n`),
    springs: FETCH,
  },
  {
    name: 'core.sshCommand',
    config: promisor('ssh://mail.example/x', `${ALLOWED}[core]\n\tsshCommand = %TRAP%\n`),
    springs: FETCH,
  },
  {
    name: 'core.gitProxy',
    config: promisor('git://127.0.0.1:9/x', `${ALLOWED}[core]\n\tgitProxy = %TRAP%\n`),
    springs: FETCH,
  },
  {
    name: 'include.path',
    config: '[include]\n\tpath = traps\n',
    springs: FETCH,
  },
  {
    name: 'includeIf',
    config: '[includeIf "gitdir:**"]\n\tpath = traps\n',
    springs: FETCH,
  },
  { name: 'core.fsmonitor', config: '[core]\n\tfsmonitor = %TRAP%\n', springs: ['status'] },
  { name: 'hooks', config: '', springs: ['update-ref', 'refs/heads/x', 'old'] },
  {
    name: 'log.showSignature, gpg.program',
    config: '[log]\n\tshowSignature = true\n[gpg]\n\tprogram = %TRAP%\n',
    springs: ['log', 'signed'],
  },
  {
    name: 'gpg.ssh.program',
    config:
      '[log]\n\tshowSignature = true\n[gpg]\n\tformat = ssh\n\tprogram = %TRAP%\n[gpg "ssh"]\n\tallowedSignersFile = /dev/null\n\tprogram = %TRAP%\n',
    springs: ['log', 'signed'],
  },
  {
    name: 'diff.external',
    config: '[diff]\n\texternal = %TRAP%\n',
    springs: ['log', '-p', '--ext-diff', '-1', 'old', '--', 'n'],
  },
  {
    name: 'diff.DRIVER.textconv',
    config: '[diff "words"]\n\ttextconv = %TRAP%\n',
    springs: ['cat-file', '--textconv', 'HEAD:n'],
  },
  {
    name: 'diff.DRIVER.command',
    config: '[diff "words"]\n\tcommand = %TRAP%\n',
    springs: ['log', '-p', '--ext-diff', '-1', 'old', '--', 'n'],
  },
  {
    name: 'filter.DRIVER.smudge',
    config: '[filter "words"]\n\tsmudge = %TRAP%\n\tclean = %TRAP%\n',
    springs: ['cat-file', '--filters', 'HEAD:n'],
  },
  {
    name: 'filter.DRIVER.process',
    config: '[filter "words"]\n\tprocess = %TRAP%\n\trequired = true\n',
    springs: ['cat-file', '--filters', 'HEAD:n'],
  },
  { name: 'core.editor', config: '[core]\n\teditor = %TRAP%\n', springs: ['config', '--edit'] },
  { name: 'alias', config: '[alias]\n\tx = !%TRAP%\n\tlog = !%TRAP%\n', springs: ['x'] },
];

const ENV = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

/** A repository without the text of `m`, whose last commit is signed. */
const model = mkdtempSync(join(tmpdir(), 'postil-test-'));
after(() => rmSync(model, { recursive: true, force: true }));
const run = (args: readonly string[], input = '') =>
  execFileSync('git', ['-C', model, ...args], { env: ENV, input, encoding: 'utf8' }).trim();
run(['init', '-q', '-b', 'main']);
writeFileSync(join(model, 'm'), 'Words.\n');
writeFileSync(join(model, 'n'), 'More words.\n');
writeFileSync(join(model, '.git/info/attributes'), 'n diff=words filter=words\n');
run(['add', 'm', 'n']);
run(['commit', '-q', '-m', 'one']);
run(['tag', 'old']);
const signed = run(
  ['hash-object', '-t', 'commit', '-w', '--stdin'],
  `tree ${run(['rev-parse', 'HEAD^{tree}'])}
author A <a@example.org> 1700000000 +0000
committer A <a@example.org> 1700000000 +0000
gpgsig -----BEGIN PGP SIGNATURE-----
 
 iQ==
 -----END PGP SIGNATURE-----

two
`,
);
run(['tag', 'signed', signed]);
run(['update-ref', 'HEAD', signed]);
// Another commit has the missing text in the place of the files that the example site asks for.
mkdirSync(join(model, 'lib'));
for (const path of ['Makefile', 'lib/shelf.c']) writeFileSync(join(model, path), 'Words.\n');
run(['add', 'Makefile', 'lib/shelf.c']);
run(['tag', 'v1.0.3', run(['commit-tree', '-m', 'three', run(['write-tree'])])]);
run(['reset', '-q', '--hard', 'HEAD']);
const blob = run(['rev-parse', 'HEAD:m']);
rmSync(join(model, '.git/objects', blob.slice(0, 2), blob.slice(2)));

/** The repository with a trap in it, and whether that has sprung since. */
function trapped(root: string, { config }: Pick<Trap, 'config'>) {
  cpSync(model, root, { recursive: true });
  const program = join(root, '.git/trap');
  const sprung = join(root, '.git/sprung');
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> ${sprung}\nexit 1\n`);
  chmodSync(program, 0o755);
  mkdirSync(join(root, '.git/hooks'), { recursive: true });
  for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-auto-gc'])
    cpSync(program, join(root, '.git/hooks', hook));
  const lines = (text: string) => text.replaceAll('%TRAP%', program);
  writeFileSync(join(root, '.git/traps'), lines(promisor('.', `\tuploadpack = %TRAP%\n${ALLOWED}`)));
  appendFileSync(join(root, '.git/config'), lines(config));
  return () => {
    const has = readdirSync(join(root, '.git')).includes('sprung');
    rmSync(sprung, { force: true });
    return has;
  };
}

const TREE = {
  version: 'HEAD',
  tag: 'HEAD',
  browse: 'https://source.example/{path}#L{line}',
};

/** Every way in which Postil asks a repository of somebody else's. */
const WAYS: Readonly<Record<string, (root: string) => Promise<unknown>>> = {
  'a tree by its path': (root) => provided(root, {}, ['m', 'n', 'x/']),
  'a tree by PATH#REF': (root) => provided(`${root}#signed`, {}, ['m', 'n']),
  'git: of trees.yaml': (root) => provided(null, { git: root }, ['m', 'n']),
  'which version it is': (root) => versionOfRepository(root, host),
  'the history of content': (root) => historyOf(root, host),
  'a public-inbox': (root) => readInbox(root),
};

const provided = (override: string | null, more: { git?: string }, paths: readonly string[]) =>
  git.provide({
    treeName: 'mine',
    tree: { ...TREE, ...more },
    paths,
    override,
    host,
    onProgress: () => {},
    workFolder: '/nonexistent',
  });

async function readInbox(root: string): Promise<void> {
  for (const repository of (await inboxAt(root, host)) ?? [])
    try {
      for await (const _ of messagesOf(
        repository,
        host,
        () => true,
        () => {},
      ));
    } catch {}
}

for (const trap of TRAPS) {
  test(`what a repository names as a program is not run: ${trap.name}`, async (context) => {
    const root = folder(context);
    const hasSprung = trapped(root, trap);
    spawnSync('git', ['-C', root, ...trap.springs], { env: ENV, timeout: 10_000 });
    assert.ok(hasSprung(), 'the trap is none');
    for (const [way, ask] of Object.entries(WAYS)) {
      await ask(root);
      assert.ok(!hasSprung(), way);
    }
  });
}

/** The example site with an excerpt of a tree, which is a repository on this disk. */
const siteWith = (env: Readonly<Record<string, string>>): Host => {
  const files: Files = {
    ...EXAMPLE_SITE,
    'content/explainers/lending.mdx':
      '---\ntitle: Lending\n---\n\n<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n',
    'content/rules/counted.mdx': `---
title: Books are counted
evidence:
  - check: file-contains
    path: lib/shelf.c
    needle: counted
    expect: { v1.0.3: yes }
---

Text.
`,
    'evidence.json': JSON.stringify({
      version: 1,
      page: 'explainers/lending',
      title: 'Lending',
      quotes: [],
      excerpts: [
        {
          tree: 'v1.0.3',
          version: '1.0.3',
          path: 'lib/shelf.c',
          symbol: 'lend',
          lines: [1, 7],
          sha256: 'a'.repeat(64),
          url: 'https://source.example/lib/shelf.c',
        },
      ],
      evidence: [],
    }),
  };
  const site = memoryHost(files, env);
  return {
    ...host,
    ...site,
    run: host.run,
    read: async (path) => (await site.read(path)) ?? host.read(path),
    list: async (path) => (await site.list(path)) ?? host.list(path),
  };
};

const COMMANDS: readonly ((repository: string) => {
  readonly line: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
})[] = [
  (repository) => ({ line: ['check', '--tree', `mine=${repository}#v1.0.3`] }),
  (repository) => ({ line: ['check', '--tree', `v1.0.3=${repository}`] }),
  (repository) => ({ line: ['check', '--tree', `v1.0.3=${repository}#v1.0.3`] }),
  (repository) => ({ line: ['check'], env: { POSTIL_TREE_V1_0_3: repository } }),
  (repository) => ({ line: ['sources', '--tree', `v1.0.3=${repository}`] }),
  (repository) => ({ line: ['verify', 'evidence.json', '--tree', `v1.0.3=${repository}`] }),
  (repository) => ({ line: ['parse', repository] }),
  (repository) => ({ line: ['import', repository, '--all'] }),
];

for (const command of COMMANDS) {
  const { line, env } = command('REPOSITORY');
  const name = [...Object.entries(env ?? {}).map((each) => each.join('=')), ...line].join(' ');
  test(`a bare repository with a missing object runs nothing: ${name}`, async (context) => {
    const root = folder(context);
    const hasSprung = trapped(root, TRAPS[0] as Trap);
    const { line, env = {} } = command(join(root, '.git'));
    const world = siteWith(env);
    await postil(line, { host: world });
    assert.ok(!hasSprung());
    spawnSync('git', ['-C', root, ...FETCH], { env: ENV, timeout: 10_000 });
    assert.ok(hasSprung(), 'the trap is none');
  });
}

for (const ref of ['--upload-pack=x', '-x', '--output=x', '--exec=x'])
  test(`a reference that would be an option is none: ${ref}`, async () => {
    const said = await provided(`${model}#${ref}`, {}, ['n']);
    assert.deepEqual(said, { declined: `"${ref}" is no git reference` });
    assert.equal(await versionOfRepository(`${model}#${ref}`, host), null);
  });

test('a pipe in the place of a configuration is given up in time', async (context) => {
  const root = folder(context);
  cpSync(model, root, { recursive: true });
  rmSync(join(root, '.git/config'));
  execFileSync('mkfifo', [join(root, '.git/config')]);
  const { code, stderr } = await askGit(root, ['rev-parse', 'HEAD'], host, { timeoutMs: 200 });
  assert.equal(code, 127);
  assert.match(stderr, /^git did not end within \d+ seconds?$/);
});
