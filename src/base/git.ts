import type { Host, Ran } from './host.ts';

/** What git is asked with, beside the question. */
export interface GitOptions {
  readonly input?: Uint8Array;
  readonly maxBytes?: number;
  /** By default a minute: a repository may hold a pipe where git looks for a file. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 60_000;

/**
 * Asks git about a repository that nobody vouches for, read and never fetched into. Its configuration may name
 * programs: none that the commands here run may start one, and a partial clone may not ask anybody for what it lacks.
 *
 * @param args a command that only reads, with names from outside behind `--end-of-options` or checked not to be options.
 * @returns how it ended; a git that is missing, or does not end, is a code and a sentence as well.
 */
export async function askGit(
  repository: string,
  args: readonly string[],
  host: Pick<Host, 'run'>,
  { timeoutMs = TIMEOUT_MS, ...options }: GitOptions = {},
): Promise<Ran> {
  try {
    return await host.run(commandFor(repository, args), { ...options, timeoutMs, env: ENVIRONMENT });
  } catch (error) {
    const stderr = error instanceof Error ? error.message : String(error);
    return { code: 127, stdout: new Uint8Array(), stderr };
  }
}

/** The first line of what git says of a fault. */
export const faultOfGit = ({ stderr }: Ran): string => stderr.trim().split('\n')[0] ?? '';

/** Settings that outrank those of the repository, each for a program that it may name, or an address. */
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.pager=cat',
  'protocol.allow=never',
  // Shown signatures are checked by the program in gpg.program.
  'log.showSignature=false',
];

const commandFor = (repository: string, args: readonly string[]): readonly string[] => [
  'git',
  '--no-pager',
  '--no-replace-objects',
  '--no-optional-locks',
  ...SETTINGS.flatMap((setting) => ['-c', setting]),
  '-C',
  repository,
  ...args,
];

/** A hook of git's has the undefined ones in its environment, and they go before -C. */
const ENVIRONMENT = {
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_COMMON_DIR: undefined,
  GIT_OBJECT_DIRECTORY: undefined,
  GIT_NO_LAZY_FETCH: '1',
  // None at all. A repository may allow one protocol by its name, over what protocol.allow says, and a git older than
  // 2.45 knows nothing of the line above.
  GIT_ALLOW_PROTOCOL: '',
  GIT_TERMINAL_PROMPT: '0',
  // What it says of a fault is compared with what it says in English.
  LC_ALL: 'C',
} as const;
