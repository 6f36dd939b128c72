import { type Diagnostic, diagnose, errorsIn } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { withProgress } from '../../base/node-progress.ts';
import { startOf } from '../../base/position.ts';
import { slug } from '../../mail/identity.ts';
import { byThread, type Outline } from '../../mail/outline.ts';
import { type Found, type MailFile, mailIn } from '../../mail/read.ts';
import { bareSubject } from '../../mail/subject.ts';
import { countedMail } from '../mail-files.ts';
import type { Context, Report } from '../report.ts';
import { archiveOf, downloaded, isUrl } from './import-url.ts';
import { keyOf, openFolder, type ThreadFolder } from './thread-folder.ts';

export interface ImportOptions {
  readonly content: string;
  /** Name of the folder under threads/; by default made from the subject. */
  readonly thread?: string;
  /** Words that the subject of the wanted threads holds. */
  readonly subject?: string;
  readonly all?: boolean;
}

/** What the first reading keeps of a delivery. */
type Seen = Outline & { readonly key: string };

/**
 * `postil import FILE|DIR|URL...`: puts mail into content/threads, a file a message, as it was received. What is
 * there already is left alone, so that an import that was stopped goes on where it was, and one that is done again
 * changes nothing.
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
  const diagnostics: Diagnostic[] = [];
  const urls = new Map<string, Uint8Array>();
  for (const source of sources.filter(isUrl)) {
    const answer = await downloaded(source, host);
    if (answer instanceof Uint8Array) urls.set(source, answer);
    else diagnostics.push(answer);
  }
  const named = sources.filter((source) => !isUrl(source) || urls.has(source));
  const reading = (phase: string) =>
    countedMail(named, urls, host, (subject, done, total) => update({ subject, phase, done, total }));
  const seen: Seen[] = [];
  for await (const found of foundIn(reading('read'))) {
    if ('delivery' in found) seen.push(outlineOf(found));
    else diagnostics.push(found);
  }
  const chosen = choose(byThread(seen), options, sources.join(' '));
  if (!Array.isArray(chosen)) diagnostics.push(chosen);
  else if (chosen.length > 0) {
    const folders = await foldersFor(chosen, options, named, host);
    for await (const found of foundIn(reading('write')))
      if ('delivery' in found) await folders.get(keyOf(found))?.add(found);
    const filled = [...new Set(folders.values())];
    return { output: filled.map((folder) => folder.summary()).join('\n'), diagnostics };
  }
  if (errorsIn(diagnostics).length === 0) diagnostics.push(nothingFound(sources));
  return { output: null, diagnostics };
}

const nothingFound = (sources: readonly string[]): Diagnostic =>
  diagnose('mail-empty', startOf(sources.join(' ')), { message: 'There is no message to import.' });

async function* foundIn(files: AsyncIterable<MailFile | Diagnostic>): AsyncGenerator<Found | Diagnostic> {
  for await (const file of files) {
    if ('bytes' in file) yield* mailIn(file);
    else yield file;
  }
}

const outlineOf = (found: Found): Seen => {
  const { messageId, inReplyTo, references, lost, subject, date, from } = found.delivery;
  return { messageId, inReplyTo, references, lost, subject, date, from, key: keyOf(found) };
};

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

/** The folder that each delivery goes to, by its key. */
async function foldersFor(
  threads: readonly (readonly Seen[])[],
  options: ImportOptions,
  sources: readonly string[],
  host: Host,
): Promise<Map<string, ThreadFolder>> {
  const folders = new Map<string, ThreadFolder>();
  const byName = new Map<string, ThreadFolder>();
  for (const thread of threads) {
    const title = bareSubject(thread[0]?.subject ?? '') || 'untitled';
    const name = slug(options.thread ?? title);
    const path = `${options.content}/threads/${name}`;
    const folder = byName.get(name) ?? (await openFolder(path, title, archiveOf(sources), host));
    byName.set(name, folder);
    for (const { key } of thread) folders.set(key, folder);
  }
  return folders;
}
