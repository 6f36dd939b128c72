/** Looks a result up by what it is made from, and makes it where it is not known. */
export interface Kept<T> {
  get(inputs: string, make: () => T): T;
  /** Forgets what was not asked for since the last call: it belonged to text that is gone. */
  sweep(): void;
}

/** @returns an empty store. */
export function kept<T>(): Kept<T> {
  let before = new Map<string, T>();
  let now = new Map<string, T>();
  return {
    get(inputs, make) {
      const known = [now, before].find((results) => results.has(inputs));
      const result = known ? (known.get(inputs) as T) : make();
      now.set(inputs, result);
      return result;
    },
    sweep() {
      [before, now] = [now, new Map()];
    },
  };
}
