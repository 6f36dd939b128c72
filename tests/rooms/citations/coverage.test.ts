import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { coverageOf, shareAsText, type ThreadCoverage } from '../../../src/citations/quotes/coverage.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { smallSite } from './site-fixture.ts';

const VETTER = 'daniel-vetter-2020-10-09-1952';
const quote = (words: string) =>
  `<Quote from="unsafe-follow-pfn/${VETTER}" by="Daniel Vetter">${words}</Quote>`;

/** What a page covers of the small site's thread. */
async function coverage(context: Parameters<typeof smallSite>[0], page: string): Promise<ThreadCoverage> {
  const { site, diagnostics } = await smallSite(context).verify(page);
  assert.deepEqual(diagnostics, []);
  const [thread] = site.threads;
  assert.ok(thread);
  return coverageOf(thread, site);
}

const vetterIn = ({ messages }: ThreadCoverage) => messages.find(({ message }) => message === VETTER);

test('a passage is quoted where its words are, and the words that are not stay apart from them', async (context) => {
  const covered = await coverage(context, quote("Realistically this just isn't going to happen."));
  const [passage, ...others] = (vetterIn(covered)?.passages ?? []).filter(
    ({ state }) => state !== 'left out',
  );
  assert.deepEqual(others, []);
  assert.deepEqual(
    passage?.pieces.map(({ quoted, text }) => [quoted, text.slice(0, 20)]),
    [
      [true, 'Realistically this j'],
      [false, ' And anything else j'],
    ],
  );
  assert.deepEqual(passage?.pages, [{ page: 'explainers/page', title: 'A page', anchor: 'quote-1800bc3a' }]);
  assert.deepEqual(
    [covered.count.quotedPassages, covered.count.quotedWords],
    [1, "Realistically this just isn't going to happen.".split(' ').length],
  );
});

test('a quote over a mark of omission covers what is on both sides of it and nothing between', async (context) => {
  const covered = await coverage(context, quote('And anything […] half of dma-buf'));
  const passage = vetterIn(covered)?.passages.find(({ state }) => state === 'quoted');
  assert.deepEqual(
    passage?.pieces.map(({ quoted }) => quoted),
    [false, true, false, true, false],
  );
});

test('a passage that a page only leads to is linked, and every other one left out', async (context) => {
  const covered = await coverage(context, `See [this](/threads/unsafe-follow-pfn/#${VETTER}).`);
  const states = covered.messages.map(({ message, passages }) => [
    message === VETTER,
    [...new Set(passages.map(({ state }) => state))],
  ]);
  assert.deepEqual(
    states.filter(([own]) => own),
    [[true, ['linked']]],
  );
  assert.ok(states.filter(([own]) => !own).every(([, all]) => JSON.stringify(all) === '["left out"]'));
});

test('every passage in which somebody speaks stands in the report once, with all of its text', async (context) => {
  const { site } = await smallSite(context).verify('Hello.');
  const [thread] = site.threads;
  assert.ok(thread);
  const report = coverageOf(thread, site).messages.flatMap(({ passages }) => passages);
  const said = thread.messages.flatMap(({ id, passages }) =>
    passages.filter(
      ({ source, kind }) =>
        source === id && !['attribution', 'elision', 'signature', 'footer'].includes(kind),
    ),
  );
  assert.deepEqual(
    report.map(({ passage, pieces }) => [passage, pieces.map(({ text }) => text).join('')]),
    said.map(({ id, text }) => [id, text.trim()]),
  );
});

test('how much of a thread is at hand is told with what its archive has, where somebody has counted', async (context) => {
  const site = smallSite(context);
  const yaml = readFileSync('tests/threads/unsafe-follow-pfn/thread.yaml', 'utf8');
  const told = async (whole: string) => {
    site.write('threads/unsafe-follow-pfn/thread.yaml', `${yaml}${whole}`);
    const { site: found, diagnostics } = await site.verify('Hello.');
    const [thread] = found.threads;
    return [thread && shareAsText(coverageOf(thread, found)), ...diagnostics.map(({ code }) => code)];
  };
  const whole = (messages: number) =>
    `whole:\n  messages: ${messages}\n  at: https://lists.example.org/1\n  seen: 2026-01-02\n`;
  assert.deepEqual(await told(''), ['1 message at hand']);
  assert.deepEqual(await told(whole(36)), ['1 of 36 messages at hand']);
  assert.deepEqual(await told(whole(1)), ['1 of 1 message at hand']);
  assert.deepEqual(await told('whole:\n  messages: 0\n'), [
    undefined,
    'thread-invalid-yaml',
    'thread-invalid-yaml',
    'thread-invalid-yaml',
  ]);
});

test('a thread cannot have fewer messages than are at hand', async () => {
  const host = memoryHost({
    ...EXAMPLE_SITE,
    'content/threads/lending/thread.yaml':
      'title: Books\nwhole:\n  messages: 1\n  at: https://lists.example.org/1\n  seen: 2026-01-02\n',
  });
  const { diagnostics } = await verifySite({ contentFolder: 'content', host, cacheFolder: 'cache' });
  assert.deepEqual(
    diagnostics.map(({ code, message, place }) => [code, place.line, message]),
    [['thread-invalid-yaml', 3, '"whole" says that the thread has 1 message, and 2 are at hand.']],
  );
});
