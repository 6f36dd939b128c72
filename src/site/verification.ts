import type { Diagnostic } from '../base/diagnostic.ts';
import { nodeHost } from '../base/node-host.ts';
import { progressBar } from '../base/node-progress.ts';
import type { Site } from '../citations/site.ts';
import { verifySite } from '../citations/verify.ts';
import { cacheFolder } from '../sources/excerpt.ts';
import { type Faults, faultsOf } from './faults.ts';

/** The one verification of a build; everything that shows verified data asks it. */
export interface Verification {
  result(): Promise<Checked>;
  /** Forgets the result: an author has changed something. */
  restart(): void;
}

export interface Checked {
  readonly site: Site;
  readonly diagnostics: readonly Diagnostic[];
  /** What the development server shows in the place of uses that are not verified. */
  readonly faults: Faults;
}

/** @param contentFolder as diagnostics should name it, relative to the working directory or absolute. */
export function verification(contentFolder: string): Verification {
  const host = nodeHost();
  let running: Promise<Checked> | undefined;
  return {
    result() {
      running ??= run();
      return running;
    },
    restart() {
      running = undefined;
    },
  };

  async function run(): Promise<Checked> {
    const bar = progressBar('Fetching sources', ['download', 'unpack']);
    try {
      const { site, diagnostics } = await verifySite({
        contentFolder,
        host,
        cacheFolder: cacheFolder(host),
        onProgress: ({ tree, ...step }) => bar.update({ subject: tree, ...step }),
      });
      return { site, diagnostics, faults: await faultsOf(diagnostics, contentFolder, host) };
    } finally {
      bar.end();
    }
  }
}
