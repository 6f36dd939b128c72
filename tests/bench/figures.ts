import { readFileSync } from 'node:fs';

/** The lines that benchmarks print: `PASS` or `SHORT`, the figure's name, its value as measured, its target. */
let short = 0;

export function figure(
  name: string,
  value: number,
  unit: string,
  bound: 'at least' | 'at most',
  target: number,
): void {
  const reached = bound === 'at least' ? value >= target : value <= target;
  if (!reached) short += 1;
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(2);
  console.log(`${reached ? 'PASS ' : 'SHORT'} ${name}: ${shown} ${unit} (${bound} ${target} ${unit})`);
}

/**
 * Processor time in seconds, of this process and of the programs it has run: unlike the time on the wall it says the same
 * on a busy machine. Linux only.
 */
export function processorSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  // utime, stime, cutime and cstime of proc(5), in hundredths of a second.
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
}

/** For a figure whose data is not here. */
export const skipped = (name: string, why: string): void => console.log(`SKIPPED ${name}: ${why}`);

/** @param check true when a figure that is short is to fail the run. */
export function finish(check: boolean): void {
  if (check && short > 0) process.exitCode = 1;
}
