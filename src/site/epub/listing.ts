import { asXml } from '../../base/markup.ts';
import { type Element, findIn, hasClass, type Node, outermostIn, textOf } from '../built/tree.ts';

/** How the rest of a page is written. */
interface Writing {
  code(nodes: readonly Node[]): string;
  tag(name: string, element: Element, text: string): string;
}

/**
 * Code as lines with their numbers; a line that came or went says so, and one with a note leads there. Null for code that has
 * no lines of its own.
 */
export function listingOf(code: Element, writing: Writing): string | null {
  const lines = outermostIn(code.children, (each) => hasClass(each, 'ec-line'));
  if (lines.length === 0) return null;
  const isChange = lines.some((line) => hasClass(line, 'ins') || hasClass(line, 'del'));
  const written = lines.map((line) => {
    const sign = hasClass(line, 'ins') ? '+ ' : hasClass(line, 'del') ? '- ' : '  ';
    const text = findIn(line.children, (each) => hasClass(each, 'code'));
    const parts = [
      numberOf(line, writing),
      isChange ? sign : '',
      text === null ? '' : writing.code(text.children).replace(/\n$/, ''),
      ...waysOf(line, writing),
    ];
    return writing.tag('span', { ...line, name: 'span' }, parts.join(''));
  });
  return `<pre class="pt-code"><code>${written.join('\n')}</code></pre>`;
}

function numberOf(line: Element, { tag }: Writing): string {
  const number = findIn(line.children, (each) => hasClass(each, 'pt-line'));
  return number === null ? '' : `${tag('span', { ...number, name: 'span' }, asXml(textOf(number)))} `;
}

const waysOf = (line: Element, { tag }: Writing): string[] =>
  outermostIn(line.children, (each) => hasClass(each, 'pt-way')).map(
    (note, at) => ` ${tag('a', note, `[${textOf(note).match(/\d+/)?.[0] ?? at + 1}]`)}`,
  );
