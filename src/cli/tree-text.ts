import { driftAsText } from '../citations/code/drift.ts';
import type { CheckReport, RuleReport, TreeReport } from '../citations/rules/tree-report.ts';
import type { Verdict } from '../evidence/run.ts';
import { titleOf } from '../sources/tree.ts';

/** In the order of a reader's interest. */
const VERDICTS = ['broken', 'unknown', 'not applicable', 'holds'] as const satisfies readonly Verdict[];

/** A report on one tree as plain text, to be read in a terminal or pasted into a ticket. */
export function treeAsText(report: TreeReport): string {
  const { name, place, rules } = report;
  const sorted = VERDICTS.flatMap((verdict) => rules.filter((rule) => rule.verdict === verdict));
  const counts = VERDICTS.map((verdict) => `${countOf(rules, verdict)} ${verdict}`).toReversed();
  const width = Math.max(0, ...rules.map(({ slug }) => slug.length));
  return [
    `${name}: ${titleOf(report)}${place ? `, ${place}` : ''}`,
    `${rules.length} rules: ${counts.join(', ')}`,
    '',
    ...sorted.flatMap((rule) => ruleAsLines(rule, width)),
  ].join('\n');
}

const countOf = (rules: readonly RuleReport[], verdict: Verdict): number =>
  rules.filter((rule) => rule.verdict === verdict).length;

function ruleAsLines({ slug, title, verdict, checks }: RuleReport, width: number): string[] {
  const deciding = checks.filter(({ decides }) => decides);
  const where = [...new Set(deciding.flatMap(placeOf))];
  const head = `${verdict.padEnd(14)}  ${slug.padEnd(width)}`;
  if (verdict === 'holds') return [`${head}  ${where.join(' ')}`.trimEnd()];
  const failing = deciding.filter((check) => check.answer.state !== 'yes' && !isSaved(check, deciding));
  return [`${head}  ${title}`, ...failing.map((check) => `${' '.repeat(16)}${failureAsText(check)}`)];
}

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

/** How the site's excerpts read in a tree: counts, then each one that differs. */
export function driftsAsText({ name, drift }: TreeReport): string {
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
    ]),
  ].join('\n');
}

/** A report as plain data: what `--json` prints for a tree. */
export const treeAsJson = ({ name, version, place, rules, drift }: TreeReport) => ({
  name,
  version,
  place,
  rules: rules.map(({ slug, title, topic, statement, verdict, checks }) => ({
    rule: slug,
    title,
    topic,
    statement,
    verdict,
    checks: checks.map(({ check: { expect: _, ...check }, decides, answer }) => ({
      ...check,
      decides,
      state: answer.state,
      at: 'at' in answer ? answer.at : [],
    })),
  })),
  excerpts: drift.map(({ place: at, request, state, before, after, reason, notes }) => ({
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
  })),
});
