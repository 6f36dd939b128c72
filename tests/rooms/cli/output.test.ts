import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../src/base/diagnostic.ts';
import { diagnosticsForGitHub } from '../../../src/cli/output/github.ts';
import { diagnosticsAsJson } from '../../../src/cli/output/json.ts';

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
