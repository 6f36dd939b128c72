import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { TestContext } from 'node:test';
import type { Host } from '../../../src/base/host.ts';
import { nodeHost } from '../../../src/base/node-host.ts';
import type { Trees } from '../../../src/sources/tree.ts';

/** A tree small enough to read: its top Makefile and one C file. */
export const FILES = {
  Makefile: 'VERSION = 9\nPATCHLEVEL = 9\nSUBLEVEL = 3\nEXTRAVERSION =\n',
  'mm/basket.c': 'int pick(int apples)\n{\n\tint left = apples - 1;\n\n\treturn left;\n}\n',
} as const;

export const TREES: Trees = {
  'v9.9.3': {
    version: '9.9.3',
    tag: 'v9.9.3',
    browse: 'https://source.example/{tag}/{path}#L{line}',
  },
};

export const host: Host = nodeHost();

/** A new folder, gone after the test. */
export function folder(context: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'postil-test-'));
  context.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export function writeTree(root: string, files: Readonly<Record<string, string>> = FILES): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** The paths of the files below a folder. */
export const filesBelow = (root: string): string[] =>
  globSync('**/*', { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));

/** A git repository with one tag, whatever this machine's git is set to. */
export function gitRepository(root: string): string {
  writeTree(root);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
      env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', HOME: root },
      stdio: 'ignore',
    });
  git('init');
  git('add', '.');
  git('commit', '-m', 'one');
  git('tag', 'v9.9.3');
  return root;
}
