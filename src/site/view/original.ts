import { sha256 } from '../../base/hash.ts';
import type { SiteMessage, SiteThread } from '../../citations/site.ts';

/** Where the mail of a message can be read by itself; null for a message that is known only from quotes. */
export const originalPath = (
  thread: string,
  { id, original }: Pick<SiteMessage, 'id' | 'original'>,
): string | null => (original === null ? null : `/threads/${thread}/original/${originalName(id)}.txt`);

/** Where all mail of a thread that is at hand can be had in one file; null where none is. */
export const mboxPath = ({ slug, messages }: Pick<SiteThread, 'slug' | 'messages'>): string | null =>
  messages.some(({ original }) => original !== null) ? `/threads/${slug}.mbox` : null;

/** The name under which a mail is offered, another for every message of a thread; only letters that every disk keeps as they are. */
export function originalName(id: string): string {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) && !HASHED.test(id)) return id;
  const left = id.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return [...(left === '' ? [] : [left]), `h${sha256(id).slice(0, HASH_LETTERS)}`].join('-');
}

const HASH_LETTERS = 16;

/** What a name ends with that stands for letters of other scripts: no other name may. */
const HASHED = /(?:^|-)h[0-9a-f]{16}$/;
