import { z } from 'zod';

/** A version such as `v6.12`, `6.12.117` or `2024.1`. */
export const Version = z.string().regex(/^v?\d+(?:\.\d+){0,3}$/, 'it must be a version such as v6.12');

export interface Range {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/**
 * Where a version lies: before the first that a rule speaks of, in it, or behind it. A version that has no numbers lies
 * in it: nobody can tell.
 */
export function placeIn({ from, until }: Range, version: string): 'before' | 'in' | 'after' {
  const numbers = numbersOf(version);
  if (numbers === null) return 'in';
  if (from !== undefined && isBefore(numbers, numbersOf(from) ?? [])) return 'before';
  return until === undefined || isBefore(numbers, numbersOf(until) ?? []) ? 'in' : 'after';
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  for (let at = 0; at < b.length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** `v6.12-rc3` counts as 6.12. */
function numbersOf(version: string): readonly number[] | null {
  const numbers = /^v?(\d+(?:\.\d+){0,3})/.exec(version)?.[1];
  return numbers === undefined ? null : numbers.split('.').map(Number);
}
