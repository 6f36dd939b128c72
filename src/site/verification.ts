import type { Diagnostic } from '../base/diagnostic.ts';
import { nodeHost } from '../base/node-host.ts';
import { whileFetching } from '../base/node-progress.ts';
import type { EditedPage } from '../citations/edits.ts';
import type { Memory } from '../citations/memory.ts';
import type { Site } from '../citations/site.ts';
import { verifySite } from '../citations/verify.ts';
import { cacheFolder } from '../sources/excerpt.ts';
import { type Faults, faultsOf } from './faults.ts';

/** The one verification of a build; everything that shows verified data asks it. */
export interface Verification {
  result(): Promise<Checked>;
  /** An author has changed something: the next result is a new one, worked out where it differs. */
  restart(): void;
}

export interface Checked {
  readonly site: Site;
  /** What each page is compiled with, by its path under the content folder without its ending. */
  readonly pages: ReadonlyMap<string, EditedPage>;
  readonly diagnostics: readonly Diagnostic[];
  /** What the development server shows in the place of uses that are not verified. */
  readonly faults: Faults;
}

/**
 * @param contentFolder as diagnostics should name it, relative to the working directory or absolute.
 * @param memory what was read of the site before.
 */
export function verification(contentFolder: string, memory: Memory): Verification {
  const host = nodeHost(contentFolder);
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
    const { site, pages, diagnostics } = await whileFetching((onProgress) =>
      verifySite({ contentFolder, host, cacheFolder: cacheFolder(host), memory, onProgress }),
    );
    return { site, pages: pages(), diagnostics, faults: faultsOf(diagnostics) };
  }
}
