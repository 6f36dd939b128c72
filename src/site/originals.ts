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
      const text = publishedMail(asLeft(mail, message), { isMessageId, sealed: sealedAs(message, site) });
      originals.push({ thread: thread.slug, name: originalName(message.id), text });
    }
  }
  return originals;
}

/** A mail of which something was left out is shown as its page shows it: by what it says, at the depth at which it says it. */
function asLeft(found: Found, message: SiteMessage): Found {
  if (!message.isRedacted) return found;
  const { from, subject, messageId, inReplyTo, references } = message;
  const text = message.passages
    .map(({ text: words, depth }) =>
      words
        .split('\n')
        .map((line) => `${'> '.repeat(depth)}${line}`)
        .join('\n'),
    )
    .join('\n\n');
  return {
    raw: '',
    ending: 'txt',
    delivery: {
      ...found.delivery,
      from,
      subject,
      messageId,
      inReplyTo,
      references,
      leftOut: [],
      body: { ...found.delivery.body, text: `${text}\n` },
    },
  };
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
