import type { Host } from '../base/host.ts';
import type { Site, SiteMessage, SiteThread } from '../citations/site.ts';
import { messageIdsOf } from '../citations/threads/message-ids.ts';
import { publishedMail } from '../mail/published.ts';
import { type Found, mailIn } from '../mail/read.ts';
import { sealedWords } from '../mail/sealed-words.ts';
import { originalName } from './view/original.ts';

/** A mail by itself, as it is published. */
export interface Original {
  readonly thread: string;
  /** The last part of its address, without its ending. */
  readonly name: string;
  readonly text: string;
}

/** Every mail of a site, each by itself, whatever file it came in. */
export async function originalsOf(site: Site, contentFolder: string, host: Host): Promise<Original[]> {
  const originals: Original[] = [];
  const isMessageId = messageIdsOf(site);
  for (const thread of site.threads) {
    const found = await mailOf(thread, `${contentFolder}/threads/${thread.slug}`, host);
    for (const message of thread.messages) {
      const mail = message.original && found.get(keyOf(message.original));
      if (!mail) continue;
      const text = publishedMail(mail, { isMessageId, sealed: sealedAs(message, site) });
      originals.push({ thread: thread.slug, name: originalName(message.id), text });
    }
  }
  return originals;
}

/** What lies in the files that messages were read from, by place and words: of two at one place each has its own. */
async function mailOf(
  { messages }: SiteThread,
  folder: string,
  host: Host,
): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>();
  const wanted = new Set(messages.flatMap(({ original }) => (original ? [keyOf(original)] : [])));
  for (const file of new Set(messages.flatMap(({ original }) => original?.file ?? []))) {
    const bytes = await host.stream(`${folder}/${file}`);
    if (!bytes) continue;
    for await (const each of mailIn({ path: file, bytes })) {
      if (!('delivery' in each)) continue;
      const { line = 1 } = each.delivery;
      const key = keyOf({ file, line, text: sealedWords(each.delivery).text });
      if (wanted.has(key) && !found.has(key)) found.set(key, each);
    }
  }
  return found;
}

const keyOf = ({ file, line, text }: NonNullable<SiteMessage['original']>): string =>
  JSON.stringify([file, line, text]);

const sealedAs = ({ seal }: SiteMessage, { sealed }: Site): string | null =>
  seal && sealed ? `${sealed.normalisation} ${seal.sha256}` : null;
