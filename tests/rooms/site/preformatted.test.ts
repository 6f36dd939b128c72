import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPreformatted } from '../../../src/site/view/preformatted.ts';

const SET_AS_TYPED = {
  'a piece of a patch without its head':
    '-\tif (!page)\n+\tif (!page || PageHWPoison(page))\n \t\treturn -EFAULT;',
  'a hunk': '@@ -13,6 +13,9 @@ struct valve *valve_get(int bed)\n a line of it',
  'code that begins at the margin': 'vma = find_vma(mm, addr);\nif (!vma)\n\treturn -EFAULT;',
  'a function whose arguments go on':
    'static int valve_open(struct valve *valve,\n\t\t      unsigned int seconds)\n{\n\treturn 0;\n}',
  'code with a comment': '/* nobody counts these */\nget_page(page);',
  columns: 'before    after    gain\n10.2      8.1      20 %',
  'a frame': '+-----+-----+\n|  a  |  b  |\n+-----+-----+',
  'a log of the kernel':
    '[   12.345678] BUG: unable to handle page fault\n[   12.345681] #PF: supervisor read access',
};

const PROSE = {
  'a list':
    '- add a struct dma_buf *vma_tryget_dma_buf(struct vm_area_struct *vma);\n- add dma-buf export support to fbdev and v4l',
  'a list after a sentence':
    'I think the only reasonable way to keep this working is:\n- add a struct dma_buf *vma_tryget_dma_buf(struct vm_area_struct *vma);',
  'a sentence that calls functions':
    'Otherwise, we are pretending that they are DMA and using the DMA\ncentric pin_user_pages() interface, which we still have to support and\nmake work.',
  'clauses that end in semicolons':
    'We may keep the number (it is cheap);\nor we may ask again each time;\nor both.',
  'quoted with an indent':
    '    This would be *HIGHLY* illegal and not just with DMA-buf,\n    but with pretty much a whole bunch of other drivers.',
  'two spaces after a full stop': 'It works.  I tried it.\nIt does not.  I tried that too.',
  'one line of code': 'get_page(page);',
  'changes told in words': '+ it is fast\n- it is wrong',
};

for (const [what, text] of Object.entries(SET_AS_TYPED))
  test(`${what} is set as it was typed`, () => assert.ok(isPreformatted(text), text));

for (const [what, text] of Object.entries(PROSE))
  test(`${what} is prose`, () => assert.ok(!isPreformatted(text), text));

test('a long passage is judged in a moment', () => {
  // What others do on the machine takes no time of this.
  const from = process.cpuUsage();
  for (const line of ['a '.repeat(4000), '( '.repeat(4000), `${' '.repeat(8000)}x`, '\t'.repeat(8000)])
    isPreformatted(`${line}\n`.repeat(50));
  const { user, system } = process.cpuUsage(from);
  assert.ok(user + system < 2_000_000);
});
