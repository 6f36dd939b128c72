import { sha256 } from '../../base/hash.ts';
import { FileNotWritten, type Host } from '../../base/host.ts';
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
  // It may be a link of somebody else's to wherever they like.
  await host.list(path, { within: path.slice(0, path.lastIndexOf('/')) });
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
      await host.create(yaml, new TextEncoder().encode(yamlOf(title, archive)));
      const id = messageIdFrom(wishes.writerOf(found.delivery), found.delivery.date);
      const isNew = await put(found, `${path}/${shortened(id)}`, host);
      here.add(key);
      if (!isNew) {
        known += 1;
        return;
      }
      written.add(sha256(found.raw));
      added += 1;
    },
    hasMail: () => here.size > 0,
    summary: () => `${path}: ${added} ${added === 1 ? 'message' : 'messages'} added, ${known} there already`,
  };
}

/**
 * Writes a message beside whatever has its name already.
 *
 * @returns false where it is there: another import has put it there meanwhile.
 */
async function put({ raw, ending }: Found, plain: string, host: Host): Promise<boolean> {
  const bytes = bytesOf(raw);
  const hash = sha256(raw);
  // Whoever wants may make two messages whose hashes begin with the same letters.
  for (const name of [plain, `${plain}-${hash.slice(0, 8)}`, `${plain}-${hash.slice(0, 32)}`]) {
    const file = `${name}.${ending}`;
    if (await host.create(file, bytes)) return true;
    const there = await host.read(file);
    if (there && sha256(there) === sha256(bytes)) return false;
  }
  throw new FileNotWritten(`${plain}.${ending}`, 'other files have all names that it may have');
}

/** Bytes of an id in a file's name, which may have 255 with what is added to it. */
const NAME_BYTES = 200;

/** An id without the end of a name in letters of many bytes; its clock stays. */
function shortened(id: string): string {
  if (new TextEncoder().encode(id).length <= NAME_BYTES) return id;
  const clock = id.slice(id.search(/-(?:undated|\d{4}-\d{2}-\d{2}(?:-\d{4}z?)?)$/));
  return [...id].slice(0, NAME_BYTES / 5).join('') + clock;
}

const yamlOf = (title: string, archive: string | null): string =>
  [
    `title: ${JSON.stringify(title)}`,
    'topic: other',
    'summary: ""',
    ...(archive === null ? [] : [`archive: ${JSON.stringify(archive)}`]),
    '',
  ].join('\n');
