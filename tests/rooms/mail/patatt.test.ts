import assert from 'node:assert/strict';
import { createHash, sign } from 'node:crypto';
import { test } from 'node:test';
import { checkSignature, type KeptKey } from '../../../src/citations/seals/keys.ts';
import { bytesOf } from '../../../src/mail/bytes.ts';
import { readKeyRecord } from '../../../src/mail/key-record.ts';
import { patattSignatures } from '../../../src/mail/patatt.ts';
import { mailIn } from '../../../src/mail/read.ts';
import { signingKey } from '../../signed-mail.ts';

const KEY = signingKey('ed25519');
const BODY =
  'Who is locked in shall get out.\n\nSigned-off-by: Zoë Reed <zoe@example.org>\n---\n door.c | 1 +\n';

/** A patch as patatt signs it: its text, who wrote it, and its subject without the tag. */
function patch({ by = 'zoe@example.org', a = 'ed25519-sha256', l = '' } = {}): string {
  const text = Buffer.from(`${BODY.trimEnd().replaceAll('\n', '\r\n')}\r\n`);
  const bh = createHash('sha256').update(text).digest('base64');
  const own = `v=1; a=${a}; t=1620249230; l=${l || text.length}; i=${by}; s=20210505; h=from:subject; bh=${bh}; b=`;
  const signed = `from:Zoë Reed <zoe@example.org>\r\nsubject:door: open from within\r\nx-developer-signature:${own}`;
  const digest = createHash('sha256').update(signed).digest();
  const b = Buffer.concat([sign(null, digest, KEY.privateKey), digest]).toString('base64');
  return [
    'From: =?utf-8?q?Zo=C3=AB?= Reed <zoe@example.org>',
    'Date: Wed, 5 May 2021 17:11:46 -0400',
    'Message-ID: <1@example.org>',
    'Subject: [PATCH v2 1/3] door: open from',
    ' within',
    `X-Developer-Signature: ${own.replaceAll('; ', ';\n ')}${b.slice(0, 70)}\n ${b.slice(70)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    Buffer.from(BODY).toString('latin1'),
  ]
    .join('\n')
    .replace(
      'Zoë Reed <zoe@example.org>\n---',
      `${Buffer.from('Zoë').toString('latin1')} Reed <zoe@example.org>\n---`,
    );
}

async function verdict(mail: string): Promise<string> {
  const key = readKeyRecord(KEY.record);
  assert.ok(typeof key !== 'string');
  const kept: KeptKey[] = [
    { scheme: 'patatt', by: 'zoe@example.org', selector: '20210505', seen: '2026-01-02', key },
  ];
  for await (const found of mailIn({ path: 'a.eml', bytes: bytesOf(mail) })) {
    if (!('delivery' in found)) continue;
    const [signature] = patattSignatures(found.raw, found.delivery);
    if (!signature) return 'no signature';
    const answer = checkSignature(signature, found.delivery.from.address, kept);
    return answer.holds ? 'holds' : answer.why;
  }
  return 'no mail';
}

test("a developer's signature holds over the decoded words, their writer and the subject without its tag", async () => {
  assert.equal(await verdict(patch()), 'holds');
  assert.equal(await verdict(patch().replace('[PATCH v2 1/3]', '[PATCH v3 1/3]')), 'holds');
  const encoded = patch()
    .replace('8bit', 'base64')
    .replace(/\n\n[\s\S]*/, `\n\n${Buffer.from(BODY).toString('base64')}\n`);
  assert.equal(await verdict(encoded), 'holds');
});

test("a developer's signature does not hold over other words, another writer or another subject", async () => {
  assert.equal(await verdict(patch().replace('shall', 'shall not')), 'covers a part of the body only (l=)');
  assert.equal(await verdict(patch().replace('shall', 'shalt')), 'is of another body (bh=)');
  assert.match(await verdict(patch().replace('open from', 'shut from')), /what it covers was changed$/);
  assert.match(await verdict(patch().replace('?= Reed', '?= Read')), /what it covers was changed$/);
});

test('a signature of somebody else vouches for nothing, nor does one that other programs have to check', async () => {
  assert.equal(
    await verdict(patch({ by: 'tom@example.org' })),
    'is by tom@example.org, who is not the writer',
  );
  assert.equal(
    await verdict(patch({ a: 'openpgp-sha256' })),
    'is made with openpgp-sha256, which Postil does not check',
  );
});
