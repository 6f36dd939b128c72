import type {
  BlockContent,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
  TableCell,
  TableRow,
} from 'mdast';
import { type Element, findIn, hasClass, isBorder, type Node, runTogether, textOf } from './tree.ts';

/** How one kind of element becomes Markdown. */
type Handle = (element: Element, context: Context) => readonly RootContent[];

interface Context {
  /** The whole address of what a link leads to. */
  readonly address: (href: string) => string;
}

/**
 * What stands in a part of a page, as Markdown's tree: quotes as quotes, code as code, facts in a row apart. What only a
 * screen, or only paper, has a use for is left out.
 */
export const blocksOf = (children: readonly Node[], context: Context): BlockContent[] =>
  asBlocks(all(children, context));

/** What only a screen, or only paper, has a use for. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'sr-only',
  'sl-anchor-link',
  'pt-permalink',
  'pt-here',
  'pt-cite',
  'pt-endnotes',
  'pt-folded',
  'pt-only',
  'pt-in-short-of',
  'pt-sift',
  'pt-unfold',
]);

const isLeftOut = ({ attributes }: Element): boolean =>
  attributes['aria-hidden'] === 'true' ||
  (attributes.class?.split(/\s+/) ?? []).some((name) => LEFT_OUT.has(name));

function all(nodes: readonly Node[], context: Context): RootContent[] {
  const results: RootContent[] = [];
  let before: Node | null = null;
  for (const node of nodes) {
    if (typeof node !== 'string' && isLeftOut(node)) continue;
    if (before !== null && meet(before, node)) results.push({ type: 'text', value: ' ' });
    before = node;
    if (typeof node === 'string') results.push({ type: 'text', value: node });
    else results.push(...(HANDLES.get(node.name) ?? through)(node, context));
  }
  return results;
}

/** Whether the words of two nodes would run together, which are set apart by style alone. */
function meet(before: Node, after: Node): boolean {
  const isAtBorder = [before, after].some((node) => typeof node !== 'string' && isBorder(node.name, false));
  if (!isAtBorder && (typeof before === 'string' || typeof after === 'string')) return false;
  return runTogether(inlineText(before), inlineText(after));
}

/** The words of what stands in a line. */
const inlineText = (node: Node): string =>
  typeof node === 'string' ? node : INLINE.has(node.name) ? textOf(node) : '';

const through: Handle = ({ children }, context) => all(children, context);
const flow: Handle = ({ children }, context) => asBlocks(all(children, context));
const nothing: Handle = () => [];

/** Facts in a row, which are set apart by style alone. */
const ROWS = ['pt-when', 'pt-ways', 'pt-basis'] as const;

const paragraph: Handle = (element, context) => {
  const own = all(element.children, context);
  const children = phrasing(ROWS.some((name) => hasClass(element, name)) ? spaced(own) : own);
  return children.length > 0 ? [{ type: 'paragraph', children }] : [];
};

const inlineCode: Handle = (element) => [{ type: 'inlineCode', value: collapsed(textOf(element)) }];

const heading: Handle = ({ name, children }, context) => [
  {
    type: 'heading',
    depth: Number(name.charAt(1)) as 1 | 2 | 3 | 4 | 5 | 6,
    children: phrasing(all(children, context)),
  },
];

const list: Handle = ({ name, attributes, children }, context) => {
  const items = gathered(all(children, context), 'listItem', newItem);
  const start = Number.parseInt(attributes.start ?? '', 10);
  return [asList(items, name === 'ol' ? (Number.isNaN(start) ? 1 : start) : null)];
};

const asList = (children: ListItem[], start: number | null): List => ({
  type: 'list',
  ordered: start !== null,
  start,
  spread: children.length > 1 && children.some(({ spread }) => spread),
  children,
});

const newItem = (): ListItem => ({ type: 'listItem', spread: false, checked: null, children: [] });

const item: Handle = ({ children }, context) => {
  const box = children.find((node) => typeof node !== 'string' || node.trim() !== '');
  const isTask = typeof box === 'object' && box.name === 'input' && box.attributes.type === 'checkbox';
  const rest = isTask ? children.filter((node) => node !== box) : children;
  return [
    {
      type: 'listItem',
      spread: isSpread(rest),
      checked: isTask ? 'checked' in box.attributes : null,
      children: asBlocks(all(rest, context)),
    },
  ];
};

/** Whether the parts of a list's item stand apart: it has a paragraph, or something behind a block. */
function isSpread(children: readonly Node[]): boolean {
  let isAfterBlock = false;
  for (const child of children) {
    if (typeof child === 'string' || INLINE.has(child.name)) continue;
    if (child.name === 'p' || isAfterBlock || isSpread(child.children)) return true;
    isAfterBlock = true;
  }
  return false;
}

/** Names and what is said of them: an item for each group. */
const definitions: Handle = ({ children }, context) => {
  const parts = children
    .flatMap((node) => (typeof node !== 'string' && node.name === 'div' ? node.children : [node]))
    .filter((node) => typeof node !== 'string' || node.trim() !== '');
  const groups: { readonly names: Node[]; readonly said: Node[] }[] = [{ names: [], said: [] }];
  for (const part of parts) {
    const group = groups.at(-1);
    if (typeof part === 'string' || part.name !== 'dt') group?.said.push(part);
    else if (group && group.said.length === 0) group.names.push(part);
    else groups.push({ names: [part], said: [] });
  }
  const items = groups.flatMap(({ names, said }): ListItem[] => {
    const own = [...insideOf(names, context), ...insideOf(said, context)];
    return own.length > 0 ? [{ ...newItem(), spread: own.length > 1, children: own }] : [];
  });
  return items.length > 0 ? [asList(items, null)] : [];
};

function insideOf(nodes: readonly Node[], context: Context): ListItem['children'] {
  const items = gathered(all(nodes, context), 'listItem', newItem);
  const [first, ...others] = items;
  return first === undefined ? [] : others.length === 0 ? first.children : [asList(items, null)];
}

const table: Handle = (element, context) => {
  const rows = gathered(
    all(element.children, context),
    'tableRow',
    (): TableRow => ({ type: 'tableRow', children: [] }),
  );
  const isHeadless = findIn(element.children, ({ name }) => name === 'thead' || name === 'th') === null;
  if (isHeadless) rows.unshift({ type: 'tableRow', children: [] });
  const columns = Math.max(1, ...rows.map(({ children }) => children.length));
  for (const { children } of rows)
    while (children.length < columns) children.push({ type: 'tableCell', children: [] });
  const asTable: Table = {
    type: 'table',
    align: Array.from({ length: columns }, () => null),
    children: rows,
  };
  return [asTable];
};

const row: Handle = ({ children }, context) => [
  {
    type: 'tableRow',
    children: gathered(
      all(children, context),
      'tableCell',
      (): TableCell => ({ type: 'tableCell', children: [] }),
    ).flatMap((cell): TableCell[] => {
      const { span = 1 } = (cell.data ?? {}) as { readonly span?: number };
      const plain: TableCell = { type: 'tableCell', children: cell.children };
      return [plain, ...Array.from({ length: span - 1 }, () => ({ ...plain, children: [] }))];
    }),
  },
];

/** Columns of a table are few. */
const MOST_COLUMNS = 100;

const cell: Handle = ({ attributes, children }, context) => {
  const span = Math.min(MOST_COLUMNS, Number.parseInt(attributes.colspan ?? '', 10) || 1);
  const own: TableCell = { type: 'tableCell', children: phrasing(all(children, context)) };
  return [span > 1 ? { ...own, data: { span } as TableCell['data'] } : own];
};

const link: Handle = ({ attributes, children }, { address, ...context }) => {
  const inside = all(children, { address, ...context });
  const { href = '', title } = attributes;
  const around = (own: PhrasingContent[]): RootContent => ({
    type: 'link',
    url: address(href),
    title: title ? collapsed(title) : null,
    children: own,
  });
  if (inside.every(isPhrasing)) return [around(inside)];
  // A link around blocks stands around the words of each.
  return asBlocks(inside).map((block) =>
    'children' in block ? ({ ...block, children: [around(phrasing(block.children))] } as RootContent) : block,
  );
};

/** Code as its lines, without the numbers beside them. */
const code: Handle = (element) => {
  const lines: string[] = [];
  const left: Node[] = [element];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'string') continue;
    if (hasClass(next, 'code')) lines.push(textOf(next).replace(/\n$/, ''));
    else left.push(...[...next.children].reverse());
  }
  const language = findIn(element.children, ({ name }) => name === 'pre')?.attributes['data-language'];
  return [{ type: 'code', lang: language ?? null, value: lines.join('\n') }];
};

const plainCode: Handle = (element) => {
  const classes = findIn(element.children, ({ name }) => name === 'code')?.attributes.class ?? '';
  const lang = /(?:^|\s)language-(\S+)/.exec(classes)?.[1] ?? null;
  return [{ type: 'code', lang, meta: null, value: textOf(element).replace(/\n+$/, '') }];
};

const HANDLES: ReadonlyMap<string, Handle> = new Map<string, Handle>([
  // Drawings, whose words stand beside them, controls, and what no reader is shown.
  ...['svg', 'button', 'select', 'footer', 'nav', 'script', 'style', 'template', 'title', 'option'].map(
    (name) => [name, nothing] as const,
  ),
  ...['article', 'aside', 'fieldset', 'figure', 'form', 'header', 'legend', 'main', 'section'].map(
    (name) => [name, flow] as const,
  ),
  ['div', (element, context) => (hasClass(element, 'expressive-code') ? code : flow)(element, context)],
  ['p', paragraph],
  // The parts of a caption are set apart by style alone.
  ['figcaption', ({ children }, context) => asParagraph(phrasing(spaced(all(children, context))))],
  [
    'summary',
    ({ children }, context) => asParagraph([{ type: 'strong', children: phrasing(all(children, context)) }]),
  ],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, heading] as const),
  ['blockquote', ({ children }, context) => [{ type: 'blockquote', children: blocksOf(children, context) }]],
  ['ul', list],
  ['ol', list],
  ['li', item],
  ['dl', definitions],
  ['dt', item],
  ['dd', item],
  ['table', table],
  ['tr', row],
  ['td', cell],
  ['th', cell],
  ['pre', plainCode],
  ...['code', 'kbd', 'samp', 'var', 'tt'].map((name) => [name, inlineCode] as const),
  ['a', link],
  ...['strong', 'b'].map(
    (name) =>
      [
        name,
        ({ children }: Element, context: Context) => [
          { type: 'strong' as const, children: inlined(all(children, context)) },
        ],
      ] as const,
  ),
  ...['em', 'i', 'u'].map(
    (name) =>
      [
        name,
        ({ children }: Element, context: Context) => [
          { type: 'emphasis' as const, children: inlined(all(children, context)) },
        ],
      ] as const,
  ),
  ...['del', 's'].map(
    (name) =>
      [
        name,
        ({ children }: Element, context: Context) => [
          { type: 'delete' as const, children: inlined(all(children, context)) },
        ],
      ] as const,
  ),
  ['br', () => [{ type: 'break' }]],
  ['hr', () => [{ type: 'thematicBreak' }]],
  [
    'img',
    ({ attributes: { src = '', alt = '', title } }, { address }) => [
      { type: 'image', url: address(src), alt: collapsed(alt), title: title ?? null },
    ],
  ],
  [
    'input',
    ({ attributes }) =>
      attributes.type === 'radio' || attributes.type === 'checkbox'
        ? [{ type: 'text', value: 'checked' in attributes ? '[x]' : '[ ]' }]
        : [],
  ],
]);

/** Elements that stand in a line. */
const INLINE: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo br button cite code data del dfn em i img input ins kbd label mark q s samp select small span strong sub sup svg time u var wbr'.split(
    ' ',
  ),
);

const PHRASING: ReadonlySet<string> = new Set(
  'break delete emphasis image inlineCode link strong text'.split(' '),
);

const isPhrasing = (node: RootContent): node is PhrasingContent => PHRASING.has(node.type);

/** What is to stand in a line, of a part that may have blocks in it too. */
const inlined = (nodes: readonly RootContent[]): PhrasingContent[] =>
  nodes.flatMap((node) =>
    isPhrasing(node) ? [node] : 'children' in node ? inlined(node.children as RootContent[]) : [],
  );

const asParagraph = (children: PhrasingContent[]): Paragraph[] =>
  children.length > 0 ? [{ type: 'paragraph', children }] : [];

/** Blocks, with a paragraph around what stands between them. */
function asBlocks(nodes: readonly RootContent[]): BlockContent[] {
  const blocks: RootContent[] = [];
  let run: PhrasingContent[] = [];
  const end = () => {
    blocks.push(...asParagraph(phrasing(run)));
    run = [];
  };
  for (const node of nodes) {
    if (isPhrasing(node)) run.push(node);
    else {
      end();
      blocks.push(node);
    }
  }
  end();
  return blocks as BlockContent[];
}

/** Of what may only hold one kind of part: whatever else stands there goes into the part before it. */
function gathered<T extends ListItem | TableRow | TableCell>(
  nodes: readonly RootContent[],
  type: T['type'],
  make: () => T,
): T[] {
  const parts: T[] = [];
  let early: RootContent[] = [];
  for (const node of nodes) {
    if (node.type === type) {
      const part = node as T;
      if (early.length > 0) (part.children as RootContent[]).unshift(...early);
      early = [];
      parts.push(part);
    } else if (node.type !== 'text' || node.value.trim() !== '') early.push(node);
  }
  if (early.length > 0) {
    const last = parts.at(-1) ?? make();
    if (parts.length === 0) parts.push(last);
    (last.children as RootContent[]).push(...early);
  }
  return parts;
}

const spaced = (nodes: readonly RootContent[]): RootContent[] =>
  nodes.flatMap((node, index) => (index === 0 ? [node] : [{ type: 'text' as const, value: ' ' }, node]));

const collapsed = (text: string): string => text.replace(/[\t\n\v\f\r ]+/g, ' ');

/** The words of a line as a browser shows them: white space is one space, and none at the ends nor behind another. */
function phrasing(nodes: readonly RootContent[]): PhrasingContent[] {
  const line = { isAfterSpace: true };
  const children = inLine(inlined(nodes), line);
  const ended = withoutEnd(children);
  let from = 0;
  while (ended[from]?.type === 'break') from += 1;
  return ended.slice(from);
}

function inLine(nodes: readonly PhrasingContent[], line: { isAfterSpace: boolean }): PhrasingContent[] {
  const results: PhrasingContent[] = [];
  for (const node of nodes) {
    if (node.type === 'text') {
      const text = collapsed(node.value);
      const value = line.isAfterSpace && text.startsWith(' ') ? text.slice(1) : text;
      if (value === '') continue;
      line.isAfterSpace = value.endsWith(' ');
      const last = results.at(-1);
      if (last?.type === 'text') results[results.length - 1] = { ...last, value: last.value + value };
      else results.push({ type: 'text', value });
    } else if ('children' in node) {
      results.push({ ...node, children: inLine(node.children, line) } as PhrasingContent);
    } else {
      line.isAfterSpace = node.type === 'break';
      results.push(node);
    }
  }
  return results;
}

/** Without the space and the breaks at the end of a line. */
function withoutEnd(nodes: PhrasingContent[]): PhrasingContent[] {
  const last = nodes.at(-1);
  if (last?.type === 'break') return withoutEnd(nodes.slice(0, -1));
  if (last?.type === 'text' && last.value.endsWith(' ')) {
    const value = last.value.slice(0, -1);
    return value === '' ? withoutEnd(nodes.slice(0, -1)) : [...nodes.slice(0, -1), { ...last, value }];
  }
  return nodes;
}
