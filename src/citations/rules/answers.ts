import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import {
  type Answer,
  checksOf,
  type Evidence,
  pathsOf,
  placeIn,
  runCheck,
  strangePatterns,
} from '../../evidence/run.ts';
import { isSameFact, type Lock, type LockedAnswer, settled } from '../../sources/lock.ts';
import type { Tree } from '../../sources/tree.ts';
import type { KeptSources } from '../memory.ts';
import { answerFaults, unavailableTrees } from './answer-faults.ts';
import { breakerFaults } from './breaker-faults.ts';
import type { AnsweredRule, AnswerOptions, KnownAnswer } from './known-answer.ts';
import type { WrittenRule } from './rules.ts';
import { type KnownPlace, keptReviews, placeFaults, placesIn } from './seen.ts';

export interface Answers extends Checked<readonly AnsweredRule[]> {
  /** For the lock: answers of the trees at hand, and those that were locked of others. */
  readonly locked: Lock['answers'];
  /** For the lock: what somebody has looked at, of places that are still there. */
  readonly reviews: Lock['reviews'];
}

/** Runs every check of every rule in every tree, and compares what it answers with what its author has seen. */
export async function answerRules(
  rules: readonly WrittenRule[],
  sources: KeptSources,
  options: AnswerOptions,
): Promise<Answers> {
  const all: AnsweredRule[] = [];
  const locked: Record<string, LockedAnswer> = {};
  for (const written of rules) {
    const answers = new Map<string, Map<string, KnownAnswer>>();
    for (const check of checksOf(written.rule)) {
      if ((await strangePatterns(check)).length > 0) continue;
      const ofCheck = new Map<string, KnownAnswer>();
      for (const [name, tree] of Object.entries(options.trees)) {
        const key = `${written.rule.slug}/${check.id} ${name}`;
        const run = () => runCheck(check, name, sources);
        // What looks at one file alone is asked again only when that has changed.
        const answer = await (pathsOf(check).length === 1
          ? sources.once({ tree: name, path: check.path }, check, run)
          : run());
        const known = knownAnswer(answer, check, tree, lookUp(options.lock.answers, key), options.today);
        if (known.entry) locked[key] = known.entry;
        ofCheck.set(name, known);
      }
      answers.set(check.id, ofCheck);
    }
    const places = new Map<string, readonly KnownPlace[]>();
    for (const name of Object.keys(options.trees))
      places.set(name, await placesIn(written.rule, name, sources, options.lock.reviews));
    all.push({ written, answers, places });
  }
  const diagnostics = [
    ...(await Promise.all(rules.map(patternFaults))).flat(),
    ...(
      await Promise.all(rules.map((rule) => breakerFaults(rule, Object.keys(options.trees), sources)))
    ).flat(),
    ...all.flatMap((rule) => answerFaults(rule, options)),
    ...all.flatMap(({ written, places }) =>
      placeFaults(
        written,
        places,
        (tree) => placeIn(written.rule, lookUp(options.trees, tree)?.version ?? '') === 'in',
      ),
    ),
    ...unavailableTrees(all, options),
  ];
  return { verified: all, locked, reviews: keptReviews(rules, options.lock.reviews), diagnostics };
}

/** A piece of code to look for that is no C would be found nowhere, and that looks like an answer. */
async function patternFaults({ rule, placeOf }: WrittenRule): Promise<Diagnostic[]> {
  const faults: Diagnostic[] = [];
  for (const check of checksOf(rule))
    for (const { field, pattern } of await strangePatterns(check))
      faults.push(
        diagnose('evidence-pattern', placeOf(check, field), {
          message: `"${pattern}" of "${check.id}" is no piece of C.`,
        }),
      );
  return faults;
}

/** An answer beside what the lock has: a tree at hand comes first, the lock stands in where there is none. */
function knownAnswer(
  answer: Answer,
  check: Evidence,
  tree: Tree,
  old: LockedAnswer | undefined,
  today: string | undefined,
): KnownAnswer {
  if (answer.state === 'unknown' && answer.isHere)
    return { answer, entry: null, reasons: null, isLocked: true };
  if (answer.state === 'unknown')
    return {
      answer: old ? fromLock(old, check) : answer,
      entry: old ?? null,
      reasons: answer.reasons,
      isLocked: true,
    };
  const entry = settled(asLocked(answer, check), old, tree, today, (a, b) => a.state === b.state);
  return {
    // The lock keeps no words.
    answer: { ...fromLock(entry, check), ...('why' in answer && answer.why ? { why: answer.why } : {}) },
    entry,
    reasons: null,
    isLocked: old !== undefined && isSameFact(entry, old),
  };
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
