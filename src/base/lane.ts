/** Work that goes on beside other work, and not too much of it at once. */
export interface Lane {
  /** Starts a piece of work; the promise is kept as soon as there is room for the next. */
  add(work: () => Promise<void>): Promise<void>;
  /** Waits for all of it. Whatever failed first is thrown here or by `add`. */
  done(): Promise<void>;
}

/** @param most pieces of work that are under way together. */
export function lane(most: number): Lane {
  const under = new Set<Promise<void>>();
  let failed: { readonly error: unknown } | null = null;
  const check = () => {
    if (failed) throw failed.error;
  };
  return {
    async add(work) {
      check();
      const running = work()
        .catch((error: unknown) => {
          failed ??= { error };
        })
        .then(() => void under.delete(running));
      under.add(running);
      if (under.size >= most) await Promise.race(under);
      check();
    },
    async done() {
      await Promise.all(under);
      check();
    },
  };
}
