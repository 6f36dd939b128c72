import { sha256 } from '../base/hash.ts';
import type { SourceFile } from '../sources/excerpt.ts';

/** A line of a tree that a check has found. */
export interface Finding {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** What one check finds in one tree. */
export type Answer = Found | NoFile | Unknown;

export interface Found {
  /** Whether what the check says is so; `no function` is a no: the file is there, the function to look inside is not. */
  readonly state: 'yes' | 'no' | 'no function';
  /** Where that which was looked for stands, in order; for a check of absence that is where it should not stand. */
  readonly at: readonly Finding[];
  /** What stands in the way of a yes, in words for a reader, where the lines do not say it. */
  readonly why?: string;
  /** Of the text that was looked at; null where that is no text. */
  readonly sha256: string | null;
  /** The version that was looked at, perhaps a later point release than the tree's own. */
  readonly version: string;
}

/** The tree certainly does not have the file. */
export interface NoFile {
  readonly state: 'no file';
  readonly version: string;
}

/** Nobody could look, or what was looked at was not understood. */
export interface Unknown {
  readonly state: 'unknown';
  /** True where the tree has the file, and it was not understood: then no earlier answer stands in either. */
  readonly isHere?: true;
  readonly reasons: readonly string[];
}

/** The answer of a check that needs a file, where there is none. */
export const withoutFile = (file: Exclude<SourceFile, { state: 'found' }>): NoFile | Unknown =>
  file.state === 'absent'
    ? { state: 'no file', version: file.version }
    : { state: 'unknown', reasons: file.reasons };

/**
 * The answer of a check that looks for lines.
 *
 * @param looked the text that was looked at.
 */
export const linesFound = (
  path: string,
  lines: readonly number[],
  looked: string,
  version: string,
): Found => ({
  state: lines.length > 0 ? 'yes' : 'no',
  at: lines.map((line) => ({ path, line })),
  sha256: sha256(looked),
  version,
});

/** The answer of a check of absence, from that of the check of presence. */
export const opposite = (answer: Answer): Answer =>
  answer.state === 'yes' || answer.state === 'no'
    ? { ...answer, state: answer.state === 'yes' ? 'no' : 'yes' }
    : answer;

/** The answer of a check of a file that is there and is not understood. */
export const notUnderstood = (path: string, why: string): Unknown => ({
  state: 'unknown',
  isHere: true,
  reasons: [`${path}: ${why}`],
});

/** The answer of a check whose piece of code is none; its author is told of it where it stands. */
export const badPattern = (written: string): Unknown => ({
  state: 'unknown',
  isHere: true,
  reasons: [`"${written}" is no piece of C`],
});
