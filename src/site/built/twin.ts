import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type Handle, type Options, toMarkdown } from 'mdast-util-to-markdown';
import { safeUrl } from '../../base/safe-url.ts';
import type { Say } from '../words/say.ts';
import { blocksOf } from './blocks.ts';
import { findIn, type Tree } from './tree.ts';

/**
 * A page as Markdown, for programs and for readers who prefer it: what stands in its main part, with quotes as quotes,
 * code as code, and links with whole addresses where the site knows its own.
 *
 * @param page as it was built.
 * @param address of the page; null where the site does not know its own, and links stay as they are.
 * @returns null for a page without a main part.
 */
export function twinOf(page: Tree, address: string | null, say: Say): string | null {
  const main = findIn(page.children, ({ name }) => name === 'main');
  if (!main) return null;
  const whole = (href: string): string => (address === null ? href : (safeUrl(href, address)?.href ?? href));
  const text = toMarkdown({ type: 'root', children: blocksOf(main.children, { address: whole }) }, OPTIONS);
  return address === null ? text : `${text}\n---\n\n${say('page.source', { address })}\n`;
}

/** Words in which nothing could be taken for a mark of Markdown: the writer looks for each of fifty in every text. */
const PLAIN = /^[A-Za-z"'(][^\\`*_[\]<>&~|@!:\t\r\n]*$/;

const text: Handle = (node: { readonly value: string }, parent, state, info) =>
  PLAIN.test(node.value) && !/[Ww]\.|\s$/.test(node.value)
    ? node.value
    : defaultHandlers.text(node as Parameters<typeof defaultHandlers.text>[0], parent, state, info);

const OPTIONS: Options = { extensions: [gfmToMarkdown()], bullet: '-', rule: '-', handlers: { text } };
