import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Host } from '../../src/base/host.ts';
import { nodeHost } from '../../src/base/node-host.ts';
import { postil, type Ran } from '../rooms/cli/command.ts';
import { notesOf, type Project, pageOf, ruleOf } from './projects.ts';

/** A site beside a clone of the project's repository, with its mail imported. */
export interface Made {
  readonly site: string;
  readonly tree: string;
  write(path: string, text: string): void;
  /** Runs a command on the site. */
  run(...args: readonly string[]): Promise<Ran>;
}

/** Makes the repository and the site in a folder, as an author does, up to a lock of what the page shows. */
export async function made(project: Project, root: string, more: Partial<Host> = {}): Promise<Made> {
  const tree = join(root, 'tree');
  const site = join(root, 'site');
  repository(project, tree);
  const write: Made['write'] = (path, text) => {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  };
  const env = { XDG_CACHE_HOME: join(root, 'cache') };
  const host: Host = {
    ...nodeHost(),
    ...more,
    env: (name: string) => (env as Record<string, string>)[name],
  };
  const run: Made['run'] = (...args) => postil([...args, '--content', join(site, 'content')], { host });
  write('content/trees.yaml', project.trees);
  writeFileSync(join(root, 'received.mbox'), project.mail);
  const imported = await run('import', join(root, 'received.mbox'));
  if (imported.code !== 0) throw new Error(imported.err);
  write('content/explainers/settled.mdx', pageOf(project));
  write(`content/notes/${project.thread}.mdx`, notesOf(project));
  write('content/rules/settled.mdx', ruleOf(project, project.answer));
  return { site, tree, write, run };
}

/** The tag, and a commit after it, which is what is checked out. */
function repository({ code, later, tag }: Project, tree: string): void {
  const write = (files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
  };
  write(code);
  git(tree, 'init', '--quiet');
  commit(tree, 'As it was settled');
  git(tree, 'tag', tag);
  write(later);
  commit(tree, 'What came later');
}

/** Commits whatever is there. */
export function commit(tree: string, subject: string): void {
  git(tree, 'add', '.');
  git(tree, 'commit', '--quiet', '--message', subject);
}

/** Whatever this machine's git is set to. */
export function git(tree: string, ...args: readonly string[]): void {
  execFileSync('git', ['-C', tree, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', HOME: tree },
    stdio: 'ignore',
  });
}
