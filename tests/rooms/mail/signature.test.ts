import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSignature, type KeptKey } from '../../../src/citations/seals/keys.ts';
import { dkimSignatures } from '../../../src/mail/dkim-signature.ts';
import { readKeyRecord } from '../../../src/mail/key-record.ts';
import { type Signing, type SigningKey, signed, signingKey } from '../../signed-mail.ts';

const RSA = signingKey('rsa');
const ED25519 = signingKey('ed25519');

const MAIL = [
  'From: Ada Reed <ada@example.org>',
  'To: engines@lists.example.org',
  'Subject: The engine',
  '  by night',
  'Date: Mon, 04 Jan 2021 10:00:00 +0000',
  'Message-ID: <1@example.org>',
  '',
  'The engine is  unsafe. ',
  '',
  'Who looks after it?',
  '',
  '',
].join('\n');

function kept({ record }: SigningKey, { domain = 'example.org', selector = 'spring' } = {}): KeptKey {
  const key = readKeyRecord(record);
  assert.ok(typeof key !== 'string', String(key));
  return { scheme: 'DKIM', by: domain, selector, seen: '2026-01-02', key };
}

/** What is said of the first signature of a mail: `holds`, or why not. */
function verdict(mail: string, key: SigningKey = RSA, writer = 'ada@example.org'): string {
  const [signature] = dkimSignatures(mail);
  if (!signature) return 'no signature';
  const answer = checkSignature(signature, writer, [kept(key)]);
  return answer.holds ? 'holds' : answer.why;
}

for (const key of [RSA, ED25519])
  for (const c of ['relaxed/relaxed', 'relaxed/simple', 'simple/relaxed', 'simple/simple'])
    test(`a signature of kind ${key.algorithm} over ${c} holds, and not once a word is another`, () => {
      const mail = signed(MAIL, key, { c });
      assert.equal(verdict(mail, key), 'holds');
      assert.equal(verdict(mail.replaceAll('\n', '\r\n'), key), 'holds');
      assert.equal(verdict(mail.replace('unsafe', 'safe'), key), 'is of another body (bh=)');
      assert.match(verdict(mail.replace('<ada@', '<adam@'), key), /what it covers was changed$/);
      assert.match(verdict(mail.replace('04 Jan', '05 Jan'), key), /what it covers was changed$/);
    });

test('what relaxed folds may change on its way, and what simple does not fold may not', () => {
  const rewrapped = (mail: string) => mail.replace('engine\n  by', 'engine by').replace('is  un', 'is un');
  assert.equal(verdict(rewrapped(signed(MAIL, RSA))), 'holds');
  assert.notEqual(verdict(rewrapped(signed(MAIL, RSA, { c: 'simple/simple' }))), 'holds');
});

test('a field that is signed as missing may not be there afterwards', () => {
  const mail = signed(MAIL, RSA, { h: 'From:From:Subject:Subject:Date:Cc' });
  assert.equal(verdict(mail), 'holds');
  assert.match(verdict(mail.replace('To: ', 'Cc: x@example.org\nTo: ')), /was changed$/);
});

test('of a mail with two From fields nobody knows which one was signed', () => {
  const mail = signed(MAIL, RSA);
  const twice = `From: Tom Marsh <tom@example.org>\n${mail}`;
  assert.equal(verdict(twice), 'covers a mail with two From fields, of which one is shown');
});

const REFUSED: readonly (readonly [what: string, signing: Signing, why: string])[] = [
  ['covers a part of the body', { more: 'l=10; ' }, 'covers a part of the body only (l=)'],
  ['leaves out the writer', { h: 'Subject:Date' }, 'leaves out who wrote the mail (h=)'],
  ['leaves out the date', { h: 'From:Subject' }, 'leaves out when it was written (h=)'],
  ['leaves out the subject', { h: 'From:Date' }, 'leaves out its subject (h=)'],
  ['is made with SHA-1', { a: 'rsa-sha1' }, 'is made with rsa-sha1, which proves nothing'],
  ['ended before it was made', { more: 'x=1500000000; ' }, 'had expired when it was made (x= before t=)'],
  [
    'is by another domain',
    { domain: 'example.net' },
    "is by example.net, which is not where the writer's address is",
  ],
  [
    'needs a key that is not kept',
    { selector: 'autumn' },
    'by example.org needs its key "autumn", which content/keys.yaml does not have',
  ],
  ['folds in a way of its own', { c: 'tidy/tidy' }, 'normalises in a way that nobody knows (c=tidy/tidy)'],
];
for (const [what, signing, why] of REFUSED)
  test(`a signature that ${what} vouches for nothing, and that is said`, () => {
    assert.equal(verdict(signed(MAIL, RSA, signing)), why);
  });

test('a signature says when it expires', () => {
  const [signature] = dkimSignatures(signed(MAIL, RSA, { more: 'x=1700000000; ' }));
  assert.equal(signature?.expires, '2023-11-14');
});

test('a signature that stands in a body is none', () => {
  const mail = signed(MAIL, RSA);
  assert.equal(verdict(`From: Tom Marsh <tom@example.org>\n\n${mail}`), 'no signature');
});

test('a key that cannot be used says why', () => {
  const why = (record: string) => {
    const read = readKeyRecord(record);
    return typeof read === 'string' ? read : 'a key';
  };
  assert.equal(why(RSA.record), 'a key');
  assert.equal(why(`"${RSA.record.slice(0, 200)}" "${RSA.record.slice(200)}"`), 'a key');
  assert.equal(why(ED25519.record), 'a key');
  assert.equal(why('v=DKIM1; k=rsa; p='), 'it says that the key was revoked (p=)');
  assert.equal(why('v=DKIM1; p=AAAA'), 'it holds no key (p=)');
  assert.equal(why('v=DKIM2; p=AAAA'), 'it is of a version that nobody knows (v=DKIM2)');
  assert.equal(why(`${RSA.record}; h=sha1`), 'it is not for SHA-256 (h=)');
  assert.match(why(signingKey('rsa', 512).record), /^its key has 512 bits/);
});

test('the mail that RFC 8463 signs in its appendix holds, with both of its keys', () => {
  const header = (a: string, s: string, b: string) =>
    [
      `DKIM-Signature: v=1; a=${a}; c=relaxed/relaxed;`,
      ' d=football.example.com; i=@football.example.com;',
      ` q=dns/txt; s=${s}; t=1528637909; h=from : to :`,
      ' subject : date : message-id : from : subject : date;',
      ' bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;',
      ` b=${b}`,
    ].join('\n');
  const mail = [
    header(
      'ed25519-sha256',
      'brisbane',
      '/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\n Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==',
    ),
    header(
      'rsa-sha256',
      'test',
      'F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\n DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\n dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=',
    ),
    'From: Joe SixPack <joe@football.example.com>',
    'To: Suzie Q <suzie@shopping.example.net>',
    'Subject: Is dinner ready?',
    'Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)',
    'Message-ID: <20030712040037.46341.5F8J@football.example.com>',
    '',
    'Hi.',
    '',
    'We lost the game.  Are you hungry yet?',
    '',
    'Joe.',
    '',
  ].join('\n');
  const records = {
    brisbane: 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
    test: 'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB',
  };
  const keys = Object.entries(records).map(([selector, record]) => {
    const key = readKeyRecord(record);
    assert.ok(typeof key !== 'string');
    return { scheme: 'DKIM', by: 'football.example.com', selector, seen: '2026-01-02', key } as const;
  });
  for (const text of [mail, mail.replaceAll('\n', '\r\n')])
    assert.deepEqual(
      dkimSignatures(text).map((each) => checkSignature(each, 'joe@football.example.com', keys).holds),
      [true, true],
    );
});
