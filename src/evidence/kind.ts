import { z } from 'zod';
import { isFolder, isHarmlessPath, type Settings, type Sources } from '../sources/excerpt.ts';
import type { Answer } from './answer.ts';

/** A kind of check: one file under kinds/, and one row of the table there. */
export interface Kind<Name extends string, Fields extends z.ZodRawShape> {
  readonly name: Name;
  /** What an author writes beside `kind`. */
  readonly fields: Fields;
  /** Fields that hold a piece of C to look for. */
  readonly patterns?: readonly (keyof Fields & string)[];
  /** Of these, fields in which several statements may stand. */
  readonly sequences?: readonly (keyof Fields & string)[];
  /** What stands in such a field and is a name, perhaps with a `*`, and no piece of C. */
  isName?(written: string): boolean;
  /** Whether a yes means that nothing was found. */
  readonly ofAbsence?: true;
  /** What it looks at beside its path. */
  wants?(question: z.infer<z.ZodObject<Fields>>): readonly string[];
  /** What a program looks for, in words for a reader. */
  asks(question: z.infer<z.ZodObject<Fields>>): readonly CodeText[];
  run(question: z.infer<z.ZodObject<Fields>>, tree: TreeText): Promise<Answer>;
}

/** Text with parts that are code. */
export interface CodeText {
  readonly text: string;
  readonly isCode: boolean;
}

/** Words for a reader, with what is code between them: words and code take turns. */
export const said = (words: readonly string[], ...codes: readonly string[]): CodeText[] =>
  words.flatMap((text, index) => [
    ...(text === '' ? [] : [{ text, isCode: false }]),
    ...(codes[index] === undefined ? [] : [{ text: codes[index], isCode: true }]),
  ]);

/** Gives a kind's fields to its `run`. */
export const kind = <Name extends string, Fields extends z.ZodRawShape>(
  of: Kind<Name, Fields>,
): Kind<Name, Fields> => of;

/** What a check may ask of one tree. */
export interface TreeText {
  file(path: string): ReturnType<Sources['file']>;
  folder(path: string): ReturnType<Sources['folder']>;
  search(path: string, words: string, comments: boolean): ReturnType<Sources['search']>;
  definitions(path: string): ReturnType<Sources['definitions']>;
  mentions(path: string, name: string): ReturnType<Sources['mentions']>;
  functions(path: string, name: string, settings: Settings): ReturnType<Sources['functions']>;
  shape(path: string, name: string): ReturnType<Sources['shape']>;
  words(path: string, word: string): ReturnType<Sources['words']>;
  callers(path: string, name: string): ReturnType<Sources['callers']>;
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

/** A small piece of C: `$X` stands for anything, `...` for any number of arguments, statements or parts of a chain. */
export const CodePattern = z
  .string()
  .min(1)
  .max(300)
  .describe(
    'A small piece of C: $X stands for anything, ... for any number of arguments, statements or flags.',
  );

/** One function, or several that must all do so. */
export const FunctionNames = z
  .union([SymbolName, z.array(SymbolName).min(1)])
  .describe('A function; of several, all must do so.');

/** Which halves of an `#if` count. */
export const Under = z
  .union([z.string(), z.array(z.string()).min(1)])
  .refine(
    (all) => [all].flat().every((each) => /^!?\w+$/.test(each)),
    'it must be names such as CONFIG_MMU or !CONFIG_MMU',
  )
  .optional()
  .describe(
    'What is set where the code is compiled, such as CONFIG_MMU or !CONFIG_MMU; without it every half counts.',
  );

/** Whether words of comments and strings count too. */
export const Comments = z
  .boolean()
  .optional()
  .describe('True to look at comments and strings too; only code counts without it.');
