import { lookUp } from '../../base/look-up.ts';
import { asXml } from '../../base/markup.ts';
import { type Element, outermostIn } from '../built/tree.ts';
import type { Ink, Place } from './drawing-ink.ts';

/** A drawing as SVG that needs no style sheet, in the form that fits a narrow page; null for an element that holds none. */
export function drawingOf(element: Element, ink: Ink): string | null {
  const narrow = outermostIn(element.children, ({ name }) => name === 'svg').at(-1);
  if (!narrow) return null;
  const label = element.attributes['aria-label'];
  const told = label === undefined ? '' : ` role="img" aria-label="${asXml(label)}"`;
  const { inside } = ink.on(element, ink.outside);
  return shapeOf(narrow, inside, ink, ` xmlns="${SVG}" font-family="sans-serif"${told}`);
}

/** A sample of what an entry of a drawing's key is about. */
export function sampleOf(entry: Element, ink: Ink): string {
  const classes = `pt-d-area pt-d-box ${entry.attributes.class}`;
  const { attributes } = ink.on({ ...entry, name: 'rect', attributes: { class: classes } }, ink.outside);
  const drawn = Object.entries(attributes)
    .map(([each, value]) => ` ${each}="${asXml(value)}"`)
    .join('');
  return `<svg xmlns="${SVG}" width="18" height="12" viewBox="0 0 18 12" aria-hidden="true"><rect x="1.5" y="1.5" width="15" height="9"${drawn}/></svg>`;
}

const SVG = 'http://www.w3.org/2000/svg';

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

/** @param more attributes of the outermost element. */
function shapeOf(element: Element, place: Place, ink: Ink, more = ''): string {
  const { name, children } = element;
  if (!IN_DRAWINGS.has(name)) return '';
  const { attributes, inside } = ink.on(element, place);
  const own = Object.entries({ ...element.attributes, ...attributes }).filter(
    ([each]) =>
      !/^(?:class|style|xmlns|role|on.*|aria-.*|data-.*|id|href|xlink:.*|tabindex|font-family)$/.test(each),
  );
  const written = own.map(([each, value]) => ` ${capital(each)}="${asXml(value)}"`).join('');
  const text = children
    .map((child) => (typeof child === 'string' ? asXml(child) : shapeOf(child, inside, ink)))
    .join('');
  const shown = capital(name);
  return text === '' ? `<${shown}${more}${written}/>` : `<${shown}${more}${written}>${text}</${shown}>`;
}

const capital = (name: string): string => lookUp(CAPITALS, name) ?? name;
