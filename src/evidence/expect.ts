import type { Answer } from './answer.ts';
import type { Expectation, KindName } from './evidence.ts';
import { KINDS } from './kinds/index.ts';

/** Checks whose yes means that nothing was found. */
const OF_ABSENCE: ReadonlySet<KindName> = new Set(
  KINDS.filter((kind) => 'ofAbsence' in kind).map(({ name }) => name),
);

/** Whether a yes of a kind of check means that nothing was found. */
export const isOfAbsence = (kind: KindName): boolean => OF_ABSENCE.has(kind);

/**
 * Whether a check answered as its author has seen it.
 *
 * @param sameVersion false for a later point release: its lines may have moved, and then only the answer counts.
 * @returns null when nobody could look.
 */
export function isAsExpected(
  expected: Expectation,
  answer: Answer,
  kind: KindName,
  sameVersion: boolean,
): boolean | null {
  if (answer.state === 'unknown') return null;
  const { state } = answer;
  if (expected === 'no file' || state === 'no file') return expected === state;
  if (expected === 'yes') return state === 'yes';
  if (expected === 'no') return state !== 'yes';
  const wasFound = OF_ABSENCE.has(kind) ? state === 'no' : state === 'yes';
  return wasFound && (!sameVersion || startsWith(answer.at, [expected].flat()));
}

const startsWith = (at: readonly { readonly line: number }[], lines: readonly number[]): boolean =>
  lines.every((line, index) => at[index]?.line === line);

/** An answer in the words that an author writes: `[12, 40]`, `no`, `no file`. */
export function asExpectation(answer: Answer, kind: KindName): string {
  const { state } = answer;
  if (state === 'unknown' || state === 'no file') return state;
  const lines = answer.at.map(({ line }) => line);
  if (lines.length === 0) return state === 'yes' ? 'yes' : 'no';
  const isLine = OF_ABSENCE.has(kind) ? state === 'no' : state === 'yes';
  if (!isLine) return state;
  return lines.length === 1 ? String(lines[0]) : `[${lines.join(', ')}]`;
}
