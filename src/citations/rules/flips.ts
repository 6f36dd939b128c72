import { sha256 } from '../../base/hash.ts';
import type { Host } from '../../base/host.ts';
import { keptAt } from '../../base/kept-at.ts';
import { compare } from '../../base/order.ts';
import {
  type Answer,
  checksOf,
  type Evidence,
  pathsOf,
  runCheck,
  type Verdict,
  verdictOf,
} from '../../evidence/run.ts';
import { commitsIn, type GitCommit } from '../../sources/commits.ts';
import { HERE_ONLY, openSources } from '../../sources/excerpt.ts';
import { commitsBetween, objectsAt, releaseTags, type Tag } from '../../sources/history.ts';
import type { WrittenRule } from './rules.ts';

/** Where an answer, or what all checks of a rule say together, changes. */
export interface Flip {
  readonly rule: string;
  /** The check; null for what all checks that decide say together. */
  readonly check: string | null;
  readonly from: Verdict | Answer['state'];
  readonly to: Verdict | Answer['state'];
  /** The last release that has the old answer, and the first that has the new one. */
  readonly between: readonly [older: string, newer: string];
  /** The commit; null where more than one way leads from the one release to the other, and no commit by itself does it. */
  readonly commit: GitCommit | null;
}

export interface FlipOptions {
  /** A folder with a git repository of what the trees are trees of. */
  readonly repository: string;
  readonly host: Host;
  readonly cacheFolder: string;
  /** A digest of this program, under which answers are kept; null where none are to be. */
  readonly code: string | null;
}

/**
 * Finds where answers of checks change in a history: over releases first, then over the commits between two of them that
 * change what the check looks at. A text is looked at once, in however many commits it stands.
 *
 * @returns why nothing can be found, where the repository cannot be read.
 */
export async function flipsOf(
  rules: readonly WrittenRule[],
  options: FlipOptions,
): Promise<readonly Flip[] | string> {
  const { repository, host } = options;
  const tags = await releaseTags(repository, host);
  if (typeof tags === 'string') return tags;
  if (tags.length < 2) return `${repository} has ${tags.length === 0 ? 'no tag' : 'one tag'} of a release`;
  const found: (Omit<Flip, 'commit'> & { readonly hash: string | null })[] = [];
  for (const written of rules) {
    const work = () => flipsOfRule(written, tags, options);
    const { rule } = written;
    const key = sha256(JSON.stringify([rule.slug, rule.kind, checksOf(rule), rule.evidence, tags]));
    found.push(
      ...(options.code === null
        ? await work()
        : await keptAt(`${options.cacheFolder}/flips/${options.code}/${key}`, work, host)),
    );
  }
  const hashes = [...new Set(found.flatMap(({ hash }) => hash ?? []))];
  const commits = await commitsIn(repository, hashes, host);
  return found
    .map(({ hash, ...flip }) => {
      const commit = hash === null ? undefined : commits.get(hash);
      return { ...flip, commit: commit === undefined || commit === 'ambiguous' ? null : commit };
    })
    .sort((a, b) => compare(`${a.rule}/${a.check ?? ''}`, `${b.rule}/${b.check ?? ''}`));
}

async function flipsOfRule({ rule }: WrittenRule, tags: readonly Tag[], options: FlipOptions) {
  const checks = checksOf(rule);
  const asked = answersOf(checks, options);
  const objects = await asked.objects(tags.map(({ name }) => name));
  const verdictIn = (states: States): Verdict =>
    verdictOf(
      checks.flatMap(({ step }, at) =>
        rule.evidence.includes(checks[at] as Evidence) ? [{ step, state: states[at] ?? 'unknown' }] : [],
      ),
    );
  /** What is looked at: each check by itself, and of a rule all that decide together. */
  const views = [
    ...checks.map((check, at) => ({
      check: check.id,
      paths: pathsOf(check),
      in: (states: States): Flip['from'] => states[at] ?? 'unknown',
    })),
    ...(rule.kind === 'rule'
      ? [
          {
            check: null,
            paths: rule.evidence.flatMap(pathsOf),
            in: (states: States): Flip['from'] => verdictIn(states),
          },
        ]
      : []),
  ];
  const flips: (Omit<Flip, 'commit'> & { readonly hash: string | null })[] = [];
  for (const [at, newer] of tags.entries()) {
    const older = tags[at - 1];
    if (older === undefined || objects[at - 1] === objects[at]) continue;
    const before = await asked.states(older.name, objects[at - 1] ?? '');
    const now = await asked.states(newer.name, objects[at] ?? '');
    for (const view of views) {
      const [from, to] = [view.in(before), view.in(now)];
      if (from === to) continue;
      const hash = await commitOf(older, newer, view, asked, options);
      flips.push({
        rule: rule.slug,
        check: view.check,
        from,
        to,
        between: [older.release, newer.release],
        hash,
      });
    }
  }
  return flips;
}

type States = readonly Answer['state'][];

/** What the checks of one rule say of commits; commits with the same texts have the same answers. */
function answersOf(checks: readonly Evidence[], { repository, host, cacheFolder, code }: FlipOptions) {
  const paths = [...new Set(checks.flatMap(pathsOf))].sort();
  const questions = JSON.stringify(checks);
  const known = new Map<string, Promise<States>>();
  const run = async (commit: string): Promise<States> => {
    const sources = await openSources(
      paths.map((path) => ({ tree: commit, path })),
      {
        trees: { [commit]: { version: commit, tag: commit, browse: '{path}:{line}' } },
        host,
        cacheFolder,
        overrides: { [commit]: `${repository}#${commit}` },
        providers: HERE_ONLY,
      },
    );
    const states: Answer['state'][] = [];
    for (const check of checks) states.push((await runCheck(check, commit, sources)).state);
    return states;
  };
  return {
    /** Of each commit, what stands at the paths, as one name. */
    objects: (commits: readonly string[]): Promise<readonly string[]> =>
      objectsAt(repository, commits, paths, host),
    /** @param objects of the commit. */
    states(commit: string, objects: string): Promise<States> {
      const kept = known.get(objects);
      if (kept) return kept;
      const key = sha256(`${questions}\n${paths.join(' ')}\n${objects}`);
      const found =
        code === null ? run(commit) : keptAt(`${cacheFolder}/flips/${code}/${key}`, () => run(commit), host);
      known.set(objects, found);
      return found;
    },
  };
}

/** The commit at which an answer becomes what it is in the newer release, by halves; null where there is no such commit. */
async function commitOf(
  older: Tag,
  newer: Tag,
  view: { readonly paths: readonly string[]; in(states: States): Flip['from'] },
  asked: ReturnType<typeof answersOf>,
  { repository, host }: FlipOptions,
): Promise<string | null> {
  const commits = await commitsBetween(repository, older.name, newer.name, [...new Set(view.paths)], host);
  if (commits.length === 0) return null;
  const all = [...commits, newer.name];
  const objects = await asked.objects(all);
  const stateAt = async (at: number): Promise<Flip['from']> =>
    view.in(await asked.states(all[at] ?? '', objects[at] ?? ''));
  const wanted = await stateAt(commits.length);
  let [low, high] = [0, commits.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((await stateAt(middle)) === wanted) high = middle;
    else low = middle + 1;
  }
  const found = commits[low];
  if (found === undefined || (await stateAt(low)) !== wanted) return null;
  // Where histories were merged, what stands before it in the list need not be before it in time.
  const [parent = ''] = await asked.objects([`${found}^`]);
  return view.in(await asked.states(`${found}^`, parent)) === wanted ? null : found;
}
