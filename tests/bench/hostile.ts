/**
 * Reads mail that was made to stop a reader: shapes of growing size, and mails that were spoiled at random.
 *
 *     npm run bench:hostile -- [--only WORDS] [--count N] [--seed N] [--check]
 *
 * Every time is processor time. --only takes the shapes whose name holds the words, and no spoiled mail.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readMail } from '../../src/mail/read.ts';
import { readConversation } from '../../src/quoting/conversation.ts';
import { figure, finish } from './figures.ts';
import { mutants } from './hostile/mutants.ts';
import { SHAPES, type Shape } from './hostile/shapes.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20000' },
    check: { type: 'boolean', default: false },
  },
});

const MEGABYTE = 1_000_000;
const SIZES = [MEGABYTE, 2 * MEGABYTE, 4 * MEGABYTE];
/** What a mail may take, in seconds, if nothing is told about it. */
const MOST_SECONDS = 2;
/** Growth of a time that is shorter is that of the clock. */
const TELLING_SECONDS = 0.15;
const HANGS_MS = 120_000;
/** Collecting garbage on several threads takes more processor time on an idle machine than on a busy one. */
const STEADY = ['--single-threaded-gc', '--max-semi-space-size=64'];

shapes(SHAPES.filter(({ name }) => name.includes(values.only ?? '')));
if (values.only === undefined) await spoiled(Number(values.count), Number(values.seed));
finish(values.check);

interface Reading {
  readonly seconds: number;
  readonly codes: readonly string[];
}

function shapes(all: readonly Shape[]): void {
  const lost: string[] = [];
  let slowest = { name: '', seconds: 0 };
  let steepest = { name: '', growth: 0 };
  for (const { name, archive } of all) {
    const readings = readingsOf(name);
    if (readings.length < SIZES.length) lost.push(name);
    for (const { seconds, codes } of readings)
      if (!archive && codes.length === 0 && seconds > slowest.seconds) slowest = { name, seconds };
    const [first, last] = [readings[0]?.seconds ?? 0, readings.at(-1)?.seconds ?? 0];
    const growth = (last / first) ** (1 / (SIZES.length - 1));
    if (last > TELLING_SECONDS && growth > steepest.growth) steepest = { name, growth };
    const times = readings.map(({ seconds }) => seconds.toFixed(2)).join(', ');
    const told = [...new Set(readings.flatMap(({ codes }) => codes))].join(', ');
    console.log(`      ${name}: ${times} s${told && ` (${told})`}`);
  }
  for (const name of lost) console.log(`      not read to its end: ${name}`);
  figure(`shapes of ${all.length} that are not read to their end`, lost.length, '', 'at most', 0);
  figure(
    `seconds for a mail without a diagnostic (${slowest.name})`,
    slowest.seconds,
    's',
    'at most',
    MOST_SECONDS,
  );
  figure(`time for twice the size (${steepest.name})`, steepest.growth, 'x', 'at most', 2.2);
}

/** Fewer than there are sizes when the process threw, hung or had no memory left. */
function readingsOf(name: string): Reading[] {
  const one = join(import.meta.dirname, 'hostile/one.ts');
  const { stdout } = spawnSync(process.execPath, [...STEADY, one, name, ...SIZES.map(String)], {
    encoding: 'utf8',
    timeout: HANGS_MS,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Reading);
}

async function spoiled(count: number, seed: number): Promise<void> {
  const mails = globSync('{content/threads,tests/corpus}/**/*.{txt,eml,mbox}').map((path) =>
    readFileSync(path, 'latin1'),
  );
  let thrown = 0;
  let slowest = 0;
  for (const mail of mutants(mails, seed, count)) {
    const start = process.cpuUsage();
    try {
      readConversation((await readMail([{ path: 'spoiled', bytes: Buffer.from(mail, 'latin1') }])).messages);
    } catch (error) {
      thrown += 1;
      console.log(`      thrown: ${error instanceof Error ? error.stack : error}`);
    }
    const { user, system } = process.cpuUsage(start);
    slowest = Math.max(slowest, (user + system) / 1e6);
  }
  figure(`spoiled mails of ${count} that throw`, thrown, '', 'at most', 0);
  figure('seconds for a spoiled mail', slowest, 's', 'at most', MOST_SECONDS);
}
