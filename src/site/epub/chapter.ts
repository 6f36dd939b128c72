import { lookUp } from '../../base/look-up.ts';
import { safeUrl } from '../../base/safe-url.ts';
import type { FinishedPage } from '../built/finish.ts';
import { CODE, type Element, findIn, hasClass, type Node, textOf } from '../built/tree.ts';
import type { Ink, Place } from './drawing-ink.ts';
import { placeName, xml } from './xml.ts';

/** A page as a chapter, which may stand in more than one book. */
export interface Chapter {
  /** Of the page, inside the site. */
  readonly path: string;
  readonly title: string;
  readonly language: string;
  /** XHTML. Links to pages of the site are not settled: a book knows which of them it has. */
  readonly body: string;
  /** Places in it that a link may lead to. */
  readonly places: ReadonlySet<string>;
  readonly headings: readonly { readonly place: string; readonly title: string; readonly depth: number }[];
  readonly hasDrawing: boolean;
}

export interface ChapterOptions {
  /** Path that the site is served under. */
  readonly base: string;
  /** Of the site; null where it does not know its own address. */
  readonly origin: string | null;
  readonly ink: Ink;
}

/**
 * Makes a chapter of what stands in the main part of a page: without scripts, styles and controls, code as lines with their
 * numbers, and each drawing once, in the form that fits a narrow page, with its own colours.
 *
 * @returns null for a page without a main part or a title.
 */
export function chapterOf({ path, tree }: FinishedPage, options: ChapterOptions): Chapter | null {
  const main = findIn(tree.children, ({ name }) => name === 'main');
  const title = main && findIn(main.children, ({ name }) => name === 'h1');
  if (!main || !title) return null;
  const writing = new Writing(path, options);
  const body = writing.all(main.children);
  const language = findIn(tree.children, ({ name }) => name === 'html')?.attributes.lang ?? 'en';
  const { places, headings, hasDrawing } = writing;
  return { path, title: lineOf(title), language, body, places, headings, hasDrawing };
}

/** How a link to a page of the site is marked until a book settles it; no address that a page may have begins so. */
const OPEN = 'site:';

/**
 * The text of a chapter with its links settled.
 *
 * @param to the address of a path in the site, with its place: in the book, of the site, or null for neither.
 */
export const settled = (
  { body }: Chapter,
  to: (path: string, place: string | null) => string | null,
): string =>
  body.replace(/ href="site:([^"#]*)(?:#([^"]*))?"/g, (_, path: string, place?: string) => {
    const address = to(plain(path), place === undefined ? null : plain(place));
    return address === null ? '' : ` href="${xml(address)}"`;
  });

const plain = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

/** What only a screen, or only paper, has a use for. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'sr-only',
  'sl-anchor-link',
  'pt-permalink',
  'pt-here',
  'pt-tell',
  'pt-cite',
  'pt-take',
  'pt-address',
  'pt-folded',
  'pt-only',
  'pt-letters',
  'pt-filter',
  'pt-margin-notes',
  'pt-in-short-of',
  'copy',
]);

const DROPPED: ReadonlySet<string> = new Set(
  'script style link meta template button input select textarea form label fieldset nav footer iframe object embed audio video canvas noscript head'.split(
    ' ',
  ),
);

const KEPT: ReadonlySet<string> = new Set(
  'a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp section small span strong sub sup table tbody td tfoot th thead tr u ul var wbr'.split(
    ' ',
  ),
);

const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'wbr', 'col']);

/** Elements that may hold nothing but what stands in a line. */
const LINES: ReadonlySet<string> = new Set('p h1 h2 h3 h4 h5 h6 pre span code'.split(' '));

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  li: ['value'],
  ol: ['start', 'reversed', 'type'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  col: ['span'],
  colgroup: ['span'],
};

/** Names of SVG have capitals, which the parser of pages does not keep. */
const CAPITALS: Readonly<Record<string, string>> = Object.fromEntries(
  'viewBox preserveAspectRatio markerWidth markerHeight markerUnits refX refY gradientUnits gradientTransform patternUnits textLength lengthAdjust linearGradient radialGradient clipPath textPath'
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

const IN_DRAWINGS: ReadonlySet<string> = new Set(
  'svg g path rect circle ellipse line polyline polygon text tspan defs marker title desc use lineargradient radialgradient stop clippath pattern'.split(
    ' ',
  ),
);

/** What stands around a node. */
interface Inside {
  /** Nothing but what stands in a line may stand here. */
  readonly isInLine?: boolean;
  readonly isInCode?: boolean;
}

const IN_CODE: Inside = { isInLine: true, isInCode: true };

class Writing {
  readonly places = new Set<string>();
  readonly headings: { place: string; title: string; depth: number }[] = [];
  hasDrawing = false;
  readonly #options: ChapterOptions;
  readonly #page: string;

  constructor(path: string, options: ChapterOptions) {
    this.#options = options;
    this.#page = `${ELSEWHERE}${options.base.replace(/\/+$/, '')}${path}`;
  }

  all(nodes: readonly Node[], { isInLine = false, isInCode = false }: Inside = {}): string {
    const parts: string[] = [];
    let before: Node | null = null;
    for (const node of nodes) {
      if (typeof node !== 'string' && isLeftOut(node)) continue;
      if (!isInCode && before !== null && meet(before, node)) parts.push(' ');
      before = node;
      parts.push(typeof node === 'string' ? xml(node) : this.#element(node, { isInLine, isInCode }));
    }
    return parts.join('');
  }

  #element(element: Element, inside: Inside): string {
    const { name, children } = element;
    if (hasClass(element, 'pt-drawing')) return this.#drawing(element);
    if (name === 'svg') return '';
    if (name === 'pre') return this.#code(element);
    if (name === 'img') return this.#tag('span', element, xml(element.attributes.alt ?? ''));
    if (name === 'details') return this.#tag('div', element, this.all(children));
    if (name === 'summary') return this.#tag('div', element, this.all(children));
    if (hasClass(element, 'pt-colour')) return this.#colour(element);
    if (!KEPT.has(name)) return this.all(children, inside);
    const shown = inside.isInLine && name === 'div' ? 'span' : name;
    const text = this.all(name === 'figure' ? withCaptionLast(children) : children, {
      isInLine: inside.isInLine || LINES.has(name),
      isInCode: inside.isInCode || CODE.has(name),
    });
    if (/^h[1-6]$/.test(name)) this.#heading(element);
    return this.#tag(shown, element, text);
  }

  #heading({ name, attributes, ...element }: Element): void {
    const depth = Number(name.slice(1));
    if (depth === 1 || attributes.id === undefined) return;
    this.headings.push({
      place: placeName(attributes.id),
      title: lineOf({ name, attributes, ...element }),
      depth,
    });
  }

  /** An element around text that is written already; one that says nothing is left out. */
  #tag(name: string, { name: was, attributes }: Element, text: string): string {
    const own: [string, string][] = [];
    if (attributes.id) {
      const place = placeName(attributes.id);
      if (!this.places.has(place)) {
        this.places.add(place);
        own.push(['id', place]);
      }
    }
    const classes = (attributes.class ?? '').split(/\s+/).filter((each) => /^pt-[a-z]/.test(each));
    if (was === 'details' || was === 'summary') classes.push(`pt-${was}`);
    if (classes.length > 0) own.push(['class', classes.join(' ')]);
    if (attributes.lang) own.push(['lang', attributes.lang], ['xml:lang', attributes.lang]);
    if (attributes.dir && name !== 'code') own.push(['dir', attributes.dir]);
    for (const each of lookUp(ATTRIBUTES, was) ?? []) {
      const value = lookUp(attributes, each);
      if (value !== undefined) own.push([each, value || each]);
    }
    const href = was === 'a' ? this.#href(attributes.href) : null;
    if (href !== null) own.push(['href', href]);
    if (name === 'span' && own.length === 0) return text;
    const written = own.map(([each, value]) => ` ${each}="${xml(value)}"`).join('');
    return VOID.has(name) ? `<${name}${written}/>` : `<${name}${written}>${text}</${name}>`;
  }

  #href(href: string | undefined): string | null {
    const url = href === undefined ? null : safeUrl(href, this.#page);
    if (url === null) return null;
    const { base, origin } = this.#options;
    const isOurs = url.origin === ELSEWHERE || (origin !== null && url.origin === new URL(origin).origin);
    const root = base.replace(/\/+$/, '');
    if (!isOurs || !url.pathname.startsWith(`${root}/`)) return url.origin === ELSEWHERE ? null : url.href;
    const path = url.pathname.slice(root.length);
    return `${OPEN}${path}${url.search}${url.hash.length > 1 ? `${url.hash}` : ''}`;
  }

  /** Lines with their numbers; a line that came or went says so, and one with a note leads there. */
  #code(element: Element): string {
    const lines: Element[] = [];
    const left: Node[] = [...element.children].reverse();
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (typeof next === 'string') continue;
      if (hasClass(next, 'ec-line')) lines.push(next);
      else left.push(...[...next.children].reverse());
    }
    if (lines.length === 0) return this.#tag('pre', element, this.all(element.children, IN_CODE));
    const isChange = lines.some((line) => hasClass(line, 'ins') || hasClass(line, 'del'));
    const written = lines.map((line) => {
      const code = findIn(line.children, (each) => hasClass(each, 'code'));
      const number = findIn(line.children, (each) => hasClass(each, 'pt-line'));
      const notes = elementsIn(line, (each) => hasClass(each, 'pt-way'));
      const sign = hasClass(line, 'ins') ? '+' : hasClass(line, 'del') ? '-' : ' ';
      const numbered =
        number === null ? '' : `${this.#tag('span', { ...number, name: 'span' }, xml(textOf(number)))} `;
      const text = code === null ? '' : this.all(code.children, IN_CODE).replace(/\n$/, '');
      const ways = notes.map(
        (note, at) => ` ${this.#tag('a', note, `[${textOf(note).match(/\d+/)?.[0] ?? at + 1}]`)}`,
      );
      return this.#tag(
        'span',
        { ...line, name: 'span' },
        `${numbered}${isChange ? `${sign} ` : ''}${text}${ways.join('')}`,
      );
    });
    return `<pre class="pt-code"><code>${written.join('\n')}</code></pre>`;
  }

  #drawing(element: Element): string {
    const drawings = elementsIn(element, ({ name }) => name === 'svg');
    const narrow = drawings.at(-1);
    if (!narrow) return this.all(element.children);
    this.hasDrawing = true;
    const { ink } = this.#options;
    const label = element.attributes['aria-label'];
    const told = label === undefined ? '' : ` role="img" aria-label="${xml(label)}"`;
    const svg = this.#shape(
      narrow,
      ink.on(element, ink.outside).inside,
      ` xmlns="${SVG}" font-family="sans-serif"${told}`,
    );
    return `<div class="pt-drawing">${svg}</div>`;
  }

  /** An entry of a drawing's key, with a sample as the drawing has it. */
  #colour(element: Element): string {
    const { ink } = this.#options;
    const classes = `pt-d-area pt-d-box ${element.attributes.class}`;
    const { attributes } = ink.on({ ...element, name: 'rect', attributes: { class: classes } }, ink.outside);
    const drawn = Object.entries(attributes)
      .map(([each, value]) => ` ${each}="${xml(value)}"`)
      .join('');
    this.hasDrawing = true;
    const sample = `<svg xmlns="${SVG}" width="18" height="12" viewBox="0 0 18 12" aria-hidden="true"><rect x="1.5" y="1.5" width="15" height="9"${drawn}/></svg>`;
    return this.#tag(
      'span',
      element,
      `${hasClass(element, 'pt-d-dash') ? '' : `${sample} `}${this.all(element.children)}`,
    );
  }

  #shape(element: Element, place: Place, more = ''): string {
    const { name, children } = element;
    if (!IN_DRAWINGS.has(name)) return '';
    const { attributes, inside } = this.#options.ink.on(element, place);
    const own = Object.entries({ ...element.attributes, ...attributes }).filter(
      ([each]) =>
        !/^(?:class|style|xmlns|role|on.*|aria-.*|data-.*|id|href|xlink:.*|tabindex|font-family)$/.test(each),
    );
    const written = own.map(([each, value]) => ` ${lookUp(CAPITALS, each) ?? each}="${xml(value)}"`).join('');
    const text = children
      .map((child) => (typeof child === 'string' ? xml(child) : this.#shape(child, inside)))
      .join('');
    const shown = lookUp(CAPITALS, name) ?? name;
    return text === '' ? `<${shown}${more}${written}/>` : `<${shown}${more}${written}>${text}</${shown}>`;
  }
}

/** A caption may stand before all else of its figure or behind it, and not between. */
function withCaptionLast(children: readonly Node[]): readonly Node[] {
  const caption = children.find((node) => typeof node !== 'string' && node.name === 'figcaption');
  const first = children.find((node) => typeof node !== 'string' || node.trim() !== '');
  if (caption === undefined || caption === first) return children;
  return [...children.filter((node) => node !== caption), caption];
}

const SVG = 'http://www.w3.org/2000/svg';

/** Where pages of a site stand that does not know its address; no link from outside can lead there. */
const ELSEWHERE = 'http://site.invalid';

const isLeftOut = ({ name, attributes }: Element): boolean =>
  DROPPED.has(name) ||
  (attributes['aria-hidden'] === 'true' && name !== 'svg') ||
  (attributes.class?.split(/\s+/) ?? []).some((each) => LEFT_OUT.has(each)) ||
  // Addresses are for paper: in a book a link leads there.
  (hasEndnotes(attributes.class) && attributes.id === undefined);

const hasEndnotes = (classes = ''): boolean => classes.split(/\s+/).includes('pt-endnotes');

/** Whether the words of two elements would run together, which are set apart by style alone. */
const meet = (before: Node, after: Node): boolean =>
  typeof before !== 'string' &&
  typeof after !== 'string' &&
  /[\p{L}\p{N}.,;:)\]”]$/u.test(textOf(before)) &&
  /^[\p{L}\p{N}([“✓]/u.test(textOf(after));

/** The words of an element in one line, without what is for a screen. */
function lineOf(element: Element): string {
  const words = (node: Node): string =>
    typeof node === 'string' ? node : isLeftOut(node) ? '' : node.children.map(words).join('');
  return words(element).replace(/\s+/g, ' ').trim();
}

function elementsIn(element: Element, isMeant: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const left: Node[] = [...element.children].reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'string') continue;
    if (isMeant(next)) found.push(next);
    else left.push(...[...next.children].reverse());
  }
  return found;
}
