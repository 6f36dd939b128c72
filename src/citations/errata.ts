import { z } from 'zod';
import { type Checked, diagnose } from '../base/diagnostic.ts';
import { type Host, readText } from '../base/host.ts';
import type { Place } from '../base/position.ts';
import { readYaml } from '../base/yaml.ts';
import type { Page } from './page/page.ts';
import { hasAddress } from './page/pages.ts';
import type { SiteErratum } from './site.ts';
import { closestName } from './words/closest.ts';

const words = z.string().trim().min(1);

/** What `errata.yaml` holds. */
export const ErrataFile = z
  .array(
    z.strictObject({
      date: z.iso.date().describe('The day on which it was corrected.'),
      page: words.describe('The page, by its path under the content folder: explainers/pinning.'),
      was: words.describe('What the page said that was wrong, in a sentence.'),
      is: words.describe('What is right, and what shows it.'),
      thanks: words.optional().describe('Who found it, if they want to be named.'),
    }),
  )
  .describe('What was wrong on this site and has been corrected, in any order.');

interface WrittenErratum extends z.infer<typeof ErrataFile.element> {
  /** Where `page` stands. */
  readonly place: Place;
}

/** Reads errata.yaml, if there is one. */
export async function readErrata(
  contentFolder: string,
  host: Host,
): Promise<Checked<readonly WrittenErratum[]>> {
  const file = `${contentFolder}/errata.yaml`;
  const text = await readText(file, host);
  if (text === null) return { verified: [], diagnostics: [] };
  const read = readYaml(file, text, ErrataFile, 'errata-invalid');
  if ('diagnostics' in read) return { verified: [], diagnostics: read.diagnostics };
  return {
    verified: read.value.map((each, at) => ({ ...each, place: read.placeOf([at, 'page']) })),
    diagnostics: [],
  };
}

/** Checks that each erratum is of a page that is there. The newest come first. */
export function verifyErrata(
  errata: readonly WrittenErratum[],
  pages: readonly Page[],
): Checked<readonly SiteErratum[]> {
  const known = new Map(pages.filter(hasAddress).map(({ page, title }) => [page, title]));
  return {
    verified: errata
      .flatMap(({ place: _, ...each }) => {
        const title = known.get(each.page);
        return title === undefined ? [] : [{ ...each, title }];
      })
      .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)),
    diagnostics: errata
      .filter(({ page }) => !known.has(page))
      .map(({ page, place }) =>
        diagnose('errata-unknown-page', place, {
          message: `There is no page "${page}".`,
          closest: closestName(page, [...known.keys()]),
        }),
      ),
  };
}
