import type { Site, SiteCommit, SiteReference } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';

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
  ...(known.date === undefined ? [] : [known.date]),
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
