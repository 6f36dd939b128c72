import { memoryHost } from '../src/base/memory-host.ts';
import type { Site } from '../src/citations/site.ts';
import { type Verified, verifySite } from '../src/citations/verify.ts';
import { type Original, originalsOf } from '../src/site/originals.ts';

export interface MailSite extends Verified {
  readonly originals: readonly (Original & { readonly text: string })[];
  /** All mail of a thread as one file. */
  mailbox(thread: string): Promise<string>;
}

/** What a site makes of mail in the folder of its one thread, `chat`, and of other files below its content folder. */
export async function siteOf(
  mail: Readonly<Record<string, string | Uint8Array>>,
  others: Readonly<Record<string, string>> = {},
): Promise<MailSite> {
  const host = memoryHost({
    'content/threads/chat/thread.yaml': 'title: What is said\n',
    ...Object.fromEntries(Object.entries(mail).map(([name, text]) => [`content/threads/chat/${name}`, text])),
    ...Object.fromEntries(Object.entries(others).map(([name, text]) => [`content/${name}`, text])),
  });
  const verified = await verifySite({ contentFolder: 'content', host, cacheFolder: 'cache' });
  const { originals, originalText, mailboxText: mailbox } = originalsOf(verified.site, 'content', host);
  const texts = originals.map(async (original) => ({ ...original, text: await originalText(original) }));
  return { ...verified, originals: await Promise.all(texts), mailbox };
}

export const messagesOf = ({ threads }: Site): Site['threads'][number]['messages'] =>
  threads.flatMap(({ messages }) => messages);

/** A mail, from the fields of its header and its words. */
export const mail = (header: Readonly<Record<string, string>>, words: string): string =>
  `${Object.entries(header)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}\n${words}\n`;
