import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smallSite, summary } from './site-fixture.ts';

const entry = (date: string, page = 'explainers/page') =>
  `- date: ${date}\n  page: ${page}\n  was: It said so.\n  is: It is not so.\n`;

test('what was corrected is known by page and day, the newest first', async (context) => {
  const small = smallSite(context);
  small.write('errata.yaml', entry('2026-01-02') + entry('2026-03-04') + entry('2026-01-02'));
  const { site, diagnostics } = await small.verify('Words.');
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    site.errata.map(({ date, page, title, was }) => [date, page, title, was]),
    [
      ['2026-03-04', 'explainers/page', 'A page', 'It said so.'],
      ['2026-01-02', 'explainers/page', 'A page', 'It said so.'],
      ['2026-01-02', 'explainers/page', 'A page', 'It said so.'],
    ],
  );
});

test('an erratum is of a page that is there, and says what is right', async (context) => {
  const small = smallSite(context);
  small.write('errata.yaml', entry('2026-01-02', 'explainers/pages'));
  assert.deepEqual(summary(await small.verify('Words.')), ['errata.yaml:2:9 errata-unknown-page']);
  small.write('errata.yaml', '- date: 2026-01-02\n  page: explainers/page\n  was: It said so.\n');
  assert.deepEqual(summary(await small.verify('Words.')), ['errata.yaml:1:3 errata-invalid']);
  small.write('errata.yaml', entry('last week'));
  assert.deepEqual(summary(await small.verify('Words.')), ['errata.yaml:1:9 errata-invalid']);
});
