import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegrationLogger } from 'astro';
import { lane } from '../base/lane.ts';
import { shownText } from '../base/shown-text.ts';
import { shownAsIs } from '../citations/published.ts';
import { writeCard } from './built/cards.ts';
import { finishPages } from './built/finish.ts';
import type { KnownScripts } from './built/known-scripts.ts';
import { leaksAsText, leaksIn } from './built/leaks.ts';
import { builtLinks, deadLinksAsText } from './built/links.ts';
import { twinOf } from './built/twin.ts';
import { twinPath } from './built/twin-path.ts';
import type { Draw } from './cards/draw.ts';
import type { Books, Bound } from './epub/books.ts';
import type { PostilOptions } from './options.ts';
import { openIndex } from './search/index-site.ts';
import { recordsOf } from './search/records.ts';
import { giveBack } from './sparing.ts';
import type { Verification } from './verification.ts';
import { hrefIn } from './view/href.ts';
import type { Say } from './words/say.ts';

export interface Built {
  /** Where Astro has written the pages to. */
  readonly folder: string;
  readonly settings: AstroConfig;
  readonly options: PostilOptions;
  readonly verified: Awaited<ReturnType<Verification['result']>>;
  readonly scripts: KnownScripts;
  readonly books: Books;
  /** Null for a site without preview pictures. */
  readonly draw: Draw | null;
  /** Whether the reference of Postil is a part of the site. */
  readonly hasReference: boolean;
  readonly say: Say;
  readonly logger: AstroIntegrationLogger;
}

/**
 * Makes a site of the pages that Astro has written: finishes each, and makes beside them what is made of them (books, Markdown,
 * preview pictures, the index of the search).
 *
 * @throws Error where a link leads nowhere, or a file tells of people or of this machine.
 */
export async function completeSite(built: Built): Promise<void> {
  const { folder, settings, options, verified, scripts, books, say, logger } = built;
  const { base, build, site: origin } = settings;
  const links = builtLinks(base);
  const shelf = shelfFor(folder);
  const href = hrefIn(base);
  const index = options.starlight?.pagefind === false ? null : await openIndex();
  try {
    const cards = cardsOptions(built);
    const finish = { folder, base, assets: build.assets, policy: options.policy ?? {}, scripts, say };
    await finishPages(finish, (page) => {
      links.add(page);
      const address = origin ? new URL(href(page.path), origin).href : null;
      const twin = page.path === '/404' ? null : twinOf(page.tree, address, say);
      const searched = index?.addPage(page);
      const book = books.add(page);
      return [
        ...(book === null ? [] : [() => shelf.put(book)]),
        ...(twin === null ? [] : [() => writeFile(join(folder, twinPath(page.path)), twin)]),
        ...(cards ? [() => writeCard(page, cards)] : []),
        ...(searched ? [searched] : []),
      ];
    });
    const whole = books.site();
    if (whole) {
      const told = shelf.told();
      await shelf.put(whole);
      logger.info(`Books: ${told}, and one of the site (${kilobytes(whole.bytes.length)}).`);
    }
    if (!origin) logger.info('No feed, sitemap or preview pictures: they need "site" in the Astro settings.');
    if (index) {
      const beside = lane(RECORDS_IN_FLIGHT);
      for (const record of recordsOf(verified.published, say)) await beside.add(index.addRecord(record));
      await beside.done();
      // The engine holds twice as much while it writes.
      giveBack();
      const count = await index.write(join(folder, 'pagefind'));
      logger.info(`The search knows ${count} pages, symbols, terms and messages.`);
    }
    const dead = links.dead();
    if (dead.length > 0) throw new Error(shownText(deadLinksAsText(dead)));
    await refuseLeaks(built);
  } finally {
    await index?.close();
  }
}

/** What the search engine is told of before it has answered. */
const RECORDS_IN_FLIGHT = 64;

/** Where preview pictures are kept from build to build. */
export const cardsFolder = ({ cacheDir }: Pick<AstroConfig, 'cacheDir'>): string =>
  join(fileURLToPath(cacheDir), 'postil-cards');

const cardsOptions = ({ folder, settings, options, draw, say }: Built) =>
  draw && settings.site
    ? { folder, cacheFolder: cardsFolder(settings), site: options.title, draw, say }
    : null;

/** Writes books, and tells how many there are and how large they come to be. */
function shelfFor(folder: string) {
  const sizes: number[] = [];
  return {
    put({ path, bytes }: Bound): Promise<void> {
      sizes.push(bytes.length);
      return writeFile(join(folder, path), bytes);
    },
    told: () => `${sizes.length} of one explainer each (${kilobytes(Math.max(0, ...sizes))} at most)`,
  };
}

const kilobytes = (count: number): string => `${Math.ceil(count / 1024)} KB`;

async function refuseLeaks({ folder, settings, options, verified, hasReference }: Built): Promise<void> {
  const leaks = await leaksIn(folder, {
    isNone: shownAsIs(verified.site, [
      ...(options.addresses ?? []),
      ...mailOf(options.report),
      ...(hasReference ? IN_EXAMPLES : []),
    ]),
    paths: pathsOfMachine(fileURLToPath(settings.root)),
  });
  if (leaks.length > 0) throw new Error(shownText(leaksAsText(leaks)));
}

/** The address that readers write to of a mistake, where it is one of mail. */
const mailOf = (report = ''): string[] => /^mailto:([^?]+)/.exec(report)?.slice(1) ?? [];

/** Hosts of invented people in the examples of our own reference, one of them misspelt: nobody has them. */
const IN_EXAMPLES = ['@example.org', '@lists.example.org', '@example.orgs'];

/** What would tell where a site was built; a root that is the disk itself tells nothing. */
const pathsOfMachine = (root: string): string[] =>
  [root.replace(/[\\/]+$/, ''), homedir()].filter((path) => path.length > '/root'.length);
