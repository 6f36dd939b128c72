/**
 * Reads an archive as large as a busy list's of years, with "parse --ndjson", and measures time and memory:
 *
 *     npm run bench:large -- [--messages N] [--bytes N] [--seed N] [--check]
 *
 * The archive is made in a temporary folder. A tenth of it is read before, to tell what grows with it.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { figure, finish, processorSeconds } from './figures.ts';
import { writeArchive } from './large/archive.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '53000' },
    bytes: { type: 'string', default: '1280000000' },
    seed: { type: 'string', default: '1' },
    check: { type: 'boolean', default: false },
  },
});

const [messages, bytes, seed] = [Number(values.messages), Number(values.bytes), Number(values.seed)];
const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
try {
  const small = await read(Math.round(messages / 10), bytes / 10);
  const large = await read(messages, bytes);
  figure('messages that are missing', messages - large.messages, '', 'at most', 0);
  figure('memory', large.megabytes, 'MB', 'at most', 1500);
  figure('memory for ten times the mail', large.megabytes / small.megabytes, 'x', 'at most', 3);
} finally {
  rmSync(folder, { recursive: true });
}
finish(values.check);

interface Read {
  readonly messages: number;
  readonly megabytes: number;
}

/** The most memory that the process held, as proc(5) tells it. Linux only. */
async function read(count: number, size: number): Promise<Read> {
  const path = join(folder, `${count}.mbox`);
  await writeArchive(path, count, size, seed);
  const start = processorSeconds();
  const peak = join(import.meta.dirname, 'large/with-peak.ts');
  const child = spawn(process.execPath, [peak, 'parse', '--ndjson', path], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  let [found, threads, megabytes] = [0, 0, 0];
  child.stdio[3]?.on('data', (chunk: Buffer) => {
    megabytes = Number(chunk.toString()) / 1024;
  });
  for await (const line of createInterface({ input: child.stdout as Readable })) {
    if (line.startsWith('{"message"')) found += line.includes('"recovered":true') ? 0 : 1;
    if (line.startsWith('{"thread"')) threads += 1;
  }
  if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
  const { size: read } = statSync(path);
  console.log(
    `      (${(read / 1e6).toFixed(0)} MB, ${found} messages, ${threads} threads: ${Math.round(megabytes)} MB of memory, ${(processorSeconds() - start).toFixed(0)} s of processor time, the reader of its output included)`,
  );
  rmSync(path);
  return { messages: found, megabytes };
}
