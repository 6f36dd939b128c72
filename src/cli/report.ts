import type { Diagnostic } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';

/** What a command has to say; the dispatcher prints it and sets the exit code. */
export interface Report {
  /** For standard output, without a final newline; null when there is nothing to print. */
  readonly output: string | null;
  /** What is too much for one string: printed before the diagnostics, which are whole when it has ended. */
  readonly stream?: AsyncIterable<string>;
  /** Printed on standard error; an error makes the exit code 1. */
  readonly diagnostics: readonly Diagnostic[];
  /** True when warnings count as errors. */
  readonly strict?: boolean;
  /** True when the command did its work and the answer is no. */
  readonly failed?: boolean;
  /** True when something was not at hand that the next run may find: then nobody keeps it for that run. */
  readonly passing?: boolean;
  /** True when the output holds the diagnostics itself. */
  readonly quiet?: boolean;
}

/** What the edge lends to every command. */
export interface Context {
  readonly host: Host;
  readonly cacheFolder: string;
  /** A digest of this program; without it nothing that it found out is kept. */
  readonly code?: () => Promise<string | null>;
}
