import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../src/base/diagnostic.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { startOf } from '../../../src/base/position.ts';
import { diagnosticAsText, diagnosticsAsText } from '../../../src/base/print.ts';

const at = (line: number, column: number) =>
  diagnose('quote-empty', { file: 'a.mdx', line, column }, { message: 'No words.' });

/** The printed source line and the line with the caret. */
const shown = (line: string, column: number): readonly string[] =>
  diagnosticAsText(at(1, column), line)
    .split('\n')
    .filter((each) => each.startsWith('  | '))
    .map((each) => each.slice(4));

test('diagnostics are printed in order, each with its source line and a caret under the place', async () => {
  const host = memoryHost({ 'a.mdx': 'one\r\ntwo three\r\n' });
  assert.equal(
    await diagnosticsAsText([at(2, 5), at(1, 1)], host),
    [
      'a.mdx:1:1 error quote-empty',
      '  No words.',
      '  | one',
      '  | ^',
      '  fix:      Put the quoted words between the tags.',
      '',
      'a.mdx:2:5 error quote-empty',
      '  No words.',
      '  | two three',
      '  |     ^',
      '  fix:      Put the quoted words between the tags.',
    ].join('\n'),
  );
});

test('the caret stands under the place, whatever is before it: tabs, wide letters, marks on letters', () => {
  assert.deepEqual(shown('\tx', 2), [' x', ' ^']);
  assert.deepEqual(shown('\u6F22\u5B57x', 3), ['\u6F22\u5B57x', '    ^']);
  assert.deepEqual(shown('o\u0308x', 3), ['o\u0308x', ' ^']);
  assert.deepEqual(shown('\u{1F600}x', 3), ['\u{1F600}x', '  ^']);
});

test('of a long line the part around the place is shown', () => {
  const [line = '', caret = ''] = shown(`${'a'.repeat(300)}X${'b'.repeat(300)}`, 301);
  assert.equal(line.length, 101);
  assert.equal(line[caret.length - 1], 'X');
});

test('of an archive that is larger than memory, no line is read to be shown', async () => {
  const host = { ...memoryHost({}), size: async () => 2 ** 31, read: () => assert.fail('it was read') };
  const text = await diagnosticsAsText(
    [diagnose('mail-empty', startOf('years.mbox'), { message: 'x' })],
    host,
  );
  assert.match(text, /^years\.mbox:1:1 error mail-empty\n {2}x\n {2}fix:/);
});
