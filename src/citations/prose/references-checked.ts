import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { foldSpace } from '../words/match.ts';
import { decodeEntities } from '../words/references.ts';
import type { WrittenReference } from './references.ts';

/** What was found at the address of a reference, or in the page that somebody saved of it. */
export type FoundPage =
  | { readonly state: 'text'; readonly text: string; readonly isMarkup: boolean }
  /** Why there is none, in words for the user. */
  | { readonly state: 'none'; readonly why: string };

/**
 * Compares what a page says with what its reference says that it says: the words relied on have to stand there, any white
 * space being as good as any other, and so has the title.
 */
export function comparedReference(reference: WrittenReference, page: FoundPage): Diagnostic[] {
  const { name, title, words, placeOf, place } = reference;
  if (page.state === 'none')
    return [diagnose('reference-unreachable', place, { message: `"${name}" cannot be read: ${page.why}.` })];
  const text = page.isMarkup ? textOfPage(page.text) : foldSpace(page.text);
  if (text === '')
    return [diagnose('reference-unreachable', place, { message: `"${name}" is a page without words.` })];
  const missing = words
    .split('[…]')
    .map(foldSpace)
    .filter((part) => part !== '' && !text.includes(part));
  const said = titleOf(page);
  const isNamed = text.includes(foldSpace(title));
  if (missing.length > 0 && !isNamed && said !== null && OF_ERRORS.test(said))
    return [
      diagnose('reference-unreachable', place, {
        message: `"${name}" cannot be read: what is there is the page of an error, "${shortened(said)}".`,
      }),
    ];
  return [
    ...missing.map((part) =>
      diagnose('reference-words-missing', placeOf('words'), {
        message: `What "${name}" leads to does not say "${shortened(part)}".`,
      }),
    ),
    ...(isNamed
      ? []
      : [
          diagnose('reference-title-differs', placeOf('title'), {
            message: `What "${name}" leads to does not name its title.`,
            expected: said ?? undefined,
          }),
        ]),
  ];
}

/** Titles of what a server, or what stands before it, answers in the place of a page. */
const OF_ERRORS =
  /\b(?:40[0-9]|410|429|50[0-9]|not found|forbidden|denied|unavailable|error|too many requests|just a moment|attention required|not a (?:bot|robot)|are you (?:human|a robot)|captcha|sign in|log ?in)\b/i;

const LONGEST = 120;

const shortened = (words: string): string => (words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words);

/** All words of a page of HTML, those of its title first; what scripts and style sheets hold are none. */
function textOfPage(html: string): string {
  const parts: string[] = [];
  let at = 0;
  let hidden: string | null = null;
  for (const { 0: tag, index, groups } of html.matchAll(TAG)) {
    if (hidden === null) parts.push(html.slice(at, index));
    at = index + tag.length;
    const name = groups?.name?.toLowerCase() ?? '';
    const isEnd = groups?.end === '/';
    if (hidden === null && !isEnd && HIDDEN.has(name)) hidden = name;
    else if (hidden === name && isEnd) hidden = null;
    if (!INLINE.has(name)) parts.push(' ');
  }
  if (hidden === null) parts.push(html.slice(at));
  return foldSpace(decodeEntities(parts.join('')));
}

const TAG =
  /<(?:!--[^>]{0,2000}-->|(?<end>\/?)(?<name>[a-zA-Z][\w:-]{0,40})[^<>]{0,8000}>|[!?][^<>]{0,2000}>)/g;
const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'template', 'svg']);
/** Elements that end no word. */
const INLINE: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s samp small span strong sub sup tt u var wbr'.split(
    ' ',
  ),
);

const titleOf = (page: FoundPage): string | null =>
  page.state === 'text' && page.isMarkup
    ? foldSpace(decodeEntities(/<title[^<>]{0,200}>([^<]{1,500})/i.exec(page.text)?.[1] ?? '')) || null
    : null;
