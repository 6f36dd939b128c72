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
 * quote becomes lines with a `>` for each level, as plain mail has them. A `>` of the text's own is told from a mark by
 * {@link areMarks}, and where it is none a space before it says so.
 */
export function textOfHtml(html: string): string {
  const lines: string[] = [];
  /** Lines whose own text begins with a `>`. */
  const own: number[] = [];
  let line = '';
  let quotes = 0;
  let hasQuotes = false;
  let hidden = 0;
  let verbatim = 0;
  const endLine = (): void => {
    const text = verbatim > 0 ? line : line.trim();
    if (text.startsWith('>') && verbatim === 0) own.push(lines.length);
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
      if (name === 'blockquote') {
        quotes = Math.min(quotes + 1, MOST_QUOTES);
        hasQuotes = true;
      }
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
  if (hasQuotes || !areMarks(own, lines))
    for (const at of own) lines[at] = (lines[at] as string).replace(/^(>+ )?>/, '$1 >');
  return `${lines.join('\n')}\n`;
}

/**
 * Whether lines that begin with `>` are a quote as plain mail has it. They are where a line right above introduces
 * them, or where two follow each other; and never where the mail has block quotes, which is its way to quote.
 */
const areMarks = (own: readonly number[], lines: readonly string[]): boolean =>
  own.some((at, index) => own[index + 1] === at + 1 || isIntroduction(lines[at - 1] || lines[at - 2] || ''));

const isIntroduction = (line: string): boolean => line.trimEnd().endsWith(':');

const quoteMarks = (count: number): string => (count === 0 ? '' : `${'>'.repeat(count)} `);
