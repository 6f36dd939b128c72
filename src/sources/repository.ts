import { askGit, faultOfGit } from '../base/git.ts';
import { borrowing } from '../base/git-borrowed.ts';
import type { Entry, Host } from '../base/host.ts';
import type { Declined } from './provider.ts';

/** Whether a folder that holds these is one, with its files beside it, or bare. */
export function isRepository(entries: readonly Entry[]): boolean {
  const names = new Set(entries.map(({ name }) => name));
  return names.has('.git') || ['HEAD', 'objects', 'refs'].every((name) => names.has(name));
}

/** The commit that a reference stands for, or why there is none. */
export async function commitOf(repository: Repository): Promise<string | Declined> {
  const { folder, ref, host } = repository;
  const asked = await askGit(folder, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`], host);
  if (asked.code === 0) return new TextDecoder().decode(asked.stdout).trim();
  const why = faultOfGit(asked);
  if ((await host.list(folder)) === null) return { declined: `there is no folder ${folder}`, isLeft: true };
  if (why.includes('not a git repository'))
    return { declined: `${folder} is no git repository`, isLeft: true };
  return {
    declined: /Needed a single revision|unknown revision|bad revision/.test(why)
      ? `${folder} has no ${ref}; ${await tagsOf(repository)}`
      : `git cannot read ${folder}: ${why}`,
  };
}

const TAGS_TOLD = 3;

/** What a repository has in place of a tag that it does not have. */
async function tagsOf({ folder, host }: Repository): Promise<string> {
  const newest = [
    '--sort=-version:refname',
    '--sort=-creatordate',
    `--count=${TAGS_TOLD}`,
    '--format=%(refname:strip=2)',
    'refs/tags',
  ];
  const asked = await askGit(folder, ['for-each-ref', ...newest], host);
  const tags = new TextDecoder().decode(asked.stdout).trim().split('\n').filter(Boolean);
  return tags.length === 0
    ? 'it has no tags ("git fetch --tags" brings those of where it came from)'
    : `its newest tag${tags.length > 1 ? 's are' : ' is'} ${tags.join(', ')}`;
}

/**
 * Why a folder is not the top of a repository that has what it shows. Git looks upwards for one: a folder in the site's own repository would be
 * read as that.
 */
export async function whyInside({ folder, host }: Repository): Promise<Declined | null> {
  const asked = await askGit(folder, ['rev-parse', '--show-prefix'], host);
  const isInside = asked.code === 0 && new TextDecoder().decode(asked.stdout).trim() !== '';
  if (isInside) return { declined: `${folder} is no git repository, but a folder in one`, isLeft: true };
  const borrows = await borrowing(folder, host);
  return borrows === null ? null : { declined: `${folder} ${borrows}` };
}

/** `v2.1-3-gabc1234`; null where nothing is tagged before it. */
export async function described({ folder, ref, host }: Repository): Promise<string | null> {
  const asked = await askGit(folder, ['describe', '--tags', ref], host);
  return asked.code === 0 ? new TextDecoder().decode(asked.stdout).trim() : null;
}

/** `PATH#REF`, or a path and the reference that it stands for. */
export function placeIn(place: string, otherwise: string): { readonly folder: string; readonly ref: string } {
  const hash = place.lastIndexOf('#');
  return hash === -1
    ? { folder: place, ref: otherwise }
    : { folder: place.slice(0, hash), ref: place.slice(hash + 1) };
}

/** Whether it may be handed to git as a tag, a branch or a commit. */
export const isReference = (ref: string): boolean => /^(?!-)[^\s:?*[\\\p{Cc}]+$/u.test(ref);

export interface Repository {
  readonly folder: string;
  readonly ref: string;
  readonly host: Host;
}

/** The newest tag that what is checked out stands on; null where there is none. */
export async function newestTag({ folder, host }: Repository): Promise<string | null> {
  const asked = await askGit(folder, ['describe', '--tags', '--abbrev=0', 'HEAD'], host);
  return asked.code === 0 ? new TextDecoder().decode(asked.stdout).trim() : null;
}

/** Where it was cloned from, as its configuration says. */
export async function originOf({ folder, host }: Repository): Promise<string | null> {
  const asked = await askGit(folder, ['config', '--get', 'remote.origin.url'], host);
  return asked.code === 0 ? new TextDecoder().decode(asked.stdout).trim() : null;
}
