/** Random numbers that are the same in every run with one seed. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  pick<T>(all: readonly T[]): T;
}

/** @param seed any whole number. The generator is Mulberry32: enough to draw with, and no more. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick(all) {
      if (all.length === 0) throw new Error('There is nothing to pick from.');
      return all[below(all.length)] as (typeof all)[number];
    },
  };
}
