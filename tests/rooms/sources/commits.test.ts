import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { nodeHost } from '../../../src/base/node-host.ts';
import { cloneVariable, commitsIn, repositoriesOf } from '../../../src/sources/commits.ts';
import { gitIn } from '../../git.ts';
import { folder, TREES } from './fixture-tree.ts';

/** Three commits, two releases, a candidate, and a stable branch that took over the last commit. */
function repository(context: TestContext): {
  readonly root: string;
  readonly git: (...args: readonly string[]) => string;
} {
  const root = folder(context);
  const git = gitIn(root);
  git('init', '-q', '-b', 'main');
  for (const [subject, ...tags] of [
    ['shelf: begin', 'v1.0'],
    ['shelf: count', 'v1.1-rc1'],
    ['shelf: refuse', 'v1.1', 'v1.2'],
  ] as const) {
    writeFileSync(join(root, subject.replace(/\W/g, '')), subject);
    git('add', '.');
    git('commit', '-q', '-m', subject);
    for (const tag of tags) git('tag', tag);
  }
  git('checkout', '-q', '-b', 'shelf-1.0.y', 'v1.0');
  git('cherry-pick', '-x', 'v1.1');
  git('checkout', '-q', 'main');
  return { root, git };
}

test('a commit is told with subject, author, day, first release and stable branches', async (context) => {
  const { root, git } = repository(context);
  const hash = git('rev-parse', 'v1.1');
  const found = await commitsIn(
    root,
    [hash.slice(0, 8), git('rev-parse', 'v1.1-rc1').slice(0, 9), 'abcdef012345'],
    nodeHost(),
  );
  assert.deepEqual(found.get(hash.slice(0, 8)), {
    id: hash,
    subject: 'shelf: refuse',
    author: 'Ada Reed',
    date: '2021-02-03',
    release: '1.1',
    stable: ['shelf-1.0.y'],
  });
  // A candidate is no release.
  const [, second] = [...found.values()];
  assert.ok(second !== undefined && second !== 'ambiguous');
  assert.equal(second.release, '1.1');
  assert.equal(found.has('abcdef012345'), false);
});

test('a clone is named by the project of the trees', () => {
  const trees = { 'v9.9.3': { ...TREES['v9.9.3'], project: 'Rill OS' } } as typeof TREES;
  assert.equal(cloneVariable('Rill OS'), 'POSTIL_GIT_RILL_OS');
  const env = (name: string) => (name === 'POSTIL_GIT_RILL_OS' ? '../rill.git' : undefined);
  assert.deepEqual(repositoriesOf(trees, { 'v9.9.3': '../mine#v1' }, env), ['../rill.git', '../mine']);
});
