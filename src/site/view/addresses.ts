import { safeUrl } from '../../base/safe-url.ts';

/** A page whose links are numbered for paper. */
export interface Addressed {
  readonly html: string;
  /** Where the links lead, each once; the first is number 1. */
  readonly addresses: readonly string[];
}

const LINK = /<a\b([^>]*)>[\s\S]*?<\/a>/g;

/**
 * Puts a number behind each link of rendered HTML, which only paper shows: it is no part of the text. Left out are links that lead
 * to the same page, those whose text is their address (in mail), those inside of code, and those that tell of a mistake.
 *
 * @param pageUrl of the page itself: addresses are spelled out from it.
 */
export function withAddresses(html: string, pageUrl: URL): Addressed {
  const numbers = new Map<string, number>();
  const numbered = html.replace(LINK, (link: string, attributes: string) => {
    const href = /\bhref="([^"]*)"/.exec(attributes)?.[1];
    if (href === undefined || href.startsWith('#') || /\b(?:ugc|pt-symbol|pt-tell)\b/.test(attributes))
      return link;
    // What is no address stands in mail as it was written, and leads nowhere.
    const address = safeUrl(href.replaceAll('&amp;', '&').replaceAll('&#38;', '&'), pageUrl);
    if (address === null || isSamePage(address, pageUrl)) return link;
    const number = numbers.get(address.href) ?? numbers.size + 1;
    numbers.set(address.href, number);
    return `${link}<sup class="pt-address" data-number="${number}"></sup>`;
  });
  return { html: numbered, addresses: [...numbers.keys()] };
}

const isSamePage = (address: URL, page: URL): boolean =>
  address.origin === page.origin && address.pathname === page.pathname && address.hash !== '';

/** An address as paper shows it: those of the site itself from its root, which the reader is told once. */
export const onPaper = (address: string, { origin }: URL): string =>
  address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
