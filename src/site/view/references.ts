import { safeUrl } from '../../base/safe-url.ts';
import { namesIn } from '../../citations/page/named-together.ts';
import { restsOn } from '../../citations/prose/further-reading.ts';
import type { Site, SiteCommit, SiteReference } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';
import { whenOf } from './debate.ts';

/** What tells of a commit, in words. */
export function howKnown({ how, at = '' }: SiteCommit['known'], { references }: Site, say: Say): string {
  switch (how) {
    case 'git':
      return say('references.fromGit');
    case 'mail':
      return say('references.fromMail', { mail: at });
    case 'reference':
      return say('references.fromReference', {
        title: references.find(({ name }) => name === at)?.title ?? at,
      });
  }
}

/** What a card says of a commit. */
export const commitFacts = ({ known }: SiteCommit, say: Say): string[] => [
  ...(known.author === undefined ? [] : [known.author]),
  ...(known.date === undefined ? [] : [whenOf(known.date, say) ?? known.date]),
  ...(known.release === undefined ? [] : [say('references.release', { release: known.release })]),
  ...(known.stable === undefined ? [] : [say('references.stable', { branches: known.stable.join(', ') })]),
];

/** What a reference is to, by its kind. */
export const KIND_WORDS = {
  mail: 'references.mail',
  commit: 'references.commit',
  documentation: 'references.documentation',
  article: 'references.article',
  bug: 'references.bug',
  talk: 'references.talk',
  announcement: 'references.announcement',
} as const satisfies Readonly<Record<SiteReference['kind'], string>>;

/** What a page lists of a reference. */
export interface Further {
  readonly title: string;
  /** Null where it is in public nowhere. */
  readonly url: string | null;
  /** Who wrote it, when, and what it is: what is known of these. */
  readonly facts: readonly string[];
  readonly words: string;
}

/**
 * What a page lists as further reading.
 *
 * @param of names of references, in the order to show; null for all that the page rests on.
 */
export function furtherReading(
  page: string,
  of: string | null,
  { references }: Pick<Site, 'references'>,
  say: Say,
): Further[] {
  const listed =
    of === null
      ? restsOn(page, references)
      : namesIn(of).flatMap(({ name }) => references.find((each) => each.name === name) ?? []);
  return listed.map(({ title, url, author, date = null, kind, words }) => ({
    title,
    url: url === undefined ? null : (safeUrl(url)?.href ?? null),
    facts: [author, whenOf(date, say) ?? date, say(KIND_WORDS[kind])].flatMap((fact) => fact ?? []),
    words,
  }));
}
