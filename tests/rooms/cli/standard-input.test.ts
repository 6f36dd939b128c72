import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodeHost } from '../../../src/base/node-host.ts';
import { folder } from '../sources/fixture-tree.ts';
import { codesTold, postil } from './command.ts';

const MAIL = `From: Ada <ada@example.org>
Date: Mon, 4 Jan 2021 10:00:00 +0000
Message-ID: <a@example.org>
Subject: mm: count pages

Words of Ada.
`;
const host = nodeHost();

test('"parse -" reads the mail that comes in', async () => {
  const { code, out } = await postil('parse -', { host, input: MAIL });
  assert.equal(code, 0);
  assert.match(out, /^message ada-2021-01-04-1000z\n[\s\S]*Words of Ada\.$/m);
});

test('"import -" adds the mail that comes in, as it was received', async (context) => {
  const content = join(folder(context), 'content');
  const { code, out } = await postil(['import', '-', '--content', content], { host, input: MAIL });
  assert.deepEqual([code, out], [0, `${content}/threads/mm-count-pages: 1 message added, 0 there already\n`]);
  assert.equal(readFileSync(join(content, 'threads/mm-count-pages/ada-2021-01-04-1000z.eml'), 'utf8'), MAIL);
});

test('"verify -" checks the evidence that comes in', async () => {
  const bundle = { version: 1, page: 'a', title: 'Lending', quotes: [], excerpts: [], evidence: [] };
  const { code, out } = await postil('verify -', { host, input: JSON.stringify(bundle) });
  assert.deepEqual([code, out.startsWith('Lending: 0 of 0 claims hold')], [0, true]);
});

test('nothing that comes in is told like an empty file', async () => {
  const ran = await postil('parse -', { host });
  assert.deepEqual([ran.code, codesTold(ran)], [1, ['mail-empty']]);
  assert.match(ran.err, /^-:1:1 /);
});
