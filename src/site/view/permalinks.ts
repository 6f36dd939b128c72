import { Parser } from 'htmlparser2';
import { sha256 } from '../../base/hash.ts';
import { asMarkup } from '../../base/markup.ts';
import { replaced } from '../../base/replaced.ts';
import { CODE, isBorder } from '../built/tree.ts';
import { shortened } from './shortened.ts';

/** A paragraph, a quote, a piece of code or a note, as a place that can be linked to. */
export interface Place {
  readonly id: string;
  /** Its first words. */
  readonly words: string;
  /** Where a reader tells of a mistake in it: of quotes, where the site wants to know. */
  readonly tell: string | null;
}

/** Where a reader tells of a mistake in a place; null where nobody wants to know. */
export type Tell = (id: string, words: string) => string | null;

const WORDS = 60;

/**
 * Gives an id and a link to itself to every paragraph, list item, quote and note of a page's text, and to each line of its
 * code. An id is made of the words it stands for: it stays when other parts of the page change.
 *
 * The links are for the mouse: a page has a hundred places, which would be as many stops of the Tab key. By keyboard they
 * are reached through the list of places at the end of the page.
 *
 * @param html what stands between the title and the end of the page.
 * @param tellWord what a quote's link to whoever wants to know of a mistake says.
 */
export function withPermalinks(
  html: string,
  tell: Tell = () => null,
  tellWord = '',
): { readonly html: string; readonly places: readonly Place[] } {
  const blocks = blocksOf(html);
  const ids = new Map<string, number>();
  const insertions: Insertion[] = [];
  const places: Place[] = [];
  for (const block of blocks) {
    const text = block.text.replace(/\s+/g, ' ').trim();
    if (text === '') continue;
    const name = `${block.kind}-${sha256(text).slice(0, 8)}`;
    const count = (ids.get(name) ?? 0) + 1;
    ids.set(name, count);
    const id = block.id ?? (count === 1 ? name : `${name}-${count}`);
    if (block.id === null) insertions.push({ at: block.inTag, text: ` id="${id}"` });
    const told = block.kind === 'q' ? tell(id, text) : null;
    insertions.push({ at: block.end, text: `${linkTo(id)}${told === null ? '' : tellLink(told, tellWord)}` });
    for (const line of block.lines) insertions.push(...lineLink(`${id}-L${line.number}`, line));
    const words = block.words
      .replace(/\s+/g, ' ')
      .replace(/ (?=[,.;:)])/g, '')
      .trim();
    places.push({
      id,
      words: shortened(words, WORDS),
      tell: told,
    });
  }
  return { html: inserted(html, insertions), places };
}

/**
 * Lets addresses that a place had before lead to it still: an empty element right inside of it has each.
 *
 * @param old address -> addresses before it.
 */
export function withOldAddresses(html: string, old: Readonly<Record<string, readonly string[]>>): string {
  const left = new Map(Object.entries(old));
  if (left.size === 0) return html;
  const insertions: Insertion[] = [];
  const parser = new Parser({
    onopentag(_, { id = '' }) {
      const text = (left.get(id) ?? []).map((each) => `<span id="${each}"></span>`).join('');
      if (left.delete(id)) insertions.push({ at: parser.endIndex + 1, text });
    },
  });
  parser.end(html);
  const [lost] = left.keys();
  if (lost !== undefined)
    throw new Error(`A redirect leads to the place "${lost}", which this page does not have.`);
  return inserted(html, insertions);
}

type BlockKind = 'p' | 'q' | 'c' | 'n';

interface Block {
  readonly kind: BlockKind;
  readonly id: string | null;
  /** Offset behind the name in its opening tag. */
  readonly inTag: number;
  /** Offset of its closing tag, or of its caption's: where its link stands. */
  readonly end: number;
  /** What its id is made of. */
  readonly text: string;
  /** The same as it is read: elements stand apart. */
  readonly words: string;
  readonly lines: readonly Line[];
}

interface Line {
  readonly number: string;
  readonly start: number;
  readonly end: number;
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

type Said = Pick<Block, 'text' | 'words'>;

/** An element that is open while the page is read. */
interface Open {
  readonly name: string;
  readonly className: string;
  readonly id: string | null;
  readonly start: number;
  text: string;
  words: string;
  /** Of a figure: the words it quotes, and its caption. */
  quote: Said | null;
  caption: (Said & { readonly end: number }) | null;
  readonly lines: Line[];
}

/** Blocks by their closing tags, so that a note comes before the code that it stands under. */
function blocksOf(html: string): Block[] {
  const blocks: Block[] = [];
  const open: Open[] = [];
  let isBehindElement = false;
  const isInCode = () => open.some(({ name }) => CODE.has(name));
  const apart = () => {
    for (const each of open) each.words += ' ';
  };
  const parser = new Parser({
    onopentag(name, { id = null, class: className = '' }) {
      if (isBorder(name, isInCode()) || (isBehindElement && !isInCode())) apart();
      isBehindElement = false;
      open.push({
        name,
        className,
        id,
        start: parser.startIndex,
        text: '',
        words: '',
        quote: null,
        caption: null,
        lines: [],
      });
    },
    ontext(text) {
      if (open.some(({ className }) => /\b(?:sr-only|gutter)\b/.test(className))) return;
      isBehindElement = false;
      for (const each of open) {
        each.text += text;
        each.words += text;
      }
    },
    onclosetag() {
      const element = open.pop();
      if (!element) return;
      isBehindElement = true;
      if (isBorder(element.name, isInCode())) apart();
      // The outermost: code blocks have a figure of their own inside ours.
      const figure = open.find(({ name }) => name === 'figure');
      const end = parser.startIndex;
      if (figure && element.name === 'blockquote') figure.quote = element;
      if (figure && element.name === 'figcaption' && open.at(-1) === figure)
        figure.caption = { ...element, end };
      if (figure && /\bln\b/.test(element.className)) noteLine(element, end, figure, html);
      const kind = kindOf(element, open);
      if (kind === null) return;
      const { id, start, lines, caption, quote } = element;
      // A figure is known by what it quotes or shows, whatever is written under it.
      const { text, words } = quote ?? caption ?? element;
      blocks.push({
        kind,
        id,
        inTag: start + 1 + element.name.length,
        end: caption?.end ?? end,
        text,
        words,
        lines,
      });
    },
  });
  parser.end(html);
  return blocks;
}

function kindOf({ name, quote, lines }: Open, outer: readonly Open[]): BlockKind | null {
  const figure = outer.find((each) => each.name === 'figure');
  if (name === 'figure' && !figure) return quote !== null ? 'q' : lines.length > 0 ? 'c' : null;
  if (figure) return name === 'li' && outer.at(-2) === figure ? 'n' : null;
  if (name === 'p') return outer.length === 0 ? 'p' : null;
  return name === 'li' && outer.length === 1 && /^[uo]l$/.test(outer[0]?.name ?? '') ? 'p' : null;
}

/** The number of a line of code, in the figure that shows it. */
function noteLine({ start }: Open, end: number, figure: Open, html: string): void {
  const from = html.indexOf('>', start) + 1;
  const number = html.slice(from, end);
  if (/^\d+$/.test(number)) figure.lines.push({ number, start: from, end });
}

const linkTo = (id: string): string =>
  `<a class="pt-here" href="#${id}" aria-hidden="true" tabindex="-1"></a>`;

/** For the mouse, too: by keyboard it is reached through the list of places. */
const tellLink = (address: string, word: string): string =>
  `<a class="pt-tell" href="${asMarkup(address)}" aria-hidden="true" tabindex="-1">${word}</a>`;

const lineLink = (id: string, { start, end }: Line): Insertion[] => [
  { at: start, text: `<a class="pt-line" id="${id}" href="#${id}" tabindex="-1">` },
  { at: end, text: '</a>' },
];

const inserted = (html: string, insertions: readonly Insertion[]): string =>
  replaced(
    html,
    insertions.toSorted((a, b) => a.at - b.at).map(({ at, text }) => ({ start: at, end: at, by: text })),
  );
