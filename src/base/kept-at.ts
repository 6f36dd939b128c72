import { sha256 } from './hash.ts';
import { type Host, readText } from './host.ts';

/**
 * Does work once and keeps its result in a file, as JSON below its own hash: damage counts as if nothing were there.
 *
 * @param path names all that the result is made from, and the code that makes it.
 */
export async function keptAt<T>(path: string, work: () => Promise<T>, host: Host): Promise<T> {
  const text = await readText(path, host).catch(() => null);
  const kept = text && checked(text);
  // What is whole was written by this very code.
  if (kept) return JSON.parse(kept) as T;
  const found = await work();
  const json = JSON.stringify(found);
  // A cache that cannot be written costs time and nothing else.
  await host.write(path, new TextEncoder().encode(`${sha256(json)}\n${json}`)).catch(() => {});
  return found;
}

/** The JSON, unless it is damaged. */
function checked(kept: string): string | null {
  const end = kept.indexOf('\n');
  const json = kept.slice(end + 1);
  return sha256(json) === kept.slice(0, end) ? json : null;
}
