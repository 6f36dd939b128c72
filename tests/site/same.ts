import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sha256 } from '../../src/base/hash.ts';
import { copyExample } from './build.ts';

/** How a build is started. */
export interface Way {
  readonly env: Readonly<Record<string, string>>;
  /** As `taskset` names them; null for all. */
  readonly processors: string | null;
}

/** For a build on a machine where everything takes long: whatever gives up by the clock does. */
const BUSY = { NODE_OPTIONS: `--import=${pathToFileURL(resolve('tests/site/hurried-clock.ts'))}` };

/** Far apart, one of them with a single processor, where the system can do that. */
export const WAYS: readonly [Way, Way, ...Way[]] = [
  { env: { TZ: 'UTC', LC_ALL: 'C' }, processors: null },
  { env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'de_DE.UTF-8', ...BUSY }, processors: '0' },
  { env: { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8' }, processors: null },
];

/**
 * Builds the example once for each way, each time in a folder of its own.
 *
 * @returns how many files the first build has, and which are other in another build, or missing.
 */
export function builtAgain(ways: readonly Way[]): {
  readonly files: number;
  readonly differing: readonly string[];
} {
  const first = copyExample();
  const folders = [first];
  try {
    const [one = new Map<string, string>(), ...others] = ways.map((way, at) => {
      const project = at === 0 ? first : `${first} ${at}`;
      if (at > 0) {
        // With the history of the first: when a page was changed is on it.
        cpSync(first, project, {
          recursive: true,
          filter: (path) => !/\/(?:dist|\.astro)(?:\/|$)/.test(path),
        });
        folders.push(project);
      }
      build(project, way);
      return digestsOf(join(project, 'dist'));
    });
    const differing = others.flatMap((other) =>
      [...one.keys(), ...other.keys()].filter((path) => one.get(path) !== other.get(path)),
    );
    return { files: one.size, differing: [...new Set(differing)].sort() };
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

function build(project: string, { env, processors }: Way): void {
  const command = [process.execPath, resolve('node_modules/astro/bin/astro.mjs'), 'build'];
  const isBound = processors !== null && spawnSync('taskset', ['-c', processors, 'true']).status === 0;
  const [program = '', ...args] = isBound ? ['taskset', '-c', processors, ...command] : command;
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: project,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
}

/** SHA-256 of every file below a folder. */
export function digestsOf(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      return entry.isFile() ? [[path.slice(folder.length + 1), sha256(readFileSync(path))] as const] : [];
    }),
  );
}
