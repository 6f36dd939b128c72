/** A piece of a text that another takes the place of; a piece without a length is a place where something is put in. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** A text with pieces changed, which are in their order and stand apart. */
export function replaced(text: string, changes: readonly Change[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, by } of changes) {
    parts.push(text.slice(at, start), by);
    at = end;
  }
  return parts.join('') + text.slice(at);
}
