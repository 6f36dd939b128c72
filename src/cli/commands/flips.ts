import { diagnose } from '../../base/diagnostic.ts';
import { startOf } from '../../base/position.ts';
import { counted } from '../../base/print.ts';
import { lockFile, readOldLock } from '../../citations/lock-file.ts';
import { readPages } from '../../citations/page/pages.ts';
import { shallow } from '../../citations/prose/clones.ts';
import { type Flip, flipsOf } from '../../citations/rules/flips.ts';
import { readRules } from '../../citations/rules/rules.ts';
import type { ReadLock } from '../../citations/seals/seals.ts';
import { closestName } from '../../citations/words/closest.ts';
import { repositoriesOf } from '../../sources/commits.ts';
import { isShallow } from '../../sources/history.ts';
import { lockAsJson } from '../../sources/lock.ts';
import { readTrees } from '../../sources/trees-file.ts';
import { asJson } from '../output/json.ts';
import type { Context, Report } from '../report.ts';

export interface FlipsOptions {
  readonly content: string;
  /** A clone of the project with its tags; by default the one that POSTIL_GIT_<PROJECT> or trees.yaml names. */
  readonly git?: string;
  readonly update?: boolean;
  readonly json?: boolean;
}

/** `postil flips [RULE...]`: the commit at which each answer and verdict changes, found in a clone. */
export async function flips(
  names: readonly string[],
  { content, git, update = false, json = false }: FlipsOptions,
  { host, cacheFolder, code }: Context,
): Promise<Report> {
  const [{ verified: pages }, { trees }] = await Promise.all([
    readPages(content, host),
    readTrees(`${content}/trees.yaml`, host),
  ]);
  const { verified: rules } = readRules(pages, Object.keys(trees));
  const slugs = rules.map(({ rule }) => rule.slug);
  const unknown = names.filter((name) => !slugs.includes(name));
  if (unknown.length > 0)
    return {
      output: null,
      diagnostics: unknown.map((name) =>
        diagnose('rule-unknown', startOf(name), {
          message: `There is no rule "${name}".`,
          closest: closestName(name, slugs),
        }),
      ),
    };
  const repository = git ?? repositoriesOf(trees, {}, host.env)[0];
  const refused = (place: string, message: string): Report => ({
    output: null,
    diagnostics: [diagnose('history-unreadable', startOf(place), { message })],
  });
  if (repository === undefined)
    return refused(`${content}/trees.yaml`, 'No repository of the project is known.');
  if (await isShallow(repository, host)) return { output: null, diagnostics: [shallow(repository)] };
  const meant = rules.filter(({ rule }) => names.length === 0 || names.includes(rule.slug));
  const found = await flipsOf(meant, { repository, host, cacheFolder, code: (await code?.()) ?? null });
  if (typeof found === 'string') return refused(repository, `The history cannot be read: ${found}.`);
  if (update) {
    const diagnostics = await host.alone(lockFile(content), async () => {
      const old = await readOldLock(content, host);
      if (old.diagnostics.length === 0) await lockFlips(old.verified, found, names, host);
      return old.diagnostics;
    });
    if (diagnostics.length > 0) return { output: null, diagnostics };
  }
  const commits = found.filter(({ commit }) => commit !== null).length;
  const summary = `${counted(found.length, 'change')} of answers and verdicts, ${commits} with the commit${update ? `; wrote ${lockFile(content)}` : ''}`;
  return {
    output: json ? asJson({ flips: found }) : [...found.map(lineOf), summary].join('\n'),
    diagnostics: [],
    quiet: json,
  };
}

const lineOf = ({ rule, check, from, to, between: [older, newer], commit }: Flip): string =>
  `${check === null ? rule : `${rule}/${check}`}: ${from} in ${older}, ${to} in ${newer}${commit === null ? '' : `: ${commit.id.slice(0, 12)} of ${commit.date}, ${commit.subject}`}`;

/** What was found of rules that were not asked about stays. */
async function lockFlips(
  { file, lock }: ReadLock,
  found: readonly Flip[],
  names: readonly string[],
  host: Context['host'],
): Promise<void> {
  const kept = Object.entries(lock.flips).filter(
    ([key]) => names.length > 0 && !names.includes(key.split('/')[0] ?? ''),
  );
  const own = Map.groupBy(found, ({ rule, check }) => (check === null ? rule : `${rule}/${check}`));
  const flipsNow = Object.fromEntries([
    ...kept,
    ...[...own].map(([key, all]) => [
      key,
      all.map(({ from, to, between, commit }) => ({
        from,
        to,
        between: [...between],
        ...(commit === null ? {} : { commit: commit.id, date: commit.date, subject: commit.subject }),
      })),
    ]),
  ]);
  await host.write(file, new TextEncoder().encode(lockAsJson({ ...lock, flips: flipsNow })));
}
