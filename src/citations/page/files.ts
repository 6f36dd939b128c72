import { sha256 } from '../../base/hash.ts';
import { type Host, readText } from '../../base/host.ts';
import { type Memory, newMemory } from '../memory.ts';

/** Files of one kind, which lie side by side. */
export interface Files {
  readonly folder: string;
  /** Of their names: `.yaml`. */
  readonly ending: string;
}

/**
 * Reads each file of a folder, once for each text.
 *
 * @param read is given the file's name without its ending, its path and its text.
 * @returns what was read, by name.
 */
export async function readEach<T>(
  { folder, ending }: Files,
  host: Host,
  read: (name: string, file: string, text: string) => T,
  memory: Memory = newMemory(),
): Promise<readonly (readonly [string, T])[]> {
  const entries = ((await host.list(folder)) ?? []).filter(({ name }) => name.endsWith(ending));
  return await Promise.all(
    entries.map(async ({ name }) => {
      const file = `${folder}/${name}`;
      const text = (await readText(file, host)) ?? '';
      const own = name.slice(0, -ending.length);
      return [own, memory.once('file', [file, sha256(text)], () => read(own, file, text))] as const;
    }),
  );
}
