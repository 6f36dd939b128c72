import type { Code } from '../../sources/excerpt.ts';
import type { Match } from './match.ts';

/**
 * Whether one of some pieces of code runs before another on every way to it, going by the order of the source: what stands
 * in a branch beside it does not count, what stands in both branches before it does. Loops are taken to run, and jumps
 * backwards are not followed.
 */
export function isPreceded(later: Match, earlier: ReadonlySet<Code>): boolean {
  // What is handed to a call is worked out before it.
  if (later.code.parts.some((part) => alwaysRuns(part, earlier))) return true;
  return later.path.some(({ code, part }) =>
    partsBefore(code, part).some((before) => alwaysRuns(before, earlier)),
  );
}

/** Whether some piece may still run after another, on one way through the source. */
export function mayFollow(later: Match, earlier: Match): boolean {
  const depth = later.path.findIndex(({ code, part }, index) => {
    const other = earlier.path[index];
    return other === undefined || other.code !== code || other.part !== part;
  });
  const [at, before] = [later.path[depth], earlier.path[depth]];
  if (!at || !before || at.code !== before.code) return false;
  if (!partsBefore(at.code, at.part).includes(before.code.parts[before.part] as Code)) return false;
  return earlier.path.slice(depth + 1).every(({ code, part }) => !leaves(code, part));
}

/** Whether, behind one of its parts, a block never comes to its end. */
const leaves = (code: Code, after: number): boolean =>
  SEQUENCES.has(code.type) && code.parts.slice(after + 1).some((part) => JUMPS.has(part.type));

const SEQUENCES: ReadonlySet<string> = new Set(['block', 'case', 'label']);
const JUMPS: ReadonlySet<string> = new Set(['return', 'goto', 'break', 'continue']);

/** The parts of a piece that have run, or been decided, when one of its parts runs. */
function partsBefore(code: Code, part: number): readonly Code[] {
  const { type, parts } = code;
  const before = parts.slice(0, part);
  if (type === 'if' || type === 'conditional_expression') return parts.slice(0, Math.min(part, 1));
  if (type === 'for') {
    const [start, condition, , body] = parts;
    const inOrder =
      part === 0 ? [] : part === 1 ? [start] : part === 3 ? [start, condition] : [start, condition, body];
    return inOrder.flatMap((each) => (each ? [each] : []));
  }
  // One case of a switch is no way to the next.
  if (parts[part]?.type === 'case') return before.filter(({ type: each }) => each !== 'case');
  return before;
}

/** Whether running a piece runs one of those that are looked for, or ends before what comes after it. */
function alwaysRuns(code: Code, sought: ReadonlySet<Code>): boolean {
  if (sought.has(code)) return true;
  const { type, text, parts } = code;
  const [first, second, third] = parts;
  const runs = (part: Code | undefined): boolean => part !== undefined && runsOrLeaves(part, sought);
  if (type === 'if' || type === 'conditional_expression') {
    if (first && alwaysRuns(first, sought)) return true;
    const both = [second, third];
    return both.every(runs) && both.some((part) => part && holds(part, sought));
  }
  if (type === 'chain' && (text === '&&' || text === '||'))
    return first !== undefined && alwaysRuns(first, sought);
  if (type === 'switch')
    return (
      first !== undefined &&
      (alwaysRuns(first, sought) || (second !== undefined && everyCase(second, sought)))
    );
  return parts.some((part) => alwaysRuns(part, sought));
}

const runsOrLeaves = (code: Code, sought: ReadonlySet<Code>): boolean =>
  alwaysRuns(code, sought) ||
  JUMPS.has(code.type) ||
  (SEQUENCES.has(code.type) && code.parts.some((part) => JUMPS.has(part.type)));

const holds = (code: Code, sought: ReadonlySet<Code>): boolean =>
  sought.has(code) || code.parts.some((part) => holds(part, sought));

/** A switch runs it where every case does and there is a default; a case without a jump goes on into the next. */
function everyCase({ parts }: Code, sought: ReadonlySet<Code>): boolean {
  const cases = parts.filter(({ type }) => type === 'case');
  if (!cases.some(({ text }) => text === 'default')) return false;
  const holding = cases.map((each) => each.parts.some((part) => alwaysRuns(part, sought)));
  return cases.every((each, index) => {
    if (holding[index]) return true;
    const isLeft = each.parts.some(({ type }) => type === 'return' || type === 'goto' || type === 'continue');
    const goesOn = !each.parts.some(({ type }) => JUMPS.has(type));
    return isLeft || (goesOn && cases.slice(index + 1).some((_, at) => holding[index + 1 + at]));
  });
}
