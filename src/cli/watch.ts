import { watch } from 'node:fs';

/** An editor's save, or a branch that is checked out, comes as several events. */
const SETTLED_MS = 50;

/**
 * Does something now and after every change below a folder, until the process is stopped; never twice at a time.
 *
 * @param work is given the files that changed since it was done last, as the system names them.
 */
export async function whenChanged(
  folder: string,
  work: (changed: readonly string[]) => Promise<void>,
): Promise<never> {
  const changed = new Set<string>();
  let wake = (): void => {};
  watch(folder, { recursive: true }, (_event, file) => {
    // A write of ours is renamed into place; its temporary name is no file of the author's.
    if (file === null || file.endsWith('.tmp')) return;
    changed.add(file);
    wake();
  });
  for (;;) {
    const now = [...changed];
    changed.clear();
    await work(now);
    while (changed.size === 0) await new Promise<void>((resume) => (wake = resume));
    await new Promise((resume) => setTimeout(resume, SETTLED_MS));
  }
}
