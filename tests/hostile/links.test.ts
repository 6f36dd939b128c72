import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeUrl } from '../../src/base/safe-url.ts';
import { ArchiveFile } from '../../src/citations/threads/archive.ts';
import { withAddresses } from '../../src/site/view/addresses.ts';
import { textParts } from '../../src/site/view/mail-text.ts';

/** What stands in mail and is no address, though it begins as one. */
const BROKEN = [
  'https://...',
  'http://host:port/',
  'http://[',
  'http://[::1',
  'https://',
  'http://%',
  'http://a b',
  'https://exa mple.org',
  'http://host:99999/',
  'http://\u0000/',
  'https://?',
  'http://#',
  'http://@',
  'http://<x>',
];
/** What does something else than to lead somewhere. */
const HARMFUL = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://example.org/x',
  'view-source:https://example.org',
  'ws://example.org',
];

for (const text of [...BROKEN, ...HARMFUL])
  test(`${JSON.stringify(text)} leads nowhere`, () => {
    const url = safeUrl(text);
    assert.ok(url === null || /^https?:$/.test(url.protocol));
    if (HARMFUL.includes(text)) assert.equal(url, null);
    for (const { href } of textParts(`See ${text} for more`)) assert.ok(href === null || URL.canParse(href));
    const page = `<p><a href="${text.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}">x</a></p>`;
    const { addresses } = withAddresses(page, new URL('https://site.example/threads/x/'));
    for (const address of addresses) assert.match(address, /^https?:/);
    if (HARMFUL.includes(text))
      assert.equal(ArchiveFile.safeParse({ archive: `${text}{messageId}` }).success, false);
  });

test('an archive is read over http, and over nothing else', () => {
  for (const archive of [
    'javascript:alert({messageId})',
    'file:///{messageId}',
    'data:text/html,{messageId}',
  ])
    assert.equal(ArchiveFile.safeParse({ archive }).success, false, archive);
  assert.equal(ArchiveFile.safeParse({ archive: 'https://lists.example/{messageId}' }).success, true);
});
