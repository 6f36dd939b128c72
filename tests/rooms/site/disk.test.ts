import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { type Disk, whyFull } from '../../../src/site/disk.ts';

const disk = (more: Partial<Disk>): Disk => ({
  isThere: (path) => path === '/site',
  free: () => 1e9,
  mayWrite: () => true,
  ...more,
});

test('a build that failed says where its disk is full, or may not be written to', () => {
  assert.equal(whyFull('/site/dist', disk({})), null);
  assert.equal(whyFull('/site/dist', disk({ free: () => null })), null);
  assert.match(
    whyFull('/site/dist', disk({ free: () => 4096 })) ?? '',
    /^The disk of \/site is full: make room/,
  );
  assert.match(
    whyFull('/site/dist', disk({ mayWrite: () => false })) ?? '',
    /^\/site may not be written to by this user\.$/,
  );
});

test('it is said as the process ends, and only where it failed', () => {
  const module = JSON.stringify(resolve('src/site/disk.ts'));
  const end = (folder: string, code: number) =>
    spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `(await import(${module})).tellOfDisk('${folder}'); process.exitCode = ${code};`,
      ],
      { encoding: 'utf8' },
    );
  // A disk of the system's own making, of which nobody has any.
  assert.match(end('/proc/self/dist', 1).stderr, /^\n\/\S* may not be written to by this user\.\n/);
  assert.equal(end('/proc/self/dist', 0).stderr, '');
  assert.equal(end(resolve('.'), 1).stderr, '');
});
