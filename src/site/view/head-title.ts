import { asMarkup } from '../../base/markup.ts';

/** An element of a page's head, as Starlight has it. */
interface Element {
  readonly tag: string;
  readonly content?: string | undefined;
}

/**
 * The elements of a head, of which Starlight writes the content as markup. The title of a page may be the name of somebody, or
 * the subject of a mail: in the element that holds it, it is text. Other titles are code of the author.
 */
export const headWithTitle = <T extends Element>(head: readonly T[], title: string): T[] =>
  head.map((element) =>
    element.tag === 'title' && element.content?.startsWith(title)
      ? { ...element, content: asMarkup(element.content) }
      : element,
  );
