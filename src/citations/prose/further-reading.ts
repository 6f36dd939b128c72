import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { namesIn } from '../page/named-together.ts';
import type { Page } from '../page/page.ts';
import { propOf } from '../page/use.ts';
import type { SiteReference } from '../site.ts';

/** The references that the <FurtherReading> of a page name. */
export const furtherReadingOf = ({ figures }: Page): string[] =>
  figures.flatMap(({ component, tag }) =>
    component === 'FurtherReading' ? namesIn(propOf(tag, 'of')?.value ?? '').map(({ name }) => name) : [],
  );

/** The references that a page leads to, or of whose commits it speaks, oldest first; those without a date come last. */
export const restsOn = (page: string, references: readonly SiteReference[]): SiteReference[] =>
  references
    .filter(({ pages }) => pages.some((each) => each.page === page))
    .sort((a, b) => (a.date ?? UNDATED).localeCompare(b.date ?? UNDATED, 'en'));

const UNDATED = '9999';

/** Checks that a <FurtherReading> which names nothing has something to list all the same. */
export const verifyFurtherReading = (
  pages: readonly Page[],
  references: readonly SiteReference[],
): Diagnostic[] =>
  pages.flatMap(({ page, figures }) =>
    figures.flatMap(({ component, tag, place }) =>
      component === 'FurtherReading' && !propOf(tag, 'of') && restsOn(page, references).length === 0
        ? [
            diagnose('further-reading-empty', place, {
              message: 'This page leads to no reference, and speaks of the commit of none.',
            }),
          ]
        : [],
    ),
  );
