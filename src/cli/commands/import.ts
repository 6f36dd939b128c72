import { type Diagnostic, diagnose, errorsIn } from '../../base/diagnostic.ts';
import { sha256 } from '../../base/hash.ts';
import type { Host } from '../../base/host.ts';
import { withProgress } from '../../base/node-progress.ts';
import { startOf } from '../../base/position.ts';
import { sealNew } from '../../citations/sealing.ts';
import type { Published } from '../../citations/seals/new-seals.ts';
import { escaped } from '../../citations/threads/archive.ts';
import { readRedactions } from '../../citations/threads/redactions.ts';
import { bytesOf } from '../../mail/bytes.ts';
import type { MailPart } from '../../mail/formats/format.ts';
import { slug } from '../../mail/identity.ts';
import { byThread, type Outline } from '../../mail/outline.ts';
import { type Found, type MailFile, mailIn } from '../../mail/read.ts';
import { sealedWords } from '../../mail/sealed-words.ts';
import { bareSubject } from '../../mail/subject.ts';
import { namedMail, type Reading } from '../mail-files.ts';
import type { Context, Report } from '../report.ts';
import { keyOf, outlineOf, own } from '../threads-at-hand.ts';
import { isMessageId, lookedUp } from './import-message.ts';
import { archiveOf, downloaded, isUrl } from './import-url.ts';
import { type Wishes, wishesOf } from './import-wishes.ts';
import { openFolder, type ThreadFolder } from './thread-folder.ts';

export interface ImportOptions {
  readonly content: string;
  /** Name of the folder under threads/; by default made from the subject. */
  readonly thread?: string;
  /** Words that the subject of the wanted threads holds. */
  readonly subject?: string;
  readonly all?: boolean;
}

/** What the first reading keeps of a delivery: what tells its thread, and where its bytes are. */
type Seen = Outline & { readonly key: string; readonly file: string; readonly part: MailPart | null };

/**
 * `postil import FILE|DIR|URL|MESSAGE-ID...`: puts mail into content/threads, a file a message, as it was received.
 * What is there already is left alone, so that an import that was stopped goes on where it was, and one that is done
 * again changes nothing. The first reading looks at headers only, the second at the messages that were chosen.
 */
export const importMail = (
  sources: readonly string[],
  options: ImportOptions,
  context: Context,
): Promise<Report> =>
  withProgress('Importing', ['read', 'write'], (update) => imported(sources, options, context, update));

async function imported(
  sources: readonly string[],
  options: ImportOptions,
  { host }: Context,
  update: Parameters<Parameters<typeof withProgress>[2]>[0],
): Promise<Report> {
  const redactions = await readRedactions(options.content, host);
  // A wish that cannot be read would not be kept.
  if (redactions.diagnostics.length > 0) return { output: null, diagnostics: redactions.diagnostics };
  const wishes = wishesOf(redactions.verified);
  const diagnostics: Diagnostic[] = [];
  const urls = new Map<string, Uint8Array>();
  const named: string[] = [];
  for (const source of sources) {
    const isHere = !isUrl(source) && !(await isMessageId(source, host));
    const answer = isHere
      ? null
      : isUrl(source)
        ? { url: source, answer: await downloaded(source, host) }
        : await lookedUp(source, options.content, host);
    if (answer === null) named.push(source);
    else if (answer.answer instanceof Uint8Array) {
      named.push(answer.url);
      urls.set(answer.url, answer.answer);
    } else diagnostics.push(answer.answer);
  }
  const reading = (phase: string, partsOf?: Reading['partsOf']) =>
    namedMail(named, host, {
      downloaded: urls,
      onRead: (subject, done, total) => update({ subject, phase, done, total }),
      ...(partsOf ? { partsOf } : {}),
    });
  const seen: Seen[] = [];
  for await (const file of reading('read')) {
    if (!('bytes' in file)) {
      diagnostics.push(file);
      continue;
    }
    for await (const found of mailIn(file, 'heads')) {
      if (!('delivery' in found)) diagnostics.push(found);
      else if (!found.delivery.isForwarded) seen.push(seenOf(found, file.path));
    }
  }
  const chosen = choose(byThread(seen), options, sources.join(' '));
  if (!Array.isArray(chosen)) diagnostics.push(chosen);
  else if (chosen.length > 0) {
    const folders = await foldersFor(chosen, options, named, host, wishes);
    const published = new Map<string, Published>();
    for await (const file of reading('write', chosenParts(chosen, seen)))
      await write(file, folders, diagnostics, published);
    const filled = [...new Set(folders.values())].filter((folder) => folder.hasMail());
    const threads = filled.map(({ slug }) => slug);
    const sealed = await sealNew(options.content, host, { threads, published });
    const hint = sealed === null ? ['Nothing was sealed: "npx postil seal --update" tells why.'] : [];
    const lines = [...filled.map((folder) => folder.summary()), ...wishes.summary(), ...hint];
    return { output: lines.join('\n'), diagnostics };
  }
  if (errorsIn(diagnostics).length === 0) diagnostics.push(nothingFound(sources));
  return { output: null, diagnostics };
}

/** What is wrong with a message is told of those that are wanted, once. */
async function write(
  file: MailFile | Diagnostic,
  folders: ReadonlyMap<string, ThreadFolder>,
  diagnostics: Diagnostic[],
  published: Map<string, Published>,
): Promise<void> {
  if (!('bytes' in file)) return;
  let folder: ThreadFolder | undefined;
  for await (const found of mailIn(file)) {
    if ('delivery' in found && !found.delivery.isForwarded) {
      folder = folders.get(keyOf(found));
      await folder?.add(found);
      if (folder && isUrl(file.path)) published.set(...publishedAt(file.path, found));
    } else if (!('delivery' in found) && folder && !diagnostics.some((known) => isSame(known, found)))
      diagnostics.push(found);
  }
}

/** The hash of a message that an archive has sent, and where it stands there. */
function publishedAt(url: string, { delivery, raw }: Found): [sha256: string, published: Published] {
  const { messageId } = delivery;
  const archive = messageId === null ? null : archiveOf([url]);
  const at = archive?.replace('{messageId}', escaped(messageId ?? '')) ?? url;
  const seen = new Date().toISOString().slice(0, 10);
  return [sealedWords(delivery).sha256, { at, sha256: sha256(bytesOf(raw)), seen }];
}

const isSame = (a: Diagnostic, b: Diagnostic): boolean =>
  a.code === b.code &&
  a.place.file === b.place.file &&
  a.place.line === b.place.line &&
  a.message === b.message;

const nothingFound = (sources: readonly string[]): Diagnostic =>
  diagnose('mail-empty', startOf(sources.join(' ')), { message: 'There is no message to import.' });

const seenOf = (found: Found, file: string): Seen => ({
  ...own({ ...outlineOf(found.delivery), key: keyOf(found) }),
  file,
  part: found.part ?? null,
});

/** A file of which as large a share is wanted is read once more from end to end. */
const LARGE_SHARE = 0.5;

/** Where the bytes of the chosen messages are. */
function chosenParts(chosen: readonly Seen[][], seen: readonly Seen[]): NonNullable<Reading['partsOf']> {
  const wanted = Map.groupBy(chosen.flat(), ({ file }) => file);
  const counts = new Map<string, number>();
  for (const { file } of seen) counts.set(file, (counts.get(file) ?? 0) + 1);
  return (path) => {
    const here = wanted.get(path);
    if (here === undefined) return counts.has(path) ? 'nothing' : 'all';
    if (here.length > LARGE_SHARE * (counts.get(path) ?? 0)) return 'all';
    const parts = here.flatMap(({ part }) => part ?? []);
    return parts.length === here.length ? parts.sort((a, b) => a.start - b.start) : 'all';
  };
}

/** How many threads are listed when one has to be chosen. */
const LISTED = 20;

function choose(threads: Seen[][], options: ImportOptions, place: string): Seen[][] | Diagnostic {
  const wanted = options.subject?.toLowerCase();
  const chosen = wanted
    ? threads.filter(([first]) => first?.subject.toLowerCase().includes(wanted))
    : threads;
  if (threads.length > 0 && chosen.length === 0) {
    return diagnose('import-no-thread', startOf(place), {
      message: `None of the ${threads.length} threads has "${options.subject}" in its subject.`,
      expected: listed(threads),
    });
  }
  if (chosen.length <= 1 || options.all) return chosen;
  return diagnose('import-several-threads', startOf(place), {
    message: `The mail holds ${chosen.length} threads.`,
    expected: listed(chosen),
  });
}

const listed = (threads: readonly (readonly Seen[])[]): string =>
  [
    ...threads
      .slice(0, LISTED)
      .map((thread) => `"${bareSubject(thread[0]?.subject ?? '')}" (${thread.length})`),
    ...(threads.length > LISTED ? [`and ${threads.length - LISTED} more`] : []),
  ].join(', ');

/** Windows has no folders of these names. */
const folderName = (name: string): string =>
  /^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(name) ? `thread-${name}` : name;

/** The folder that each delivery goes to, by its key. */
async function foldersFor(
  threads: readonly (readonly Seen[])[],
  options: ImportOptions,
  sources: readonly string[],
  host: Host,
  wishes: Wishes,
): Promise<Map<string, ThreadFolder>> {
  const folders = new Map<string, ThreadFolder>();
  const byName = new Map<string, ThreadFolder>();
  for (const thread of threads) {
    const title = bareSubject(thread[0]?.subject ?? '') || 'untitled';
    const name = folderName(slug(options.thread ?? title));
    const path = `${options.content}/threads/${name}`;
    const folder = byName.get(name) ?? (await openFolder(path, title, archiveOf(sources), host, wishes));
    byName.set(name, folder);
    for (const { key } of thread) folders.set(key, folder);
  }
  return folders;
}
