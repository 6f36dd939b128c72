import type { Host } from '../base/host.ts';
import { versionOfRepository } from './providers/git.ts';
import { versionOfFolder } from './providers/local.ts';
import type { Tree } from './tree.ts';

/**
 * A tree of the user's own, which trees.yaml does not know. It is at whatever version it says it is; its links
 * are paths with a line.
 *
 * @param place a folder, or a git repository with or without `#REF`.
 * @returns null where there is nothing.
 */
export async function ownTree(place: string, host: Host): Promise<Tree | null> {
  const inFolder = place.includes('#') ? null : await versionOfFolder(place, host);
  const version =
    inFolder ??
    (await versionOfRepository(place, host)) ??
    ((await host.list(place))?.length ? 'as it is' : null);
  return version === null ? null : { version, tag: 'HEAD', browse: '{path}:{line}' };
}
