import type { Diagnostic } from '../base/diagnostic.ts';
import { nodeHost } from '../base/node-host.ts';
import { whileFetching } from '../base/node-progress.ts';
import type { EditedPage } from '../citations/edits.ts';
import type { Memory } from '../citations/memory.ts';
import { allowedBy, publishedSite } from '../citations/published.ts';
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
  /** As it is checked: with addresses of people, and with all that their mail says. */
  readonly site: Site;
  /** As everybody reads it; whatever is shown is made of this. */
  readonly published: Site;
  /** What each page is compiled with, by its path under the content folder without its ending. */
  readonly pages: ReadonlyMap<string, EditedPage>;
  readonly diagnostics: readonly Diagnostic[];
  /** What the development server shows in the place of uses that are not verified. */
  readonly faults: Faults;
}

/**
 * @param contentFolder as diagnostics should name it, relative to the working directory or absolute.
 * @param memory what was read of the site before.
 * @param addresses of mail, that pages may show.
 */
export function verification(
  contentFolder: string,
  memory: Memory,
  addresses: readonly string[] = [],
): Verification {
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
    return {
      site,
      published: publishedSite(site, allowedBy(addresses)),
      pages: pages(),
      diagnostics,
      faults: faultsOf(diagnostics),
    };
  }
}
