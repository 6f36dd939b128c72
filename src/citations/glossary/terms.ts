import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { sha256 } from '../../base/hash.ts';
import type { Memory } from '../memory.ts';
import { type Edit, property } from '../page/edits.ts';
import type { Page } from '../page/page.ts';
import { readProps } from '../page/props.ts';
import { propOf, type TermUse } from '../page/use.ts';
import type { SiteTerm, Term } from '../site.ts';
import { closestName } from '../words/closest.ts';
import { asKey, TERMS, type WrittenTerm } from './glossary.ts';

/** The term that a <Term> names: with `of`, else with the words between the tags. */
export function termOf({ tag, content }: TermUse, terms: readonly Term[]): Term | undefined {
  const word = asKey(propOf(tag, 'of')?.value ?? content.text);
  return terms.find((each) => wordsOf(each).some((own) => asKey(own) === word));
}

/** Checks that each <Term> names a term of the glossary. */
export function verifyTerms(pages: readonly Page[], terms: readonly Term[]): Diagnostic[] {
  const known = terms.flatMap(wordsOf);
  return pages.flatMap(({ terms: uses, lines }) =>
    uses.flatMap((use) => {
      const props = readProps(use.tag, 'Term', use.place, lines);
      if (props.diagnostics.length > 0) return props.diagnostics;
      if (termOf(use, terms)) return [];
      const of = propOf(use.tag, 'of');
      const word = of?.value ?? use.content.text.trim();
      return [
        diagnose('term-unknown', lines.placeAt(of?.valueAt ?? use.content.start), {
          message: `The glossary does not explain "${word}".`,
          closest: closestName(word, known),
        }),
      ];
    }),
  );
}

/** A word of a page that is to lead to the glossary. */
export interface FirstUse {
  readonly slug: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Where a page first uses each term, in plain text only: not in code, quotes, headings or links. A term that the
 * page marks itself with <Term> is left alone, and so is the one that the page is about.
 */
export function firstUses(page: Page, terms: readonly Term[]): FirstUse[] {
  const seen = new Set(page.terms.flatMap((use) => termOf(use, terms)?.slug ?? []));
  const sought = terms.filter(
    ({ slug, linked }) => linked && !seen.has(slug) && page.page !== `${TERMS}${slug}`,
  );
  const owners = new Map(sought.flatMap((each) => wordsOf(each).map((word) => [asKey(word), each.slug])));
  if (owners.size === 0) return [];
  const pattern = anyOf([...sought.flatMap(wordsOf)]);
  const found: FirstUse[] = [];
  for (const { start, text } of page.prose) {
    for (const match of text.matchAll(pattern)) {
      const slug = owners.get(asKey(match[0])) ?? owners.get(asKey(match[0].replace(/s$/, '')));
      if (slug === undefined || seen.has(slug)) continue;
      seen.add(slug);
      found.push({ slug, start: start + match.index, end: start + match.index + match[0].length });
    }
  }
  return found;
}

/** The terms that a page leads to. */
export interface LedTo {
  readonly firstUses: readonly FirstUse[];
  /** Slugs of the terms that it marks itself, and of those. */
  readonly slugs: ReadonlySet<string>;
}

/** Looks a page through for terms. */
export function termsLedToBy(page: Page, terms: readonly Term[]): LedTo {
  const found = firstUses(page, terms);
  const marked = page.terms.flatMap((use) => termOf(use, terms)?.slug ?? []);
  return { firstUses: found, slugs: new Set([...marked, ...found.map(({ slug }) => slug)]) };
}

/** The terms that each page leads to, by its path. */
export function termsOnPages(
  pages: readonly Page[],
  terms: readonly Term[],
  memory: Memory,
): ReadonlyMap<string, LedTo> {
  const known = sha256(
    JSON.stringify(terms.map(({ slug, term, aliases, linked }) => [slug, term, aliases, linked])),
  );
  return new Map(
    pages.map((page) => [
      page.page,
      memory.once('terms', [page.page, page.digest, known], () => termsLedToBy(page, terms)),
    ]),
  );
}

/** Tells each <Term> the term that it names, and has the first use of each other term lead to the glossary. */
export const termEdits = (page: Page, terms: readonly Term[], ledTo: LedTo): Edit[] => [
  ...page.terms.map((use) => property(use.tag, 'slug', termOf(use, terms)?.slug ?? '')),
  ...ledTo.firstUses.map(
    ({ slug, start, end }): Edit => ({ kind: 'link', start, end, to: `/glossary/#${slug}` }),
  ),
];

/** The terms as the site shows them, each with the pages that lead to it. */
export function siteTerms(terms: readonly WrittenTerm[], pages: readonly Page[], memory: Memory): SiteTerm[] {
  const users = new Map<string, { readonly page: string; readonly title: string }[]>();
  const others = pages.filter(({ page }) => !page.startsWith(TERMS));
  const ledTo = termsOnPages(others, terms, memory);
  for (const { page, title } of others) {
    for (const slug of ledTo.get(page)?.slugs ?? [])
      users.set(slug, [...(users.get(slug) ?? []), { page, title }]);
  }
  return terms.map(({ page: _, ...term }) => ({
    ...term,
    pages: (users.get(term.slug) ?? []).sort((a, b) => a.title.localeCompare(b.title, 'en')),
  }));
}

/** All names of a term. */
export const wordsOf = ({ term, aliases }: Term): readonly string[] => [term, ...aliases];

/** Any of the words as a whole, the longest first. Words with capital letters, as in VMA, must have them. */
function anyOf(words: readonly string[]): RegExp {
  const longestFirst = [...words].sort((a, b) => b.length - a.length || a.localeCompare(b, 'en'));
  const each = longestFirst.map((word) => {
    const text = word.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&').replace(/\s+/g, '\\s+');
    const first = word.charAt(0);
    const either = first === first.toLowerCase() && /\p{L}/u.test(first);
    return `${either ? `[${first}${first.toUpperCase()}]${text.slice(1)}` : text}s?`;
  });
  return new RegExp(`(?<![\\p{L}\\p{N}_/-])(?:${each.join('|')})(?![\\p{L}\\p{N}_/(-])`, 'gu');
}
