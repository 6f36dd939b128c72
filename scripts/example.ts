/**
 * Serves, builds or checks the example site with this checkout, with nothing to install:
 *
 *     npm run example -- dev|build|preview|check
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { lendPostil } from './lend.ts';

const root = resolve(import.meta.dirname, '..');
const site = resolve(root, 'examples/rill');
const [command = 'dev', ...args] = process.argv.slice(2);
lendPostil(site);
const trees = ['1.0', '2.0'].map((version) => `--tree=v${version}=trees/${version}`);
const [program, ...own] =
  command === 'check'
    ? ['src/cli/main.ts', command, ...trees]
    : ['node_modules/astro/bin/astro.mjs', command];
const run = spawnSync(process.execPath, [resolve(root, program ?? ''), ...own, ...args], {
  cwd: site,
  stdio: 'inherit',
});
process.exitCode = run.status ?? 1;
