import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { startOf } from '../../base/position.ts';
import { cloneVariable } from '../../sources/commits.ts';
import { isShallow, releaseTags } from '../../sources/history.ts';
import { placeIn } from '../../sources/repository.ts';
import type { Trees } from '../../sources/tree.ts';
import { isOfSeries } from './facts.ts';

/**
 * Checks that each clone which the user names for looking commits up has what that takes: the whole history, and of each tree of
 * its project the tag, or the tag of its series. Without them a commit would have a later first release than it has, or none.
 */
export async function verifyClones(trees: Trees, host: Host): Promise<Diagnostic[]> {
  const projects = [...new Set(Object.values(trees).flatMap(({ project }) => project ?? []))];
  const told = await Promise.all(
    projects.map(async (project) => {
      const named = host.env(cloneVariable(project));
      if (named === undefined) return [];
      const versions = Object.values(trees).flatMap((tree) => (tree.project === project ? tree.version : []));
      return await faultsOf(placeIn(named, '').folder, versions, host);
    }),
  );
  return told.flat();
}

async function faultsOf(folder: string, versions: readonly string[], host: Host): Promise<Diagnostic[]> {
  const tags = await releaseTags(folder, host);
  if (typeof tags === 'string')
    return [
      diagnose('history-unreadable', startOf(folder), { message: `The history cannot be read: ${tags}.` }),
    ];
  if (await isShallow(folder, host)) return [shallow(folder)];
  const lacking = versions.filter((version) => !tags.some(({ release }) => isOfSeries(version, release)));
  return lacking.length === 0
    ? []
    : [
        diagnose('history-unreadable', startOf(folder), {
          message: `The clone has no tag of ${lacking.join(', ')}: which release has a commit first cannot be told.`,
          fix: `Fetch its tags: git -C ${folder} fetch --tags`,
        }),
      ];
}

/** A clone that begins somewhere in the middle. */
export const shallow = (folder: string): Diagnostic =>
  diagnose('history-unreadable', startOf(folder), {
    message: 'The clone is shallow: its first commit seems to bring everything that is older.',
    fix: `Fetch the rest of it: git -C ${folder} fetch --unshallow --tags`,
  });
