import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import type { Place } from '../base/position.ts';
import {
  type Answer,
  asExpectation,
  checksOf,
  type Evidence,
  isAsExpected,
  runCheck,
} from '../evidence/run.ts';
import type { Sources } from '../sources/excerpt.ts';
import { isSameFact, type Lock, type LockedAnswer, settled } from '../sources/lock.ts';
import type { Tree, Trees } from '../sources/tree.ts';
import type { WrittenRule } from './rules.ts';

/** What a check answers in a tree, and whether only the lock says so. */
export interface KnownAnswer {
  readonly answer: Answer;
  readonly locked: boolean;
  /** The day on which the lock first had this answer. */
  readonly date: string | null;
}

export interface AnsweredRule {
  readonly written: WrittenRule;
  /** Check id -> tree -> answer. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, KnownAnswer>>;
}

export interface Answers {
  readonly rules: readonly AnsweredRule[];
  readonly diagnostics: readonly Diagnostic[];
  /** For the lock: answers of the trees at hand, and those that were locked of others. */
  readonly locked: Lock['answers'];
}

export interface AnswerOptions {
  readonly trees: Trees;
  /** Where trees.yaml names a tree. */
  readonly placeOfTree: (tree: string) => Place;
  readonly lock: Lock;
  readonly updating: boolean;
  /** Today's date, for what is new in the lock. */
  readonly today?: string | undefined;
}

/** Runs every check of every rule in every tree, and compares what it answers with what its author has seen. */
export async function answerRules(
  rules: readonly WrittenRule[],
  sources: Sources,
  options: AnswerOptions,
): Promise<Answers> {
  const all: AnsweredRule[] = [];
  const locked: Record<string, LockedAnswer> = {};
  const diagnostics: Diagnostic[] = [];
  const unavailable = new Map<string, { reasons: readonly string[]; checks: number; locked: number }>();
  for (const written of rules) {
    const answers = new Map<string, Map<string, KnownAnswer>>();
    const unlocked: string[] = [];
    for (const check of checksOf(written.rule)) {
      const ofCheck = new Map<string, KnownAnswer>();
      answers.set(check.id, ofCheck);
      for (const [name, tree] of Object.entries(options.trees)) {
        const key = `${written.rule.slug}/${check.id} ${name}`;
        const old = options.lock.answers[key];
        const answer = await runCheck(check, name, sources);
        const isHere = answer.state !== 'unknown';
        if (!isHere) {
          const before = unavailable.get(name) ?? { checks: 0, locked: 0 };
          const { checks, locked } = before;
          unavailable.set(name, {
            reasons: answer.reasons,
            checks: checks + 1,
            locked: locked + (old ? 1 : 0),
          });
        }
        const entry = isHere
          ? settled(asLocked(answer, check), old, tree, options.today, (a, b) => a.state === b.state)
          : old;
        if (entry) locked[key] = entry;
        if (isHere && entry && !(old && isSameFact(entry, old))) unlocked.push(`${check.id} in ${name}`);
        const known = {
          answer: entry ? fromLock(entry, check) : answer,
          locked: !isHere && entry !== undefined,
          date: entry?.date ?? null,
        };
        ofCheck.set(name, known);
        diagnostics.push(...compared(written, check, name, tree, known));
      }
      diagnostics.push(...lookedNowhere(written, check, [...ofCheck.values()]));
    }
    all.push({ written, answers });
    if (!options.updating && unlocked.length > 0) diagnostics.push(notLocked(written, unlocked));
  }
  for (const [name, { reasons, checks, locked }] of unavailable)
    diagnostics.push(
      diagnose('evidence-unavailable', options.placeOfTree(name), {
        message: `${name} is not on this machine (${reasons.join('; ')}): of ${checks} checks, ${locked} have their answer from the lock.`,
      }),
    );
  return { rules: all, locked, diagnostics };
}

const asLocked = (answer: Exclude<Answer, { state: 'unknown' }>, { path }: Evidence): LockedAnswer =>
  answer.state === 'no file'
    ? { state: 'no file', lines: [], sha256: null, version: answer.version }
    : {
        state: answer.state,
        lines: answer.at.map((each) => (each.path === path ? each.line : `${each.path}:${each.line}`)),
        sha256: answer.sha256,
        version: answer.version,
      };

function fromLock({ state, lines, sha256, version }: LockedAnswer, { path }: Evidence): Answer {
  if (state === 'no file') return { state, version };
  const at = lines.map((line) => {
    if (typeof line === 'number') return { path, line };
    const colon = line.lastIndexOf(':');
    return { path: line.slice(0, colon), line: Number(line.slice(colon + 1)) };
  });
  return { state, at, sha256, version };
}

function compared(
  { placeOf }: WrittenRule,
  check: Evidence,
  name: string,
  { version }: Tree,
  { answer, locked }: KnownAnswer,
): Diagnostic[] {
  if (answer.state === 'unknown') return [];
  const expected = check.expect[name];
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
    ...(locked ? ['as it was locked'] : []),
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
function told(answer: Answer, { path, function: name, needle, symbol }: Evidence): string {
  const what = needle === undefined ? (symbol ?? path) : `"${needle}"`;
  const place = name === undefined ? path : `${name}() of ${path}`;
  if (answer.state === 'no file') return `there is no ${path}`;
  if (answer.state === 'no function') return `${path} has no function ${name}()`;
  const lines = 'at' in answer ? answer.at.map(({ line }) => line) : [];
  if (lines.length === 0) return `${what} is not in ${place}`;
  return `${what} is in ${place}, line ${lines.join(', ')}`;
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
  const what = isFile ? check.path : `${check.function}() in ${check.path}`;
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
