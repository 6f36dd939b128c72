import type { Node } from 'web-tree-sitter';

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
    'DEFINE_DEBUGFS_ATTRIBUTE',
  ].flatMap((line) => line.split(' ')),
);

/** These take arguments, which go with them. */
const WITH_ARGUMENTS: ReadonlySet<string> = new Set(
  '__acquires __releases __must_hold __acquire_shared __printf __alloc_size __counted_by __aligned __guarded_by __cond_acquires __free'.split(
    ' ',
  ),
);

/**
 * Overwrites annotation macros with spaces, so that offsets and lines stay as they are.
 *
 * @param root of a first parse of `text`; its leaves say what is an identifier and what is comment or string.
 */
export function blankAnnotations(root: Node, text: string): string {
  const pieces: string[] = [];
  let kept = 0;
  for (const node of leaves(root)) {
    if (!ANNOTATIONS.has(node.text) || node.startIndex < kept) continue;
    const end = WITH_ARGUMENTS.has(node.text) ? endOfArguments(text, node.endIndex) : node.endIndex;
    pieces.push(text.slice(kept, node.startIndex), text.slice(node.startIndex, end).replace(/[^\n]/g, ' '));
    kept = end;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(kept);
}

function* leaves(root: Node): Generator<Node> {
  const cursor = root.walk();
  for (;;) {
    if (cursor.gotoFirstChild()) continue;
    if (cursor.nodeType.endsWith('identifier') || cursor.nodeType === 'ERROR') yield cursor.currentNode;
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return;
  }
}

function endOfArguments(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ') at += 1;
  if (text[at] !== '(') return start;
  const close = text.indexOf(')', at);
  return close === -1 ? start : close + 1;
}
