import { sha256 } from '../base/hash.ts';
import type { Host } from '../base/host.ts';
import { type Definition, definitionsIn } from './c/symbol.ts';

/**
 * Names the code that finds symbols, a hash of everything under `c/` and of the grammar: what other code has found is
 * not used. A test says what it has to be.
 */
export const FINDER = 'baf7699a017a';

export type FindDefinitions = (text: string) => Promise<readonly Definition[]>;

/**
 * Finds the definitions of files, each text once: they are kept in the user's cache folder under the hash of the text,
 * since parsing takes most of the time of a check.
 */
export function symbolFinder(cacheFolder: string, host: Host): FindDefinitions {
  const known = new Map<string, Promise<readonly Definition[]>>();
  return (text) => {
    const hash = sha256(text);
    const found = known.get(hash) ?? findOnce(text, hash, `${cacheFolder}/symbols`, host);
    known.set(hash, found);
    return found;
  };
}

async function findOnce(
  text: string,
  hash: string,
  folder: string,
  host: Host,
): Promise<readonly Definition[]> {
  const path = `${folder}/${FINDER}/${hash.slice(0, 2)}/${hash}`;
  const bytes = await host.read(path).catch(() => null);
  const kept = bytes && checked(new TextDecoder().decode(bytes));
  if (kept) return kept;
  const found = await definitionsIn(text);
  const json = JSON.stringify(found);
  // A cache that cannot be written costs time and nothing else.
  await host.write(path, new TextEncoder().encode(`${sha256(json)}\n${json}`)).catch(() => {});
  return found;
}

/** What is damaged counts as not there; what is whole was written by this very code. */
function checked(kept: string): readonly Definition[] | null {
  const end = kept.indexOf('\n');
  const json = kept.slice(end + 1);
  return sha256(json) === kept.slice(0, end) ? (JSON.parse(json) as readonly Definition[]) : null;
}
