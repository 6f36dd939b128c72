import { Parser } from 'htmlparser2';
import { type Change, replaced } from '../../base/replaced.ts';
import { GAP, NOTE, TEXT } from './term-notes.ts';

/** Columns from which a table needs more room than the text has. */
const MANY = 4;

/**
 * Lets tables of many columns go over the text and the margin. One that a note of what stands above it would hang into stays as
 * wide as the text.
 *
 * @param html what stands between the title and the end of the page.
 */
export function withWideTables(html: string): string {
  const around: Change[] = [];
  const open = { all: 0, note: 0 };
  // What the blocks so far take in height, with the lowest end of a note beside them.
  const height = { blocks: 0, notes: 0 };
  let block = { name: '', start: 0, letters: 0, notes: 0, heads: 0 };
  const parser = new Parser({
    onopentag(name, { class: className = '' }) {
      if (open.all === 0)
        block = { name: className ? '' : name, start: parser.startIndex, letters: 0, notes: 0, heads: 0 };
      open.all += 1;
      if (name === 'th') block.heads += 1;
      if (open.note > 0 || /\bpt-margin\b/.test(className)) open.note += 1;
    },
    ontext(text) {
      if (open.note > 0) block.notes += text.length;
      else block.letters += text.length;
    },
    onclosetag() {
      open.all -= 1;
      open.note = Math.max(0, open.note - 1);
      if (open.all > 0) return;
      const { name, start, letters, notes, heads } = block;
      const end = parser.endIndex + 1;
      if (name === 'table' && heads >= MANY && height.notes <= height.blocks)
        around.push({ start, end, by: `<div class="pt-span">${html.slice(start, end)}</div>` });
      if (notes > 0)
        height.notes = Math.max(height.notes, height.blocks) + rows(notes, NOTE.letters) * NOTE.height + GAP;
      height.blocks += Math.max(1, rows(letters, TEXT.letters)) * TEXT.height + GAP;
    },
  });
  parser.end(html);
  return replaced(html, around);
}

const rows = (letters: number, each: number): number => Math.ceil(letters / each);
