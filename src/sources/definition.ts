export type SymbolKind =
  | 'function'
  | 'method'
  | 'struct'
  | 'union'
  | 'enum'
  | 'enumerator'
  | 'class'
  | 'interface'
  | 'trait'
  | 'module'
  | 'macro'
  | 'typedef'
  | 'constant'
  | 'variable'
  | 'export';

/** A definition in a file of code. */
export interface Definition {
  readonly name: string;
  /**
   * The name with what it belongs to, as the language writes it: `Shelf::lend`, `Shelf.lend`. Absent where the name is
   * all there is.
   */
  readonly path?: string;
  /** Another name that will do where nothing else has it: `read` for SYSCALL_DEFINE3(read, …), which is `sys_read`. */
  readonly alias: string | null;
  readonly kind: SymbolKind;
  /** 1-based; whole lines, from the first line of the declaration to its closing brace. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** The line on which the name stands; a type may stand on a line before it. */
  readonly line: number;
  /**
   * What tells it from others of its name. In C the innermost `#if` line around it, as written after the `#`; null
   * outside of any, and for include guards.
   */
  readonly condition: string | null;
  /** Lines of the comment right above it. */
  readonly comment: { readonly firstLine: number; readonly lastLine: number } | null;
  /** The line at which the grammar lost its way: then nobody knows where the definition ends, and it is not shown. */
  readonly brokenAt?: number;
}

/** Whether it has a body that runs. */
export const isFunction = ({ kind }: Pick<Definition, 'kind'>): boolean =>
  kind === 'function' || kind === 'method';

/** Whether what stands on a line is understood: it is inside of a function, or it is the name in a definition of it. */
export const isUnderstood = (name: string, line: number, definitions: readonly Definition[]): boolean =>
  definitions.some(
    (each) =>
      each.brokenAt === undefined &&
      ((isFunction(each) && each.line < line && line <= each.lastLine) ||
        (each.name === name && each.line === line && each.kind !== 'export')),
  );
