import { type AtRule, type Node as CssNode, parse, type Rule } from 'postcss';
import type { Element } from '../built/tree.ts';

/** What the style sheets give to an element of a drawing, as attributes that need no style sheet. */
export interface Inked {
  readonly attributes: Readonly<Record<string, string>>;
  /** For the elements inside of it. */
  readonly inside: Place;
}

/** Where an element of a drawing stands. */
export interface Place {
  readonly above: readonly Element[];
  /** Custom properties, as colours. */
  readonly tokens: ReadonlyMap<string, string>;
}

/** The colours of drawings on paper. */
export interface Ink {
  readonly outside: Place;
  on(element: Element, place: Place): Inked;
}

/** What a reader of books has to be told at the element itself: many know no custom properties. */
const ATTRIBUTES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-size',
  'font-weight',
  'rx',
] as const;

interface Styled {
  readonly selector: readonly Compound[];
  readonly weight: number;
  readonly declarations: readonly (readonly [string, string])[];
}

/** `rect.a:is(.b, .c)`: a name or none, and sets of classes of which each has one that the element has. */
interface Compound {
  readonly name: string | null;
  readonly classes: readonly (readonly string[])[];
}

/**
 * Reads what style sheets say of drawings: names and classes, one inside another, and `:is()` of classes. Rules for a screen's
 * width or a reader's wishes are left out.
 *
 * @param sheets the tokens and the rules, as CSS; tokens are taken as they are on paper.
 */
export function inkOf(sheets: readonly string[]): Ink {
  const rules = sheets.flatMap((css) => {
    const all: Rule[] = [];
    parse(css).walkRules((rule) => void all.push(rule));
    return all;
  });
  const tokens = new Map<string, string>();
  const roots = (isMeant: (rule: Rule) => boolean) => {
    for (const rule of rules.filter((each) => each.selector.startsWith(':root') && isMeant(each)))
      for (const [name, value] of declarationsOf(rule)) if (name.startsWith('--')) tokens.set(name, value);
  };
  roots((rule) => conditionsOf(rule).length === 0);
  roots((rule) => conditionsOf(rule).join() === 'print');
  const styled = rules
    .filter((rule) => conditionsOf(rule).length === 0)
    .flatMap((rule) => rule.selectors.flatMap((selector) => styledBy(selector, rule)))
    .sort((a, b) => a.weight - b.weight);
  const on = (element: Element, { above, tokens: outer }: Place): Inked => {
    const won = new Map(
      styled
        .filter(({ selector }) => matches(element, above, selector))
        .flatMap(({ declarations }) => declarations),
    );
    // One that is set here may name another that is set here.
    const set = [...won].filter(([name]) => name.startsWith('--'));
    const named = new Map([...outer, ...set]);
    const own = new Map([...outer, ...set.map(([name, value]) => [name, resolved(value, named)] as const)]);
    const attributes = Object.fromEntries(
      ATTRIBUTES.flatMap((name) => {
        const value = won.get(name);
        return value === undefined ? [] : [[name, resolved(value, own).replace(/px$/, '')]];
      }),
    );
    return { attributes, inside: { above: [...above, element], tokens: own } };
  };
  return { outside: { above: [], tokens }, on };
}

const declarationsOf = (rule: Rule): (readonly [string, string])[] =>
  rule.nodes.flatMap((node) => (node.type === 'decl' ? [[node.prop, node.value] as const] : []));

/** What has to hold for a rule, from the outside in; layers are no condition. */
function conditionsOf(rule: Rule): string[] {
  const found: string[] = [];
  let at: CssNode | undefined = rule.parent;
  for (; at && at.type !== 'root'; at = at.parent) {
    const { name, params } = at as AtRule;
    if (name !== 'layer') found.unshift(params);
  }
  return found;
}

/** Nothing for a selector that is not of drawings, such as one of a state. */
function styledBy(selector: string, rule: Rule): Styled[] {
  const compounds = selector.split(/ (?![^(]*\))/).map(compoundOf);
  if (compounds.some((each) => each === null)) return [];
  const whole = compounds as Compound[];
  const weight = whole.reduce(
    (sum, { name, classes }) => sum + classes.length * 10 + (name === null ? 0 : 1),
    0,
  );
  return [{ selector: whole, weight, declarations: declarationsOf(rule) }];
}

const COMPOUND = /^([a-z]+)?((?:\.[\w-]+|:is\([^()]*\))*)$/;

function compoundOf(text: string): Compound | null {
  const [whole, name, rest = ''] = COMPOUND.exec(text) ?? [];
  if (!whole) return null;
  const classes = (rest.match(/\.[\w-]+|:is\([^()]*\)/g) ?? []).map((part) =>
    part
      .replace(/^:is\(|\)$/g, '')
      .split(',')
      .map((each) => each.trim().slice(1)),
  );
  return { name: name ?? null, classes };
}

function matches(element: Element, above: readonly Element[], selector: readonly Compound[]): boolean {
  const [own, ...outer] = [...selector].reverse();
  if (!own || !isA(element, own)) return false;
  let at = above.length;
  return outer.every((compound) => {
    do at -= 1;
    while (at >= 0 && !isA(above[at] as Element, compound));
    return at >= 0;
  });
}

function isA({ name, attributes }: Element, compound: Compound): boolean {
  const own = attributes.class?.split(/\s+/) ?? [];
  return (
    (compound.name === null || compound.name === name) &&
    compound.classes.every((any) => any.some((each) => own.includes(each)))
  );
}

/** A token may name another. */
const DEEPEST = 8;

/** A value with its tokens as colours, and mixtures of two mixed. */
function resolved(value: string, tokens: ReadonlyMap<string, string>): string {
  let now = value;
  for (let depth = 0; depth < DEEPEST && now.includes('var('); depth += 1)
    now = now.replace(
      /var\((--[\w-]+)(?:,\s*([^()]*(?:\([^()]*\))?))?\)/g,
      (_, name: string, otherwise?: string) => tokens.get(name) ?? otherwise ?? 'none',
    );
  return now.replace(
    /color-mix\(in srgb, (#[0-9a-f]{3,6}) (\d+)%, (#[0-9a-f]{3,6})\)/gi,
    (_, a: string, share: string, b: string) => mixed(a, Number(share) / 100, b),
  );
}

function mixed(a: string, share: number, b: string): string {
  const other = partsOf(b);
  const parts = partsOf(a).map((part, index) => Math.round(part * share + (other[index] ?? 0) * (1 - share)));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function partsOf(colour: string): number[] {
  const digits = colour.slice(1);
  const long = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16));
}
