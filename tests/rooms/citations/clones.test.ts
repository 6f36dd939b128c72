import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { nodeHost } from '../../../src/base/node-host.ts';
import { verifyClones } from '../../../src/citations/prose/clones.ts';
import { findCommits } from '../../../src/citations/prose/commits.ts';
import { flips } from '../../../src/cli/commands/flips.ts';
import { EMPTY_LOCK } from '../../../src/sources/lock.ts';
import { gitIn } from '../../git.ts';
import { folder, TREES } from '../sources/fixture-tree.ts';

/** A repository with two releases, and a clone of it that has the last commit only. */
function clones(context: TestContext): { readonly full: string; readonly shallow: string } {
  const full = folder(context);
  const git = gitIn(full);
  git('init', '-q', '-b', 'main');
  for (const version of ['1.0', '2.0']) {
    writeFileSync(join(full, 'shelf'), version);
    git('add', '.');
    git('commit', '-q', '-m', `shelf: ${version}`);
    git('tag', `v${version}`);
  }
  const shallow = join(folder(context), 'clone');
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${full}`, shallow], { stdio: 'ignore' });
  return { full, shallow };
}

const treesOf = (...versions: readonly string[]): typeof TREES =>
  Object.fromEntries(
    versions.map((version) => [
      version,
      { ...TREES['v9.9.3'], version, tag: `v${version}`, project: 'Shelf' },
    ]),
  ) as typeof TREES;

const told = async (clone: string | undefined, ...versions: readonly string[]): Promise<string[]> => {
  const host = { ...nodeHost(), env: (name: string) => (name === 'POSTIL_GIT_SHELF' ? clone : undefined) };
  return (await verifyClones(treesOf(...versions), host)).map(
    ({ code, message, fix }) => `${code}: ${message} ${fix}`,
  );
};

test('a clone that is shallow or lacks the tag of a tree is told, with what to do', async (context) => {
  const { full, shallow } = clones(context);
  assert.deepEqual(await told(undefined, '1.0', '3.0'), []);
  // A point release is of its series, whose tag is there.
  assert.deepEqual(await told(full, '1.0.7', '2.0'), []);
  assert.deepEqual(await told(full, '1.0', '3.0.1'), [
    `history-unreadable: The clone has no tag of 3.0.1: which release has a commit first cannot be told. Fetch its tags: git -C ${full} fetch --tags`,
  ]);
  assert.deepEqual(await told(shallow, '2.0'), [
    `history-unreadable: The clone is shallow: its first commit seems to bring everything that is older. Fetch the rest of it: git -C ${shallow} fetch --unshallow --tags`,
  ]);
  const [none] = await told(folder(context), '1.0');
  assert.match(none ?? '', /^history-unreadable: The history cannot be read: /);
});

test('flips of a shallow clone are not looked for', async (context) => {
  const { shallow } = clones(context);
  const memory = memoryHost({ 'content/trees.yaml': '{}\n' });
  const host = { ...nodeHost(), read: memory.read, list: memory.list };
  const report = await flips([], { content: 'content', git: shallow }, { host, cacheFolder: '/nowhere' });
  assert.deepEqual(
    report.diagnostics.map(({ code }) => code),
    ['history-unreadable'],
  );
});

test('a beginning that several commits of a clone have is no name of one', async () => {
  const answer = new TextEncoder().encode('3f2a91c^{commit} ambiguous\n');
  const host = {
    ...memoryHost({}),
    run: async () => ({ code: 0, stdout: answer, stderr: '' }),
  };
  const nothing = { threads: new Map(), references: [] };
  const commits = await findCommits(['3f2a91c'], EMPTY_LOCK, ['clone'], nothing, host);
  assert.deepEqual(commits.resolve('3f2a91c'), { state: 'ambiguous', among: [] });
  assert.deepEqual(commits.locked, {});
});
