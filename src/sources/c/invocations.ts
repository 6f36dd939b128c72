import type { Definition } from '../definition.ts';
import { type Scanned, type Token, tokensOf } from './scan.ts';

/** A macro called at the top of a file, which the preprocessor makes a definition of: `static DEFINE_MUTEX(big_lock);`. */
export interface Invocation {
  readonly name: string;
  readonly nameAt: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Macros in capital letters that define what they name first, or second after its type. Nobody can list them: every
 * subsystem has some. Those that are known to name what is defined elsewhere are left out.
 */
export function invocationsAtTop({ code }: Scanned): Invocation[] {
  const found: Invocation[] = [];
  const tokens = [...tokensOf(code, { start: 0, end: code.length })];
  let depth = 0;
  let head = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    const word = token.kind === 'word' ? code.slice(token.start, token.end) : '';
    if (depth === 0 && MACRO.test(word)) {
      const call = callAt(code, tokens, index);
      if (call) {
        const before = tokens.slice(head, index).map((each) => code.slice(each.start, each.end));
        const name = argumentsNamed(word, call.args);
        if (
          name &&
          endsThere(code, tokens, call.last) &&
          !before.includes('extern') &&
          before.every((each) => each !== '=' && each !== ',')
        )
          found.push({
            name: code.slice(name.start, name.end),
            nameAt: name.start,
            start: tokens[head]?.start ?? token.start,
            end: tokens[call.last]?.end ?? token.end,
          });
        index = call.last;
        if (code[tokens[index]?.start ?? 0] !== ')') head = index + 1;
        // Without a semicolon, the next word starts something new.
        else if (startsAnew(code, tokens, index)) head = index + 1;
        continue;
      }
    }
    const mark = token.kind === 'mark' ? code[token.start] : '';
    if (mark === '{' || mark === '(') depth += 1;
    if (mark === '}' || mark === ')') depth = Math.max(0, depth - 1);
    if (depth === 0 && (mark === ';' || mark === '}')) head = index + 1;
  }
  return found;
}

const MACRO = /^[A-Z][A-Z0-9_]{2,}$/;

/** They say something about what is defined elsewhere, or only announce it. */
const NO_DEFINITION =
  /^(?:EXPORT_|MODULE_|ALLOW_|NOKPROBE_|BUILD_BUG|STATIC_ASSERT|DECLARE_(?:PER_CPU|STATIC_KEY|STATIC_CALL|TRACEPOINT)|SYSCALL_|COMPAT_SYSCALL_|KUNIT_|LSM_HOOK|BTF_ID|INIT_|ASM_)|_SYMBOL(?:_GPL)?$|_INITCALL$/;

/** They name a type, or a template, before what they define. */
const NAMES_SECOND = /PER_CPU(?!_RWSEM)|^DEFINE_EVENT|^TRACE_EVENT_(?:MAP|FLAGS)/;

/** The argument that is the name: a word alone. */
function argumentsNamed(macro: string, args: readonly (readonly Token[])[]): Token | null {
  if (NO_DEFINITION.test(macro)) return null;
  const argument = args[NAMES_SECOND.test(macro) ? 1 : 0] ?? [];
  const [name, ...rest] = argument;
  return name?.kind === 'word' && rest.length === 0 ? name : null;
}

interface Call {
  readonly args: readonly (readonly Token[])[];
  /** Index of its `)`. */
  readonly last: number;
}

function callAt(code: string, tokens: readonly Token[], index: number): Call | null {
  if (code[tokens[index + 1]?.start ?? 0] !== '(' || tokens[index + 1]?.kind !== 'mark') return null;
  const args: Token[][] = [[]];
  let depth = 0;
  for (let at = index + 1; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const mark = token.kind === 'mark' ? (code[token.start] ?? '') : '';
    if ('([{'.includes(mark) && mark !== '') depth += 1;
    if (')]}'.includes(mark) && mark !== '') depth -= 1;
    if (depth === 0) return { args, last: at };
    if (depth === 1 && mark === ',') args.push([]);
    else if (at > index + 1) args.at(-1)?.push(token);
  }
  return null;
}

/** The macro is not the type, or an annotation, of what follows on its line. */
function endsThere(code: string, tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  if (next === undefined || startsAnew(code, tokens, index)) return true;
  const word = code.slice(next.start, next.end);
  return next.kind === 'word' ? word.startsWith('__') : word !== '(' && word !== '*';
}

/** What comes next is on another line and is no initialiser. */
function startsAnew(code: string, tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  const end = tokens[index]?.end ?? 0;
  return next?.kind === 'word' && code.slice(end, next.start).includes('\n');
}

/** Lines of {@link Definition}s that are not known under their name yet: a macro and a function may share one. */
export const notYetKnown = (
  invocations: readonly Invocation[],
  known: readonly Pick<Definition, 'name' | 'alias'>[],
): Invocation[] => {
  const names = new Set(known.flatMap(({ name, alias }) => (alias === null ? [name] : [name, alias])));
  return invocations.filter(({ name }) => !names.has(name));
};
