import type { ParameterMap } from './parameters.ts';

/**
 * RFC 3676: joins flowed lines of one quote depth; a diff in a flowed message is left as it is. A line whose own
 * words begin with `>` was stuffed with a space, which it keeps: without, it would be a quote. Behind a mark nothing
 * is kept, as many programs write `> > ` for two.
 */
export function unflowed(text: string, parameters: ParameterMap): string {
  if (parameters.get('format')?.toLowerCase() !== 'flowed') return text;
  const deleteSpace = parameters.get('delsp')?.toLowerCase() === 'yes';
  /** Lines and the pieces of lines, one after another. */
  const out: string[] = [];
  let open = false;
  let openMarks = 0;
  for (const line of text.split('\n')) {
    let marks = 0;
    while (line[marks] === '>') marks += 1;
    // One space after the marks is stuffing.
    const content = line.slice(line[marks] === ' ' ? marks + 1 : marks);
    if (open && openMarks === marks && content !== '-- ') {
      if (deleteSpace) out.push((out.pop() as string).slice(0, -1));
      out.push(content);
    } else {
      const stuffing = marks === 0 && content.startsWith('>') ? ' ' : '';
      out.push(`${out.length > 0 ? '\n' : ''}${markSpace(line.slice(0, marks))}${stuffing}${content}`);
    }
    open = line.endsWith(' ') && content !== '-- ' && content.trim() !== '';
    openMarks = marks;
  }
  return out.join('');
}

const markSpace = (marks: string): string => (marks === '' ? '' : `${marks} `);
