import type { Diagnostic } from '../base/diagnostic.ts';
import { nodeHost } from '../base/node-host.ts';
import { whileFetching } from '../base/node-progress.ts';
import { newMemory } from '../citations/memory.ts';
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
  readonly diagnostics: readonly Diagnostic[];
  /** What the development server shows in the place of uses that are not verified. */
  readonly faults: Faults;
}

/** @param contentFolder as diagnostics should name it, relative to the working directory or absolute. */
export function verification(contentFolder: string): Verification {
  const host = nodeHost();
  const memory = newMemory();
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
    const { site, diagnostics } = await whileFetching((onProgress) =>
      verifySite({ contentFolder, host, cacheFolder: cacheFolder(host), memory, onProgress }),
    );
    return { site, diagnostics, faults: await faultsOf(diagnostics, contentFolder, host) };
  }
}
