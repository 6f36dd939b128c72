import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { closestName } from '../words/closest.ts';
import type { Page } from './page.ts';
import { readProps } from './props.ts';
import { type FigureUse, propOf } from './use.ts';

/** Names with commas between them, as they stand in a property, each with its place in the value. */
export function namesIn(value: string): { readonly name: string; readonly at: number }[] {
  let at = 0;
  return value.split(',').flatMap((part) => {
    const name = part.trim();
    const found = { name, at: at + part.indexOf(name) };
    at += part.length + 1;
    return name === '' ? [] : [found];
  });
}

/** Checks that every page which a <Story> names, every rule of <Verdicts> and every reference of <FurtherReading>, is there. */
export const verifyNamedTogether = (
  pages: readonly Page[],
  names: Readonly<Partial<Record<FigureUse['component'], readonly string[]>>>,
): Diagnostic[] =>
  pages.flatMap(({ figures, lines }) =>
    figures.flatMap(({ component, tag, place }) => {
      const known = names[component];
      if (known === undefined) return [];
      const { diagnostics } = readProps(tag, component, place, lines);
      const of = propOf(tag, 'of');
      if (diagnostics.length > 0 || !of) return diagnostics;
      const named = namesIn(of.value ?? '');
      if (named.length === 0)
        return [
          diagnose('shown-unknown', lines.placeAt(of.valueAt), { message: `"${of.value}" names nothing.` }),
        ];
      return named.flatMap(({ name, at }) =>
        known.includes(name)
          ? []
          : [
              diagnose('shown-unknown', lines.placeAt(of.valueAt + at), {
                message: `There is no "${name}".`,
                closest: closestName(name, known),
              }),
            ],
      );
    }),
  );
