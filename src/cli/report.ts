import type { Diagnostic } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';

/** What a command has to say; the dispatcher prints it and sets the exit code. */
export interface Report {
  /** For standard output, without a final newline; null when there is nothing to print. */
  readonly output: string | null;
  /** Printed on standard error, or inside the output where a command's --json holds them. */
  readonly diagnostics: readonly Diagnostic[];
  /** True when warnings count as errors. */
  readonly strict?: boolean;
}

export interface Context {
  readonly host: Host;
  /** Shows progress of long work on a terminal; silent elsewhere. */
  readonly progress: Progress;
  /** A file read by a person: source lines are shown with diagnostics. */
  readonly color: boolean;
}

export interface Progress {
  /** Moves the bar named by its label; ends it when done equals total. */
  update(label: string, done: number, total: number): void;
  end(): void;
}
