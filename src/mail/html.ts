import { ShallowParser } from './shallow-parser.ts';

/** Elements that start on a line of their own. */
const BLOCKS: ReadonlySet<string> = new Set(
  'address article blockquote div dl dt dd footer form h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul'.split(
    ' ',
  ),
);
/** Elements whose text nobody reads. */
const HIDDEN: ReadonlySet<string> = new Set(['head', 'script', 'style', 'title']);
/** Block quotes in one another, as marks in a line. */
const MOST_QUOTES = 200;

/**
 * The words of an HTML body, for mail that has no other. Tags go, nothing in it is ever run or requested; a block
 * quote becomes lines with a `>` for each level, as plain mail has them.
 */
export function textOfHtml(html: string): string {
  const lines: string[] = [];
  let line = '';
  let quotes = 0;
  let hidden = 0;
  let verbatim = 0;
  const endLine = (): void => {
    const text = verbatim > 0 ? line : line.trim();
    if (text !== '') lines.push(`${quoteMarks(quotes)}${text}`);
    line = '';
  };
  const emptyLine = (): void => {
    endLine();
    if (lines.length > 0 && lines.at(-1)?.replace(/[> ]/g, '') !== '') lines.push(quoteMarks(quotes).trim());
  };
  const parser = new ShallowParser({
    onopentagname(name) {
      if (HIDDEN.has(name)) hidden += 1;
      if (name === 'br') {
        // An empty line within a paragraph is the writer's.
        if (line.trim() === '') lines.push(quoteMarks(quotes).trim());
        endLine();
      } else if (BLOCKS.has(name)) endLine();
      if (name === 'p' || name === 'blockquote') emptyLine();
      if (name === 'blockquote') quotes = Math.min(quotes + 1, MOST_QUOTES);
      if (name === 'pre') verbatim += 1;
    },
    ontext(text) {
      if (hidden > 0) return;
      if (verbatim === 0) {
        line += text.replace(/[ \t\r\n\u00a0]+/g, ' ');
        return;
      }
      const [first = '', ...more] = text.split('\n');
      line += first;
      for (const next of more) {
        lines.push(`${quoteMarks(quotes)}${line}`);
        line = next;
      }
    },
    onclosetag(name) {
      if (HIDDEN.has(name)) hidden = Math.max(0, hidden - 1);
      if (name === 'p') emptyLine();
      else if (BLOCKS.has(name)) endLine();
      if (name === 'pre') verbatim = Math.max(0, verbatim - 1);
      if (name === 'blockquote') quotes = Math.max(0, quotes - 1);
    },
  });
  parser.end(html);
  endLine();
  return `${lines.join('\n')}\n`;
}

const quoteMarks = (count: number): string => (count === 0 ? '' : `${'>'.repeat(count)} `);
