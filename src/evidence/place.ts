import { z } from 'zod';
import { FilePath, SymbolName } from './kind.ts';

const Names = z.union([SymbolName, z.array(SymbolName).min(1)]).optional();

/** Code that a rule rests on, as it stands in front matter: a function, a table or the like, or a whole file. */
export const RestsOn = z
  .strictObject({
    path: FilePath,
    function: Names.describe('A function, or several.'),
    table: Names.describe('A variable with an initialiser, or several.'),
    enum: Names.describe('An enum, or several.'),
    struct: Names.describe('A struct or union, or several.'),
    macro: Names.describe('A macro, or several.'),
    file: z.literal(true).optional().describe('The whole file.'),
  })
  .refine(
    (each) => SORTS.filter((sort) => each[sort] !== undefined).length === 1,
    'it must have one of function, table, enum, struct, macro, file: true',
  );
export type RestsOn = z.infer<typeof RestsOn>;

const SORTS = ['function', 'table', 'enum', 'struct', 'macro', 'file'] as const;

/** One place. */
export interface CodePlace {
  readonly path: string;
  readonly sort: (typeof SORTS)[number];
  /** Empty for a file. */
  readonly name: string;
}

export const placesIn = (each: RestsOn): CodePlace[] =>
  SORTS.flatMap((sort) => {
    const names = each[sort];
    if (names === undefined) return [];
    return [names === true ? '' : names].flat().map((name) => ({ path: each.path, sort, name }));
  });

/** A place in words that name it among all of a tree: `mm/gup.c check_vma_flags`. */
export const nameOfPlace = ({ path, sort, name }: CodePlace): string =>
  sort === 'file' ? path : sort === 'function' ? `${path} ${name}` : `${path} ${sort} ${name}`;
