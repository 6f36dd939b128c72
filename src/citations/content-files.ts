import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { FileRefused, type Host } from '../base/host.ts';
import { LIMITS } from '../base/limits.ts';
import { startOf } from '../base/position.ts';

/** A world in which a content folder is read as what it may be: somebody else's. */
export interface ContentFiles {
  readonly host: Host;
  /** What was there and was not read, each thing once. */
  refused(): Diagnostic[];
}

/**
 * Reads nothing of a content folder but regular files in it, of a size that somebody can have written. Anything else (a
 * pipe, a device, a link that leads out) counts as not there, and is told.
 */
export function contentFiles(contentFolder: string, host: Host): ContentFiles {
  const refused = new Map<string, string>();
  const isContent = (path: string): boolean => path.startsWith(`${contentFolder}/`);
  const orNull = async <T>(reading: Promise<T | null>): Promise<T | null> => {
    try {
      return await reading;
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      refused.set(error.path, error.why);
      return null;
    }
  };
  const bounds = { within: contentFolder };
  return {
    host: {
      ...host,
      read: (path, own) =>
        isContent(path)
          ? orNull(host.read(path, { ...bounds, maxBytes: mostOf(path), ...own }))
          : host.read(path, own),
      stream: (path, part, own) =>
        isContent(path)
          ? orNull(host.stream(path, part, { ...bounds, maxBytes: mostOf(path), ...own }))
          : host.stream(path, part, own),
      async list(path, own) {
        if (!isContent(path)) return await host.list(path, own);
        const entries = await orNull(host.list(path, { ...bounds, ...own }));
        // Hidden ones are no content: editors lock a file with a link of such a name.
        for (const { name, kind } of entries ?? [])
          if (kind === 'other' && !name.startsWith('.'))
            refused.set(
              `${path.replace(/\/{1,9}$/, '')}/${name}`,
              'is a link, a pipe or a device and no file',
            );
        return entries;
      },
    },
    refused: () =>
      [...refused].map(([path, why]) =>
        diagnose('file-refused', startOf(path), { message: `This ${why}: it is not read.` }),
      ),
  };
}

/** What an author writes is short; what comes from elsewhere, mail and the lock, is longer. */
const mostOf = (path: string): number =>
  /\.(?:mdx|yaml|mmd|c)$/.test(path) ? LIMITS.writtenFileBytes : LIMITS.fileBytes;
