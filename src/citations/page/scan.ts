import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { type LineMap, lineMap, type Place } from '../../base/position.ts';
import { headingAnchors } from './headings.ts';
import { type MdastNode, parsePage } from './markdown.ts';
import { openingTagAt, type Prop, type Tag } from './tag.ts';

/** A use of one of our components in a page. */
export interface Use {
  readonly component: 'Quote' | 'Excerpt' | 'Note';
  /** `<page>#<n>`: the n-th use in the page, from 0, in document order. */
  readonly key: string;
  readonly place: Place;
  readonly tag: Tag;
  /** What stands between the tags, as written. */
  readonly content: Slice;
  /** Where something other than text stands inside; null when there is only text. */
  readonly markupAt: number | null;
  /** <CodeNote> tags inside, in order. */
  readonly notes: readonly NoteUse[];
}

export interface NoteUse {
  readonly place: Place;
  readonly tag: Tag;
}

export interface ComparisonUse {
  readonly place: Place;
  readonly tag: Tag;
  /** Keys of the excerpts inside, in order. */
  readonly excerpts: readonly string[];
}

/** A <Term>: a word that leads to the glossary. */
export interface TermUse {
  readonly place: Place;
  readonly tag: Tag;
  readonly content: Slice;
}

/** A <Line>: words that point at a line of an excerpt of the same page. */
export interface PointerUse {
  readonly place: Place;
  readonly tag: Tag;
}

/** Components that show something kept elsewhere under content/, by its name. */
const FIGURES = ['Diagram', 'Debate', 'Timeline'] as const;

/** A use of one of them. */
export interface FigureUse {
  readonly component: (typeof FIGURES)[number];
  readonly place: Place;
  readonly tag: Tag;
}

export interface LinkUse {
  readonly url: string;
  /** Offset of the address. */
  readonly at: number;
}

export interface Slice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface ScannedPage {
  /** Path under the content folder without its ending: `explainers/pinning`. */
  readonly page: string;
  readonly file: string;
  readonly source: string;
  readonly lines: LineMap;
  readonly uses: readonly Use[];
  /** <Compare> tags, in order. */
  readonly comparisons: readonly ComparisonUse[];
  /** Links into the site: from its root (`/threads/…`), or to a place on the same page (`#…`). */
  readonly links: readonly LinkUse[];
  /** Links to other hosts: `https://…`. */
  readonly outward: readonly LinkUse[];
  /** What links to this page may name after `#`. */
  readonly anchors: readonly string[];
  /** <Term> tags, in order. */
  readonly terms: readonly TermUse[];
  /** <Line> tags, in order. */
  readonly pointers: readonly PointerUse[];
  /** <Diagram>, <Debate> and <Timeline> tags, in order. */
  readonly figures: readonly FigureUse[];
  /** The page's own running text, piece by piece, as written: not code, quotes, excerpts, headings or links. */
  readonly prose: readonly Slice[];
  /** Inline code of that running text: the whole of it as written, and as `text` what stands in it. */
  readonly code: readonly Slice[];
  /** The front matter's text and the offset at which it starts; null when there is none. */
  readonly frontmatter: Slice | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Components that stand on a source; each use of one has a key. */
const CITING: readonly string[] = ['Quote', 'Excerpt', 'Note'];

/**
 * Finds every use of our components in a page, with positions in the whole file. The parser is the one that
 * Astro compiles the page with.
 *
 * @param page path under the content folder without its ending.
 * @param file the path that diagnostics name.
 */
export function scanPage(page: string, file: string, source: string): ScannedPage {
  const lines = lineMap(file, source);
  const nothing = {
    page,
    file,
    source,
    lines,
    uses: [],
    comparisons: [],
    links: [],
    outward: [],
    anchors: [],
    terms: [],
    pointers: [],
    figures: [],
    prose: [],
    code: [],
    frontmatter: null,
  };
  let root: MdastNode;
  try {
    root = parsePage(source);
  } catch (error) {
    return { ...nothing, diagnostics: [syntaxError(error, file)] };
  }
  const nodes = elementsIn(root, (name) => CITING.includes(name));
  const keyOf = new Map(nodes.map((node, index) => [node, `${page}#${index}`]));
  const uses = nodes.map((node) => useOf(node, keyOf.get(node) ?? '', source, lines));
  const comparisons = elementsIn(root, (name) => name === 'Compare').map((node) => {
    const excerpts = elementsIn(node, (name) => name === 'Excerpt').flatMap((each) => keyOf.get(each) ?? []);
    return { ...tagOf(node, source, lines), excerpts };
  });
  const open = uses.filter(({ tag, content }) => !tag.selfClosing && !isClosed(content, source));
  return {
    ...nothing,
    uses: uses.filter((use) => !open.includes(use)),
    comparisons,
    links: linksIn(root, source, /^[/#]/),
    outward: linksIn(root, source, /^https?:/),
    anchors: headingAnchors(root),
    terms: elementsIn(root, (name) => name === 'Term').map((node) => termUseOf(node, source, lines)),
    pointers: elementsIn(root, (name) => name === 'Line').map((node) => tagOf(node, source, lines)),
    figures: elementsIn(root, (name) => FIGURES.some((each) => each === name)).map((node) => ({
      component: node.name as FigureUse['component'],
      ...tagOf(node, source, lines),
    })),
    prose: proseIn(root, 'text').map((node) => {
      const { start, end } = spanOf(node);
      return { start, end, text: source.slice(start, end) };
    }),
    code: proseIn(root, 'inlineCode').map((node) => ({ ...spanOf(node), text: node.value })),
    frontmatter: frontmatterOf(root, source),
    diagnostics: open.map(({ place, component }) =>
      diagnose('mdx-syntax', place, {
        message: `A line between the tags of this <${component}> is read as Markdown, and the end of the tag is lost.`,
        fix: 'Put both tags on lines of their own.',
      }),
    ),
  };
}

/** A line of dashes or equal signs makes a heading of what is before it; the parser then ends the element there. */
const isClosed = ({ start, end }: Slice, source: string): boolean =>
  end >= start && source.startsWith('</', end);

type Element = MdastNode & { readonly name: string };

function useOf(node: Element, key: string, source: string, lines: LineMap): Use {
  const { start, end } = spanOf(node);
  const tag = openingTagAt(source, start);
  const inner = tag.selfClosing ? tag.end : source.lastIndexOf('</', end);
  const markup = elementsIn(node, () => true)[0] ?? expressionIn(node);
  return {
    component: node.name as Use['component'],
    key,
    place: lines.placeAt(start),
    tag,
    content: { start: tag.end, end: inner, text: source.slice(tag.end, inner) },
    markupAt: markup ? spanOf(markup).start : null,
    notes: elementsIn(node, (name) => name === 'CodeNote').map((note) => tagOf(note, source, lines)),
  };
}

function tagOf(node: Element, source: string, lines: LineMap): { readonly place: Place; readonly tag: Tag } {
  const { start } = spanOf(node);
  return { place: lines.placeAt(start), tag: openingTagAt(source, start) };
}

function termUseOf(node: Element, source: string, lines: LineMap): TermUse {
  const { start, end } = spanOf(node);
  const tag = openingTagAt(source, start);
  const inner = tag.selfClosing ? tag.end : source.lastIndexOf('</', end);
  return {
    place: lines.placeAt(start),
    tag,
    content: { start: tag.end, end: inner, text: source.slice(tag.end, inner) },
  };
}

export const propOf = (tag: Tag, name: string): Prop | undefined =>
  tag.props.find((prop) => prop.name === name);

/** JSX elements below a node that a name test accepts, in document order. */
function elementsIn(node: MdastNode, accepts: (name: string) => boolean): Element[] {
  return childrenOf(node).flatMap((child) => {
    const name = nameOf(child);
    const inside = elementsIn(child, accepts);
    return name !== null && accepts(name) ? [child as Element, ...inside] : inside;
  });
}

const nameOf = (node: MdastNode): string | null =>
  (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') && typeof node.name === 'string'
    ? node.name
    : null;

type NodeOf<T extends MdastNode['type']> = Extract<MdastNode, { readonly type: T }>;

/** Elements whose words are somebody else's, or in which no link may stand. */
const NOT_PROSE = /^(?:[A-Z]\w*|a|summary|code|pre|kbd|h[1-6])$/;

/** The nodes of one type in the page's own running text. */
function proseIn<T extends 'text' | 'inlineCode'>(node: MdastNode, type: T): NodeOf<T>[] {
  if (node.type === 'link' || node.type === 'heading') return [];
  if (NOT_PROSE.test(nameOf(node) ?? '')) return [];
  if (node.type === type) return [node as NodeOf<T>];
  // A table's first row is its heading.
  return childrenOf(node)
    .slice(node.type === 'table' ? 1 : 0)
    .flatMap((child) => proseIn(child, type));
}

function linksIn(node: MdastNode, source: string, which: RegExp): LinkUse[] {
  if (node.type === 'link' && which.test(node.url)) {
    const text = childrenOf(node).at(-1);
    const at = source.indexOf(node.url, text ? spanOf(text).end : spanOf(node).start);
    return at === -1 ? [] : [{ url: node.url, at }];
  }
  return childrenOf(node).flatMap((child) => linksIn(child, source, which));
}

function expressionIn(node: MdastNode): MdastNode | undefined {
  for (const child of childrenOf(node)) {
    if (child.type === 'mdxTextExpression' || child.type === 'mdxFlowExpression') return child;
    const found = expressionIn(child);
    if (found) return found;
  }
  return undefined;
}

const childrenOf = (node: MdastNode): readonly MdastNode[] =>
  'children' in node ? (node.children as readonly MdastNode[]) : [];

function spanOf(node: MdastNode): { start: number; end: number } {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) throw new Error(`A ${node.type} node has no position.`);
  return { start, end };
}

function frontmatterOf(root: MdastNode, source: string): Slice | null {
  const first = childrenOf(root)[0];
  if (first?.type !== 'yaml') return null;
  const { start, end } = spanOf(first);
  const textAt = source.indexOf('\n', start) + 1;
  return {
    start: textAt,
    end,
    text: source.slice(textAt, Math.max(textAt, source.lastIndexOf('\n', end - 1) + 1)),
  };
}

/** The parser names a place at the start of its message: "3:1: Expected …". */
function syntaxError(error: unknown, file: string): Diagnostic {
  const text = error instanceof Error ? error.message : String(error);
  const [, line = '1', column = '1', message = text] = /^(\d+):(\d+): (.*)$/s.exec(text) ?? [];
  return diagnose('mdx-syntax', { file, line: Number(line), column: Number(column) }, { message });
}
