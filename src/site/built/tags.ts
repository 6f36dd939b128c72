import { Parser } from 'htmlparser2';

/** An opening tag as it stands in a page. */
export interface Tag {
  readonly name: string;
  /** Offsets in the page's HTML: from `<` to after `>`. */
  readonly start: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A tag with what stands between it and its end, as written. */
export interface Element extends Tag {
  readonly content: string;
}

/** Every opening tag of a page, in order. */
export function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  const parser = new Parser({
    onopentag(name, attributes, isImplied) {
      if (!isImplied) tags.push({ name, start: parser.startIndex, end: parser.endIndex + 1, attributes });
    },
  });
  parser.end(html);
  return tags;
}

/** The elements of one name that hold text only, such as <script> and <style>. */
export const textElementsOf = (html: string, name: string): Element[] =>
  tagsOf(html)
    .filter((tag) => tag.name === name)
    .map((tag) => ({ ...tag, content: html.slice(tag.end, html.indexOf(`</${name}`, tag.end)) }));

/** A page with tags changed: each replacement takes the place of what stands from `start` to `end`. */
export function replaced(
  html: string,
  changes: readonly { readonly start: number; readonly end: number; readonly by: string }[],
): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, by } of changes) {
    parts.push(html.slice(at, start), by);
    at = end;
  }
  return parts.join('') + html.slice(at);
}

/** Puts a piece of HTML at the end of a page's head. */
export const inHead = (html: string, piece: string): string =>
  html.replace('</head>', () => `${piece}</head>`);
