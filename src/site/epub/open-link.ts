import { asXml } from '../../base/markup.ts';

/**
 * A link to a page of the site, as it stands in a chapter until a book settles it; no address that a page may have begins so.
 *
 * @param path in the site, with what is asked and the place.
 */
export const openLink = (path: string): string => `site:${path}`;

/**
 * The text of a chapter with its links settled.
 *
 * @param body as it was written.
 * @param to the address of a path in the site, with its place: in the book, of the site, or null for neither.
 */
export const settled = (body: string, to: (path: string, place: string | null) => string | null): string =>
  body.replace(/ href="site:([^"#]*)(?:#([^"]*))?"/g, (_, path: string, place?: string) => {
    const address = to(plain(path), place === undefined ? null : plain(place));
    return address === null ? '' : ` href="${asXml(address)}"`;
  });

const plain = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
