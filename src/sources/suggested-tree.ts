import type { Host } from '../base/host.ts';
import { commitOf, isReference, isRepository, newestTag, originOf, placeIn } from './repository.ts';
import { browseTemplate, rawTemplate, serverOf } from './servers.ts';

/** What trees.yaml may say of a folder or a git repository of the user's. */
export interface SuggestedTree {
  readonly name: string;
  /** Fields of the tree, in the order in which they are written. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Looks at a place on the disk for what trees.yaml has to say of it.
 *
 * @param place a folder, or a git repository; behind a `#`, the tag, branch or commit, or the version of a folder.
 * @param written the folder as trees.yaml writes it.
 * @param browse where its source can be browsed, where the author says so; else where it was cloned from.
 * @returns why not, in words for the user, and what to do about it.
 */
export async function suggestedTree(
  place: string,
  written: (folder: string) => string,
  browse: string | undefined,
  host: Host,
): Promise<SuggestedTree | { readonly declined: string; readonly fix?: string }> {
  const { folder, ref } = placeIn(place, '');
  if (ref !== '' && !isReference(ref)) return { declined: `"${ref}" is no tag, branch or commit` };
  const entries = await host.list(folder);
  if (entries === null) return { declined: `There is no folder ${folder}` };
  const isGit = isRepository(entries);
  if (!isGit && ref === '')
    return {
      declined: `${folder} is no git repository, and nothing says which version it is`,
      fix: `Say which version it is: ${folder}#1.0.`,
    };
  const head = { folder, ref: ref || 'HEAD', host };
  const commit = isGit ? await commitOf(head) : '';
  if (typeof commit !== 'string') return { declined: commit.declined ?? '' };
  const tag = ref || ((await newestTag(head)) ?? commit.slice(0, 12));
  const server = browse ?? (isGit ? serverOf((await originOf(head)) ?? '') : null);
  if (server === null)
    return {
      declined: 'It is not known where its source can be browsed',
      fix: 'Say so: --browse github:OWNER/NAME, or an address with {tag}, {path} and {line}.',
    };
  return {
    name: nameFor(tag),
    fields: {
      [isGit ? 'git' : 'path']: written(folder),
      [isGit ? 'tag' : 'version']: tag,
      browse: server,
      // Where the folder is not at hand, as on a server that builds the site.
      ...(browseTemplate(server) !== null && rawTemplate(server) !== null ? { raw: server } : {}),
    },
  };
}

/** What excerpts call it: a tag may have letters that a name may not. */
function nameFor(tag: string): string {
  const plain = tag.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[._-]+/, '');
  return /^\d*$/.test(plain) ? `v${plain}` : plain;
}
