import type { LineMap } from '../../base/position.ts';
import { childrenOf, nameOf, spanOf } from './elements.ts';
import type { MdastNode } from './markdown.ts';
import { type Mark, type Statement, together } from './statement.ts';
import { openingTagAt } from './tag.ts';

/** Elements whose words are somebody else's, or no words. */
const NOT_OWN: ReadonlySet<string> = new Set(['Quote', 'pre', 'style', 'script']);

/** What holds a question together with its answers. */
const ASKED: ReadonlySet<string> = new Set(['details', 'Question']);

const INLINE: ReadonlySet<MdastNode['type']> = new Set([
  'text',
  'inlineCode',
  'emphasis',
  'strong',
  'delete',
  'link',
  'break',
  'mdxJsxTextElement',
  'mdxTextExpression',
]);

/**
 * What an author writes in a page in their own words, paragraph by paragraph: headings, cells, notes and the words between
 * the tags of our components too; not quotes, and not blocks of code.
 */
export const paragraphsIn = (root: MdastNode, source: string, lines: LineMap): Statement[] =>
  paragraphsOf(root, [], { source, lines });

interface Source {
  readonly source: string;
  readonly lines: LineMap;
}

function paragraphsOf(root: MdastNode, outside: readonly Around[], own: Source): Statement[] {
  const found: Statement[] = [];
  const visit = (node: MdastNode, around: readonly Around[]): void => {
    const name = nameOf(node);
    if (name !== null && NOT_OWN.has(name)) return;
    if (node.type === 'table') {
      const [head = [], ...rows] = childrenOf(node).map((row) => paragraphsOf(row, around, own));
      const paragraph = together([...head, ...rows.flat()]);
      found.push(...head.map((cell) => ({ ...cell, ...(paragraph && { paragraph }) })), ...rows.flat());
      return;
    }
    if (node.type === 'tableRow') {
      found.push(...asRow(childrenOf(node).map((cell) => paragraphsOf(cell, around, own))));
      return;
    }
    const within =
      name === null ? around : [...around, { name, props: propsAt(own.source, spanOf(node).start) }];
    const before = found.length;
    let run: MdastNode[] = [];
    const close = (): void => {
      if (run.length > 0) found.push(...paragraphOf(run, within, own, visit));
      run = [];
    };
    for (const child of childrenOf(node)) {
      if (INLINE.has(child.type)) run.push(child);
      else {
        close();
        visit(child, within);
      }
    }
    close();
    // A question is asked of what its answer names.
    if (name !== null && ASKED.has(name)) {
      const paragraph = together(found.slice(before));
      found.push(...found.splice(before).map((each) => ({ ...each, ...(paragraph && { paragraph }) })));
    }
  };
  visit(root, outside);
  return found;
}

/** The cells of a row say one thing together: each rests on what the others name. */
function asRow(cells: readonly (readonly Statement[])[]): Statement[] {
  const all = cells.flat();
  return all.map((cell) => {
    const others = all.filter((each) => each !== cell);
    return {
      ...cell,
      links: [...cell.links, ...others.flatMap(({ links }) => links.map(({ url }) => ({ at: 0, url })))],
      beside: others.map(({ text }) => text).join(' | '),
      codesBeside: others.flatMap(({ codes }) => codes.map(({ text }) => text)),
    };
  });
}

type Around = Pick<Mark, 'name' | 'props'>;

function paragraphOf(
  run: readonly MdastNode[],
  around: readonly Around[],
  { source, lines }: Source,
  visit: (node: MdastNode, around: readonly Around[]) => void,
): Statement[] {
  let text = '';
  const codes: { at: number; text: string }[] = [];
  const links: { at: number; url: string }[] = [];
  const marks: Mark[] = [];
  /** Where pieces of the text come from. */
  const origins: { at: number; offset: number }[] = [];
  const add = (piece: string, offset: number): void => {
    origins.push({ at: text.length, offset });
    text += piece;
  };
  const go = (node: MdastNode, within: readonly Around[]): void => {
    const { start, end } = spanOf(node);
    const name = nameOf(node);
    if (name !== null && NOT_OWN.has(name)) return;
    if (node.type === 'text') add(source.slice(start, end), start);
    else if (node.type === 'inlineCode') {
      const at = text.length;
      const inside = source.indexOf(node.value, start);
      add(node.value, inside === -1 || inside > end ? start : inside);
      codes.push({ at, text: node.value });
    } else if (node.type === 'break') add(' ', start);
    else if (!childrenOf(node).every(({ type }) => INLINE.has(type))) visit(node, within);
    else {
      const at = text.length;
      if (node.type === 'link') links.push({ at, url: node.url });
      const props = name === null ? {} : propsAt(source, start);
      for (const child of childrenOf(node)) go(child, name === null ? within : [...within, { name, props }]);
      if (name !== null) marks.push({ name, props, start: at, end: text.length });
    }
  };
  for (const node of run) go(node, around);
  if (text.trim() === '') return [];
  return [
    {
      text,
      codes,
      links,
      marks: [...around.map((each) => ({ ...each, start: 0, end: text.length })), ...marks],
      placeOf(at) {
        const origin = origins.findLast((each) => each.at <= at);
        return lines.placeAt(origin ? origin.offset + at - origin.at : 0);
      },
    },
  ];
}

function propsAt(source: string, start: number): Record<string, string> {
  const { props } = openingTagAt(source, start);
  return Object.fromEntries(props.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])));
}
