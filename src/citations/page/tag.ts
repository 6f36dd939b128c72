import { decodeEntities } from '../words/references.ts';

/** A property of a JSX tag as it stands in the source. */
export interface Prop {
  readonly name: string;
  /** Null when the value is computed (`{…}`) and so cannot be checked. */
  readonly value: string | null;
  /** Offset of the name. */
  readonly at: number;
  /** Offset of the value's first character, inside its quotation marks. */
  readonly valueAt: number;
}

export interface Tag {
  readonly props: readonly Prop[];
  /** Offset right after the name, where another property can be put in. */
  readonly nameEnd: number;
  /** Offset right after the tag. */
  readonly end: number;
  readonly selfClosing: boolean;
}

/**
 * Reads the properties of the JSX opening tag at an offset. The Markdown parser has already accepted it; it
 * gives no positions for properties, and a diagnostic must point at one.
 */
export function openingTagAt(source: string, start: number): Tag {
  let at = start + 1;
  while (/[\w.:$-]/.test(source[at] ?? '')) at += 1;
  const nameEnd = at;
  const props: Prop[] = [];
  while (at < source.length) {
    while (/\s/.test(source[at] ?? '')) at += 1;
    if (source[at] === '>') return { props, nameEnd, end: at + 1, selfClosing: false };
    if (source[at] === '/') return { props, nameEnd, end: source.indexOf('>', at) + 1, selfClosing: true };
    const read = source[at] === '{' ? spreadAt(source, at) : propAt(source, at);
    props.push(read.prop);
    at = read.end;
  }
  return { props, nameEnd, end: source.length, selfClosing: false };
}

interface ReadProp {
  readonly prop: Prop;
  readonly end: number;
}

const spreadAt = (source: string, at: number): ReadProp => ({
  prop: { name: '…', value: null, at, valueAt: at },
  end: endOfBraces(source, at),
});

function propAt(source: string, start: number): ReadProp {
  let at = start;
  while (at < source.length && !/[\s=/>]/.test(source[at] ?? '')) at += 1;
  const name = source.slice(start, at);
  let equals = at;
  while (/\s/.test(source[equals] ?? '')) equals += 1;
  if (source[equals] !== '=') {
    return { prop: { name, value: '', at: start, valueAt: start }, end: Math.max(at, start + 1) };
  }
  at = equals + 1;
  while (/\s/.test(source[at] ?? '')) at += 1;
  const quote = source[at];
  if (quote === '{') {
    return { prop: { name, value: null, at: start, valueAt: at }, end: endOfBraces(source, at) };
  }
  const close = source.indexOf(quote ?? '"', at + 1);
  const end = close === -1 ? source.length : close;
  return {
    prop: { name, value: decodeEntities(source.slice(at + 1, end)), at: start, valueAt: at + 1 },
    end: end + 1,
  };
}

/** Braces in strings are rare in properties, and a computed property is refused in any case. */
function endOfBraces(source: string, start: number): number {
  let open = 0;
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === '{') open += 1;
    if (source[at] === '}') open -= 1;
    if (open === 0) return at + 1;
  }
  return source.length;
}
