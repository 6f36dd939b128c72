import { execFileSync } from 'node:child_process';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';

/** What may stand in the place of a file. */
export const ODD_FILES: Readonly<Record<string, (at: string, secret: string) => void>> = {
  'a pipe': (at) => void execFileSync('mkfifo', [at]),
  'a link to /dev/zero': (at) => symlinkSync('/dev/zero', at),
  'a link to a pipe': (at) => {
    execFileSync('mkfifo', [`${at}.pipe`]);
    symlinkSync(`${at}.pipe`, at);
  },
  'a link out of the folder': (at, secret) => symlinkSync(secret, at),
  'a link to a folder above': (at) => symlinkSync('/', at),
  'a link to itself': (at) => symlinkSync(at, at),
  'a file of a terabyte, all holes': (at) => {
    writeFileSync(at, '');
    truncateSync(at, 2 ** 40);
  },
};
