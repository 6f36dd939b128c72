import { readdirSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Host } from '../base/host.ts';

/** A process that works in a folder, as its own file there names it. */
const Holder = z.strictObject({
  pid: z.int().positive(),
  /** When it began, as its system counts; null where that cannot be asked. Ids of processes are given out anew. */
  began: z.string().nullable(),
  /** Where its id means anything: the host, and on Linux the container, which may count processes of its own. */
  machine: z.string(),
});
export type Holder = z.infer<typeof Holder>;

export interface TurnOptions {
  readonly host: Pick<Host, 'write'>;
  /** Called once, when somebody else is at work. */
  readonly onWait: (other: Holder) => void;
  /** Who asks; tests name somebody. */
  readonly self?: Holder;
  /** How long one waits before one looks again. */
  readonly pauseMs?: number;
}

/**
 * Waits until nobody else works in a folder. Each process keeps a file of its own there, and works once it has looked, after it
 * wrote it, and found no other of a process that lives: so what a killed process leaves behind is in nobody's way.
 *
 * @param folder may be shared with other containers and machines: of these a file counts while its process touches it.
 * @returns gives the folder free; so does the end of the process.
 */
export async function takeTurn(
  folder: string,
  { host, onWait, self = thisProcess(), pauseMs = 300 }: TurnOptions,
): Promise<() => void> {
  const own = `${self.pid}-${Math.random().toString(36).slice(2)}.json`;
  const file = join(folder, own);
  let hasTold = false;
  for (;;) {
    let other = otherAtWork(folder, own, self);
    if (other === null) {
      await host.write(file, new TextEncoder().encode(JSON.stringify(self)));
      other = otherAtWork(folder, own, self);
      if (other === null) return held(file);
      // Two that came at once both step back, and do not meet again.
      rmSync(file, { force: true });
    }
    if (!hasTold) onWait(other);
    hasTold = true;
    await new Promise((again) => setTimeout(again, pauseMs * (0.5 + Math.random())));
  }
}

/** Touches the file as long as the work goes on. */
function held(file: string): () => void {
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {}
  }, BEAT_MS);
  beat.unref();
  const free = (): void => {
    clearInterval(beat);
    process.off('exit', free);
    rmSync(file, { force: true });
  };
  process.on('exit', free);
  return free;
}

const BEAT_MS = 5000;
/** A bundler may keep a process from touching its file for a while. */
const SILENT_MS = 12 * BEAT_MS;

/** Somebody else who is at work; the files of those who are no more are removed. */
function otherAtWork(folder: string, own: string, self: Holder): Holder | null {
  for (const name of namesIn(folder)) {
    if (name === own || !name.endsWith('.json') || name.startsWith('.')) continue;
    const file = join(folder, name);
    try {
      const other = Holder.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
      const isSelf = other?.pid === self.pid && other.machine === self.machine && other.began === self.began;
      if (isSelf) continue;
      if (other && isAtWork(other, self.machine, Date.now() - statSync(file).mtimeMs)) return other;
    } catch (error) {
      if (!(error instanceof SyntaxError)) continue;
    }
    rmSync(file, { force: true });
  }
  return null;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** @param silentMs for how long it has not touched its file. */
function isAtWork({ pid, began, machine }: Holder, here: string, silentMs: number): boolean {
  // Clocks of two machines differ, so that it may seem to be ahead.
  if (machine !== here) return silentMs < SILENT_MS;
  return isAlive(pid) && (began === null ? silentMs < SILENT_MS : began === beginningOf(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What others are told of this process. */
export const thisProcess = (): Holder => ({
  pid: process.pid,
  began: beginningOf(process.pid),
  machine: `${hostname()} ${told(() => readlinkSync('/proc/self/ns/pid')) ?? ''}`,
});

/** Linux: field 22 of `/proc/<pid>/stat`, in ticks since the system was started; the name before may hold anything. */
const beginningOf = (pid: number): string | null =>
  told(() => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? null);

function told(ask: () => string | null): string | null {
  try {
    return ask();
  } catch {
    return null;
  }
}
