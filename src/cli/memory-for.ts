import { shelfIn } from '../base/shelf.ts';
import { type Memory, newMemory } from '../citations/memory.ts';
import type { Context } from './report.ts';

/** What earlier runs of this very program left of a site; nothing where nobody knows which program it is. */
export async function memoryFor({ host, cacheFolder, code }: Context): Promise<Memory> {
  const program = await code?.();
  return newMemory(program ? shelfIn(cacheFolder, program, host) : null);
}
