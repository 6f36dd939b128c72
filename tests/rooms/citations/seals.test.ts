import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { sealNew } from '../../../src/citations/sealing.ts';
import type { SiteMessage } from '../../../src/citations/site.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { signed, signingKey } from '../../signed-mail.ts';

const ADA = [
  'From: Ada Reed <ada@example.org>',
  'Date: Mon, 04 Jan 2021 10:00:00 +0000',
  'Message-ID: <1@example.org>',
  'Subject: Engines',
  '',
  'The engine is unsafe in all cases.',
  '',
].join('\n');
const TOM = [
  'From: Tom Marsh <tom@example.org>',
  'Date: Mon, 04 Jan 2021 11:00:00 +0000',
  'Message-ID: <2@example.org>',
  'In-Reply-To: <1@example.org>',
  'Subject: Re: Engines',
  '',
  'On Mon, 4 Jan 2021 10:00:00 +0000, Ada Reed wrote:',
  '> The engine is unsafe in all cases.',
  '',
  'Then nobody should run it.',
  '',
].join('\n');
const PAGE = [
  '---',
  'title: Engines',
  '---',
  '',
  '<Quote from="engines/ada-reed-2021-01-04-1000z" by="Ada Reed">The engine is unsafe in all cases.</Quote>',
  '',
  '<Quote from="engines/tom-marsh-2021-01-04-1100z" by="Tom Marsh">Then nobody should run it.</Quote>',
  '',
].join('\n');

type Site = Readonly<Record<string, string>>;

const FOLDER = 'content/threads/engines';
const AT_FIRST: Site = {
  [`${FOLDER}/thread.yaml`]: 'title: Engines\n',
  [`${FOLDER}/1.eml`]: ADA,
  [`${FOLDER}/2.eml`]: TOM,
  'content/explainers/engines.mdx': PAGE,
};
const LOCK = 'content/postil.lock.json';
const KEYS = 'content/keys.yaml';

/** The lock that a site is sealed with. */
async function lockOf(files: Site): Promise<string> {
  const host = memoryHost(files);
  await sealNew('content', host);
  return new TextDecoder().decode((await host.read(LOCK)) ?? new Uint8Array());
}

/** A site, as somebody changed it after it was sealed. */
async function changedTo(now: Site, before: Site = AT_FIRST) {
  const lock = await lockOf(before);
  const host = memoryHost({ ...(lock === '' ? {} : { [LOCK]: lock }), ...now });
  const { site, diagnostics } = await verifySite({ contentFolder: 'content', host, cacheFolder: 'cache' });
  return {
    site,
    diagnostics,
    told: diagnostics.map(({ code, place }) => `${place.file.split('/').at(-1)}:${place.line} ${code}`),
    /** How a message is vouched for, its hash aside. */
    sealOf(id: string): Partial<NonNullable<SiteMessage['seal']>> | null {
      const message = site.threads.flatMap(({ messages }) => messages).find((each) => each.id === id);
      const { sha256: _, ...seal } = message?.seal ?? { sha256: null, how: undefined };
      return seal.how === undefined ? null : (seal as Partial<NonNullable<SiteMessage['seal']>>);
    },
  };
}

const everywhere = (from: string, to: string, files = AT_FIRST): Site =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll(from, to)]));
const without = (path: string): Site =>
  Object.fromEntries(Object.entries(AT_FIRST).filter(([name]) => name !== path));

const ADA_ID = 'ada-reed-2021-01-04-1000z';

test('mail that is as it was sealed says how it is vouched for, and the site has one root', async () => {
  const { told, sealOf, site } = await changedTo(AT_FIRST);
  assert.deepEqual(told, []);
  assert.deepEqual(sealOf(ADA_ID), { how: 'as received' });
  assert.deepEqual([site.sealed?.normalisation, site.sealed?.messages], ['words-1', 2]);
  assert.match(site.sealed?.root ?? '', /^[0-9a-f]{64}$/);
});

const JOINT: readonly (readonly [what: string, now: Site, told: readonly string[]])[] = [
  [
    'words, in the mail, in what quotes it and on the page',
    everywhere('unsafe in all', 'safe in all'),
    ['1.eml:1 mail-changed', '2.eml:1 mail-changed'],
  ],
  ['one word of one mail', everywhere('nobody should', 'everybody should'), ['2.eml:1 mail-changed']],
  [
    'who wrote it',
    everywhere('tom-marsh', 'mel-gray', everywhere('Tom Marsh', 'Mel Gray')),
    ['2.eml:1 mail-changed'],
  ],
  ['the address of its writer', everywhere('tom@example.org', 'tom@example.net'), ['2.eml:1 mail-changed']],
  [
    'its date',
    everywhere('1100z', '1200z', everywhere('2021 11:00', '2021 12:00')),
    ['2.eml:1 mail-changed'],
  ],
  ['its subject', everywhere('Re: Engines', 'Re: Wheels'), ['2.eml:1 mail-changed']],
  ['its Message-ID', everywhere('<2@', '<3@'), ['2.eml:1 mail-changed']],
  [
    'its Message-ID and the name of its file',
    {
      ...without(`${FOLDER}/2.eml`),
      [`${FOLDER}/3.eml`]: TOM.replace('<2@', '<3@'),
    },
    ['3.eml:1 mail-changed'],
  ],
  ['what it answers', everywhere('In-Reply-To: <1@', 'In-Reply-To: <9@'), ['2.eml:1 mail-changed']],
  [
    'the words of two mails for each other',
    {
      ...AT_FIRST,
      [`${FOLDER}/1.eml`]: ADA.replace('The engine is unsafe in all cases.', 'Then nobody should run it.'),
      [`${FOLDER}/2.eml`]: TOM.replace('Then nobody should run it.', 'The engine is unsafe in all cases.'),
      'content/explainers/engines.mdx': PAGE.replace('The engine is unsafe in all cases.', 'X')
        .replace('Then nobody should run it.', 'The engine is unsafe in all cases.')
        .replace('X', 'Then nobody should run it.'),
    },
    ['1.eml:1 mail-changed', '2.eml:1 mail-changed'],
  ],
];
for (const [what, now, told] of JOINT)
  test(`whoever changes ${what}, has not changed the lock, and is told at the mail`, async () => {
    const found = await changedTo(now);
    assert.deepEqual(found.told, told);
  });

test('a mail that was changed is told with what was sealed and what is there', async () => {
  const { diagnostics } = await changedTo(
    everywhere('tom-marsh', 'mel-gray', everywhere('Tom Marsh', 'Mel Gray')),
  );
  const [changed] = diagnostics;
  assert.match(
    changed?.message ?? '',
    /^engines\/mel-gray-2021-01-04-1100z is not as it was sealed: its writer changed\. It is now writer "Mel Gray", words-1 [0-9a-f]{16}…\.$/,
  );
  assert.match(changed?.expected ?? '', /^writer "Tom Marsh", words-1 [0-9a-f]{16}…$/);
});

test('in an mbox a changed mail is told at the line on which its header starts', async () => {
  const mbox = `From ada Mon Jan  4 10:00:00 2021\n${ADA}\nFrom tom Mon Jan  4 11:00:00 2021\n${TOM}`;
  const { [`${FOLDER}/1.eml`]: _, [`${FOLDER}/2.eml`]: __, ...rest } = AT_FIRST;
  const now = everywhere('nobody should', 'everybody should', { ...rest, [`${FOLDER}/all.mbox`]: mbox });
  assert.deepEqual((await changedTo(now)).told, ['all.mbox:10 mail-changed']);
});

test('a mail that is gone is told at its seal, and a thread that is gone too', async () => {
  const page = PAGE.split('\n').slice(0, 5).join('\n');
  const gone = await changedTo({ ...without(`${FOLDER}/2.eml`), 'content/explainers/engines.mdx': page });
  assert.deepEqual(gone.told, ['postil.lock.json:11 mail-changed']);
  const all = await changedTo({ 'content/explainers/engines.mdx': '---\ntitle: Engines\n---\n' });
  assert.deepEqual(all.told, ['postil.lock.json:10 seal-unused', 'postil.lock.json:11 seal-unused']);
});

test('a mail that is gone because its writer asked for it is no fault, and its wish is no idle one', async () => {
  const page = { 'content/explainers/engines.mdx': PAGE.split('\n').slice(0, 3).join('\n') };
  const wish = (id: string) => ({ 'content/redactions.yaml': `- message: ${id}\n  date: 2026-02-01\n` });
  assert.deepEqual(
    (await changedTo({ ...without(`${FOLDER}/2.eml`), ...page, ...wish('2@example.org') })).told,
    [],
  );
  assert.deepEqual(
    (await changedTo({ ...without(`${FOLDER}/1.eml`), ...page, ...wish('1@example.org') })).told,
    [],
  );
  // Gone with its whole thread, and the only one who asked.
  assert.deepEqual((await changedTo({ ...page, ...wish('1@example.org') })).told, [
    'postil.lock.json:11 seal-unused',
  ]);
  assert.deepEqual(
    (await changedTo({ ...without(`${FOLDER}/2.eml`), ...page, ...wish('1@example.org') })).told,
    ['postil.lock.json:11 mail-changed'],
  );
});

test('mail that is no mail any more is told as changed too', async () => {
  const now = { ...AT_FIRST, [`${FOLDER}/1.eml`]: 'Hello.\n', [`${FOLDER}/2.eml`]: 'Hello.\n' };
  const { told } = await changedTo({
    ...now,
    'content/explainers/engines.mdx': '---\ntitle: Engines\n---\n',
  });
  assert.deepEqual(told, [
    'postil.lock.json:10 mail-changed',
    'postil.lock.json:11 mail-changed',
    '1.eml:1 mail-not-mail',
    '2.eml:1 mail-not-mail',
  ]);
});

test('of a thread whose thread.yaml cannot be used nobody has looked at the mail', async () => {
  const now = { ...AT_FIRST, [`${FOLDER}/thread.yaml`]: 'titel: Engines\n' };
  const { told } = await changedTo({
    ...now,
    'content/explainers/engines.mdx': '---\ntitle: Engines\n---\n',
  });
  assert.deepEqual(told, ['thread.yaml:1 thread-invalid-yaml']);
});

test('a thread under another name is known again, and so is what was changed in it', async () => {
  const moved = (files: Site): Site =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path.replace('threads/engines', 'threads/wheels'),
        text.replaceAll('"engines/', '"wheels/'),
      ]),
    );
  assert.deepEqual((await changedTo(moved(AT_FIRST))).told, []);
  const changed = await changedTo(moved(everywhere('nobody should', 'everybody should')));
  assert.deepEqual(changed.told, ['2.eml:1 mail-changed']);
});

const REENCODED: Readonly<Record<string, Site>> = {
  'line ends of Windows': everywhere('\n', '\r\n', without('content/explainers/engines.mdx')),
  'one mbox': {
    [`${FOLDER}/thread.yaml`]: 'title: Engines\n',
    [`${FOLDER}/all.mbox`]: `From tom Mon Jan  4 11:00:00 2021\n${TOM}\nFrom ada Mon Jan  4 10:00:00 2021\n${ADA}\n`,
  },
  'a maildir': {
    [`${FOLDER}/thread.yaml`]: 'title: Engines\n',
    [`${FOLDER}/mail/cur/5:2,S`]: TOM,
    [`${FOLDER}/mail/new/6`]: ADA,
  },
  base64: {
    ...AT_FIRST,
    [`${FOLDER}/1.eml`]: ADA.replace(
      '\n\nThe engine is unsafe in all cases.\n',
      `\nContent-Transfer-Encoding: base64\n\n${Buffer.from('The engine is unsafe in all cases.\n').toString('base64')}\n`,
    ),
  },
  'one copy more from another list': {
    ...AT_FIRST,
    [`${FOLDER}/3.eml`]: `X-Mailing-List: wheels@example.org\n${ADA}`,
  },
};
for (const [what, now] of Object.entries(REENCODED))
  test(`mail that says the same in ${what} is not changed`, async () => {
    assert.deepEqual((await changedTo(now)).told, []);
  });

test('mail that nobody has sealed is told once a thread', async () => {
  const { told, sealOf, site } = await changedTo(AT_FIRST, {});
  assert.deepEqual(told, ['1.eml:1 mail-not-sealed']);
  assert.deepEqual([sealOf(ADA_ID), site.sealed], [null, null]);
});

test('a mail beside those that are sealed is told, and makes nothing of them another', async () => {
  const forged = ADA.replace('<1@', '<9@').replace('unsafe', 'safe').replace('10:00', '10:30');
  const { told } = await changedTo({ ...AT_FIRST, [`${FOLDER}/3.eml`]: forged });
  assert.deepEqual(told, ['3.eml:1 mail-not-sealed']);
});

test('a mail that takes the place of another under its Message-ID is told', async () => {
  const forged = ADA.replace('in all cases', 'in no case');
  const { told } = await changedTo({
    ...everywhere('unsafe in all cases', 'unsafe in no case', without(`${FOLDER}/2.eml`)),
    [`${FOLDER}/0.eml`]: forged,
    [`${FOLDER}/1.eml`]: ADA,
    [`${FOLDER}/2.eml`]: TOM,
  });
  assert.deepEqual(told, ['0.eml:1 mail-changed']);
});

test('two mails under one Message-ID are each sealed, and told to be two', async () => {
  const other = ADA.replace('The engine is unsafe in all cases.', 'My shelf fell down at noon.');
  const two = { ...AT_FIRST, [`${FOLDER}/3.eml`]: other };
  assert.deepEqual((await changedTo(two, two)).told, ['3.eml:1 mail-same-id']);
  const changed = { ...two, [`${FOLDER}/3.eml`]: other.replace('at noon', 'at night') };
  assert.deepEqual(
    (await changedTo(changed, two)).told,
    ['3.eml:1 mail-same-id', '3.eml:1 mail-changed'].sort(),
  );
});

test('an entry that was edited by hand does not fit the root', async () => {
  const lock = await lockOf(AT_FIRST);
  const other = await lockOf(everywhere('nobody should', 'everybody should'));
  const entry = (text: string) => text.split('\n').find((line) => line.includes('<2@')) ?? '';
  const forged = lock.replace(entry(lock), entry(other));
  const { told } = await changedTo({ ...everywhere('nobody should', 'everybody should'), [LOCK]: forged });
  assert.deepEqual(told, ['postil.lock.json:8 lock-invalid']);
});

test('a lock of the first version, which knew of no seals, is read', async () => {
  const old = '{\n  "version": 1,\n  "excerpts": {},\n  "answers": {},\n  "symbols": {}\n}\n';
  assert.deepEqual((await changedTo({ ...AT_FIRST, [LOCK]: old })).told, ['1.eml:1 mail-not-sealed']);
});

const KEY = signingKey('ed25519');
const kept = (record = KEY.record): string =>
  `- domain: example.org\n  selector: spring\n  record: "${record}"\n  seen: 2026-01-02\n  source: DNS\n`;
const SIGNED: Site = { ...AT_FIRST, [`${FOLDER}/1.eml`]: signed(ADA, KEY), [KEYS]: kept() };

test('a mail whose signature a kept key verifies says who signed it, and since when the key is known', async () => {
  const { told, sealOf } = await changedTo(SIGNED, SIGNED);
  assert.deepEqual(told, []);
  assert.deepEqual(sealOf(ADA_ID), {
    how: 'signed',
    scheme: 'DKIM',
    by: 'example.org',
    selector: 'spring',
    seen: '2026-01-02',
    expired: null,
  });
});

test('without its key a signed mail is as received, and that is told', async () => {
  const { [KEYS]: _, ...now } = SIGNED;
  const { told, sealOf } = await changedTo(now, SIGNED);
  assert.deepEqual(told, ['1.eml:1 seal-key-missing']);
  assert.deepEqual(sealOf(ADA_ID), { how: 'as received' });
});

test('a signature that another key made does not verify, and that is told', async () => {
  const now = { ...SIGNED, [KEYS]: kept(signingKey('ed25519').record) };
  const { told, sealOf } = await changedTo(now, SIGNED);
  assert.deepEqual(told, ['1.eml:1 seal-signature']);
  assert.deepEqual(sealOf(ADA_ID), { how: 'as received' });
});

test('a signature that was taken off is told; the words are those that were sealed', async () => {
  assert.deepEqual((await changedTo({ ...SIGNED, [`${FOLDER}/1.eml`]: ADA }, SIGNED)).told, [
    '1.eml:1 seal-signature',
  ]);
});

test('words that were changed, signed anew and given a new key are still not those that were sealed', async () => {
  const other = signingKey('ed25519');
  const now = {
    ...everywhere('unsafe', 'safe'),
    [`${FOLDER}/1.eml`]: signed(ADA.replace('unsafe', 'safe'), other),
    [KEYS]: kept(other.record),
  };
  assert.deepEqual((await changedTo(now, SIGNED)).told, ['1.eml:1 mail-changed', '2.eml:1 mail-changed']);
});

test('a signature whose own word has ended says so', async () => {
  const ended = { ...SIGNED, [`${FOLDER}/1.eml`]: signed(ADA, KEY, { more: 'x=1700000000; ' }) };
  const { sealOf } = await changedTo(ended, ended);
  const seal = sealOf(ADA_ID);
  assert.equal(seal?.how === 'signed' && 'expired' in seal && seal.expired, '2023-11-14');
});
