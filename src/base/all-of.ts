/** Waits for all that a record names, each under its name. What fails first fails all, as with `Promise.all`. */
export async function allOf<T extends Readonly<Record<string, Promise<unknown>>>>(
  work: T,
): Promise<{ readonly [Name in keyof T]: Awaited<T[Name]> }> {
  const done = await Promise.all(Object.entries(work).map(async ([name, each]) => [name, await each]));
  return Object.fromEntries(done);
}
