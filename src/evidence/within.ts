import type { Evidence } from './evidence.ts';
import { type CodePlace, nameOfPlace } from './place.ts';

/**
 * Whether all code that a check looks at is among some places. A whole file is one only where it is named as such.
 *
 * @param places as {@link nameOfPlace} has them.
 */
export const looksWithin = (check: Evidence, places: ReadonlySet<string>): boolean =>
  codeOf(check).every(
    (any) => any.some((each) => places.has(nameOfPlace(each))) || any.every(({ path }) => places.has(path)),
  );

/** What a check looks at, each with the names that it may have as a place; all of them stand in one file. */
function codeOf({ path, function: names, symbol, enum: list, table, through }: Evidence): CodePlace[][] {
  const place = (sort: CodePlace['sort'], name: string, of = path): CodePlace => ({ path: of, sort, name });
  if (names !== undefined)
    return [
      ...[names].flat().map((name) => [place('function', name)]),
      ...(through ?? []).map((each) => {
        const colon = each.lastIndexOf(':');
        return [place('function', each.slice(colon + 1), colon === -1 ? path : each.slice(0, colon))];
      }),
    ];
  if (list !== undefined) return [[place('enum', list)]];
  if (table !== undefined) return [[place('table', table)]];
  if (symbol !== undefined) return [[place('macro', symbol), place('table', symbol)]];
  return [[place('file', '')]];
}
