import { type MdastNode, mdxToMdast } from 'satteri';

/** Resolves character references as Markdown does; what only looks like one stays as it is. */
export const decodeEntities = (text: string): string =>
  text.replace(REFERENCE, (reference) => decodeReference(reference));

/** A character reference, or what looks like one. */
export const REFERENCE = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g;

/** @param reference a match of {@link REFERENCE}. */
export function decodeReference(reference: string): string {
  const [, hex, decimal] = /^&#(?:[xX]([0-9a-fA-F]+)|(\d+));$/.exec(reference) ?? [];
  if (hex === undefined && decimal === undefined) return namedReference(reference);
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : reference;
}

const resolved = new Map<string, string>();

/** What a named character reference (`&ouml;`) stands for; itself where it stands for nothing. */
function namedReference(reference: string): string {
  const known = resolved.get(reference);
  if (known !== undefined) return known;
  const found = textOf(mdxToMdast(reference));
  resolved.set(reference, found);
  return found;
}

const textOf = (node: MdastNode): string =>
  node.type === 'text'
    ? node.value
    : 'children' in node
      ? (node.children as readonly MdastNode[]).map(textOf).join('')
      : '';
