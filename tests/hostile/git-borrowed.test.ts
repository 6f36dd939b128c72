/** A repository that shows what another of the machine holds is not read; one's own worktrees and submodules are. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inboxAt, messagesOf } from '../../src/mail/public-inbox.ts';
import { git, versionOfRepository } from '../../src/sources/providers/git.ts';
import { folder, gitRepository, host } from '../rooms/sources/fixture-tree.ts';
import { BORROWERS, type Making, run } from './table/borrowers.ts';

const OWN: Readonly<Record<string, Making>> = {
  'a worktree': (mine, theirs) => run(theirs, 'worktree', 'add', '-q', mine, 'v9.9.3'),
  'a submodule': (mine, theirs) => {
    gitRepository(join(mine, '..', 'super'));
    run(join(mine, '..', 'super'), 'submodule', 'add', '-q', theirs, 'sub');
    symlinkSync(join(mine, '..', 'super', 'sub'), mine);
  },
  'a clone': (mine, theirs) => run(theirs, 'clone', '-q', theirs, mine),
};

const provided = (mine: string) =>
  git.provide({
    treeName: 'mine',
    tree: { version: '9.9.3', tag: 'v9.9.3', browse: 'https://source.example/{path}#L{line}' },
    paths: ['mm/basket.c'],
    override: `${mine}#HEAD`,
    host,
    onProgress: () => {},
    workFolder: '/nonexistent',
  });

async function mailIn(mine: string): Promise<number> {
  let count = 0;
  for (const repository of (await inboxAt(mine, host)) ?? [])
    for await (const _ of messagesOf(
      repository,
      host,
      () => true,
      () => {},
    ))
      count += 1;
  return count;
}

for (const [name, make] of Object.entries(BORROWERS))
  test(`what another repository holds is not shown: ${name}`, async (context) => {
    const root = folder(context);
    const [mine, theirs] = [join(root, 'mine'), join(root, 'theirs')];
    mkdirSync(theirs);
    gitRepository(theirs);
    make(mine, theirs);
    assert.equal(
      run(mine, 'show', 'HEAD:mm/basket.c').toString(),
      readFileSync(join(theirs, 'mm/basket.c'), 'utf8'),
      'a plain git shows nothing either',
    );
    const said = await provided(mine);
    assert.ok('declined' in said, JSON.stringify(said));
    assert.match(said.declined ?? '', /takes|leads|link/);
    assert.equal(await versionOfRepository(`${mine}#HEAD`, host), null);
    await assert.rejects(mailIn(mine), /takes|leads|link/);
  });

test('a pipe in the place of alternates is a reason, and nobody waits for it', async (context) => {
  const root = gitRepository(folder(context));
  execFileSync('mkfifo', [join(root, '.git/objects/info/alternates')]);
  const said = await provided(root);
  assert.ok('declined' in said);
});

for (const [name, make] of Object.entries(OWN))
  test(`one's own is read: ${name}`, async (context) => {
    const root = folder(context);
    const [mine, theirs] = [join(root, 'mine'), join(root, 'theirs')];
    mkdirSync(theirs);
    gitRepository(theirs);
    make(mine, theirs);
    const said = await provided(mine);
    assert.ok('files' in said, JSON.stringify(said));
    assert.ok(said.files.get('mm/basket.c'));
  });
