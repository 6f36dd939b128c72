import { lookUp } from '../../base/look-up.ts';
import { asXml } from '../../base/markup.ts';
import { safeUrl } from '../../base/safe-url.ts';
import { CODE, type Element, hasClass, type Node, runTogether, textOf } from '../built/tree.ts';
import type { Ink } from './drawing-ink.ts';
import { isLeftOut, lineOf } from './left-out.ts';
import { listingOf } from './listing.ts';
import { openLink } from './open-link.ts';
import { placeName } from './place-name.ts';
import { drawingOf, sampleOf } from './shape.ts';

export interface WritingOptions {
  /** Path that the site is served under. */
  readonly base: string;
  /** Of the site; null where it does not know its own address. */
  readonly origin: string | null;
  readonly ink: Ink;
}

/** A heading of a chapter, and where it stands. */
export interface Heading {
  readonly place: string;
  readonly title: string;
  readonly depth: number;
}

/** A page that is being written as XHTML. */
export interface Writing {
  /** What stands somewhere in the page. */
  all(nodes: readonly Node[]): string;
  /** The same in code, where a space tells something. */
  code(nodes: readonly Node[]): string;
  /** An element around text that is written already; one that says nothing is left out. */
  tag(name: string, element: Element, text: string): string;
  /** What was met on the way: places that a link may lead to, headings, and whether there is a drawing. */
  readonly met: { readonly places: Set<string>; readonly headings: Heading[]; hasDrawing: boolean };
}

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

/** What stands around a node. */
interface Inside {
  /** Nothing but what stands in a line may stand here. */
  readonly isInLine: boolean;
  readonly isInCode: boolean;
}

const NOWHERE: Inside = { isInLine: false, isInCode: false };
const IN_CODE: Inside = { isInLine: true, isInCode: true };

/** @param path of the page inside the site. */
export function writingOf(path: string, { base, origin, ink }: WritingOptions): Writing {
  const root = base.replace(/\/+$/, '');
  const met: Writing['met'] = { places: new Set(), headings: [], hasDrawing: false };
  const writing: Writing = {
    all: (nodes) => all(nodes, NOWHERE),
    code: (nodes) => all(nodes, IN_CODE),
    tag,
    met,
  };
  return writing;

  function all(nodes: readonly Node[], inside: Inside): string {
    const parts: string[] = [];
    let before: Node | null = null;
    for (const node of nodes) {
      if (typeof node !== 'string' && isLeftOut(node)) continue;
      if (!inside.isInCode && before !== null && meet(before, node)) parts.push(' ');
      before = node;
      parts.push(typeof node === 'string' ? asXml(node) : written(node, inside));
    }
    return parts.join('');
  }

  function written(element: Element, inside: Inside): string {
    const { name, children } = element;
    if (hasClass(element, 'pt-drawing')) return drawn(element);
    if (name === 'svg') return '';
    if (name === 'pre') return listingOf(element, writing) ?? tag('pre', element, all(children, IN_CODE));
    if (name === 'img') return tag('span', element, asXml(element.attributes.alt ?? ''));
    if (name === 'details' || name === 'summary') return tag('div', element, all(children, NOWHERE));
    if (hasClass(element, 'pt-colour')) return entryOfKey(element);
    if (!KEPT.has(name)) return all(children, inside);
    const shown = inside.isInLine && name === 'div' ? 'span' : name;
    const text = all(name === 'figure' ? withCaptionLast(children) : children, {
      isInLine: inside.isInLine || LINES.has(name),
      isInCode: inside.isInCode || CODE.has(name),
    });
    const depth = Number(/^h([2-6])$/.exec(name)?.[1] ?? 0);
    const { id } = element.attributes;
    if (depth > 0 && id !== undefined)
      met.headings.push({ place: placeName(id), title: lineOf(element), depth });
    return tag(shown, element, text);
  }

  function tag(name: string, { name: was, attributes }: Element, text: string): string {
    const own: [string, string][] = [];
    const place = attributes.id ? placeName(attributes.id) : null;
    if (place !== null && !met.places.has(place)) {
      met.places.add(place);
      own.push(['id', place]);
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
    const href = was === 'a' ? hrefOf(attributes.href) : null;
    if (href !== null) own.push(['href', href]);
    if (name === 'span' && own.length === 0) return text;
    const said = own.map(([each, value]) => ` ${each}="${asXml(value)}"`).join('');
    return VOID.has(name) ? `<${name}${said}/>` : `<${name}${said}>${text}</${name}>`;
  }

  function hrefOf(href: string | undefined): string | null {
    const url = href === undefined ? null : safeUrl(href, `${ELSEWHERE}${root}${path}`);
    if (url === null) return null;
    const isOurs = url.origin === ELSEWHERE || (origin !== null && url.origin === new URL(origin).origin);
    if (!isOurs || !url.pathname.startsWith(`${root}/`)) return url.origin === ELSEWHERE ? null : url.href;
    const place = url.hash.length > 1 ? url.hash : '';
    return openLink(`${url.pathname.slice(root.length)}${url.search}${place}`);
  }

  function drawn(element: Element): string {
    const drawing = drawingOf(element, ink);
    if (drawing === null) return all(element.children, NOWHERE);
    met.hasDrawing = true;
    return `<div class="pt-drawing">${drawing}</div>`;
  }

  /** An entry of a drawing's key, with a sample as the drawing has it. */
  function entryOfKey(element: Element): string {
    met.hasDrawing = true;
    const sample = hasClass(element, 'pt-d-dash') ? '' : `${sampleOf(element, ink)} `;
    return tag('span', element, `${sample}${all(element.children, NOWHERE)}`);
  }
}

/** Where pages of a site stand that does not know its address; no link from outside can lead there. */
const ELSEWHERE = 'http://site.invalid';

/** Whether the words of two elements would run together, which are set apart by style alone. */
const meet = (before: Node, after: Node): boolean =>
  typeof before !== 'string' && typeof after !== 'string' && runTogether(textOf(before), textOf(after));

/** A caption may stand before all else of its figure or behind it, and not between. */
function withCaptionLast(children: readonly Node[]): readonly Node[] {
  const caption = children.find((node) => typeof node !== 'string' && node.name === 'figcaption');
  const first = children.find((node) => typeof node !== 'string' || node.trim() !== '');
  if (caption === undefined || caption === first) return children;
  return [...children.filter((node) => node !== caption), caption];
}
