/** What a link from outside may do: lead to a page, or begin a mail. */
const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * The address that a link from outside leads to: of mail, an archive, a tree, a file that somebody else has written.
 *
 * @param base what a relative address is relative to.
 * @returns null for what is no address, or would do anything else (`javascript:`, `data:`, `file:`). It never throws.
 */
export function safeUrl(text: string, base?: string | URL): URL | null {
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return PROTOCOLS.has(url.protocol) ? url : null;
}

/** The host of an address, to be shown; of what is no address, all of it. */
export const hostOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).hostname : address;
