/**
 * Kills commands at random moments, without a warning (SIGKILL), and looks at what the next run makes of what was left:
 *
 *     npm run bench:crash -- [--rounds N] [--seed N] [--only NAME] [--keep] [--check]
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { damagedIn, digestOf, unfinishedIn, type Work, workWith, writeArchive } from './crash/work.ts';
import { figure, finish } from './figures.ts';
import { type Random, seeded } from './random.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});

const root = resolve(import.meta.dirname, '../..');
mkdirSync(join(root, 'tests/output'), { recursive: true });
const folder = mkdtempSync(join(root, 'tests/output/crash-'));
const trees = join(root, 'examples/rill/trees');
const server = createServer(({ url = '/' }, response) => {
  try {
    response.end(readFileSync(join(trees, new URL(url, 'http://localhost').pathname)));
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, '127.0.0.1');
await new Promise((listening) => server.once('listening', listening));

const archive = writeArchive(folder);
const random = seeded(Number(values.seed));
const raw = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
for (const work of workWith({ raw, archive }))
  if (values.only === undefined || work.name.startsWith(values.only)) await rounds(work, random);
server.close();
if (!values.keep) rmSync(folder, { recursive: true, force: true });
finish(values.check);

async function rounds(work: Work, chance: Random): Promise<void> {
  const project = join(folder, work.name.replace(/\W+/g, '-'));
  mkdirSync(project);
  work.make(project);
  work.begin(project, 0);
  const right = await ended(work, project);
  if (right.status !== 0) throw new Error(`${work.name} itself fails:\n${right.output}`);
  const made = digestOf(project, work.made);
  const count = Number(values.rounds);
  let [killed, wrong, corrupt, longest, round] = [0, 0, 0, 0, 0];
  // Cold is slow and warm is fast, and so is a machine by turns: a process that ended before its moment is no round.
  let usual = right.ms;
  for (; killed < count && round < 20 * count; round += 1) {
    work.begin(project, round);
    const moment = chance.below(Math.round(usual));
    const stopped = await ended(work, project, moment);
    if (stopped.status === null) killed += 1;
    const damaged = damagedIn(project);
    const next = await ended(work, project);
    longest = Math.max(longest, next.ms);
    usual = next.ms;
    const isRight =
      next.status === 0 && digestOf(project, work.made) === made && tells(next) === tells(right);
    if (!isRight) {
      wrong += 1;
      console.log(
        `      (${work.name}, killed after ${moment} ms: ${next.status} ${next.output.slice(-2000)})`,
      );
    }
    if (damaged.length > 0 || damagedIn(project).length > 0) {
      corrupt += 1;
      console.log(`      (${work.name}, killed after ${moment} ms: ${damaged.join(', ')})`);
    }
  }
  figure(`${work.name}: killed in ${round} rounds`, killed, 'times', 'at least', count);
  figure(`${work.name}: next run wrong`, wrong, '', 'at most', 0);
  figure(`${work.name}: rounds that left a damaged file in the cache`, corrupt, '', 'at most', 0);
  console.log(
    `      (${work.name}: ${(right.ms / 1000).toFixed(1)} s when nobody kills it, the slowest run after a kill ${(longest / 1000).toFixed(1)} s; ${unfinishedIn(project)} hidden files of stopped writes left)`,
  );

  /** What a check has found; another command may tell what it found there already. */
  function tells({ output }: Ended): string {
    return work.name === 'check' ? output : '';
  }
}

interface Ended {
  /** Null where it was killed. */
  readonly status: number | null;
  readonly output: string;
  readonly ms: number;
}

/** Runs to its end, or is killed after so many milliseconds; the programs that it runs are not. */
async function ended(work: Work, project: string, killAfter?: number): Promise<Ended> {
  const began = performance.now();
  const child = spawn(process.execPath, work.command, {
    cwd: project,
    env: {
      ...process.env,
      ASTRO_TELEMETRY_DISABLED: '1',
      NO_COLOR: '1',
      XDG_CACHE_HOME: join(project, 'cache'),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const timer =
    killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), Math.max(1, killAfter));
  // A child of the killed one may hold its pipes open.
  const status = await new Promise<number | null>((done) => child.once('exit', done));
  clearTimeout(timer);
  if (status !== null) await new Promise((closed) => setTimeout(closed, 50));
  return { status, output, ms: performance.now() - began };
}
