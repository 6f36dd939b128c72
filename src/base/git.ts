import type { RunOptions } from './host.ts';

/**
 * A git command on a repository that nobody vouches for, read and never fetched into. Its configuration may name
 * programs: none that the commands here run may start one, and a partial clone may not ask anybody for what it lacks.
 *
 * @param args a plumbing command, which no `log.` or `diff.` setting changes.
 */
export const gitCommand = (repository: string, ...args: readonly string[]): readonly string[] => [
  'git',
  '--no-pager',
  '--no-replace-objects',
  '--no-optional-locks',
  ...['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'protocol.allow=never'].flatMap((setting) => [
    '-c',
    setting,
  ]),
  '-C',
  repository,
  ...args,
];

/** A hook of git's has the first three in its environment, and they go before -C. */
export const GIT_ENVIRONMENT: NonNullable<RunOptions['env']> = {
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
};
