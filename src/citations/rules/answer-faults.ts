import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import {
  type Answer,
  asExpectation,
  checksOf,
  type Evidence,
  isAsExpected,
  isOfAbsence,
  isOfStructure,
  named,
} from '../../evidence/run.ts';
import type { Tree } from '../../sources/tree.ts';
import { howToHave } from '../../sources/trees-file.ts';
import type { AnsweredRule, AnswerOptions, KnownAnswer } from './known-answer.ts';
import type { WrittenRule } from './rules.ts';

/** What is wrong with the answers of a rule's checks, at the very value that is wrong. */
export function answerFaults({ written, answers }: AnsweredRule, options: AnswerOptions): Diagnostic[] {
  const checks = checksOf(written.rule);
  const ofCheck = ({ id }: Evidence) => [...(answers.get(id) ?? [])];
  const unlocked = checks.flatMap((check) =>
    ofCheck(check).flatMap(([tree, { isLocked }]) => (isLocked ? [] : [`${check.id} in ${tree}`])),
  );
  return [
    ...checks.flatMap((check) => [
      ...ofCheck(check).flatMap(([name, known]) =>
        compared(written, check, name, lookUp(options.trees, name) as Tree, known),
      ),
      ...lookedNowhere(
        written,
        check,
        ofCheck(check).map(([, known]) => known),
      ),
    ]),
    ...(options.updating || unlocked.length === 0 ? [] : [notLocked(written, unlocked)]),
  ];
}

/** One warning for each tree that nobody could look at, which counts what the lock answers in its place. */
export function unavailableTrees(
  rules: readonly AnsweredRule[],
  { trees, placeOfTree, toldAway = new Set() }: AnswerOptions,
): Diagnostic[] {
  const all = rules.flatMap(({ answers }) => [...answers.values()].flatMap((ofCheck) => [...ofCheck]));
  return Object.keys(trees).flatMap((name) => {
    const missing = all.flatMap(([tree, known]) => (tree === name && known.reasons ? [known] : []));
    const [first] = missing;
    if (!first || toldAway.has(name)) return [];
    const locked = missing.filter(({ entry }) => entry !== null).length;
    return [
      diagnose('evidence-unavailable', placeOfTree(name), {
        message: `${name} is not on this machine (${first.reasons?.join('; ')}): of ${missing.length} checks, ${locked} have their answer from the lock.`,
        fix: howToHave(name, lookUp(trees, name)),
      }),
    ];
  });
}

function compared(
  { placeOf }: WrittenRule,
  check: Evidence,
  name: string,
  { version }: Tree,
  { answer, reasons }: KnownAnswer,
): Diagnostic[] {
  if (answer.state === 'unknown')
    return answer.isHere
      ? [
          diagnose('evidence-unknown', placeOf(check), {
            message: `"${check.id}" has no answer in ${name}: ${answer.reasons.join('; ')}.`,
          }),
        ]
      : [];
  const expected = lookUp(check.expect, name);
  const found = asExpectation(answer, check.kind);
  if (expected === undefined)
    return [
      diagnose('evidence-unstated', placeOf(check, 'expect'), {
        message: `"${check.id}" does not say what it answers in ${name}.`,
        expected: `${name}: ${found}`,
      }),
    ];
  if (isAsExpected(expected, answer, check.kind, answer.version === version)) return [];
  const source = [
    ...(answer.version === version ? [] : [`read from ${answer.version}`]),
    ...(reasons ? ['as it was locked'] : []),
  ];
  const where = source.length > 0 ? `${name} (${source.join(', ')})` : name;
  return [
    diagnose('evidence-differs', placeOf(check, 'expect', name), {
      message: `"${check.id}" answers otherwise in ${where}: ${told(answer, check)}.`,
      expected: found,
    }),
  ];
}

/** An answer in words, with what was looked for. */
function told(answer: Answer, { path, function: name, needle, symbol, code, kind }: Evidence): string {
  const place = name === undefined ? path : `${named(name)} of ${path}`;
  if (answer.state === 'no file') return `there is no ${path}`;
  const lines = 'at' in answer ? answer.at.map(({ line }) => line) : [];
  const where = lines.length === 0 ? '' : `, line ${lines.join(', ')}`;
  if ('why' in answer && answer.why !== undefined) return `in ${place}${where}, ${answer.why}`;
  if (answer.state === 'no function') return `${path} has no function ${named(name ?? '')}`;
  const what =
    needle === undefined ? (symbol ?? (code === undefined ? path : [code].flat().join(', '))) : `"${needle}"`;
  if (lines.length === 0) return `${what} is not in ${place}`;
  // Of structure, a yes says more than that something is there; lacks, that nothing is.
  return isOfStructure(kind) && !isOfAbsence(kind)
    ? `it is so in ${place}${where}`
    : `${what} is in ${place}${where}`;
}

/** A check that has no file, or no function, in any tree at hand would go unnoticed when its path is wrong. */
function lookedNowhere(
  { placeOf }: WrittenRule,
  check: Evidence,
  answers: readonly KnownAnswer[],
): Diagnostic[] {
  const states = answers.map(({ answer }) => answer.state);
  const nowhere = states.every((state) => state === 'no file' || state === 'no function');
  if (states.length === 0 || !nowhere) return [];
  const isFile = states.every((state) => state === 'no file');
  const what = isFile ? check.path : `${named(check.function ?? '')} in ${check.path}`;
  return [
    diagnose('evidence-nowhere', placeOf(check, isFile ? 'path' : 'function'), {
      message: `No tree has ${what}, so "${check.id}" proves nothing.`,
    }),
  ];
}

function notLocked({ rule, placeOf }: WrittenRule, unlocked: readonly string[]): Diagnostic {
  const [first] = checksOf(rule);
  const more = unlocked.length > 3 ? ` and ${unlocked.length - 3} more` : '';
  // A rule without checks has nothing to lock.
  return diagnose('evidence-not-locked', placeOf(first as Evidence), {
    message: `The lock does not have what these answer now: ${unlocked.slice(0, 3).join(', ')}${more}.`,
  });
}
