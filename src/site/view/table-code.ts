import { Parser } from 'htmlparser2';
import { type Change, replaced } from '../../base/replaced.ts';

/** Between the words of a name, and before its arguments. */
const BREAKS = /(?<=[^\W_]_+)(?=[^\W_])|(?<=\w)(?=\()/g;

/**
 * Lets code in the cells of tables go on in the next line where a reader would break it. Columns are narrow on a phone, and a
 * name of thirty letters is broken somewhere, or makes the table wider than the page.
 *
 * @param html what stands between the title and the end of the page.
 */
export function withBreaks(html: string): string {
  const open = { cells: 0, code: 0 };
  const breaks: Change[] = [];
  const count = (name: string, by: 1 | -1): void => {
    if (name === 'td') open.cells += by;
    if (name === 'code') open.code += by;
  };
  const parser = new Parser({
    onopentag: (name) => count(name, 1),
    onclosetag: (name) => count(name, -1),
    ontext() {
      if (open.cells === 0 || open.code === 0) return;
      const text = html.slice(parser.startIndex, parser.endIndex + 1);
      for (const { index } of text.matchAll(BREAKS)) {
        const at = parser.startIndex + index;
        breaks.push({ start: at, end: at, by: '<wbr>' });
      }
    },
  });
  parser.end(html);
  return replaced(html, breaks);
}
