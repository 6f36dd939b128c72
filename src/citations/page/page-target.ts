import type { Code } from '../../base/catalogue.ts';
import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { sha256 } from '../../base/hash.ts';
import type { Place } from '../../base/position.ts';
import type { PageRef } from '../site.ts';
import { closestName } from '../words/closest.ts';
import type { Page } from './page.ts';
import { hasAddress } from './pages.ts';

/** What an author leads readers to, and where such pages stand below the content folder. */
const FOLDER = { rule: 'rules/', page: '' } as const;

/** A page that an author names, without the folder that its kind stands in. */
export interface NamedPage {
  readonly name: string;
  readonly kind: keyof typeof FOLDER;
  readonly place: Place;
  /** The code of the fault, where there is no such page. */
  readonly code: Code;
}

/** SHA-256 of all that {@link pageNamed} looks at. */
export const namesOf = (pages: readonly Page[]): string =>
  sha256(JSON.stringify(pages.filter(hasAddress).map(({ page, title }) => [page, title])));

/** Finds the page that an author names; a reader must be able to go there. */
export function pageNamed(
  { name, kind, place, code }: NamedPage,
  pages: readonly Page[],
): { readonly ref: PageRef | null; readonly faults: readonly Diagnostic[] } {
  const folder = FOLDER[kind];
  const shown = pages.filter((each) => each.page.startsWith(folder) && hasAddress(each));
  const found = shown.find(({ page }) => page === folder + name);
  if (found) return { ref: { page: found.page, title: found.title }, faults: [] };
  const fault = diagnose(code, place, {
    message: `There is no ${kind} "${name}".`,
    closest: closestName(
      name,
      shown.map(({ page }) => page.slice(folder.length)),
    ),
  });
  return { ref: null, faults: [fault] };
}
