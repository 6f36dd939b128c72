import { stripVTControlCharacters } from 'node:util';
import type { AstroIntegrationLogger } from 'astro';

/** A line for each page that was written, and how long it took: nothing that anybody could act on. */
const OF_A_PAGE = /^\s*(?:[├└]─ .*|\(\+[\d.]+m?s\)\s*|\((?:cached|restored)\)\s*)$/;

/** Leaves out of Astro's log what it says of each single page. The pages are counted at its end. */
export function withoutPages({ options }: AstroIntegrationLogger): void {
  const { destination } = options;
  const write = destination.write.bind(destination);
  options.destination = {
    ...destination,
    write: (event) => (OF_A_PAGE.test(stripVTControlCharacters(event.message)) ? true : write(event)),
  } as typeof destination;
}
