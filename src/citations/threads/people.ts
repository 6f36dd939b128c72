import { distinct, slug } from '../../mail/identity.ts';
import type { Kind } from '../../quoting/passage.ts';
import type { SiteThread } from '../site.ts';

/** Kinds of passages in which somebody speaks; the others were written by a program. */
const SPOKEN: readonly Kind[] = ['prose', 'code', 'diff', 'trailer'];

/** The names of all who wrote a passage of the threads, as the mail has them, in the order of the alphabet. */
export function writersIn(threads: readonly SiteThread[]): string[] {
  const names = new Set<string>();
  for (const { messages } of threads)
    for (const { passages } of messages)
      for (const { author, kind } of passages)
        if (author !== null && SPOKEN.includes(kind)) names.add(author);
  return [...names].sort((a, b) => a.localeCompare(b, 'en'));
}

/**
 * The page of somebody who wrote a passage: `/people/daniel-vetter/`. Names that differ in nothing that an address shows have a
 * page each: nobody is shown on that of another.
 */
export function personPath(name: string, threads: readonly SiteThread[]): string {
  const slugs = SLUGS.get(threads) ?? slugsOf(writersIn(threads));
  SLUGS.set(threads, slugs);
  return `/people/${slugs.get(name) ?? slug(name)}/`;
}

const SLUGS = new WeakMap<readonly SiteThread[], ReadonlyMap<string, string>>();

function slugsOf(names: readonly string[]): ReadonlyMap<string, string> {
  const all = distinct(names.map(slug));
  return new Map(names.map((name, at) => [name, all[at] ?? '']));
}
