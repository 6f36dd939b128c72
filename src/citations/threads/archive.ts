import { z } from 'zod';
import type { Checked } from '../../base/diagnostic.ts';
import { type Host, readText } from '../../base/host.ts';
import { lookUp } from '../../base/look-up.ts';
import { readYaml } from '../../base/yaml.ts';

/** What a reader's browser may be sent to. */
const WebAddress = z.url({
  protocol: /^https?$/,
  error: 'must be an address that begins with http:// or https://',
});

const Pattern = WebAddress.refine((url) => url.includes('{messageId}'), 'must contain {messageId}').describe(
  'Address of any message in a public archive, with {messageId} to fill in.',
);

const Nowhere = z.literal('none').describe('Nobody can read it in public.');

/** Where the messages of one thread are in public. */
export const ThreadArchive = z.union([
  Nowhere,
  Pattern,
  z
    .record(z.string(), WebAddress)
    .describe(
      'Addresses, for an archive that has no place for Message-IDs in them: id of a message -> its page.',
    ),
]);
export type ThreadArchive = z.infer<typeof ThreadArchive>;

/** What `archive.yaml` holds. */
export const ArchiveFile = z
  .strictObject({
    archive: z
      .union([Nowhere, Pattern])
      .describe('Address of any message in it, with {messageId} to fill in; or none.'),
  })
  .describe('The archive of every thread that does not name another.');

/** Where messages are in public, as far as an author says so: no archive is taken for granted. */
export interface Archive {
  /** The address of a message by its Message-ID, with {messageId} to fill in. */
  readonly pattern: string | null;
  /** Id of a message -> its address. */
  readonly pages: Readonly<Record<string, string>>;
}

/** Reads archive.yaml, if there is one. */
export async function readArchive(
  contentFolder: string,
  host: Host,
): Promise<Checked<ThreadArchive | undefined>> {
  const file = `${contentFolder}/archive.yaml`;
  const text = await readText(file, host);
  if (text === null) return { verified: undefined, diagnostics: [] };
  const read = readYaml(file, text, ArchiveFile, 'archive-invalid-yaml');
  return 'value' in read
    ? { verified: read.value.archive, diagnostics: [] }
    : { verified: undefined, diagnostics: read.diagnostics };
}

/** @param own what a thread says of itself; the site speaks for threads that say nothing. */
export function archiveFor(own: ThreadArchive | undefined, site: ThreadArchive | undefined): Archive {
  const named = own ?? site ?? 'none';
  if (typeof named !== 'string') return { pattern: null, pages: named };
  return { pattern: named === 'none' ? null : named, pages: {} };
}

/** The address of a message in the archive; null where it has none. */
export const addressIn = (
  { pattern, pages }: Archive,
  { ids, messageId }: { readonly ids: readonly string[]; readonly messageId: string | null },
): string | null =>
  ids.flatMap((id) => lookUp(pages, id) ?? [])[0] ??
  (pattern !== null && messageId !== null ? pattern.replace('{messageId}', escaped(messageId)) : null);

/** Archives want "/" escaped and take the other characters of a Message-ID as they are. */
export const escaped = (messageId: string): string =>
  encodeURIComponent(messageId).replace(/%40/g, '@').replace(/%2B/g, '+').replace(/%3D/g, '=');
