/** Functions as a reader sees them: `lend()`, `lend(), keep()`. */
export const named = (names: string | readonly string[]): string =>
  [names]
    .flat()
    .map((name) => `${name}()`)
    .join(', ');
