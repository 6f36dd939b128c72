import { CATALOGUE, type Code, type Severity } from './catalogue.ts';
import { compare } from './order.ts';
import type { Place } from './position.ts';

/** One fault in the author's input, as a value: it can be sorted, counted, printed or sent as JSON. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly place: Place;
  /** What is wrong and why, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly fix: string;
  /** What the source really holds at this point, where that is known. */
  readonly expected?: string;
  /** The nearest candidate, where there is one. */
  readonly closest?: string;
  /** The use of a component that it is about, by its key; absent when it is about none. */
  readonly use?: string;
  /** More lines for those who want to look: a difference, for example. */
  readonly detail?: readonly string[];
}

export interface DiagnosticDetail {
  readonly message: string;
  /** Replaces the catalogue's general advice where there is something better to say. */
  readonly fix?: string | undefined;
  readonly expected?: string | undefined;
  readonly closest?: string | undefined;
}

/** Makes a diagnostic of a catalogued kind at a place. */
export function diagnose(code: Code, place: Place, detail: DiagnosticDetail): Diagnostic {
  const row = CATALOGUE[code];
  return {
    code,
    severity: row.severity,
    place,
    message: detail.message,
    fix: detail.fix ?? row.fix,
    ...(detail.expected === undefined ? {} : { expected: detail.expected }),
    ...(detail.closest === undefined ? {} : { closest: detail.closest }),
  };
}

/** What was checked and holds, and what was wrong with the rest. */
export interface Checked<T> {
  readonly verified: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** The same diagnostics, told to be about a use of a component. */
export const aboutUse = (use: string, diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  diagnostics.map((each) => ({ ...each, use }));

/** Diagnostics in the order a person mends them: by file, then by place. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      compare(a.code, b.code),
  );
}

export const errorsIn = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
