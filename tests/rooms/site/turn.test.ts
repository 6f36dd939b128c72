import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { nodeHost } from '../../../src/base/node-host.ts';
import { type Holder, takeTurn, thisProcess } from '../../../src/site/turn.ts';

const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'postil-turn-')), 'building');

/** Whom one waits for in a folder; null where it is one's own at once, and is given back. */
async function waitsFor(folder: string, self?: Holder): Promise<Holder | null> {
  return new Promise((told) => {
    void takeTurn(folder, { host: nodeHost(), onWait: told, pauseMs: 5, ...(self ? { self } : {}) }).then(
      (free) => {
        free();
        told(null);
      },
    );
  });
}

function leave(folder: string, name: string, holder: Holder | string, silentMs = 0): void {
  const file = join(folder, name);
  writeFileSync(file, typeof holder === 'string' ? holder : JSON.stringify(holder));
  const then = new Date(Date.now() - silentMs);
  utimesSync(file, then, then);
}

/** A program that does its work in turn: it adds to a number in a file, and takes its time. */
const WORKER = `
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
const [turn, base, folder, count, ms] = process.argv.slice(1);
const { takeTurn } = await import(turn);
const { nodeHost } = await import(base);
await takeTurn(folder, { host: nodeHost(), onWait: () => {}, pauseMs: 20 });
const before = Number(readFileSync(count, 'utf8'));
console.log('at work');
await setTimeout(Number(ms));
writeFileSync(count, String(before + 1));
`;

function worker(folder: string, count: string, ms: number) {
  const modules = ['src/site/turn.ts', 'src/base/node-host.ts'].map((path) => resolve(path));
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    WORKER,
    ...modules,
    folder,
    count,
    String(ms),
  ]);
  const isAtWork = new Promise<void>((begun) => child.stdout.once('data', () => begun()));
  const ended = new Promise<void>((end) => child.once('close', () => end()));
  return { child, isAtWork, ended };
}

test('of many that come at once each works alone, and each has its turn', async () => {
  const folder = newFolder();
  const count = join(folder, '../count');
  writeFileSync(count, '0');
  const workers = Array.from({ length: 6 }, () => worker(folder, count, 30));
  await Promise.all(workers.map(({ ended }) => ended));
  assert.equal(readFileSync(count, 'utf8'), '6');
  assert.deepEqual(readdirSync(folder), []);
});

test('one who works is waited for by its id, and one who was killed is not', async () => {
  const folder = newFolder();
  const count = join(folder, '../count');
  writeFileSync(count, '0');
  const { child, isAtWork, ended } = worker(folder, count, 60_000);
  await isAtWork;
  const other = await waitsFor(folder);
  assert.equal(other?.pid, child.pid);
  child.kill('SIGKILL');
  await ended;
  assert.equal(await waitsFor(folder), null);
});

test('another process that was given the same id is nobody to wait for', {
  skip: process.platform !== 'linux',
}, async () => {
  const folder = newFolder();
  await waitsFor(folder);
  const parent = { ...thisProcess(), pid: process.ppid };
  leave(folder, '1-a.json', { ...parent, began: '1' });
  assert.equal(await waitsFor(folder), null);
});

test('in another container one counts while it touches its file', async () => {
  const folder = newFolder();
  await waitsFor(folder);
  const elsewhere: Holder = { pid: 1, began: '5', machine: 'somewhere else' };
  leave(folder, '1-a.json', elsewhere, 5 * 60_000);
  assert.equal(await waitsFor(folder), null);
  leave(folder, '1-b.json', elsewhere, 10_000);
  assert.deepEqual(await waitsFor(folder), elsewhere);
  rmSync(join(folder, '1-b.json'));
});

test('what is no file of ours is in nobody’s way', async () => {
  const folder = newFolder();
  await waitsFor(folder);
  leave(folder, '1-a.json', 'half a fi');
  leave(folder, '1-b.json', '{"pid":"1"}');
  assert.equal(await waitsFor(folder), null);
  assert.deepEqual(readdirSync(folder), []);
});
