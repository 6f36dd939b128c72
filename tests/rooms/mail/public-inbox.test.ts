import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { namedMail } from '../../../src/cli/mail-files.ts';
import { mailIn } from '../../../src/mail/read.ts';
import { folder, host } from '../sources/fixture-tree.ts';

const mail = (id: string): string =>
  `From: Ada <ada@example.org>\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nMessage-ID: <${id}@example.org>\nSubject: x\n\nWords of ${id}.\n`;

interface Step {
  readonly put?: Readonly<Record<string, string>>;
  readonly drop?: readonly string[];
}

/** A repository with a commit for each step, whatever this machine's git is set to. */
function repository(root: string, steps: readonly Step[]): void {
  mkdirSync(root, { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
      env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', HOME: root },
      stdio: 'ignore',
    });
  git('init');
  for (const { put = {}, drop = [] } of steps) {
    for (const [path, text] of Object.entries(put)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    for (const path of drop) rmSync(join(root, path));
    git('add', '-A');
    git('commit', '-m', 'x');
  }
}

/** The words of each message, or the code of what is wrong. */
async function read(path: string): Promise<string[]> {
  const found: string[] = [];
  for await (const file of namedMail([path], host)) {
    if (!('bytes' in file)) found.push(file.code);
    else
      for await (const each of mailIn(file))
        found.push('delivery' in each ? each.delivery.body.text.trim() : each.code);
  }
  return found;
}

test('a public-inbox of version 2 is read epoch by epoch, without what was deleted', async (context: TestContext) => {
  const inbox = folder(context);
  repository(join(inbox, 'git/0.git'), [
    { put: { m: mail('a') } },
    { put: { m: mail('spam') } },
    { put: { d: mail('spam') }, drop: ['m'] },
    { put: { m: mail('b') }, drop: ['d'] },
  ]);
  repository(join(inbox, 'git/1.git'), [{ put: { m: mail('c') } }]);
  assert.deepEqual(await read(inbox), ['Words of a.', 'Words of b.', 'Words of c.']);
  assert.deepEqual(await read(join(inbox, 'git/1.git')), ['Words of c.']);
});

test('a public-inbox of version 1 is read in the order the messages came in', async (context: TestContext) => {
  const inbox = folder(context);
  const path = (letter: string) => `${letter.repeat(2)}/${letter.repeat(38)}`;
  repository(inbox, [
    { put: { [path('f')]: mail('a') } },
    { put: { [path('b')]: mail('b'), [path('c')]: mail('spam') } },
    { drop: [path('c')] },
  ]);
  assert.deepEqual(await read(inbox), ['Words of a.', 'Words of b.']);
});

test('a repository of code, and one that is broken, are refused', async (context: TestContext) => {
  const [code, broken] = [folder(context), folder(context)];
  repository(code, [{ put: { 'src/main.c': 'int main;\n', m: mail('a') } }]);
  assert.deepEqual(await read(code), ['mail-not-mail']);
  repository(broken, [{ put: { m: mail('a') } }]);
  rmSync(join(broken, '.git/objects'), { recursive: true });
  mkdirSync(join(broken, '.git/objects'));
  assert.deepEqual(await read(broken), ['mail-unreadable']);
});

test('what the configuration of an inbox names is not run', async (context: TestContext) => {
  const inbox = folder(context);
  repository(inbox, [{ put: { m: mail('a') } }]);
  const trap = join(inbox, 'trap');
  writeFileSync(trap, `#!/bin/sh\necho sprung > ${join(inbox, 'sprung')}\n`, { mode: 0o755 });
  writeFileSync(
    join(inbox, '.git/config'),
    `[core]\n\trepositoryformatversion = 0\n\tfsmonitor = ${trap}\n\tpager = ${trap}\n\tsshCommand = ${trap}\n[gpg]\n\tprogram = ${trap}\n[log]\n\tshowSignature = true\n[diff]\n\texternal = ${trap}\n`,
  );
  assert.deepEqual(await read(inbox), ['Words of a.']);
  assert.equal(await host.size(join(inbox, 'sprung')), null);
});
