import type { Say } from '../words/say.ts';

/** What a reader has found a mistake in. */
export interface Reported {
  /** Of the page. */
  readonly title: string;
  /** The whole address of the place where the site knows its own, else inside of it. */
  readonly address: string;
  /** Words of the place; empty where the page is meant. */
  readonly words: string;
  /** The commit of the page, or the versions that it speaks of. */
  readonly version: string;
}

/** More of a quote than this tells nobody more of which is meant, and an address has an end. */
const MOST_WORDS = 200;

/** @param template an address with {title} and {body} in it, as the site's option has it. */
export function reportHref(template: string, { title, address, words, version }: Reported, say: Say): string {
  const body = say('report.body', {
    address,
    words: words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS)} …` : words || title,
    version,
  });
  const filled = { title: say('report.title', { title }), body };
  return template.replace(/\{(title|body)\}/g, (_, name: 'title' | 'body') =>
    encodeURIComponent(filled[name]),
  );
}
