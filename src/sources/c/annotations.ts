import { type Span, type Token, tokensOf } from './scan.ts';

/**
 * Macros of include/linux/compiler*.h, init.h, sparse's context annotations and their like: they stand between
 * a type and a name, or after a parameter list, where C's grammar has no place for an identifier.
 */
const ANNOTATIONS: ReadonlySet<string> = new Set(
  [
    '__init __exit __initdata __initconst __ref __refdata __meminit __memexit __cpuinit __net_init __net_exit',
    '__always_inline noinline noinline_for_stack __noreturn __must_check __maybe_unused __always_unused __used',
    '__user __iomem __kernel __force __percpu __rcu __bitwise __weak __cold __hot __pure __sched __latent_entropy',
    '__read_mostly __ro_after_init __cacheline_aligned_in_smp ____cacheline_aligned __deprecated __visible',
    'asmlinkage __acquires __releases __must_hold __acquire_shared __printf __malloc __alloc_size __counted_by',
    '__private __packed __aligned __no_sanitize_address __no_kcsan notrace nokprobe_inline __attribute_const__',
    '__nonstring __randomize_layout __guarded_by __cond_acquires __free __kprobes __visible_for_testing',
    'noinstr __init_memblock __cpuidle __softirq_entry __irq_entry __bpf_kfunc __realloc_size __diagnose_as',
  ].flatMap((line) => line.split(' ')),
);

/** These take arguments, which go with them. */
const WITH_ARGUMENTS: ReadonlySet<string> = new Set(
  [
    '__acquires __releases __must_hold __acquire_shared __printf __alloc_size __realloc_size __counted_by',
    '__aligned __guarded_by __cond_acquires __free __diagnose_as',
  ].flatMap((line) => line.split(' ')),
);

/** Where annotation macros stand, with their arguments. */
export function annotationsIn(code: string, within: Span): Span[] {
  const found: Span[] = [];
  const tokens = [...tokensOf(code, within)];
  tokens.forEach((token, index) => {
    const name = wordOf(code, token);
    if (!ANNOTATIONS.has(name)) return;
    const close = WITH_ARGUMENTS.has(name) ? closing(code, tokens, index + 1) : null;
    found.push({ start: token.start, end: close === null ? token.end : (tokens[close]?.end ?? token.end) });
  });
  return found;
}

/**
 * Words that look like annotations which the table lacks: outside of braces, starting with two underscores, and
 * with another word after them. A type such as __u32 is among them, so this is a last resort; a function without
 * its type still has its name and its lines.
 */
export function likelyAnnotationsIn(code: string, within: Span): Span[] {
  const tokens = [...tokensOf(code, within)];
  let depth = 0;
  return tokens.filter((token, index) => {
    const mark = token.kind === 'mark' ? code[token.start] : '';
    if (mark === '{') depth += 1;
    if (mark === '}') depth -= 1;
    return depth === 0 && wordOf(code, token).startsWith('__') && tokens[index + 1]?.kind === 'word';
  });
}

/**
 * Macros called at the top level without a semicolon, such as INTERVAL_TREE_DEFINE(…): the grammar takes one for
 * the type of what comes next.
 */
export function invocationsIn(code: string, within: Span): Span[] {
  const found: Span[] = [];
  const tokens = [...tokensOf(code, within)];
  let depth = 0;
  let startsItem = true;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    const name = wordOf(code, token);
    const close = depth === 0 && startsItem && name !== '' ? closing(code, tokens, index + 1) : null;
    const last = close === null ? undefined : tokens[close];
    const next = close === null ? undefined : tokens[close + 1];
    if (close !== null && last && next?.kind === 'word' && isByItself(code, name, last.end, next.start)) {
      found.push({ start: token.start, end: last.end });
      index = close;
      continue;
    }
    const mark = token.kind === 'mark' ? code[token.start] : '';
    if (mark === '{' || mark === '(') depth += 1;
    if (mark === '}' || mark === ')') depth -= 1;
    startsItem = depth === 0 && (mark === ';' || mark === '}');
  }
  return found;
}

/** Annotations with arguments stand right before what they annotate, and in small letters. */
function isByItself(code: string, name: string, end: number, next: number): boolean {
  const between = code.slice(end, next);
  return (
    (name !== name.toLowerCase() && between.includes('\n')) ||
    between
      .split('\n')
      .slice(1, -1)
      .some((line) => line.trim() === '')
  );
}

const wordOf = (code: string, { kind, start, end }: Token): string =>
  kind === 'word' ? code.slice(start, end) : '';

/** Index of the `)` for the `(` at an index; null where there is none. */
function closing(code: string, tokens: readonly Token[], open: number): number | null {
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    const mark = code[tokens[index]?.start ?? 0];
    if (tokens[index]?.kind !== 'mark') {
      if (index === open) return null;
      continue;
    }
    if (mark === '(') depth += 1;
    else if (index === open) return null;
    if (mark === ')') {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return null;
}
