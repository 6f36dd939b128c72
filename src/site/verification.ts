import type { Diagnostic } from '../base/diagnostic.ts';
import { nodeHost } from '../base/node-host.ts';
import { progressBar } from '../base/node-progress.ts';
import type { Site } from '../citations/site.ts';
import { verifySite } from '../citations/verify.ts';
import { cacheFolder } from '../sources/excerpt.ts';

/** The one verification of a build; everything that shows verified data asks it. */
export interface Verification {
  result(): Promise<{ readonly site: Site; readonly diagnostics: readonly Diagnostic[] }>;
  /** Forgets the result: an author has changed something. */
  restart(): void;
}

/** @param contentFolder as diagnostics should name it, relative to the working directory or absolute. */
export function verification(contentFolder: string): Verification {
  const host = nodeHost();
  let running: ReturnType<Verification['result']> | undefined;
  return {
    result() {
      running ??= run();
      return running;
    },
    restart() {
      running = undefined;
    },
  };

  async function run(): ReturnType<Verification['result']> {
    const bar = progressBar('Fetching sources', ['download', 'unpack']);
    try {
      return await verifySite({
        contentFolder,
        host,
        cacheFolder: cacheFolder(host),
        onProgress: ({ tree, ...step }) => bar.update({ subject: tree, ...step }),
      });
    } finally {
      bar.end();
    }
  }
}
