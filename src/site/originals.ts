import type { Host } from '../base/host.ts';
import type { Site, SiteMessage, SiteThread } from '../citations/site.ts';
import { messageIdsOf } from '../citations/threads/message-ids.ts';
import { publishedInMbox, publishedMail } from '../mail/published.ts';
import { type Found, mailIn } from '../mail/read.ts';
import { sealedWords } from '../mail/sealed-words.ts';
import { originalName } from './view/original.ts';

/** A mail by itself. */
export interface Original {
  readonly thread: string;
  /** The last part of its address, without its ending. */
  readonly name: string;
}

/** Every mail of a site, each by itself, whatever file it came in. */
export interface Originals {
  readonly originals: readonly Original[];
  /** A mail as it is published. Its thread is read when it is first asked for, and held until another is. */
  originalText(original: Original): Promise<string>;
  /** Threads of which there is mail at hand. */
  readonly mailboxes: readonly string[];
  /** All mail of a thread that is at hand, in its order, as one mbox. */
  mailboxText(thread: string): Promise<string>;
}

/** A mail of a thread, as it is to be published. */
interface Mail {
  readonly found: Found;
  readonly sealed: string | null;
}

const gone = (thread: string, name: string): string =>
  `A mail of "${thread}" is not where it was when the site was verified: ${name}`;

export function originalsOf(site: Site, contentFolder: string, host: Host): Originals {
  const isMessageId = messageIdsOf(site);
  const threads = new Map(site.threads.map((thread) => [thread.slug, thread]));
  let held: { readonly slug: string; readonly mails: Promise<ReadonlyMap<string, Mail>> } | null = null;
  return {
    originals: site.threads.flatMap(({ slug, messages }) =>
      messages.flatMap(({ id, original }) =>
        original === null ? [] : [{ thread: slug, name: originalName(id) }],
      ),
    ),
    async originalText({ thread: slug, name }) {
      const mail = (await mailsOf(slug)).get(name);
      if (mail === undefined) throw new Error(gone(slug, name));
      return publishedMail(mail.found, { isMessageId, sealed: mail.sealed });
    },
    mailboxes: site.threads
      .filter(({ messages }) => messages.some(({ original }) => original !== null))
      .map(({ slug }) => slug),
    async mailboxText(slug) {
      const mails = [...(await mailsOf(slug)).values()];
      if (mails.length === 0) throw new Error(gone(slug, 'none is there'));
      return mails.map(({ found, sealed }) => publishedInMbox(found, { isMessageId, sealed })).join('');
    },
  };

  async function mailsOf(slug: string): Promise<ReadonlyMap<string, Mail>> {
    const thread = threads.get(slug);
    if (!thread) return new Map();
    if (held?.slug !== slug) held = { slug, mails: readMails(thread) };
    return held.mails;
  }

  async function readMails(thread: SiteThread): Promise<ReadonlyMap<string, Mail>> {
    const found = await mailOf(thread, `${contentFolder}/threads/${thread.slug}`, host);
    return new Map(
      thread.messages.flatMap((message) => {
        const mail = message.original && found.get(keyOf(message.original));
        if (!mail) return [];
        return [
          [
            originalName(message.id),
            { found: asLeft(mail, message), sealed: sealedAs(message, site) },
          ] as const,
        ];
      }),
    );
  }
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
