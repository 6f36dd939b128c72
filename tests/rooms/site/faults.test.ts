import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../src/base/diagnostic.ts';
import { scanPage } from '../../../src/citations/page/scan.ts';
import { faultsIn } from '../../../src/site/faults.ts';

const FILE = 'content/explainers/a.mdx';
const PAGE = scanPage(
  'explainers/a',
  FILE,
  [
    '# A page',
    '',
    '<Quote from="t/m" by="Ada">first words</Quote>',
    '',
    '<Excerpt tree="v1" path="a.c" symbol="f">',
    '  <CodeNote at="x">A note.</CodeNote>',
    '</Excerpt>',
    '',
    '[a link](/nowhere/)',
  ].join('\n'),
);

const errorAt = (line: number, column: number, file = FILE) =>
  diagnose('quote-not-verbatim', { file, line, column }, { message: `At ${line}:${column}.` });

const textAt = (line: number, column: number): string =>
  [
    `${FILE}:${line}:${column} error quote-not-verbatim`,
    `  At ${line}:${column}.`,
    '  fix:      Copy the words from the message; mark what you leave out with […].',
  ].join('\n');

test('an error belongs to the use that it stands in, in its words as in its notes', () => {
  assert.deepEqual(faultsIn(PAGE, [errorAt(3, 30), errorAt(6, 17), errorAt(5, 1)]), {
    'explainers/a#0': [textAt(3, 30)],
    'explainers/a#1': [textAt(6, 17), textAt(5, 1)],
  });
});

test('an error outside of every use, or on another page, belongs to none', () => {
  assert.deepEqual(faultsIn(PAGE, [errorAt(9, 10), errorAt(1, 1), errorAt(3, 30, 'content/other.mdx')]), {});
});
