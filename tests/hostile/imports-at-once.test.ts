import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { importMail } from '../../src/cli/commands/import.ts';
import { folder, host } from '../rooms/sources/fixture-tree.ts';

const MESSAGES = 12;

const mbox = (list: string, subject: string): string =>
  Array.from(
    { length: MESSAGES },
    (_, at) => `From mboxrd@z Thu Jan  1 00:00:00 1970
From: Ada <ada@example.org>
Date: Mon, 4 Jan 2021 10:0${at % 3}:00 +0000
Message-ID: <${list}-${at}@example.org>
${at === 0 ? '' : `In-Reply-To: <${list}-0@example.org>\n`}Subject: ${subject}

Words ${at} of ${list}.

`,
  ).join('');

function site(context: TestContext) {
  const root = folder(context);
  const content = join(root, 'content');
  mkdirSync(content);
  const saved = (name: string, text: string) => {
    writeFileSync(join(root, name), text);
    return join(root, name);
  };
  return {
    root,
    content,
    apples: saved('a.mbox', mbox('a', 'Apples')),
    pears: saved('p.mbox', mbox('p', 'Pears')),
  };
}

/** The words of each file of a thread, and how many messages the lock has sealed. */
function found(content: string, thread: string) {
  const names = readdirSync(join(content, 'threads', thread)).filter((name) => name.endsWith('.eml'));
  const words = names.map(
    (name) => /^Words \d+ of \w\.$/m.exec(readFileSync(join(content, 'threads', thread, name), 'utf8'))?.[0],
  );
  const { seals } = JSON.parse(readFileSync(join(content, 'postil.lock.json'), 'utf8'));
  const sealed = Object.keys(seals.mail).filter((key) => key.startsWith(`${thread} `));
  return { words: words.sort(), sealed: sealed.length };
}

const whole = (list: string) => ({
  words: Array.from({ length: MESSAGES }, (_, at) => `Words ${at} of ${list}.`).sort(),
  sealed: MESSAGES,
});

/** How many messages were added and how many were there, as a report says. */
const counts = (output: string): readonly [added: number, known: number] => {
  const [, added, known] = /(\d+) messages? added, (\d+) there already/.exec(output) ?? [];
  return [Number(added), Number(known)];
};

function assertShared(outputs: readonly string[]): void {
  const all = outputs.map(counts);
  for (const [added, known] of all) assert.equal(added + known, MESSAGES, outputs.join('\n'));
  assert.equal(
    all.reduce((sum, [added]) => sum + added, 0),
    MESSAGES,
    outputs.join('\n'),
  );
}

test('the same import three times at once: each message is there once, and each says what it has added', async (context) => {
  const { content, apples } = site(context);
  const reports = await Promise.all(
    [1, 2, 3].map(() => importMail([apples], { content }, { host, cacheFolder: '' })),
  );
  assertShared(reports.map(({ output }) => output ?? ''));
  assert.deepEqual(found(content, 'apples'), whole('a'));
});

test('two imports into one site at once: the lock has the mail of both', async (context) => {
  const { content, apples, pears } = site(context);
  await Promise.all(
    [apples, pears].map((each) => importMail([each], { content }, { host, cacheFolder: '' })),
  );
  assert.deepEqual(found(content, 'apples'), whole('a'));
  assert.deepEqual(found(content, 'pears'), whole('p'));
});

test('two processes do the same', async (context) => {
  const { root, content, apples } = site(context);
  const run = () =>
    new Promise<string>((done) => {
      const child = spawn(
        process.execPath,
        [resolve('bin/postil.js'), 'import', apples, '--content', content],
        {
          cwd: root,
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      );
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk;
      });
      child.on('close', () => done(out));
    });
  assertShared(await Promise.all([run(), run()]));
  assert.deepEqual(found(content, 'apples'), whole('a'));
  assert.deepEqual(
    readdirSync(content).filter((name) => name.startsWith('.')),
    [],
  );
});

test('what a killed process has left does not hold the next one up', async (context) => {
  const { content, apples } = site(context);
  // No process has that number: the most that Linux gives are four million.
  writeFileSync(join(content, '.postil.lock.json.writer'), '99999999');
  await importMail([apples], { content }, { host, cacheFolder: '' });
  assert.deepEqual(found(content, 'apples'), whole('a'));
});
