import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { FileRefused, type Host } from '../base/host.ts';
import { startOf } from '../base/position.ts';
import { type Chunks, chunksOf } from '../mail/chunks.ts';
import { MailFault } from '../mail/fault.ts';
import { mailFilesIn } from '../mail/folder.ts';
import type { MailPart } from '../mail/formats/format.ts';
import { inboxAt, messagesOf } from '../mail/public-inbox.ts';
import type { MailFile } from '../mail/read.ts';

/** How mail that arguments name is read. */
export interface Reading {
  /** Arguments whose bytes are here already. */
  readonly downloaded?: ReadonlyMap<string, Uint8Array>;
  /** Called with the argument, how much of it was read, and how much there is. */
  readonly onRead?: (path: string, done: number, total: number) => void;
  /** What of a file is to be read: all of it, nothing, or these parts, each as a file. By default all. */
  readonly partsOf?: (path: string) => 'all' | 'nothing' | readonly MailPart[];
}

/**
 * The mail that command line arguments name: files, all that is in folders, and clones of public-inboxes.
 *
 * @returns each file with its bytes as a stream, opened when it is asked for, or what keeps it from being read.
 */
export async function* namedMail(
  paths: readonly string[],
  host: Host,
  { downloaded = new Map(), onRead = () => {}, partsOf = () => 'all' }: Reading = {},
): AsyncGenerator<MailFile | Diagnostic> {
  const reading = { downloaded, onRead, partsOf };
  for (const path of paths) {
    const bytes = downloaded.get(path);
    try {
      if (bytes) yield* inMemory(path, bytes, reading);
      else yield* onDisk(path, host, reading);
    } catch (error) {
      if (error instanceof MailFault)
        yield diagnose(error.code, startOf(path), { message: error.message, fix: error.fix });
      else {
        const reason = error instanceof Error ? error.message : String(error);
        yield unreadable(path, `The file cannot be read: ${reason}.`);
      }
    }
  }
}

function* inMemory(
  path: string,
  bytes: Uint8Array,
  { onRead, partsOf }: Required<Reading>,
): Generator<MailFile> {
  const parts = partsOf(path);
  if (parts === 'all')
    yield { path, bytes: counted(chunksOf(bytes), (done) => onRead(path, done, bytes.length)) };
  else if (parts !== 'nothing')
    for (const { start, end, line } of parts) yield { path, bytes: bytes.subarray(start, end), line };
}

async function* onDisk(
  argument: string,
  host: Host,
  reading: Required<Reading>,
): AsyncGenerator<MailFile | Diagnostic> {
  const path = argument.replace(/(?<=.)\/+$/, '');
  const inbox = await inboxAt(path, host);
  if (inbox !== null) {
    const isWanted = (file: string) => reading.partsOf(file) !== 'nothing';
    for (const repository of inbox)
      yield* messagesOf(repository, host, isWanted, (done, total) => reading.onRead(repository, done, total));
    return;
  }
  const inside = await mailFilesIn(path, host);
  if (inside?.length === 0) yield unreadable(argument, 'The folder holds no files.');
  for (const [at, file] of (inside ?? [argument]).entries()) {
    if (inside) reading.onRead(argument, at, inside.length);
    yield* partsOnDisk(file, host, inside ? { ...reading, onRead: () => {} } : reading);
  }
}

async function* partsOnDisk(
  path: string,
  host: Host,
  { onRead, partsOf }: Required<Reading>,
): AsyncGenerator<MailFile | Diagnostic> {
  const parts = partsOf(path);
  if (parts === 'nothing') return;
  if (parts !== 'all') {
    for (const [at, part] of parts.entries()) {
      onRead(path, at, parts.length);
      const stream = await host.stream(path, part);
      if (stream) yield { path, bytes: stream, line: part.line };
    }
    return;
  }
  const stream = await host.stream(path);
  if (!stream) {
    yield unreadable(path, 'There is no such file.');
    return;
  }
  const size = (await host.size(path)) ?? 0;
  yield { path, bytes: counted(stream, (done) => onRead(path, done, size)) };
}

/** How many bytes the arguments name, packed as they are; without an end for a clone of an archive, or for what is unread. */
export async function sizeOf(paths: readonly string[], host: Host): Promise<number> {
  try {
    return await sizeOfAll(paths, host);
  } catch (error) {
    if (error instanceof FileRefused) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

async function sizeOfAll(paths: readonly string[], host: Host): Promise<number> {
  let size = 0;
  for (const path of paths) {
    if ((await inboxAt(path.replace(/(?<=.)\/+$/, ''), host)) !== null) return Number.POSITIVE_INFINITY;
    for (const file of (await mailFilesIn(path.replace(/\/+$/, ''), host)) ?? [path])
      size += (await host.size(file)) ?? 0;
  }
  return size;
}

async function* counted(chunks: Chunks, onRead: (done: number) => void): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of chunks) {
    done += chunk.length;
    onRead(done);
    yield chunk;
  }
}

const unreadable = (path: string, message: string): Diagnostic =>
  diagnose('mail-unreadable', startOf(path), { message });
