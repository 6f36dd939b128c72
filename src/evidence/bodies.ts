import { sha256 } from '../base/hash.ts';
import {
  type CompiledBody,
  type FunctionCode,
  linesBetween,
  thatAct,
  whyUnread,
} from '../sources/excerpt.ts';
import { type Answer, type Found, notUnderstood, withoutFile } from './answer.ts';
import type { TreeText } from './kind.ts';

/** What one body of a function says to a question. */
export interface Said {
  readonly is: 'yes' | 'no' | 'unknown';
  readonly lines: readonly number[];
  readonly why?: string;
}

export interface BodyQuestion {
  readonly path: string;
  readonly function: string | readonly string[];
  readonly under?: string | readonly string[] | undefined;
  /** What has to be looked at: a thing that stands by itself is seen in the half of an `#if` in which it stands. */
  readonly in?: 'every way' | 'every half';
}

/**
 * Asks something of every body of some functions: each definition that does something, in each way in which it can be
 * compiled. All must say yes. A definition that does nothing only stands in where another is left out.
 */
export async function askBodies(
  { path, function: asked, under, in: needed = 'every way' }: BodyQuestion,
  tree: TreeText,
  ask: (body: CompiledBody, of: FunctionCode) => Said,
): Promise<Answer> {
  const file = tree.file(path);
  if (file.state !== 'found') return withoutFile(file);
  const answers: Said[] = [];
  const looked: string[] = [];
  for (const name of [asked].flat()) {
    const read = await tree.functions(path, name, [under ?? []].flat());
    if (read.state !== 'read') return notUnderstood(path, whyUnread(read));
    const own = thatAct(read.functions);
    if (own.length === 0)
      return {
        state: 'no function',
        at: [],
        sha256: sha256(file.text),
        version: file.version,
        why: `there is no ${name}()`,
      };
    for (const each of own) {
      looked.push(linesBetween(file.text, each.firstLine, each.lastLine));
      answers.push(...each.ways.map((way) => ask(way, each)));
      if (!isSeen(each, needed)) answers.push(unread(each));
    }
  }
  return together(path, answers, { sha256: sha256(looked.join('\n')), version: file.version });
}

/** What several bodies say, as one answer. */
export function together(
  path: string,
  answers: readonly Said[],
  looked: Pick<Found, 'sha256' | 'version'>,
): Answer {
  const no = answers.filter(({ is }) => is === 'no');
  const unknown = answers.find(({ is }) => is === 'unknown');
  if (no.length === 0 && unknown) return notUnderstood(path, unknown.why ?? 'it was not understood');
  const told = no.length > 0 ? no : answers;
  const lines = [...new Set(told.flatMap((each) => each.lines))].toSorted((a, b) => a - b);
  const why = no.find((each) => each.why !== undefined)?.why;
  return {
    state: no.length > 0 ? 'no' : 'yes',
    at: lines.map((line) => ({ path, line })),
    ...looked,
    ...(why === undefined ? {} : { why }),
  };
}

const unread = ({ line }: FunctionCode): Said => ({
  is: 'unknown',
  lines: [],
  why: whyUncompiled(line),
});

/** Whether a function was looked at as far as a question needs it. */
export const isSeen = ({ ways, areAll }: FunctionCode, needed: 'every way' | 'every half'): boolean =>
  areAll || (needed === 'every half' && ways.length > 0);

/** Why a definition without a way to compile it is not understood. */
export const whyUncompiled = (line: number): string =>
  `nobody can tell how the body of line ${line} is compiled`;

/** A yes that speaks of every one, unless another may stand where the grammar lost its way. */
export const everyFound = (way: CompiledBody, names: readonly string[], lines: readonly number[]): Said => {
  const { is, ...others } = notFound(way, names, '');
  return is === 'unknown' ? { is, ...others } : { is: 'yes', lines };
};

/** A no, unless what was sought may stand where the grammar lost its way. */
export function notFound(
  { errors }: CompiledBody,
  names: readonly string[],
  why: string,
  lines: readonly number[] = [],
): Said {
  const hiding = errors.find(({ words }) => names.length === 0 || names.some((name) => words.includes(name)));
  return hiding
    ? { is: 'unknown', lines: [], why: `the grammar does not understand line ${hiding.line}` }
    : { is: 'no', lines, why };
}

/** A yes, unless the grammar lost its way in the body, so that nobody knows what goes before what. */
export function foundIn({ errors }: CompiledBody, lines: readonly number[]): Said {
  const [error] = errors;
  return error
    ? { is: 'unknown', lines: [], why: `the grammar does not understand line ${error.line}` }
    : { is: 'yes', lines };
}
