import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { sha256 } from '../../base/hash.ts';
import { type LineMap, lineMap, type Slice, startOf } from '../../base/position.ts';
import { parseYaml, type YamlText } from '../../base/yaml.ts';
import { quotedWords } from '../words/quote-words.ts';
import { type Element, elementsOf, expressionIn, spanOf, type Walked, walk } from './elements.ts';
import { type PageFacts, pageFacts } from './frontmatter.ts';
import { headingAnchors } from './headings.ts';
import { type MdastNode, parsePage } from './markdown.ts';
import { namesOfPage } from './names.ts';
import { paragraphsIn } from './paragraphs.ts';
import type { Statement } from './statement.ts';
import { openingTagAt, type Tag } from './tag.ts';
import {
  ANSWERS,
  type AnswerUse,
  type AnyUse,
  CITING,
  type ComparisonUse,
  type ExchangeUse,
  FACTS,
  type FactUse,
  FIGURES,
  type FigureUse,
  type LinkUse,
  type NamelessUse,
  type PointerUse,
  type QuestionUse,
  type TermUse,
  type Use,
} from './use.ts';

/**
 * A page, read once: all that its own text tells. It owns the uses of our components in it, each named by what it says;
 * who verifies a use, who tells a fault of it and who shows it know it by that name.
 */
export interface Page extends Omit<PageFacts, 'faults'> {
  /** Path under the content folder without its ending: `explainers/pinning`. */
  readonly page: string;
  readonly file: string;
  readonly source: string;
  /** SHA-256 of the source: what is known of the page is known of this text and no other. */
  readonly digest: string;
  readonly lines: LineMap;
  readonly uses: readonly Use[];
  /** <Compare> tags, in order. */
  readonly comparisons: readonly ComparisonUse[];
  /** <Exchange> tags, in order. */
  readonly exchanges: readonly ExchangeUse[];
  /** Links into the site: from its root (`/threads/…`), or to a place on the same page (`#…`). */
  readonly links: readonly LinkUse[];
  /** Links that lead nowhere: an address with no scheme that a browser follows, or with a misspelt one. */
  readonly astray: readonly LinkUse[];
  /** Links to other hosts: `https://…`. */
  readonly outward: readonly LinkUse[];
  /** The anchors of its headings. */
  readonly anchors: readonly string[];
  /** The lines on which they stand. */
  readonly headings: readonly number[];
  /** <Term> tags, in order. */
  readonly terms: readonly TermUse[];
  /** <Line> tags, in order. */
  readonly pointers: readonly PointerUse[];
  /** <Diagram>, <Debate>, <Timeline> and <Experiment> tags, in order. */
  readonly figures: readonly FigureUse[];
  /** <Since>, <Count> and <Unchecked> tags, in order. */
  readonly facts: readonly FactUse[];
  /** <Question> tags, in order, each with its answers; and answers that stand in none. */
  readonly questions: readonly QuestionUse[];
  readonly strayAnswers: readonly AnswerUse[];
  /** The page's own running text, piece by piece, as written: not code, quotes, excerpts, headings or links. */
  readonly prose: readonly Slice[];
  /** Inline code of that running text: the whole of it as written, and as `text` what stands in it. */
  readonly code: readonly Slice[];
  /** What its author says in their own words, paragraph by paragraph: notes and headings too. */
  readonly paragraphs: readonly Statement[];
  /** Null when there is none. */
  readonly frontmatter: Frontmatter | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** The text between the lines of hyphens at the top of a page, parsed once. */
export interface Frontmatter extends Slice, YamlText {}

/**
 * Reads a page: every use of our components, with positions in the whole file. The parser is the one that Astro compiles
 * the page with.
 *
 * @param page path under the content folder without its ending.
 * @param file the path that diagnostics name.
 */
export function readPage(page: string, file: string, source: string): Page {
  const lines = lineMap(file, source);
  const own = { page, file, source, digest: sha256(source), lines };
  let root: MdastNode;
  try {
    root = parsePage(source);
  } catch (error) {
    const { title, order, answers } = pageFacts(page, null);
    return { ...own, ...NOTHING, title, order, answers, diagnostics: [syntaxError(error, file)] };
  }
  const frontmatter = frontmatterOf(root, own);
  const walked = walk(root);
  const { uses, pointers, open } = usesIn(walked, own);
  const { title, order, answers, faults } = pageFacts(page, frontmatter);
  return {
    ...own,
    title,
    order,
    answers,
    uses,
    pointers,
    comparisons: elementsOf(walked, ['Compare']).map((element) => ({
      ...tagOf(element, own),
      excerpts: keysInside(element, 'Excerpt', uses),
    })),
    exchanges: elementsOf(walked, ['Exchange']).map((element) => ({
      ...tagOf(element, own),
      quotes: keysInside(element, 'Quote', uses),
      others: walked.elements
        .slice(element.index + 1, element.after)
        .filter(({ name }) => /^[A-Z]/.test(name) && name !== 'Quote' && !IN_SENTENCES.has(name)),
    })),
    links: linksIn(walked, source, /^[/#]/),
    outward: linksIn(walked, source, /^https?:/),
    astray: linksIn(walked, source, /^(?!https?:\/\/|mailto:)[\w+.-]{0,30}(?::|\/\/)/),
    anchors: headingAnchors(walked.headings),
    headings: walked.headings.map((heading) => lines.placeAt(spanOf(heading).start).line),
    terms: elementsOf(walked, ['Term']).map((element) => withContent(element, own)),
    figures: elementsOf(walked, FIGURES).map((element) => ({
      component: element.name as FigureUse['component'],
      ...tagOf(element, own),
    })),
    facts: elementsOf(walked, FACTS).map((element) => ({
      component: element.name as FactUse['component'],
      ...withContent(element, own),
    })),
    ...questionsIn(walked, own),
    prose: walked.prose.map((node) => {
      const { start, end } = spanOf(node);
      return { start, end, text: source.slice(start, end) };
    }),
    paragraphs: paragraphsIn(root, source, lines),
    code: walked.code.map((node) => ({ ...spanOf(node), text: node.value })),
    frontmatter,
    diagnostics: open.length > 0 ? open : frontmatter ? faults : [noFrontmatter(file)],
  };
}

/** Components that are words of a sentence, which may lead from one quote of an exchange to the next. */
const IN_SENTENCES: ReadonlySet<string> = new Set(['Term', 'Line', ...FACTS]);

/** Keys of the uses of a component that stand in an element. */
const keysInside = ({ start, end }: Element, component: Use['component'], uses: readonly Use[]): string[] =>
  uses.flatMap((use) =>
    use.component === component && start < use.tag.nameEnd && use.tag.end <= end ? [use.key] : [],
  );

const NOTHING = {
  uses: [],
  comparisons: [],
  exchanges: [],
  links: [],
  outward: [],
  astray: [],
  anchors: [],
  headings: [],
  terms: [],
  pointers: [],
  figures: [],
  facts: [],
  questions: [],
  strayAnswers: [],
  prose: [],
  code: [],
  paragraphs: [],
  frontmatter: null,
} as const;

type Text = Pick<Page, 'page' | 'file' | 'source' | 'lines'>;

/** Every use that has a name, and what is wrong with those that have lost their end. */
function usesIn(walked: Walked, own: Text) {
  const named = namesOfPage();
  const open: Diagnostic[] = [];
  const uses = elementsOf(walked, CITING).flatMap((element): Use[] => {
    const use = useOf(element, walked, own);
    if (use.tag.selfClosing || isClosed(use.content, own.source)) {
      const name = named.use(use);
      const notes = use.notes.map((note) => ({ ...note, name: named.note(name, note) }));
      return [{ ...use, name, key: `${own.page}#${name}`, notes }];
    }
    open.push(
      diagnose('mdx-syntax', use.place, {
        message: `A line between the tags of this <${use.component}> is read as Markdown, and the end of the tag is lost.`,
        fix: 'Put both tags on lines of their own.',
      }),
    );
    return [];
  });
  const pointers = elementsOf(walked, ['Line']).map((element): PointerUse => {
    const { place, tag } = tagOf(element, own);
    const pointer = { place, tag, content: contentOf(element, tag, own.source) };
    return { ...pointer, name: named.pointer(pointer) };
  });
  return { uses, pointers, open };
}

/** A line of dashes or equal signs makes a heading of what is before it; the parser then ends the element there. */
const isClosed = ({ start, end }: Slice, source: string): boolean =>
  end >= start && source.startsWith('</', end);

function useOf(element: Element, walked: Walked, own: Text): NamelessUse {
  const component = element.name as Use['component'];
  const { place, tag } = tagOf(element, own);
  const content = contentOf(element, tag, own.source);
  const inside = walked.elements.slice(element.index + 1, element.after);
  return {
    component,
    place,
    tag,
    content,
    words: component === 'Quote' ? quotedWords(content) : [],
    markupAt: inside[0]?.start ?? expressionIn(element, walked),
    notes: inside.filter(({ name }) => name === 'CodeNote').map((note) => tagOf(note, own)),
  };
}

const tagOf = ({ start }: Element, { source, lines }: Text): AnyUse => ({
  place: lines.placeAt(start),
  tag: openingTagAt(source, start),
});

function withContent(element: Element, own: Text): AnyUse & { readonly content: Slice } {
  const use = tagOf(element, own);
  return { ...use, content: contentOf(element, use.tag, own.source) };
}

function contentOf({ end }: Element, tag: Tag, source: string): Slice {
  const inner = tag.selfClosing ? tag.end : source.lastIndexOf('</', end);
  return { start: tag.end, end: inner, text: source.slice(tag.end, inner) };
}

function questionsIn(walked: Walked, own: Text): Pick<Page, 'questions' | 'strayAnswers'> {
  const answers = elementsOf(walked, ANSWERS).map((element) => ({
    element,
    use: { component: element.name as AnswerUse['component'], ...withContent(element, own) },
  }));
  const questions = elementsOf(walked, ['Question']);
  const isIn = (question: Element, { index }: Element) => question.index < index && index < question.after;
  return {
    questions: questions.map((question) => ({
      ...tagOf(question, own),
      answers: answers.flatMap(({ element, use }) => (isIn(question, element) ? [use] : [])),
    })),
    strayAnswers: answers.flatMap(({ element, use }) =>
      questions.some((question) => isIn(question, element)) ? [] : [use],
    ),
  };
}

const linksIn = ({ links }: Walked, source: string, which: RegExp): LinkUse[] =>
  links.flatMap(({ url, textEnd }) => {
    if (!which.test(url)) return [];
    const at = source.indexOf(url, textEnd);
    return at === -1 ? [] : [{ url, at }];
  });

function frontmatterOf(root: MdastNode, { source, file, lines }: Text): Frontmatter | null {
  const first = 'children' in root ? (root.children as readonly MdastNode[])[0] : undefined;
  if (first?.type !== 'yaml') return null;
  const { start: at, end } = spanOf(first);
  const start = source.indexOf('\n', at) + 1;
  const text = source.slice(start, Math.max(start, source.lastIndexOf('\n', end - 1) + 1));
  return { start, end, text, ...parseYaml(file, text, lines.placeAt(start).line) };
}

const noFrontmatter = (file: string): Diagnostic =>
  diagnose('page-invalid-frontmatter', startOf(file), { message: 'The page has no front matter.' });

/** The parser names a place at the start of its message: "3:1: Expected …". */
function syntaxError(error: unknown, file: string): Diagnostic {
  const text = error instanceof Error ? error.message : String(error);
  const [, line = '1', column = '1', message = text] = /^(\d+):(\d+): (.*)$/s.exec(text) ?? [];
  return diagnose('mdx-syntax', { file, line: Number(line), column: Number(column) }, { message });
}
