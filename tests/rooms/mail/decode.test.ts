import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMail } from '../../../src/mail/read.ts';

const textOf = async (fields: readonly string[], body: string | Buffer): Promise<string | undefined> => {
  const header = `From: Ada <a@x.org>\nDate: Mon, 4 Jan 2021 10:00:00 +0000\n${fields.join('\n')}\n\n`;
  const bytes = Buffer.concat([Buffer.from(header), Buffer.from(body)]);
  return (await readMail([{ path: 'a.eml', bytes }])).messages[0]?.body.text;
};
const PLAIN = 'Content-Type: text/plain; charset="utf-8"';

test('base64 is decoded, and the footer that a list added in plain text is kept', async () => {
  const encoded = Buffer.from('Grüße\n').toString('base64');
  assert.equal(
    await textOf([PLAIN, 'Content-Transfer-Encoding: base64'], `${encoded}\n___\nA list\n`),
    'Grüße\n\n___\nA list\n',
  );
});

test('a soft line break inside a diff makes one line again', async () => {
  assert.equal(
    await textOf([PLAIN, 'Content-Transfer-Encoding: quoted-printable'], '+\tint a =3D =\n1;\n'),
    '+\tint a = 1;\n',
  );
});

test('flowed lines are joined within one quote depth, and signatures are not', async () => {
  const body = 'One long \nline.\n> A quoted \n> line.\n>> Deeper.\n-- \nAda\n';
  assert.equal(
    await textOf(['Content-Type: text/plain; format=flowed'], body),
    'One long line.\n> A quoted line.\n>> Deeper.\n-- \nAda\n',
  );
});

test('a charset that lies is caught where the bytes are UTF-8', async () => {
  assert.equal(await textOf(['Content-Type: text/plain; charset=us-ascii'], 'König\n'), 'König\n');
});

test('a charset that is told is used', async () => {
  assert.equal(
    await textOf(['Content-Type: text/plain; charset=koi8-r'], Buffer.from([0xf0, 0xf2, 0x0a])),
    'ПР\n',
  );
});

test('of several parts the plain one is read', async () => {
  const part = (type: string, text: string) => `--b\nContent-Type: ${type}\n\n${text}\n`;
  const body = `${part('text/plain', 'plain words')}${part('text/html', '<p>marked words')}--b--\n`;
  assert.equal(
    (await textOf(['Content-Type: multipart/alternative; boundary=b'], body))?.trim(),
    'plain words',
  );
});

test('mail that is only HTML is read as its words, and no script of it stays', async () => {
  const text = await textOf(
    ['Content-Type: text/html'],
    '<p>One &lt;two&gt;</p><script>alert(1)</script><div>three</div>',
  );
  assert.deepEqual(text?.split(/\s+/).filter(Boolean), ['One', '<two>', 'three']);
});
