import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Host } from '../base/host.ts';

/** Names standard input where a command takes a file; a file of this name is `./-`. */
export const STANDARD_INPUT = '-';

/**
 * Lends a command a world in which `-` is what comes in. A command may read a file twice, and mail may be larger than
 * memory, so it is put into a temporary file, when it is first asked for.
 */
export function withStandardInput<T>(
  host: Host,
  input: AsyncIterable<Uint8Array>,
  use: (host: Host) => Promise<T>,
): Promise<T> {
  return host.withTemporaryFolder(async (folder) => {
    const file = join(folder, 'stdin');
    let saved: Promise<void> | undefined;
    const at = async (path: string): Promise<string> => {
      if (path !== STANDARD_INPUT) return path;
      saved ??= pipeline(Readable.from(input, { objectMode: false }), createWriteStream(file));
      await saved;
      return file;
    };
    return await use({
      ...host,
      read: async (path, bounds) => host.read(await at(path), bounds),
      stream: async (path, part, bounds) => host.stream(await at(path), part, bounds),
      size: async (path) => host.size(await at(path)),
      list: async (path, bounds) => (path === STANDARD_INPUT ? null : host.list(path, bounds)),
    });
  });
}
