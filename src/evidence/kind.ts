import { z } from 'zod';
import { isFolder, isHarmlessPath, type Sources } from '../sources/excerpt.ts';
import type { Answer } from './answer.ts';

/** A kind of check: one file under kinds/, and one row of the table there. */
export interface Kind<Name extends string, Fields extends z.ZodRawShape> {
  readonly name: Name;
  /** What an author writes beside `kind`. */
  readonly fields: Fields;
  run(question: z.infer<z.ZodObject<Fields>>, tree: TreeText): Promise<Answer>;
}

/** Gives a kind's fields to its `run`. */
export const kind = <Name extends string, Fields extends z.ZodRawShape>(
  of: Kind<Name, Fields>,
): Kind<Name, Fields> => of;

/** What a check may ask of one tree. */
export interface TreeText {
  file(path: string): ReturnType<Sources['file']>;
  folder(path: string): ReturnType<Sources['folder']>;
  search(path: string, words: string): ReturnType<Sources['search']>;
  definitions(path: string): ReturnType<Sources['definitions']>;
  mentions(path: string, name: string): ReturnType<Sources['mentions']>;
}

const path = z.string().refine(isHarmlessPath, 'it must be a path from the top of the tree');

/** A file, from the top of the tree. */
export const FilePath = path
  .refine((each) => !isFolder(each), 'this kind of check looks at a file, not at a folder')
  .describe('A file, from the top of the tree.');

/** A file, or a folder with a slash at its end. */
export const AnyPath = path.describe(
  'A file, or a folder with a slash at its end, from the top of the tree.',
);

/** The name of a symbol, perhaps with what it belongs to: `lend`, `Shelf::lend`, `Shelf.lend`. */
export const SymbolName = z
  .string()
  .regex(/^[A-Za-z_$~][\w$]*(?:(?:::|\.)[A-Za-z_$~][\w$]*)*$/, 'it must be the name of a symbol')
  .describe('The name of a symbol, perhaps with what it belongs to: lend, Shelf::lend, Shelf.lend.');

/** Words to look for on one line; any run of blanks equals any other. They are short: no code is copied. */
export const Needle = z
  .string()
  .min(2)
  .max(100)
  .refine((words) => words.trim() === words && !words.includes('\n'), 'it must be words of one line')
  .describe('Words to look for on one line; any run of blanks equals any other.');
