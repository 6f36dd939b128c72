import type { Host } from '../base/host.ts';
import { versionOfRepository } from './providers/git.ts';
import { versionOfFolder } from './providers/local.ts';
import type { Tree } from './tree.ts';

/**
 * A kernel tree of the user's own, which trees.yaml does not know. It is at whatever version it says it is; its links
 * are paths with a line.
 *
 * @param place a folder, or a git repository with or without `#REF`.
 * @returns null where there is no kernel tree.
 */
export async function ownTree(place: string, host: Host): Promise<Tree | null> {
  const inFolder = place.includes('#') ? null : await versionOfFolder(place, host);
  const version = inFolder ?? (await versionOfRepository(place, host));
  return version === null ? null : { version, tag: 'HEAD', browse: '{path}:{line}' };
}
