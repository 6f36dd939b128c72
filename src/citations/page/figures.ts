import type { Code } from '../../base/catalogue.ts';
import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { closestName } from '../words/closest.ts';
import type { Page } from './page.ts';
import { readProps } from './props.ts';
import { type FigureUse, propOf } from './use.ts';

/** What a component shows by its name. */
export interface Shown {
  /** In words: `diagram`. */
  readonly noun: string;
  /** Every name there is. */
  readonly names: readonly string[];
  /** Of a name that is not there. */
  readonly code: Code;
  /** The components that show it, each with the property that names it. */
  readonly namedBy: Readonly<Partial<Record<FigureUse['component'], string>>>;
}

/** Checks that each component which shows something kept in a file of its own names one that is there. */
export const verifyFigures = (pages: readonly Page[], { noun, names, code, namedBy }: Shown): Diagnostic[] =>
  pages.flatMap(({ figures, lines }) =>
    figures.flatMap(({ component, tag, place }) => {
      const prop = namedBy[component];
      if (prop === undefined) return [];
      const { diagnostics } = readProps(tag, component, place, lines);
      const name = propOf(tag, prop);
      if (diagnostics.length > 0 || !name || names.includes(name.value ?? '')) return diagnostics;
      return [
        diagnose(code, lines.placeAt(name.valueAt), {
          message: `There is no ${noun} "${name.value}".`,
          closest: closestName(name.value ?? '', names),
        }),
      ];
    }),
  );
