import { z } from 'zod';
import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { startOf } from '../base/position.ts';
import type { Excerpt, ExcerptRequest } from './tree.ts';

const LockedLines = z.strictObject({
  /** First and last line in the locked version, 1-based, inclusive. */
  lines: z.tuple([z.int().positive(), z.int().positive()]),
  /** SHA-256 of the text, lines joined by LF. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The version the text was read from. */
  version: z.string(),
});
export type LockedLines = z.infer<typeof LockedLines>;

/** `content/postil.lock.json`: what was verified, against what. Facts and hashes, never code. */
export const Lock = z.strictObject({ version: z.literal(1), excerpts: z.record(z.string(), LockedLines) });
export type Lock = z.infer<typeof Lock>;

export const EMPTY_LOCK: Lock = { version: 1, excerpts: {} };

/** The lock's name for an excerpt: everything that decides what it shows. */
export const lockKey = ({ tree, path, symbol, from, to }: ExcerptRequest): string =>
  [
    tree,
    path,
    symbol,
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

/** The same facts give the same bytes: keys sorted, two spaces, a final newline. */
export function lockAsJson(excerpts: ReadonlyMap<string, LockedLines>): string {
  const sorted = [...excerpts].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ version: 1, excerpts: Object.fromEntries(sorted) }, null, 2)}\n`;
}

export const lockedLines = ({ firstLine, lastLine, sha256, version }: Excerpt): LockedLines => ({
  lines: [firstLine, lastLine],
  sha256,
  version,
});
