import { sha256 } from '../../base/hash.ts';
import type { Host } from '../../base/host.ts';
import { bytesOf } from '../../mail/bytes.ts';
import { mailFilesIn } from '../../mail/folder.ts';
import { messageIdFrom } from '../../mail/identity.ts';
import { type Found, mailIn } from '../../mail/read.ts';
import type { Wishes } from './import-wishes.ts';

/**
 * What tells one delivery from another: cross-posted copies are kept, the same copy is not kept twice. Two messages may
 * have one Message-ID by mistake: their words differ.
 */
export const keyOf = ({ delivery: { messageId, lists, body }, raw }: Found): string =>
  messageId === null
    ? sha256(raw)
    : `${messageId} ${lists.join(' ')} ${sha256(body.text.replace(/\s+/g, ' ').trim())}`;

/** A folder under content/threads that mail is put into. */
export interface ThreadFolder {
  readonly slug: string;
  /** Whether it has mail, of this import or from before. */
  hasMail(): boolean;
  add(found: Found): Promise<void>;
  summary(): string;
}

/** Looks at what a folder holds already, which is never written again. */
export async function openFolder(
  path: string,
  title: string,
  archive: string | null,
  host: Host,
  wishes: Wishes,
): Promise<ThreadFolder> {
  const here = new Set<string>();
  for (const file of (await mailFilesIn(path, host)) ?? []) {
    const bytes = await host.stream(file);
    if (!bytes) continue;
    for await (const found of mailIn({ path: file, bytes })) if ('delivery' in found) here.add(keyOf(found));
  }
  const written = new Set<string>();
  const yaml = `${path}/thread.yaml`;
  let added = 0;
  let known = 0;
  return {
    slug: path.slice(path.lastIndexOf('/') + 1),
    async add(found) {
      const key = keyOf(found);
      // A forwarded message comes along with the one that forwards it.
      if (found.delivery.isForwarded && written.has(sha256(found.raw))) return;
      if (here.has(key)) {
        known += 1;
        return;
      }
      if (wishes.isLeftOut(found.delivery)) return;
      if ((await host.size(yaml)) === null)
        await host.write(yaml, new TextEncoder().encode(yamlOf(title, archive)));
      const id = messageIdFrom(wishes.writerOf(found.delivery), found.delivery.date);
      const plain = `${path}/${id}.${found.ending}`;
      const free = (await host.size(plain)) === null;
      const file = free ? plain : `${path}/${id}-${sha256(found.raw).slice(0, 8)}.${found.ending}`;
      await host.write(file, bytesOf(found.raw));
      here.add(key);
      written.add(sha256(found.raw));
      added += 1;
    },
    hasMail: () => here.size > 0,
    summary: () => `${path}: ${added} ${added === 1 ? 'message' : 'messages'} added, ${known} there already`,
  };
}

const yamlOf = (title: string, archive: string | null): string =>
  [
    `title: ${JSON.stringify(title)}`,
    'topic: other',
    'summary: ""',
    ...(archive === null ? [] : [`archive: ${JSON.stringify(archive)}`]),
    '',
  ].join('\n');
