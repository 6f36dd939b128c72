import { sha256 } from './hash.ts';
import { type Host, readText } from './host.ts';

export interface Keeping<T> {
  /** What the result is made from, where the path does not name all of it: one of another key counts as none. */
  readonly key?: string;
  /** Whether a result may be kept. */
  readonly isKept?: (found: T) => boolean | Promise<boolean>;
}

/**
 * Does work once and keeps its result in a file, as JSON below its own hash: damage counts as if nothing were there.
 *
 * @param path names all that the result is made from, and the code that makes it; or what it is of, and the key the rest.
 */
export async function keptAt<T>(
  path: string,
  work: () => Promise<T>,
  host: Host,
  { key = '', isKept = () => true }: Keeping<T> = {},
): Promise<T> {
  const text = await readText(path, host).catch(() => null);
  const kept = text && checked(text, key);
  // What is whole was written by this very code.
  if (kept) return JSON.parse(kept) as T;
  const found = await work();
  if (!(await isKept(found))) return found;
  const json = JSON.stringify(found);
  // A cache that cannot be written costs time and nothing else.
  await host.write(path, new TextEncoder().encode(`${hashOf(json, key)}\n${json}`)).catch(() => {});
  return found;
}

/** The JSON, unless it is damaged, or of another key. */
function checked(kept: string, key: string): string | null {
  const end = kept.indexOf('\n');
  const json = kept.slice(end + 1);
  return hashOf(json, key) === kept.slice(0, end) ? json : null;
}

const hashOf = (json: string, key: string): string => sha256(`${key}${json}`);
