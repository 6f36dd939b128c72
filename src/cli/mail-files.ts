import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { startOf } from '../base/position.ts';
import { type Chunks, chunksOf } from '../mail/chunks.ts';
import { mailFilesIn } from '../mail/folder.ts';
import type { MailFile } from '../mail/read.ts';

/**
 * The mail files that command line arguments name: files themselves, and all that is in folders.
 *
 * @returns each file with its bytes as a stream, opened when it is asked for, or what keeps it from being read.
 */
export const namedMail = (paths: readonly string[], host: Host): AsyncIterable<MailFile | Diagnostic> =>
  countedMail(paths, new Map(), host, () => {});

/**
 * The same, with word of how far each argument has been read.
 *
 * @param downloaded arguments whose bytes are here already.
 * @param onRead called with the argument, the bytes read of it, and the bytes it holds.
 */
export async function* countedMail(
  paths: readonly string[],
  downloaded: ReadonlyMap<string, Uint8Array>,
  host: Host,
  onRead: (path: string, done: number, total: number) => void,
): AsyncGenerator<MailFile | Diagnostic> {
  for (const path of paths) {
    const bytes = downloaded.get(path);
    if (bytes) {
      yield { path, bytes: counted(chunksOf(bytes), (done) => onRead(path, done, bytes.length)) };
      continue;
    }
    try {
      yield* onDisk(path, host, onRead);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      yield unreadable(path, `The file cannot be read: ${reason}.`);
    }
  }
}

async function* onDisk(
  path: string,
  host: Host,
  onRead: (path: string, done: number, total: number) => void,
): AsyncGenerator<MailFile | Diagnostic> {
  const inside = await mailFilesIn(path.replace(/\/+$/, ''), host);
  if (inside?.length === 0) yield unreadable(path, 'The folder holds no files.');
  for (const [at, file] of (inside ?? [path]).entries()) {
    const stream = await host.stream(file);
    if (!stream) yield unreadable(file, 'There is no such file.');
    else if (inside) {
      onRead(path, at, inside.length);
      yield { path: file, bytes: stream };
    } else {
      const size = (await host.size(file)) ?? 0;
      yield { path: file, bytes: counted(stream, (done) => onRead(path, done, size)) };
    }
  }
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
