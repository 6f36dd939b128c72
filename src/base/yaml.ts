import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  stringify,
  type YAMLError,
} from 'yaml';
import type { z } from 'zod';
import type { Code } from './catalogue.ts';
import { type Diagnostic, diagnose } from './diagnostic.ts';
import type { Place } from './position.ts';

export type ReadYaml<T> =
  | {
      readonly value: T;
      /** Where the value of a path stands, or the innermost part of the path that is there. */
      readonly placeOf: (path: readonly PropertyKey[]) => Place;
      /** The same place as an offset in the text. */
      readonly offsetOf: (path: readonly PropertyKey[]) => number;
    }
  | { readonly diagnostics: readonly Diagnostic[] };

/** A YAML text that is parsed once and may be asked for several things. */
export interface YamlText {
  /**
   * Reads the text against a schema.
   *
   * @param code of the diagnostics for this kind of file.
   * @returns the value, or a diagnostic for each fault, at the line and column of the value at fault; not for what only
   *   follows from a fault told before.
   */
  read<T>(schema: z.ZodType<T>, code: Code): ReadYaml<T>;
}

/** {@link parseYaml}, for a text that is asked for one thing. */
export const readYaml = <T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  code: Code,
  firstLine = 1,
): ReadYaml<T> => parseYaml(file, text, firstLine).read(schema, code);

/**
 * Parses a YAML text.
 *
 * @param file the path that diagnostics name.
 * @param firstLine line of the file on which the text starts, for front matter.
 */
export function parseYaml(file: string, text: string, firstLine = 1): YamlText {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const placeAt = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { file, line: line + firstLine - 1, column: col };
  };
  const offsetOf = (path: readonly PropertyKey[]) => offsetIn(document.contents, path);
  const placeOf = (path: readonly PropertyKey[]) => placeAt(offsetOf(path));
  const plain = plainOf(document);
  const known = new Map<z.ZodType, ReadYaml<unknown>>();
  const read = <T>(schema: z.ZodType<T>, code: Code): ReadYaml<T> => {
    if ('faults' in plain)
      return {
        diagnostics: plain.faults.map(({ at, message }) => diagnose(code, placeAt(at), { message })),
      };
    const parsed = schema.safeParse(plain.value);
    if (parsed.success) return { value: parsed.data, placeOf, offsetOf };
    return {
      diagnostics: slips(parsed.error.issues, plain.value).map(({ path, message, expected }) =>
        diagnose(code, placeOf(path), {
          message: path.length > 0 ? `"${path.join('.')}" cannot be used: ${message}.` : `${message}.`,
          expected,
        }),
      ),
    };
  };
  return {
    read(schema, code) {
      const result = known.get(schema) ?? read(schema, code);
      known.set(schema, result);
      // Each schema has one kind of value.
      return result as ReturnType<typeof read<z.infer<typeof schema>>>;
    },
  };
}

/**
 * Adds an entry to the end of a YAML text that is a map, or nothing yet, and leaves the rest of it as it was written.
 *
 * @param value plain words by name.
 */
export function withEntry(text: string, key: string, value: Readonly<Record<string, string>>): string {
  const { contents } = parseDocument(text);
  const entry = stringify({ [key]: value }, { lineWidth: 0 });
  const isEmpty = isMap(contents) && contents.flow === true && contents.items.length === 0;
  const [from, to] = isEmpty && contents.range ? contents.range : [text.length, text.length];
  const before = (text.slice(0, from) + text.slice(to)).trimEnd();
  return before === '' ? entry : `${before}\n\n${entry}`;
}

interface YamlFault {
  readonly at: number;
  readonly message: string;
}

function plainOf(document: Document.Parsed): { value: unknown } | { faults: readonly YamlFault[] } {
  if (document.errors.length > 0) {
    return {
      faults: independent(document.errors).map(({ message, pos }) => ({
        at: pos[0],
        message: `This is not valid YAML: ${message}`,
      })),
    };
  }
  try {
    return { value: document.toJS({ maxAliasCount: 20 }) };
  } catch (error) {
    // An alias of nothing, or so many that a few lines would fill the memory.
    const why = error instanceof Error ? error.message : String(error);
    return { faults: [{ at: 0, message: `This cannot be read: ${why}.` }] };
  }
}

/** After a first fault of syntax a parser reads the rest as it was not meant; a repeated key disturbs nothing. */
function independent(errors: readonly YAMLError[]): readonly YAMLError[] {
  const syntax = errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  const [first] = syntax.sort((a, b) => a.pos[0] - b.pos[0]);
  return first ? [first] : errors;
}

interface Slip {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: string | undefined;
}

/** A misspelt field is unknown, and the one that was meant is missing: one slip. */
function slips(issues: readonly z.core.$ZodIssue[], plain: unknown): Slip[] {
  const missing = issues.filter(({ path }) => path.length > 0 && valueIn(plain, path) === undefined);
  const unknown = issues.filter(({ code }) => code === 'unrecognized_keys');
  const isBeside = (field: z.core.$ZodIssue, other: z.core.$ZodIssue): boolean =>
    field.path.length === other.path.length + 1 && other.path.every((key, at) => key === field.path[at]);
  return issues
    .filter((issue) => !missing.includes(issue) || !unknown.some((other) => isBeside(issue, other)))
    .map((issue) => {
      const { path, message } = issue;
      const meant = unknown.includes(issue) ? missing.filter((field) => isBeside(field, issue)) : [];
      return meant.length === 0
        ? { path, message }
        : { path, message, expected: meant.map((field) => String(field.path.at(-1))).join(', ') };
    });
}

const valueIn = (plain: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    plain,
  );

function offsetIn(contents: Node | null, path: readonly PropertyKey[]): number {
  let node: Node | null = contents;
  let offset = node?.range?.[0] ?? 0;
  for (const key of path) {
    const next: unknown = isMap(node) || isSeq(node) ? node.get(key, true) : null;
    if (!isMap(next) && !isSeq(next) && !isScalar(next)) break;
    node = next;
    offset = node.range?.[0] ?? offset;
  }
  return offset;
}
