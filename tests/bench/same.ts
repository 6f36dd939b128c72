/**
 * Builds the example site again and again, in other folders, time zones, languages and with one processor, and compares
 * what was built, byte for byte:
 *
 *     npm run bench:same -- [--check]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256 } from '../../src/base/hash.ts';
import { copyExample } from '../site/build.ts';
import { figure, finish } from './figures.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const WAYS: readonly {
  readonly env: Readonly<Record<string, string>>;
  readonly processors: string | null;
}[] = [
  { env: { TZ: 'UTC', LC_ALL: 'C' }, processors: null },
  { env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'de_DE.UTF-8' }, processors: '0' },
  { env: { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8' }, processors: null },
];

const astro = resolve('node_modules/astro/bin/astro.mjs');
const first = copyExample();
const folders = [first];
try {
  const built = WAYS.map(({ env, processors }, at) => {
    const project = at === 0 ? first : `${first} ${at}`;
    if (at > 0) {
      // With the history of the first: when a page was changed is on it.
      cpSync(first, project, { recursive: true, filter: (path) => !/\/(?:dist|\.astro)(?:\/|$)/.test(path) });
      folders.push(project);
    }
    const command = [process.execPath, astro, 'build'];
    const [program = '', ...args] = processors === null ? command : ['taskset', '-c', processors, ...command];
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: project,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
    return digestsOf(join(project, 'dist'));
  });
  const [one = new Map<string, string>(), ...others] = built;
  const differing = new Set(
    others.flatMap((other) =>
      [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path)),
    ),
  );
  for (const path of [...differing].sort()) console.log(`      ${path}`);
  figure(
    `files that differ in ${built.length} builds of ${one.size} files`,
    differing.size,
    '',
    'at most',
    0,
  );
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
finish(values.check);

function digestsOf(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      return entry.isFile() ? [[path.slice(folder.length + 1), sha256(readFileSync(path))] as const] : [];
    }),
  );
}
