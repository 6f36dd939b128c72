import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { FileRefused } from '../../src/base/host.ts';
import { importMail } from '../../src/cli/commands/import.ts';
import { tarOf, zipOf } from '../archives.ts';
import { folder, host } from '../rooms/sources/fixture-tree.ts';

interface Sent {
  readonly from?: string;
  readonly subject?: string;
  readonly words?: string;
  readonly id?: string;
  readonly date?: string;
}

const mail = ({ from = 'Ada', subject = 'Apples', words = 'Words.', id = '1', date }: Sent): string =>
  [
    `From: ${from} <ada@example.org>`,
    `Date: ${date ?? 'Mon, 4 Jan 2021 10:00:00 +0000'}`,
    `Message-ID: <${id}@example.org>`,
    `Subject: ${subject}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    words,
    '',
  ].join('\n');

/** A site beside which a file lies that nobody may touch. */
function site(context: TestContext) {
  const root = folder(context);
  mkdirSync(join(root, 'site/content'), { recursive: true });
  writeFileSync(join(root, 'outside'), 'as it was');
  const content = join(root, 'site/content');
  return {
    root,
    content,
    async run(bytes: string | Uint8Array, options: Record<string, string | boolean> = { all: true }) {
      const file = join(root, 'mail');
      writeFileSync(file, bytes);
      return await importMail([file], { content, ...options }, { host, cacheFolder: '' });
    },
    /** All that there is, without what was there before. */
    files: () =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
        .filter((name) => name !== 'mail' && name !== 'outside' && !name.endsWith('postil.lock.json'))
        .sort(),
  };
}

/** `content/threads/<slug>/<name>`, with names that every system can have. */
const IN_PLACE =
  /^site\/content\/threads\/(?!(?:con|prn|aux|nul|com\d|lpt\d)\/)[\p{L}\p{N}-]+\/(?:thread\.yaml|[\p{L}\p{N}-]+\.(?:eml|txt))$/u;

function assertInPlace(context: TestContext, { root, files }: ReturnType<typeof site>, count: number): void {
  const all = files();
  for (const name of all) {
    assert.match(name, IN_PLACE);
    assert.ok(name.isWellFormed(), name);
    for (const part of name.split('/')) assert.ok(Buffer.byteLength(part) <= 255, part);
  }
  assert.equal(readFileSync(join(root, 'outside'), 'utf8'), 'as it was');
  const mails = all.filter((name) => !name.endsWith('thread.yaml'));
  assert.equal(mails.length, count, `${context.name}: ${mails.join(', ')}`);
}

/** What an archive may call its members; a name with a hidden part, such as "..", is passed over. */
const MEMBERS: Readonly<Record<string, string>> = {
  upwards: '../../../outside',
  'upwards, deep in it': 'mail/../../../../outside',
  absolute: '/outside.eml',
  'upwards in Windows': '..\\..\\..\\outside',
  'a drive of Windows': 'C:\\outside.eml',
  'a name of Windows': 'con.eml',
  'a stream of Windows': 'a.eml:stream',
  'a NUL in it': 'outside\0.eml',
  'the file of facts, upwards': 'x/../content/threads/apples/thread.yml',
  'a long one': `${'x'.repeat(90)}.eml`,
  'a line end in it': 'a\nb.eml',
};

for (const [what, name] of Object.entries(MEMBERS))
  for (const [kind, archive] of [
    ['zip', zipOf([{ name, content: mail({}) }])],
    ['tar', tarOf([{ name, content: mail({}) }])],
  ] as const)
    test(`a member of a ${kind} is written where mail stands, whatever it is called: ${what}`, async (context) => {
      const made = site(context);
      await made.run(archive);
      const isHidden = /(?:^|\/)\./.test(name);
      assertInPlace(context, made, isHidden ? 0 : 1);
      assert.deepEqual(
        made.files(),
        isHidden
          ? []
          : [
              'site/content/threads/apples/ada-2021-01-04-1000z.eml',
              'site/content/threads/apples/thread.yaml',
            ],
      );
    });

test('links, devices and folders in a tar make nothing', async (context) => {
  const made = site(context);
  const others = ['1', '2', '3', '4', '5', '6'].map((type) => ({
    name: `member-${type}`,
    content: '',
    type,
  }));
  await made.run(tarOf([...others, { name: 'a.eml', content: mail({}) }]));
  assertInPlace(context, made, 1);
});

/** What the header of a mail says, of which names of files and folders are made. */
const HEADERS: readonly Sent[] = [
  { from: '../../../../outside' },
  { from: '/etc/passwd' },
  { from: '..' },
  { from: '.' },
  { from: '.git/config' },
  { from: 'thread.yaml' },
  { from: 'a\0b' },
  { from: 'C:\\Windows\\x' },
  { from: 'nul' },
  { from: 'x'.repeat(500) },
  { from: '張'.repeat(300) },
  { from: '𒀀'.repeat(300) },
  { from: `x${'𒀀'.repeat(300)}` },
  { from: '🍎🍎' },
  { from: '\u202egnp.exe' },
  { from: '"=?utf-8?q?=2e=2e=2foutside=00?="' },
  { from: '=?utf-8?q?=ed=a0=80?=' },
  { subject: '../../../../outside' },
  { subject: '..' },
  { subject: '.git' },
  { subject: 'CON' },
  { subject: 'nul' },
  { subject: 'LPT1' },
  { subject: '' },
  { subject: '🍎' },
  { subject: '張'.repeat(300) },
  { subject: `x${'𒀀'.repeat(300)}` },
  { subject: '/'.repeat(500) },
  { subject: 'a:b' },
  { date: 'Mon, 4 Jan 99999 10:00:00 +0000' },
  { date: '../../outside' },
  { id: '../../outside' },
];

for (const sent of HEADERS) {
  const told = Object.entries(sent).map(([name, value]) => `${name} ${JSON.stringify(value.slice(0, 24))}`);
  test(`a header makes no path: ${told.join()}`, async (context) => {
    const made = site(context);
    const { diagnostics } = await made.run(mail(sent));
    assertInPlace(context, made, 1);
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    );
    // A second time it is known again.
    const { output } = await made.run(mail(sent));
    assert.match(output ?? '', /0 messages added, 1 there already/);
  });
}

for (const thread of ['../outside', '/etc', '..', 'con', '.git', 'a/b'])
  test(`a thread is no path: --thread ${thread}`, async (context) => {
    const made = site(context);
    await made.run(mail({}), { thread });
    assertInPlace(context, made, 1);
  });

test('messages that want one name are all kept, and none is written over', async (context) => {
  const made = site(context);
  const all = ['Ada', 'ADA', 'Áda', 'ada!', '"Ada"', 'ａda'].map((from, at) =>
    mail({ from, id: `${at}`, words: `Words ${at}.` }),
  );
  await made.run(all.map((each) => `From x Mon Jan  4 10:00:00 2021\n${each}\n`).join(''));
  assertInPlace(context, made, 6);
  const words = made
    .files()
    .filter((name) => name.endsWith('.eml'))
    .map((name) => /Words \d/.exec(readFileSync(join(made.root, name), 'utf8'))?.[0]);
  assert.deepEqual(
    words.sort(),
    [0, 1, 2, 3, 4, 5].map((at) => `Words ${at}`),
  );
});

test('a message is not written over one whose hash begins like its own', async (context) => {
  const made = site(context);
  const path = join(made.content, 'threads/apples');
  const of = (id: string) => mail({ id, words: `Words ${id}.` });
  await made.run(of('1'));
  await made.run(of('2'));
  const [second = ''] = readdirSync(path).filter((name) => /-[0-9a-f]{8}\.eml$/.test(name));
  // As if somebody had made another whose hash begins so.
  writeFileSync(join(path, second), of('3'));
  await made.run(of('2'));
  assert.equal(readFileSync(join(path, second), 'utf8'), of('3'));
  assertInPlace(context, made, 3);
});

test('a folder of a thread that is a link out of the site is not written into', async (context) => {
  const made = site(context);
  mkdirSync(join(made.content, 'threads'));
  mkdirSync(join(made.root, 'elsewhere'));
  symlinkSync(join(made.root, 'elsewhere'), join(made.content, 'threads/apples'));
  await assert.rejects(made.run(mail({})), FileRefused);
  assert.deepEqual(readdirSync(join(made.root, 'elsewhere')), []);
});

test('a file of a thread that is a link out of the site is neither followed nor replaced', async (context) => {
  const made = site(context);
  const path = join(made.content, 'threads/apples');
  mkdirSync(path, { recursive: true });
  for (const name of ['ada-2021-01-04-1000z.eml', 'thread.yaml'])
    symlinkSync(join(made.root, 'outside'), join(path, name));
  await made.run(mail({}));
  assert.equal(readFileSync(join(made.root, 'outside'), 'utf8'), 'as it was');
  assert.equal(readFileSync(join(path, 'thread.yaml'), 'utf8'), 'as it was');
  assert.equal(readdirSync(path).filter((name) => /-[0-9a-f]{8}\.eml$/.test(name)).length, 1);
});
