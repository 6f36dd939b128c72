import { execFileSync } from 'node:child_process';

/** Git in a folder, whatever this machine's git is set to: by one author, and committed on one day. */
export const gitIn =
  (root: string) =>
  (...args: readonly string[]): string =>
    execFileSync('git', ['-C', root, '-c', 'user.name=Ada Reed', '-c', 'user.email=a@example.org', ...args], {
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_NOSYSTEM: '1',
        HOME: root,
        GIT_COMMITTER_DATE: '2021-02-03T10:00:00Z',
      },
      encoding: 'utf8',
    }).trim();
