import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Files, memoryHost } from '../../../src/base/memory-host.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { signed, signingKey } from '../../signed-mail.ts';
import { codesTold, postil } from './command.ts';

const LOCK = 'content/postil.lock.json';
const FIRST = 'content/threads/lending/1.eml';
const THIRD = 'content/threads/lending/3.eml';
const AS_SENT = String(EXAMPLE_SITE[FIRST]);
const NEW = AS_SENT.replace('<1@', '<3@').replace('04 Jan', '05 Jan');
const BEFORE = String(EXAMPLE_SITE[LOCK]);

/** The example site with these files laid over it, after a command line. */
async function sealed(line: string, files: Files = {}) {
  const world = memoryHost({ ...EXAMPLE_SITE, ...files });
  const ran = await postil(line, { host: world });
  const lock = new TextDecoder().decode((await world.read(LOCK)) ?? new Uint8Array());
  return { ...ran, lock, codes: codesTold(ran) };
}

test('without --update it says how each mail is vouched for, and what is not in the lock yet', async () => {
  const { out, lock, code } = await sealed('seal', { [THIRD]: NEW });
  assert.equal(code, 0);
  assert.equal(lock, BEFORE);
  assert.deepEqual(out.split('\n').slice(0, 3), [
    '  lending/ada-reed-2021-01-04-1000z: as received',
    '  lending/tom-marsh-2021-01-04-1100z: as received',
    '+ lending/ada-reed-2021-01-05-1000z: as received',
  ]);
  assert.match(out, /^3 messages, words-1, root [0-9a-f]{64}$/m);
  assert.match(out, /"npx postil seal --update" writes this into the lock$/m);
});

test('an update seals what is new and keeps everything else of the lock', async () => {
  const { lock, out } = await sealed('seal --update', { [THIRD]: NEW });
  assert.match(lock, /"lending <3@example\.org>"/);
  assert.match(lock, /lib\/shelf\.c lend"/);
  assert.match(out, /^wrote content\/postil\.lock\.json$/m);
  const again = await sealed('seal --update', { [THIRD]: NEW, [LOCK]: lock });
  assert.equal(again.lock, lock);
});

test('what was changed is an error, and an update says what it seals anew', async () => {
  const changed = { [FIRST]: AS_SENT.replace('Nobody counts', 'Everybody counts') };
  const told = await sealed('seal', changed);
  assert.deepEqual([told.code, told.codes, told.lock], [1, ['mail-changed'], BEFORE]);
  const { out, code, lock } = await sealed('seal --update', changed);
  assert.equal(code, 0);
  assert.match(out, /^! lending\/ada-reed-2021-01-04-1000z: as received \(changed since it was sealed\)$/m);
  assert.notEqual(lock, BEFORE);
});

for (const [what, code, files] of [
  ['a page that is not valid MDX', 'mdx-syntax', { 'content/explainers/a.mdx': '---\ntitle: A\n---\n\n{\n' }],
  [
    'a thread.yaml that cannot be used',
    'thread-invalid-yaml',
    { 'content/threads/lending/thread.yaml': 'x: y\n' },
  ],
  ['a mail that is none', 'mail-not-mail', { 'content/threads/lending/notes.txt': 'Ask Ada.\n' }],
  ['keys that cannot be used', 'keys-invalid', { 'content/keys.yaml': 'x: y\n' }],
  ['a lock that cannot be read', 'lock-invalid', { [LOCK]: '{' }],
] as const)
  test(`an update writes nothing because of ${what}`, async () => {
    const { lock, out, codes, code: exit } = await sealed('seal --update', { [THIRD]: NEW, ...files });
    assert.equal(lock, (files as Files)[LOCK] ?? BEFORE);
    assert.ok(codes.includes(code), codes.join());
    assert.match(out, /the lock is left as it was$/m);
    assert.equal(exit, 1);
  });

test('a lock of the first version is made one of the second, and that is said', async () => {
  const old = `${BEFORE.slice(0, BEFORE.indexOf(',\n  "seals"')).replace('"version": 2', '"version": 1')}\n}\n`;
  const { lock, out } = await sealed('seal --update', { [LOCK]: old });
  assert.equal(lock, BEFORE);
  assert.match(out, /^wrote content\/postil\.lock\.json, which was of version 1 and is of version 2 now$/m);
});

test('a signature is told with its key, and without it with what is missing', async () => {
  const key = signingKey('ed25519');
  const files = { [THIRD]: signed(NEW, key) };
  const keys = `- domain: example.org\n  selector: spring\n  record: "${key.record}"\n  seen: 2026-01-02\n  source: DNS\n`;
  assert.match(
    (await sealed('seal', files)).out,
    /05-1000z: as received; its signature by example\.org needs its key "spring", which content\/keys\.yaml does not have$/m,
  );
  assert.match(
    (await sealed('seal', { ...files, 'content/keys.yaml': keys })).out,
    /05-1000z: signed by example\.org \(DKIM\), key seen 2026-01-02$/m,
  );
});

test('what an archive shows seals mail that says the same as published there', async () => {
  const page = `${AS_SENT.split('\n')[3]?.replace('Subject: ', '')}\n\nFrom: Ada Reed <ada@example.org>\nDate: Mon, 04 Jan 2021 10:00:00 +0000\n\n${AS_SENT.split('\n\n')[1]?.replaceAll('\n', '  \n ')}`;
  const at = 'https://lists.example.org/{messageId}/';
  for (const saved of [AS_SENT, `From ada Mon Jan  4 10:00:00 2021\n${AS_SENT}`, page]) {
    const { lock, out, codes } = await sealed(`seal saved --published ${at}`, { saved });
    assert.deepEqual(codes, []);
    assert.match(
      out,
      /^~ lending\/ada-reed-2021-01-04-1000z: published at lists\.example\.org, same words, seen \d{4}-\d\d-\d\d$/m,
    );
    assert.match(lock, /"at":"https:\/\/lists\.example\.org\/1@example\.org\/"/);
    const kept = await sealed('seal --update', { [LOCK]: lock });
    assert.equal(kept.lock, lock);
  }
});

test('an archive that shows other words vouches for nothing', async () => {
  const saved = AS_SENT.replace('Nobody counts', 'Everybody counts');
  const { lock, codes } = await sealed('seal saved --published https://lists.example.org/1', { saved });
  assert.deepEqual([codes, lock], [['seal-differs'], BEFORE]);
});

test('while other mail is not as it was sealed, what an archive shows seals nothing', async () => {
  const second = 'content/threads/lending/2.eml';
  const files = {
    saved: AS_SENT,
    [second]: String(EXAMPLE_SITE[second]).replace('Ask the', 'Never ask the'),
  };
  const { lock, codes } = await sealed('seal saved --published https://lists.example.org/1', files);
  assert.deepEqual([codes, lock], [['mail-changed'], BEFORE]);
});

test('with --json a program reads the same', async () => {
  const { out } = await sealed('seal --json');
  const { normalisation, root, messages } = JSON.parse(out);
  assert.equal(normalisation, 'words-1');
  assert.ok(BEFORE.includes(root));
  assert.deepEqual(
    messages.map(({ message, how, state }: Record<string, string>) => [message, how, state]),
    [
      ['lending/ada-reed-2021-01-04-1000z', 'as received', 'same'],
      ['lending/tom-marsh-2021-01-04-1100z', 'as received', 'same'],
    ],
  );
});

test('check tells how the mail is vouched for, and the root that somebody may have noted down', async () => {
  const { out } = await sealed('check');
  const root = /"root": "(\w+)"/.exec(BEFORE)?.[1];
  assert.ok(out.includes(`\nmail: 2 as received; root words-1 ${root}\n`), out);
  const unsealed = await sealed('check', { [LOCK]: '{"version": 1, "excerpts": {}}' });
  assert.doesNotMatch(unsealed.out, /^mail: /m);
});

test('of a mail that is gone because its writer asked for it an update keeps the hash, and no name', async () => {
  const { [FIRST]: _, 'content/explainers/lending.mdx': __, ...rest } = EXAMPLE_SITE;
  const world = memoryHost({
    ...rest,
    'content/redactions.yaml': '- message: 1@example.org\n  date: 2026-02-01\n',
  });
  const { out, code } = await postil('seal --update', { host: world });
  assert.equal(code, 0);
  assert.match(out, /^ {2}lending <1@example\.org>: left out, as was asked on 2026-02-01$/m);
  const lock = new TextDecoder().decode((await world.read(LOCK)) ?? new Uint8Array());
  const entry = JSON.parse(lock).seals.mail['lending <1@example.org>'];
  const before = JSON.parse(BEFORE).seals;
  assert.deepEqual(
    [entry.sha256, entry.from, entry.subject, entry.leftOut],
    [before.mail['lending <1@example.org>'].sha256, null, '', '2026-02-01'],
  );
  assert.equal(JSON.parse(lock).seals.root, before.root);
});
