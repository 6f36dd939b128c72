import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyHashOf, canonicalBody, readBodyHash } from '../../../src/mail/dkim.ts';
import { readMail } from '../../../src/mail/read.ts';

/** RFC 6376, section 3.4.5: "<SP> C <SP><CRLF> D <SP><HTAB><SP> E <CRLF> <CRLF> <CRLF>". */
const BODY = ' C \r\nD \t E\r\n\r\n\r\n';

/** RFC 6376, appendix A.2: the signature of the message whose body is GAME. */
const SIGNATURE = `v=1; a=rsa-sha256; s=brisbane; d=example.com;
     c=simple/simple; q=dns/txt; i=joe@football.example.com;
     h=Received : From : To : Subject : Date : Message-ID;
     bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkf
      JVOzv8=;
     b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB`;
const GAME = 'Hi.\r\n\r\nWe lost the game. Are you hungry yet?\r\n\r\nJoe.\r\n';

test("the RFC's body under relaxed canonicalisation has its white space folded", () => {
  assert.equal(canonicalBody(BODY, 'relaxed'), ' C\r\nD E\r\n');
});

test("the RFC's body under simple canonicalisation loses its empty last lines only", () => {
  assert.equal(canonicalBody(BODY, 'simple'), ' C \r\nD \t E\r\n');
});

test('a body that does not end its last line gets a line end', () => {
  assert.equal(canonicalBody('a', 'simple'), 'a\r\n');
  assert.equal(canonicalBody('a \t', 'relaxed'), 'a\r\n');
});

test('an empty body has the hashes that the RFC gives for it', () => {
  assert.equal(
    bodyHashOf('', { canonicalization: 'simple', length: null }),
    'frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=',
  );
  assert.equal(
    bodyHashOf('', { canonicalization: 'relaxed', length: null }),
    '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  );
});

test("the RFC's signed message has the body hash that its signature names", () => {
  const signed = readBodyHash(SIGNATURE);
  assert.deepEqual(signed, {
    algorithm: 'sha256',
    canonicalization: 'simple',
    length: null,
    value: '2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=',
  });
  assert.equal(bodyHashOf(GAME, signed), signed.value);
});

test('no more than the octets that l= names are hashed', () => {
  const whole = bodyHashOf(GAME, { canonicalization: 'simple', length: null });
  const footer = { canonicalization: 'simple', length: GAME.length } as const;
  assert.equal(bodyHashOf(`${GAME}-- \r\nthe list\r\n`, footer), whole);
});

test('a body is simple where c= names only how the header is normalised, or nothing', () => {
  assert.equal(readBodyHash('a=rsa-sha256; c=relaxed; bh=AAAA')?.canonicalization, 'simple');
  assert.equal(readBodyHash('a=rsa-sha256; bh=AAAA')?.canonicalization, 'simple');
  assert.equal(readBodyHash('a=rsa-sha256; c=simple/relaxed; bh=AAAA')?.canonicalization, 'relaxed');
});

test('a signature that is not understood has no body hash', () => {
  for (const bad of ['', 'bh=', 'bh=?', 'bh=AAAA; c=simple/loose', 'bh=AAAA; l=many', 'bh=AAAA; a=rsa'])
    assert.equal(readBodyHash(bad), null, bad);
});

test('the body hash of a message comes with it, folded over lines', async () => {
  const bytes = Buffer.from(`DKIM-Signature: ${SIGNATURE}\nFrom: Joe <j@x>\nDate: 4 Jan 2021\n\nHi.\n`);
  const [mail] = (await readMail([{ path: 'x.eml', bytes }])).messages;
  assert.equal(mail?.bodyHash?.value, '2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=');
});
