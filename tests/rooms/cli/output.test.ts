import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../src/base/diagnostic.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { diagnosticsForGitHub } from '../../../src/cli/output/github.ts';
import { diagnosticsAsJson } from '../../../src/cli/output/json.ts';
import { MOST_SHOWN } from '../../../src/cli/output/text.ts';
import { codesTold, postil } from './command.ts';

const DIAGNOSTIC = diagnose(
  'quote-not-verbatim',
  { file: 'content/a, b.mdx', line: 3, column: 7 },
  { message: '100 % wrong: no.', closest: 'right' },
);

test('a diagnostic is a note for GitHub, with what GitHub reads itself escaped', () => {
  assert.equal(
    diagnosticsForGitHub([DIAGNOSTIC], (path) => `docs/${path}`),
    '::error file=docs/content/a%2C b.mdx,line=3,col=7,title=quote-not-verbatim::' +
      '100 %25 wrong: no.%0AClosest: right%0ACopy the words from the message; mark what you leave out with […].',
  );
});

test('diagnostics as JSON are counted, and each names its page', () => {
  assert.deepEqual(JSON.parse(diagnosticsAsJson([DIAGNOSTIC])), {
    version: 1,
    errors: 1,
    warnings: 0,
    diagnostics: [{ ...DIAGNOSTIC, page: '/reference/diagnostics/quote-not-verbatim/' }],
  });
});

/** A site with more warnings than are printed, and after them, in another file, an error. */
const faulty = (env = {}) =>
  memoryHost(
    {
      ...Object.fromEntries(
        Array.from({ length: MOST_SHOWN + 5 }, (_, index) => [
          `content/threads/binding/${index}.eml`,
          `From: Ada Reed <ada@example.org>\nMessage-ID: <${index}@example.org>\nSubject: Jackets\n\nKeep\0them.\n`,
        ]),
      ),
      'content/threads/binding/thread.yaml': 'title: Who binds books?\n',
      'content/threads/lending/thread.yaml': 'title: Who keeps track?\n',
    },
    env,
  );

test('of many diagnostics the errors are printed, then as many warnings as fit; the rest is counted', async () => {
  const ran = await postil('check', { host: faulty() });
  const codes = codesTold(ran);
  assert.equal(codes.length, MOST_SHOWN);
  assert.equal(codes.filter((code) => code === 'thread-empty').length, 1);
  assert.match(ran.err, /^Not shown: 0 errors, 7 warnings\. --all-diagnostics shows them\.$/m);
  assert.match(ran.out, /1 error, 36 warnings/);
});

test('with --all-diagnostics every one is printed', async () => {
  const ran = await postil('check --all-diagnostics', { host: faulty() });
  assert.equal(codesTold(ran).length, MOST_SHOWN + 7);
  assert.doesNotMatch(ran.err, /Not shown/);
});

test('what programs read is never cut short', async () => {
  const json = await postil('check --json', { host: faulty() });
  assert.equal((JSON.parse(json.out) as { diagnostics: unknown[] }).diagnostics.length, MOST_SHOWN + 7);
  const { out } = await postil('check', { host: faulty({ GITHUB_ACTIONS: 'true' }) });
  assert.equal(out.match(/^::(?:error|warning) /gm)?.length, MOST_SHOWN + 7);
});
