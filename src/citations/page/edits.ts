import type { Page } from './page.ts';

/**
 * Something that is put into a page's source before it is compiled. Nothing of the source is taken out or moved to another
 * line.
 */
export type Edit =
  /** A property of the tag whose name ends here: what a use is told of itself. */
  | { readonly kind: 'property'; readonly at: number; readonly name: string; readonly value: string }
  /** An address from the site's root begins here. */
  | { readonly kind: 'root'; readonly at: number }
  /** Words that are to lead to an address from the site's root. */
  | { readonly kind: 'link'; readonly start: number; readonly end: number; readonly to: string };

/** Tells each use in a page its key, and each note of an excerpt its own address too. */
export const useEdits = ({ uses }: Page): Edit[] =>
  uses.flatMap(({ key, tag, notes }) => [
    property(tag, 'use', key),
    ...notes.flatMap((note) => [property(note.tag, 'use', key), property(note.tag, 'id', note.name)]),
  ]);

/** Tells a tag something. */
export const property = ({ nameEnd }: { readonly nameEnd: number }, name: string, value: string): Edit => ({
  kind: 'property',
  at: nameEnd,
  name,
  value,
});
