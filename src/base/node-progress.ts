import { isTTY, progress } from '@clack/prompts';
import { shownText } from './shown-text.ts';

/** Where long work on one thing stands. */
interface Step {
  /** What it is about: a tree's name. */
  readonly subject: string;
  /** What is being done to it, and its place among the phases of its subject. */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

interface ProgressBar {
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
function progressBar(title: string, phases: readonly string[]): ProgressBar {
  const output = process.stderr;
  const shares = new Map<string, { percent: number; words: string }>();
  const announced = new Set<string>();
  let bar: ReturnType<typeof progress> | undefined;
  let shown = 0;
  return {
    update({ subject: name, phase, done, total }) {
      const subject = shownText(name);
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

/**
 * Does long work under a bar, which is taken away however the work ends.
 *
 * @param work is given what to call for each step.
 */
export async function withProgress<T>(
  title: string,
  phases: readonly string[],
  work: (update: ProgressBar['update']) => Promise<T>,
): Promise<T> {
  const bar = progressBar(title, phases);
  try {
    return await work(bar.update);
  } finally {
    bar.end();
  }
}

/** The same for work that fetches source trees. */
export const whileFetching = <T>(work: (onProgress: (step: FetchStep) => void) => Promise<T>): Promise<T> =>
  withProgress('Fetching sources', ['download', 'unpack'], (update) =>
    work(({ tree, ...step }) => update({ subject: tree, ...step })),
  );

type FetchStep = Omit<Step, 'subject'> & { readonly tree: string };
