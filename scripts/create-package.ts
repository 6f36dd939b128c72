/**
 * Makes what npm packs of `create-postil`: its program as one file of JavaScript.
 *
 *     node scripts/create-package.ts [--clean]
 */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

process.chdir(resolve(import.meta.dirname, '../create-postil'));
rmSync('lib', { recursive: true, force: true });
if (!process.argv.includes('--clean'))
  await build({
    entryPoints: ['src/main.ts'],
    outfile: 'lib/main.js',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.12',
    packages: 'external',
    logLevel: 'warning',
  });
