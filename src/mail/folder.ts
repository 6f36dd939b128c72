import type { Host } from '../base/host.ts';

/** What a folder or an archive of mail holds beside mail: hidden files, deliveries under way (maildir's `tmp/`). */
export const isMailPath = (path: string): boolean =>
  !path.split('/').some((name) => name.startsWith('.') || name === 'tmp' || name === 'thread.yaml');

/** How deep folders of mail may be nested: a maildir in a folder of them, and some to spare. */
const MOST_FOLDERS = 5;

/**
 * The mail files below a folder, a maildir's `cur/` and `new/` among them, in the order of their names.
 *
 * @returns paths that start with `folder`; null when there is no such folder. Symbolic links are not followed.
 */
export async function mailFilesIn(folder: string, host: Host, depth = 0): Promise<string[] | null> {
  const entries = await host.list(folder);
  if (entries === null) return null;
  const found: string[] = [];
  for (const { name, kind } of entries) {
    if (!isMailPath(name)) continue;
    const path = `${folder}/${name}`;
    if (kind === 'file') found.push(path);
    if (kind === 'folder' && depth < MOST_FOLDERS)
      for (const file of (await mailFilesIn(path, host, depth + 1)) ?? []) found.push(file);
  }
  return found;
}
