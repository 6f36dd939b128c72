import { isTTY, progress } from '@clack/prompts';

/** Where long work on one thing stands. */
export interface Step {
  /** What it is about: a tree's name. */
  readonly subject: string;
  /** What is being done to it, and its place among the phases of its subject. */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

export interface ProgressBar {
  update(step: Step): void;
  /** Removes the bar; without a step before it, nothing was ever drawn. */
  end(): void;
}

/**
 * One bar on standard error for all of a command's long work: drawn on a terminal, one line a phase elsewhere.
 *
 * @param title what the work is for.
 * @param phases the phases of every subject, in order; each counts the same.
 */
export function progressBar(title: string, phases: readonly string[]): ProgressBar {
  const output = process.stderr;
  const shares = new Map<string, { percent: number; words: string }>();
  const announced = new Set<string>();
  let bar: ReturnType<typeof progress> | undefined;
  let shown = 0;
  return {
    update({ subject, phase, done, total }) {
      const part = total === 0 ? 0 : Math.min(1, done / total);
      const percent = ((phases.indexOf(phase) + part) / phases.length) * 100;
      shares.set(subject, { percent, words: `${subject}: ${phase} ${Math.floor(part * 100)} %` });
      // A terminal without a width cannot hold a bar.
      if (!isTTY(output) || !output.columns) {
        const line = `${title}: ${subject}: ${phase}`;
        if (!announced.has(line)) output.write(`${line}\n`);
        announced.add(line);
        return;
      }
      if (!bar) {
        bar = progress({ max: 100, size: 30, output });
        bar.start(title);
      }
      const all = [...shares.values()];
      const mean = Math.floor(all.reduce((sum, share) => sum + share.percent, 0) / all.length);
      bar.advance(Math.max(0, mean - shown), all.map(({ words }) => words).join(', '));
      shown = Math.max(shown, mean);
    },
    end() {
      bar?.stop(`${title}: done`);
    },
  };
}
