import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '../../../src/base/hash.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { codesTold, postil } from './command.ts';

const quote = (words: string) => ({
  thread: 'lending',
  message: 'ada-reed-2021-01-04-1000z',
  messageId: '1@example.org',
  by: 'Ada Reed',
  date: '2021-01-04T10:00:00+00:00',
  words,
  sha256: sha256(words),
  archive: null,
});
const excerpt = (tree: string, lines: readonly [number, number]) => ({
  tree,
  version: tree.slice(1),
  path: 'lib/shelf.c',
  symbol: 'lend',
  lines,
  sha256: 'ed5bd78ebf0fd438a3e342521a8aa15b7a54f18712db331cb68ed08bc71b29b3',
  url: 'https://source.example/lib/shelf.c',
});
/** Two quotes, one of them forged; two excerpts of a tree, one at wrong lines; two of another. */
const EVIDENCE = JSON.stringify({
  version: 1,
  page: 'explainers/lending',
  title: 'Lending',
  quotes: [quote('Nobody counts the pages of a book that is lent.'), quote('Everybody counts.')],
  excerpts: [
    excerpt('v1.0.3', [1, 7]),
    excerpt('v2.0', [1, 7]),
    excerpt('v1.0.3', [2, 8]),
    excerpt('v2.0', [3, 9]),
  ],
  evidence: [],
});
const host = memoryHost({ ...EXAMPLE_SITE, 'lending.evidence.json': EVIDENCE });
const LINE = 'verify lending.evidence.json --mail content/threads --tree v1.0.3=tree';

test('what came of the claims of a page is counted in all, for the mail and for each tree', async () => {
  const { code, out } = await postil(LINE, { host });
  assert.equal(code, 1);
  assert.deepEqual(out.trimEnd().split('\n'), [
    'Lending: 2 of 6 claims hold, 2 refuted, 2 not checked',
    '  mail    1 of 2 hold, 1 refuted, 0 not checked',
    '  v1.0.3  1 of 2 hold, 1 refuted, 0 not checked',
    '  v2.0    0 of 2 hold, 0 refuted, 2 not checked',
  ]);
});

test('claims about a tree that nobody named are told together, with the claims; refuted ones each', async () => {
  const ran = await postil(LINE, { host });
  assert.deepEqual(codesTold(ran), ['bundle-refuted', 'bundle-refuted', 'bundle-unchecked']);
  assert.match(
    ran.err,
    / {2}2 claims about v2\.0 are not checked: no tree was named for v2\.0\.\n(?: {2}\|.*\n)* {4}lend in lib\/shelf\.c of v2\.0, lines 1-7\n {4}lend in lib\/shelf\.c of v2\.0, lines 3-9\n {2}fix: {6}Name .* with --tree v2\.0=PATH\.\n/,
  );
});

test('of many claims that nobody could check some are named, and the rest is counted', async () => {
  const many = {
    ...JSON.parse(EVIDENCE),
    excerpts: Array.from({ length: 9 }, () => excerpt('v2.0', [1, 7])),
  };
  const { err } = await postil(LINE, {
    host: memoryHost({ ...EXAMPLE_SITE, 'lending.evidence.json': JSON.stringify(many) }),
  });
  assert.match(
    err,
    /9 claims about v2\.0 are not checked[\s\S]*(?: {4}lend in .*\n){5} {4}and 4 more, which --json lists\n/,
  );
});

test('a program reads of every claim by itself', async () => {
  const { out } = await postil(`${LINE} --json`, { host });
  const { diagnostics, unchecked } = JSON.parse(out) as {
    diagnostics: { code: string }[];
    unchecked: number;
  };
  const codes = diagnostics.map(({ code }) => code);
  assert.deepEqual([codes.filter((code) => code === 'bundle-unchecked').length, unchecked], [2, 2]);
});

test('evidence that is not there is said to be not there', async () => {
  const ran = await postil('verify landing.evidence.json', { host });
  assert.deepEqual([ran.code, ran.out, codesTold(ran)], [1, '', ['bundle-invalid']]);
  assert.match(ran.err, /^ {2}There is no such file\.$/m);
});

test('mail that is not there is said to be not there', async () => {
  const ran = await postil('verify lending.evidence.json --mail letters.mbox', { host });
  assert.deepEqual(codesTold(ran).includes('mail-unreadable'), true);
  assert.match(ran.err, /^letters\.mbox:1:1 error mail-unreadable\n {2}There is no such file\.$/m);
});
