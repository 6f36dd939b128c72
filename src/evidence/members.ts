import { type Definition, type Member, membersIn } from '../sources/excerpt.ts';

/** The lists of a name in a file: one for each definition that has members. */
export interface Lists {
  readonly lists: readonly { readonly line: number; readonly members: readonly Member[] }[];
}

/**
 * The members of an enum, or of the initialiser of a variable.
 *
 * @returns null where there is no such list; a line where a list was not understood.
 */
export function membersOf(
  text: string,
  symbol: string,
  isEnum: boolean,
  definitions: readonly Definition[],
): Lists | { readonly unread: number } | null {
  const own = definitions.filter(
    ({ name, kind }) => name === symbol && kind === (isEnum ? 'enum' : 'variable'),
  );
  const lists: { line: number; members: readonly Member[] }[] = [];
  for (const definition of own) {
    const members = membersIn(text, definition);
    // A variable may be announced without a value before it is given one.
    if (members === null && !own.some((each) => membersIn(text, each) !== null))
      return { unread: definition.line };
    if (members !== null) lists.push({ line: definition.line, members });
  }
  return lists.length === 0 ? null : { lists };
}
