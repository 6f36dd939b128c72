import { z } from 'zod';
import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { startOf } from '../base/position.ts';
import type { Excerpt, ExcerptRequest, Tree } from './tree.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Day = z.iso.date();

const LockedLines = z.strictObject({
  /** First and last line in the locked version, 1-based, inclusive. */
  lines: z.tuple([z.int().positive(), z.int().positive()]),
  /** SHA-256 of the text, lines joined by LF. */
  sha256: Hash,
  /** The version the text was read from. */
  version: z.string(),
  /** The day on which it was first found so. */
  date: Day.optional(),
});
export type LockedLines = z.infer<typeof LockedLines>;

const LockedAnswer = z.strictObject({
  state: z.literal(['yes', 'no', 'no function', 'no file']),
  /** Line numbers of what was found; in a folder, `path:line`. */
  lines: z.array(z.union([z.int().positive(), z.string()])),
  /** SHA-256 of the text that was looked at; null where that is no text. */
  sha256: Hash.nullable(),
  /** The version that was looked at. */
  version: z.string(),
  /** The day on which it was first found so. */
  date: Day.optional(),
});
export type LockedAnswer = z.infer<typeof LockedAnswer>;

/** `content/postil.lock.json`: what was verified, against what. Facts and hashes, never code. */
export const Lock = z.strictObject({
  version: z.literal(1),
  excerpts: z.record(z.string(), LockedLines),
  /** `rule/check tree` -> what the check answered there. */
  answers: z.record(z.string(), LockedAnswer).default({}),
  /** `path symbol tree` -> lines on which the symbol is defined there. */
  symbols: z.record(z.string(), z.array(z.int().positive())).default({}),
  /** Tree -> the commit that its tag stands for, where a git repository told. */
  trees: z.record(z.string(), z.string().regex(/^[0-9a-f]{40,64}$/)).default({}),
});
export type Lock = z.infer<typeof Lock>;

export const EMPTY_LOCK: Lock = { version: 1, excerpts: {}, answers: {}, symbols: {}, trees: {} };

/** The lock's name for an excerpt: everything that decides what it shows. */
export const lockKey = ({ tree, path, symbol, from, to, lines }: ExcerptRequest): string =>
  [
    tree,
    path,
    ...(symbol === undefined ? [] : [symbol]),
    ...(lines === undefined ? [] : [`lines ${lines}`]),
    ...(from === undefined ? [] : [`from "${from}"`]),
    ...(to === undefined ? [] : [`to "${to}"`]),
  ].join(' ');

export function readLock(
  file: string,
  json: string,
): { lock: Lock } | { diagnostics: readonly Diagnostic[] } {
  const bad = (message: string) => ({ diagnostics: [diagnose('lock-invalid', startOf(file), { message })] });
  try {
    const parsed = Lock.safeParse(JSON.parse(json));
    return parsed.success
      ? { lock: parsed.data }
      : bad(`The lock is not in the form this version reads: ${parsed.error.issues[0]?.message}.`);
  } catch (error) {
    return bad(`The lock is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** What a new lock is to hold. */
export type LockedFacts = { readonly [Part in 'excerpts' | 'answers' | 'symbols']: Lock[Part] } & {
  readonly trees?: Lock['trees'];
};

/** The same facts give the same bytes: keys sorted, one fact a line, a final newline. */
export function lockAsJson(facts: LockedFacts): string {
  const { trees = {} } = facts;
  const named = [
    'excerpts',
    'answers',
    'symbols',
    ...(Object.keys(trees).length > 0 ? ['trees'] : []),
  ] as const;
  const parts = named.map(
    (part) => `  ${JSON.stringify(part)}: ${linesOf({ ...facts, trees }[part as keyof LockedFacts] ?? {})}`,
  );
  return `{\n  "version": 1,\n${parts.join(',\n')}\n}\n`;
}

function linesOf(facts: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(facts).sort();
  const lines = keys.map((key) => `    ${JSON.stringify(key)}: ${JSON.stringify(facts[key])}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n  }`;
}

interface Dated {
  readonly version: string;
  readonly date?: string | undefined;
}

/**
 * What the lock is to say of something that was found, so that a lock made twice is the same: what it said already keeps
 * its day, and what a later point release has too is still told of the tree's own version.
 *
 * @param isSame whether two findings are the same but for version, lines and day.
 */
export function settled<Fact extends Dated>(
  found: Fact,
  old: Fact | undefined,
  { version }: Tree,
  today: string | undefined,
  isSame: (a: Fact, b: Fact) => boolean,
): Fact {
  if (old && old.version === version && found.version !== version && isSame(found, old)) return old;
  if (old && isSameFact(found, old)) return old;
  return today === undefined ? found : { ...found, date: today };
}

/** Whether two facts are the same on whatever day. */
export const isSameFact = (a: Dated, b: Dated): boolean =>
  // Facts are told with their fields in one order, but for a lock that somebody has edited.
  undated(a) === undated(b) || canonical(a) === canonical(b);

const undated = (fact: Dated): string => JSON.stringify({ ...fact, date: undefined });

const canonical = (fact: Dated): string =>
  JSON.stringify(Object.entries({ ...fact, date: '' }).sort(([a], [b]) => (a < b ? -1 : 1)));

export const lockedLines = ({ firstLine, lastLine, sha256, version }: Excerpt): LockedLines => ({
  lines: [firstLine, lastLine],
  sha256,
  version,
});
