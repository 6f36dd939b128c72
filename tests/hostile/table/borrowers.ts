import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes a repository of nothing of its own at `mine`, by way of the whole one at `theirs`. */
export type Making = (mine: string, theirs: string) => void;

/** Whatever this machine's git is set to. */
export const run = (at: string, ...args: string[]) =>
  execFileSync('git', ['-C', at, '-c', 'protocol.file.allow=always', ...args], {
    env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', HOME: at },
    stdio: 'pipe',
  });

/** Head, tags and configuration, without objects. */
function shell(mine: string, theirs: string): void {
  mkdirSync(mine);
  cpSync(join(theirs, '.git'), join(mine, '.git'), { recursive: true });
  rmSync(join(mine, '.git/objects'), { recursive: true });
}

export const BORROWERS: Readonly<Record<string, Making>> = {
  'objects/info/alternates': (mine, theirs) => {
    shell(mine, theirs);
    mkdirSync(join(mine, '.git/objects/info'), { recursive: true });
    writeFileSync(join(mine, '.git/objects/info/alternates'), `# mine\n${theirs}/.git/objects\n`);
  },
  'objects/info/alternates of a bare one': (mine, theirs) => {
    shell(mine, theirs);
    mkdirSync(join(mine, '.git/objects/info'), { recursive: true });
    writeFileSync(join(mine, '.git/objects/info/alternates'), `${theirs}/.git/objects\n`);
    renameSync(join(mine, '.git'), `${mine}.git`);
    rmSync(mine, { recursive: true });
    renameSync(`${mine}.git`, mine);
    run(mine, 'config', 'core.bare', 'true');
  },
  'a .git that is a file': (mine, theirs) => {
    mkdirSync(mine);
    writeFileSync(join(mine, '.git'), `gitdir: ${theirs}/.git\n`);
  },
  'a .git that is a link': (mine, theirs) => {
    mkdirSync(mine);
    symlinkSync(join(theirs, '.git'), join(mine, '.git'));
  },
  commondir: (mine, theirs) => {
    mkdirSync(join(mine, '.git'), { recursive: true });
    cpSync(join(theirs, '.git/HEAD'), join(mine, '.git/HEAD'));
    writeFileSync(join(mine, '.git/commondir'), `${theirs}/.git\n`);
  },
  'objects that are a link': (mine, theirs) => {
    shell(mine, theirs);
    symlinkSync(join(theirs, '.git/objects'), join(mine, '.git/objects'));
  },
  'a folder of objects that is a link': (mine, theirs) => {
    run(theirs, 'gc', '-q');
    shell(mine, theirs);
    mkdirSync(join(mine, '.git/objects'));
    symlinkSync(join(theirs, '.git/objects/pack'), join(mine, '.git/objects/pack'));
  },
  'a worktree of another': (mine, theirs) => {
    run(theirs, 'worktree', 'add', '-q', `${mine}.own`, 'v9.9.3');
    mkdirSync(mine);
    cpSync(join(`${mine}.own`, '.git'), join(mine, '.git'));
  },
};
