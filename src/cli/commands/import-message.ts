import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { startOf } from '../../base/position.ts';
import { readYaml } from '../../base/yaml.ts';
import { escaped, readArchive } from '../../citations/threads/archive.ts';
import { ThreadFile } from '../../citations/threads/threads.ts';
import { downloaded } from './import-url.ts';

/** A Message-ID (RFC 5322, section 3.6.4), in angle brackets or bare. */
const MESSAGE_ID = /^<?([^\s<>@]{1,250}@[^\s<>@/]{1,250})>?$/;

/** Whether a source is a Message-ID, and no file of that name is here. */
export const isMessageId = async (source: string, host: Host): Promise<boolean> =>
  MESSAGE_ID.test(source) && (await host.size(source)) === null && (await host.list(source)) === null;

/**
 * Downloads the thread of a message from the archives that the site and its threads name, the one that most threads
 * name first.
 *
 * @returns the address that answered, with its bytes; or the last refusal.
 */
export async function lookedUp(
  source: string,
  content: string,
  host: Host,
): Promise<{ readonly url: string; readonly answer: Uint8Array | Diagnostic }> {
  const messageId = MESSAGE_ID.exec(source)?.[1] ?? source;
  const refusals: string[] = [];
  const archives = await archivesOf(content, host);
  if (archives.length === 0) return { url: source, answer: noArchive(source) };
  for (const archive of archives) {
    const url = lookUpAddress(archive).replace('{messageId}', escaped(messageId));
    const answer = await downloaded(url, host);
    if (answer instanceof Uint8Array) return { url, answer };
    refusals.push(answer.message);
  }
  const answer = diagnose('import-unreachable', startOf(source), {
    message: `No archive has the message. ${refusals.join(' ')}`,
    fix: 'Check the Message-ID and the network, or give the address of the message in its archive.',
  });
  return { url: source, answer };
}

async function archivesOf(content: string, host: Host): Promise<readonly string[]> {
  const counts = new Map<string, number>();
  for (const { name, kind } of (await host.list(`${content}/threads`)) ?? []) {
    const file = `${content}/threads/${name}/thread.yaml`;
    const bytes = kind === 'folder' ? await host.read(file) : null;
    if (bytes === null) continue;
    const facts = readYaml(file, new TextDecoder().decode(bytes), ThreadFile, 'thread-invalid-yaml');
    const own = 'value' in facts ? facts.value.archive : undefined;
    if (isPattern(own)) counts.set(own, (counts.get(own) ?? 0) + 1);
  }
  const named = [...counts].sort(([, a], [, b]) => b - a).map(([archive]) => archive);
  const { verified: ofSite } = await readArchive(content, host);
  return [...new Set([...(isPattern(ofSite) ? [ofSite] : []), ...named])];
}

const isPattern = (archive: unknown): archive is string => typeof archive === 'string' && archive !== 'none';

const noArchive = (source: string): Diagnostic =>
  diagnose('import-unreachable', startOf(source), {
    message: 'No archive is named in which the message could be looked up.',
    fix: 'Write content/archive.yaml with "archive: https://HOST/LIST/{messageId}/", or give the address of the message in its archive.',
  });

/** Addresses that only lead on to where a message is, and where that is. */
const LEADS_ON: ReadonlyMap<string, string> = new Map([
  ['https://lore.kernel.org/r/', 'https://lore.kernel.org/all/'],
]);

function lookUpAddress(archive: string): string {
  for (const [from, to] of LEADS_ON) if (archive.startsWith(from)) return to + archive.slice(from.length);
  return archive;
}
