import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { processorSeconds } from '../figures.ts';

export interface Measured {
  readonly status: number;
  readonly output: string;
  readonly seconds: number;
  /** Of the processor, with all programs that it ran. */
  readonly processor: number;
  /** The most that the program and those it ran held together, in MB; the program's own peak where that is more. */
  readonly megabytes: number;
}

const LOOK_MS = 200;

/** Runs a program of Node's and measures it. Linux only. */
export async function measured(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const [began, processor] = [performance.now(), processorSeconds()];
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', ...env },
  });
  let [output, kilobytes] = ['', 0];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const look = setInterval(() => {
    const { peak, together } = held(child.pid ?? 0);
    kilobytes = Math.max(kilobytes, peak, together);
  }, LOOK_MS);
  const status = await new Promise<number>((done) => child.on('close', (code) => done(code ?? 1)));
  clearInterval(look);
  return {
    status,
    output,
    seconds: (performance.now() - began) / 1000,
    processor: processorSeconds() - processor,
    megabytes: kilobytes / 1024,
  };
}

/** As proc(5) tells it: what a process held at most, and what it and those below it hold now, in KB. */
function held(process: number): { readonly peak: number; readonly together: number } {
  const below = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const parent = Number(read(`/proc/${name}/stat`).split(') ')[1]?.split(' ')[1] ?? 0);
    below.set(parent, [...(below.get(parent) ?? []), Number(name)]);
  }
  let together = 0;
  const left = [process];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    together += field(read(`/proc/${next}/status`), 'VmRSS');
    left.push(...(below.get(next) ?? []));
  }
  return { peak: field(read(`/proc/${process}/status`), 'VmHWM'), together };
}

/** Empty of a process that has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const field = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
