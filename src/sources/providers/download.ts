import type { Host } from '../../base/host.ts';
import type { AptPackage } from './apt.ts';

/** Downloads a package into the folder that it was found with, and reports how many bytes are there. */
export const downloaded = (
  { file, download }: AptPackage,
  folder: string,
  host: Host,
  report: (done: number) => void,
): Promise<void> => watched(download(), () => sizeOf(folder, file, host), report);

async function sizeOf(folder: string, file: string, host: Host): Promise<number> {
  for (const place of [`${folder}/cache/archives/partial`, `${folder}/cache/archives`, folder]) {
    const size = await host.size(`${place}/${file}`);
    if (size !== null) return size;
  }
  return 0;
}

const LOOK_EVERY_MS = 250;

/** Reports how far some work is while it goes on. */
export async function watched<T>(
  work: Promise<T>,
  measure: () => Promise<number>,
  report: (done: number) => void,
): Promise<T> {
  let over = false;
  const end = work.finally(() => {
    over = true;
  });
  // A fault of the work is the caller's to see, below.
  end.catch(() => {});
  while (!over) {
    report(await measure());
    await Promise.race([end.catch(() => {}), new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))]);
  }
  return end;
}
