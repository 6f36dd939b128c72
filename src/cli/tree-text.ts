import { counted } from '../base/print.ts';
import { driftAsText } from '../citations/code/drift.ts';
import type { CheckReport, RuleReport, TreeReport } from '../citations/rules/tree-report.ts';
import { type Naming, namingAsText, type Resting } from '../citations/who-names.ts';
import type { Reason, Verdict } from '../evidence/run.ts';
import { titleOf } from '../sources/tree.ts';

/** In the order of a reader's interest. */
const VERDICTS = ['broken', 'unknown', 'not applicable', 'holds'] as const satisfies readonly Verdict[];

/** A report on one tree as plain text, to be read in a terminal or pasted into a ticket. */
export function treeAsText(report: TreeReport): string {
  const { name, place, rules } = report;
  const sorted = VERDICTS.flatMap((verdict) => rules.filter((rule) => rule.verdict === verdict));
  const width = Math.max(0, ...rules.map(({ slug }) => slug.length));
  return [
    `${name}: ${titleOf(report)}${place ? `, ${place}` : ''}`,
    `${rules.length} rules: ${verdictCounts(rules)}`,
    '',
    ...sorted.flatMap((rule) => ruleAsLines(rule, width)),
  ].join('\n');
}

/** `41 hold, 2 broken, 12 unknown: changed since reviewed, 7 not applicable`. */
export function verdictCounts(rules: readonly RuleReport[]): string {
  const count = (verdict: Verdict, reason?: Reason) =>
    rules.filter((rule) => rule.verdict === verdict && (reason === undefined || rule.reason === reason))
      .length;
  const unknown = REASONS.flatMap((reason) => {
    const own = count('unknown', reason);
    return own > 0 ? [`${own} unknown: ${reason}`] : [];
  });
  const held = count('holds');
  return [
    `${held} ${held === 1 ? 'holds' : 'hold'}`,
    `${count('broken')} broken`,
    ...(unknown.length > 0 ? unknown : ['0 unknown']),
    `${count('not applicable')} not applicable`,
  ].join(', ');
}

const REASONS = ['changed since reviewed', 'nobody could look'] as const satisfies readonly Reason[];

function ruleAsLines(rule: RuleReport, width: number): string[] {
  const { slug, title, verdict, reason, review, changed, supersededBy, checks } = rule;
  const deciding = checks.filter(({ decides }) => decides);
  const where = [...new Set(deciding.flatMap(placeOf))];
  const head = `${verdict.padEnd(14)}  ${slug.padEnd(width)}`;
  const told = (line: string) => `${' '.repeat(16)}${line}`;
  const seen = review === null ? [] : [told(`${review.by} looked at it on ${review.date}`)];
  if (verdict === 'holds') return [`${head}  ${where.join(' ')}`.trimEnd(), ...seen];
  const failing = deciding.filter((check) => check.answer.state !== 'yes' && !isSaved(check, deciding));
  const why = reason === null ? undefined : WHY[reason];
  return [
    `${head}  ${title}`,
    ...seen,
    ...(why === undefined ? [] : [told(why)]),
    ...(reason === 'no longer' && supersededBy !== null ? [told(`see ${supersededBy}`)] : []),
    ...(reason === 'changed since reviewed'
      ? changed.map((place) =>
          told(`${place}: not as anybody has seen it; "postil review ${slug}" shows how`),
        )
      : []),
    ...(BY_RANGE.includes(reason) || review !== null
      ? []
      : failing.map((check) => told(failureAsText(check)))),
  ];
}

const WHY: Partial<Record<Reason, string>> = {
  'not yet': 'the tree is older than what the rule speaks of',
  'no longer': 'the tree is newer than what the rule speaks of',
  'not concerned': 'what the rule speaks of is not there',
  mended: 'what the rule calls a weakness is none here',
};

/** Of these the checks were not asked. */
const BY_RANGE: readonly (Reason | null)[] = ['not yet', 'no longer', 'not concerned'];

/** Where a check has found what it says; what it says of an absence is so in a whole file. */
function placeOf({ check, answer }: CheckReport): string[] {
  if (answer.state !== 'yes') return [];
  const [first] = answer.at;
  return [first ? `${first.path}:${first.line}` : check.path];
}

/** Another check of the same step said yes. */
const isSaved = ({ check }: CheckReport, all: readonly CheckReport[]): boolean =>
  check.step !== undefined &&
  all.some((other) => other.check.step === check.step && other.answer.state === 'yes');

function failureAsText({ check, answer }: CheckReport): string {
  const { path, needle, symbol, code, function: functions } = check;
  const what =
    needle === undefined ? (symbol ?? (code === undefined ? 'it' : [code].flat().join(', '))) : `"${needle}"`;
  const names = [functions ?? []].flat().map((name) => `${name}()`);
  const place = [path, ...(names.length > 0 ? [names.join(', ')] : [])].join(' ');
  if (answer.state === 'unknown') return `${path}: nobody could look (${answer.reasons.join('; ')})`;
  if (answer.state === 'no file') return `${path}: there is no such file`;
  const at = answer.at.map((each) => `${each.path}:${each.line}`).join(' ');
  if (answer.why !== undefined)
    return `${at === '' ? place : `${at} ${names.join(', ')}`.trim()}: ${answer.why}`;
  if (answer.state === 'no function') return `${path}: there is no function ${names.join(', ')}`;
  return at === '' ? `${place}: ${what} is not there` : `${at}: ${what} is there`;
}

/** How the site's excerpts read in a tree: counts, then each one that differs, with what else rests on it. */
export function driftsAsText({ name, drift }: TreeReport, resting: readonly Resting[]): string {
  const counts = (['same', 'moved', 'changed', 'gone', 'unknown'] as const).map(
    (state) => `${drift.filter((each) => each.state === state).length} ${state}`,
  );
  const told = drift.filter(({ state }) => state !== 'same');
  return [
    `${drift.length} excerpts of other trees in ${name}: ${counts.join(', ')}`,
    ...told.flatMap((each) => [
      '',
      `${each.place.file}:${each.place.line}:${each.place.column}`,
      ...driftAsText(each).map((line) => `  ${line}`),
      ...restingAsLines(resting.find((other) => other.drift === each)?.namings ?? []),
    ]),
    ...(told.length === 0
      ? []
      : [
          '',
          `What else rests on these files: npx postil who-names ${[...new Set(told.map(({ request }) => request.path))].join(' ')}`,
        ]),
  ].join('\n');
}

function restingAsLines(namings: readonly Naming[]): string[] {
  const stale = namings.filter((naming) => naming.stale !== null).length;
  return namings.length === 0
    ? []
    : [
        `  ${counted(namings.length, 'place')} more ${namings.length === 1 ? 'rests' : 'rest'} on it, ${stale} of them to be looked at:`,
        ...namings.map((naming) => `    ${namingAsText(naming)}`),
      ];
}

/** A report as plain data: what `--json` prints for a tree. */
export const treeAsJson = (
  { name, version, place, rules, drift }: TreeReport,
  resting: readonly Resting[] = [],
) => ({
  name,
  version,
  place,
  rules: rules.map(({ slug, title, topic, statement, verdict, reason, review, changed, checks }) => ({
    rule: slug,
    title,
    topic,
    statement,
    verdict,
    reason,
    review,
    changed,
    checks: checks.map(({ check: { expect: _, ...check }, decides, answer }) => ({
      ...check,
      decides,
      state: answer.state,
      at: 'at' in answer ? answer.at : [],
    })),
  })),
  excerpts: drift.map((each) => {
    const { place: at, request, state, before, after, reason, notes } = each;
    const rests = resting.find((other) => other.drift === each)?.namings;
    return {
      page: at.file,
      line: at.line,
      tree: request.tree,
      path: request.path,
      symbol: request.symbol,
      state,
      before,
      after,
      reason,
      notes,
      ...(rests === undefined ? {} : { resting: rests }),
    };
  }),
});
