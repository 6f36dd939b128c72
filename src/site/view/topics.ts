import type { SiteThread } from '../../citations/site.ts';
import { knownDate } from '../../citations/threads/known-date.ts';
import { slug } from '../../mail/identity.ts';
import type { Say } from '../words/say.ts';

/** More threads than this are no list that anybody reads: each topic has pages then, by year. */
export const MOST_ON_A_PAGE = 100;

/** Threads of one topic that began in one year; of a busy year, a part of them. */
export interface ThreadList {
  readonly topic: string;
  /** As a reader is told of it: `2015`, `2015, part 2`, `without a date`. */
  readonly when: string;
  /** Inside the site. */
  readonly path: string;
  readonly threads: readonly SiteThread[];
}

/** The lists of a site's threads, by topic and then by year; none where all threads are on one page. */
export function threadLists(threads: readonly SiteThread[], say: Say): ThreadList[] {
  if (threads.length <= MOST_ON_A_PAGE) return [];
  const taken = new Map<string, number>();
  return [...Map.groupBy(threads, ({ topic }) => topic)].flatMap(([topic, ofTopic]) => {
    const name = slug(topic) || 'topic';
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    const folder = count === 1 ? name : `${name}-${count}`;
    return [...Map.groupBy(ofTopic, yearOf)]
      .sort(([a], [b]) => (a ?? 'z').localeCompare(b ?? 'z', 'en'))
      .flatMap(([year, own]) =>
        parts(own).map((part, at) => listOf({ topic, folder, year, threads: part, at }, say)),
      );
  });
}

interface Listed extends Pick<ThreadList, 'topic' | 'threads'> {
  readonly folder: string;
  readonly year: string | null;
  readonly at: number;
}

function listOf({ topic, folder, year, threads, at }: Listed, say: Say): ThreadList {
  const part = at === 0 ? '' : `-${at + 1}`;
  const when = year ?? say('topics.undated');
  return {
    topic,
    when: at === 0 ? when : say('topics.part', { when, number: at + 1 }),
    path: `/topics/${folder}/${year ?? 'undated'}${part}/`,
    threads,
  };
}

/** The year in which a thread began. */
const yearOf = ({ messages }: SiteThread): string | null =>
  messages
    .map(knownDate)
    .find((date) => date !== null)
    ?.slice(0, 4) ?? null;

const parts = (threads: readonly SiteThread[]): SiteThread[][] =>
  Array.from({ length: Math.ceil(threads.length / MOST_ON_A_PAGE) }, (_, at) =>
    threads.slice(at * MOST_ON_A_PAGE, (at + 1) * MOST_ON_A_PAGE),
  );
