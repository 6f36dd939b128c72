import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withBreaks } from '../../../src/site/view/table-code.ts';

test('code in a cell may break between the words of a name and before its arguments, and nowhere else', () => {
  const cell = (code: string) => `<table><tr><td>a_b(c) <code>${code}</code></td></tr></table>`;
  assert.equal(withBreaks(cell('follow_pfn(<i>vma</i>)')), cell('follow_<wbr>pfn<wbr>(<i>vma</i>)'));
  assert.equal(withBreaks(cell('__GFP_MOVABLE')), cell('__GFP_<wbr>MOVABLE'));
  assert.equal(withBreaks(cell('vma-&gt;vm_flags = …')), cell('vma-&gt;vm_<wbr>flags = …'));
  const prose = '<p><code>follow_pfn()</code></p>';
  assert.equal(withBreaks(prose), prose);
});
