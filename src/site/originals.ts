import type { Host } from '../base/host.ts';
import type { Site, SiteMessage, SiteThread } from '../citations/site.ts';
import { messageIdsOf } from '../citations/threads/message-ids.ts';
import { publishedMail } from '../mail/published.ts';
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
}

export function originalsOf(site: Site, contentFolder: string, host: Host): Originals {
  const isMessageId = messageIdsOf(site);
  const threads = new Map(site.threads.map((thread) => [thread.slug, thread]));
  let held: { readonly slug: string; readonly texts: Promise<ReadonlyMap<string, string>> } | null = null;
  return {
    originals: site.threads.flatMap(({ slug, messages }) =>
      messages.flatMap(({ id, original }) =>
        original === null ? [] : [{ thread: slug, name: originalName(id) }],
      ),
    ),
    async originalText({ thread: slug, name }) {
      const thread = threads.get(slug);
      if (thread && held?.slug !== slug) held = { slug, texts: textsOf(thread) };
      const text = (await held?.texts)?.get(name);
      if (text === undefined)
        throw new Error(`A mail of "${slug}" is not where it was when the site was verified: ${name}`);
      return text;
    },
  };

  async function textsOf(thread: SiteThread): Promise<ReadonlyMap<string, string>> {
    const found = await mailOf(thread, `${contentFolder}/threads/${thread.slug}`, host);
    return new Map(
      thread.messages.flatMap((message) => {
        const mail = message.original && found.get(keyOf(message.original));
        if (!mail) return [];
        const sealed = sealedAs(message, site);
        return [
          [originalName(message.id), publishedMail(asLeft(mail, message), { isMessageId, sealed })] as const,
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
