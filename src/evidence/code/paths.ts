import { type Code, JUMPS } from '../../sources/excerpt.ts';
import { piecesIn } from './match.ts';

/**
 * Whether one of some pieces of code has run on every way through a body that leads to another. Jumps are followed; loops
 * are taken to run.
 *
 * @param sought of which one has to run.
 */
export function precededIn(body: Code, sought: ReadonlySet<Code>): (later: Code) => boolean {
  const both = (a: boolean, b: boolean) => a && b;
  let before: Jumps = new Map();
  let walked = walk(body, sought, both, before);
  // What jumps back may come from a way on which none has run.
  while ([...walked.jumps].some(([label, state]) => before.get(label) !== state)) {
    before = walked.jumps;
    walked = walk(body, sought, both, before);
  }
  return (later) => walked.at.get(later) === true;
}

/** Whether a piece of code may run after another on one way through a body. Jumps back are not followed. */
export function followingIn(body: Code, earlier: Code): (later: Code) => boolean {
  const { at } = walk(body, new Set([earlier]), (a, b) => a || b, new Map());
  return (later) => at.get(later) === true;
}

/** Whether one of what is sought has run; null where no way leads. */
type State = boolean | null;

/** Label -> what is so where it is jumped to. */
type Jumps = ReadonlyMap<string, State>;

interface Walked {
  /** What is so when a piece runs: what it is handed is worked out before. */
  readonly at: ReadonlyMap<Code, State>;
  readonly jumps: Jumps;
}

/** A loop or a switch that is gone through. */
interface Open {
  readonly isLoop: boolean;
  /** Of a switch, what is so at each of its cases. */
  readonly entry: State;
  breaks: State;
  continues: State;
}

/**
 * Goes through a body in the order of its source. How deep it goes is bounded by how deep code is read.
 *
 * @param known what is so at jumps, of those that jump back too.
 */
function walk(
  body: Code,
  sought: ReadonlySet<Code>,
  both: (a: boolean, b: boolean) => boolean,
  known: Jumps,
): Walked {
  const labels = labelsIn(body);
  const targets = targetsIn(body, labels);
  const at = new Map<Code, State>();
  const jumps = new Map<string, State>();
  const open: Open[] = [];
  const joined = (a: State, b: State): State => (a === null ? b : b === null ? a : both(a, b));

  const jump = (label: string, state: State): void => {
    // Where a jump leads that is worked out, nobody knows.
    for (const each of labels.has(label) ? [label] : labels)
      jumps.set(each, joined(jumps.get(each) ?? null, state));
  };

  const run = (code: Code, before: State): State => {
    at.set(code, before);
    const after = through(
      code,
      before !== null && sought.has(code) && BRANCHING.has(code.type) ? true : before,
    );
    return after !== null && sought.has(code) ? true : after;
  };
  const maybe = (code: Code | undefined, before: State): State => (code ? run(code, before) : before);
  const inTurn = (parts: readonly Code[], before: State): State =>
    parts.reduce((state, part) => run(part, state), before);

  const loop = (
    zero: State,
    isEndless: boolean,
    once: () => State,
    rest: (state: State) => State = (state) => state,
  ): State => {
    const own: Open = { isLoop: true, entry: null, breaks: null, continues: null };
    open.push(own);
    const end = rest(joined(once(), own.continues));
    open.pop();
    return joined(isEndless ? null : (end ?? zero), own.breaks);
  };

  const through = (code: Code, before: State): State => {
    const { type, text, parts } = code;
    const [first, second, third, fourth] = parts;
    switch (type) {
      case 'if':
      case 'conditional_expression': {
        const decided = maybe(first, before);
        at.set(code, decided);
        return joined(maybe(second, decided), maybe(third, decided));
      }
      case 'switch': {
        const decided = maybe(first, before);
        at.set(code, decided);
        const own: Open = { isLoop: false, entry: decided, breaks: null, continues: null };
        open.push(own);
        const end = joined(maybe(second, null), own.breaks);
        open.pop();
        return second && hasDefault(second) ? end : joined(end, decided);
      }
      case 'case':
        return inTurn(parts, joined(before, open.findLast(({ isLoop }) => !isLoop)?.entry ?? false));
      case 'label': {
        // What nothing jumps to is reached in a way that nobody knows.
        const jumped = targets.has(text) ? (known.get(text) ?? jumps.get(text) ?? null) : false;
        return inTurn(parts, joined(before, jumped));
      }
      case 'while':
      case 'loop': {
        const decided = maybe(first, before);
        at.set(code, decided);
        return loop(decided, type === 'while' && isTrue(first), () => maybe(second, decided));
      }
      case 'do':
        return loop(
          null,
          isTrue(second),
          () => maybe(first, before),
          (state) => maybe(second, state),
        );
      case 'for': {
        const decided = maybe(second, maybe(first, before));
        const isEndless = second?.type === 'empty' || isTrue(second);
        return loop(
          decided,
          isEndless,
          () => maybe(fourth, decided),
          (state) => maybe(third, state),
        );
      }
      case 'goto':
        jump(text, before);
        return null;
      case 'break':
      case 'continue': {
        const own = open.findLast(({ isLoop }) => isLoop || type === 'break');
        if (own && type === 'break') own.breaks = joined(own.breaks, before);
        if (own && type === 'continue') own.continues = joined(own.continues, before);
        return null;
      }
      case 'sizeof_expression':
        return before;
      case 'chain': {
        const after = partsOf(code, before).reduce(joined, null);
        at.set(code, after);
        return after;
      }
      case 'block':
        return inTurn(parts, before);
      default: {
        const after = inTurn(parts, before);
        at.set(code, after);
        for (const label of labelsHanded(code, labels)) jump(label, after);
        return JUMPS.has(type) ? null : after;
      }
    }
  };

  /** What is so behind each part of a chain; what stands behind the first of `a && b` may not run. */
  const partsOf = ({ text, parts }: Code, before: State): State[] => {
    const states: State[] = [];
    for (const part of parts) states.push(run(part, states.at(-1) ?? before));
    return text === '&&' || text === '||' ? states : states.slice(-1);
  };

  run(body, false);
  return { at, jumps };
}

/** What is so inside of them counts for jumps out of them. */
const BRANCHING: ReadonlySet<string> = new Set(['if', 'switch', 'while', 'loop', 'do', 'for', 'block']);

const labelsIn = (body: Code): ReadonlySet<string> =>
  new Set([...piecesIn(body)].flatMap(({ code }) => (code.type === 'label' ? [code.text] : [])));

/** Labels that something jumps to. */
const targetsIn = (body: Code, labels: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(
    [...piecesIn(body)].flatMap(({ code }) =>
      code.type === 'goto' ? (labels.has(code.text) ? [code.text] : [...labels]) : labelsHanded(code, labels),
    ),
  );

/** Macros are handed labels to jump to, and so is asm. */
const labelsHanded = ({ type, parts }: Code, labels: ReadonlySet<string>): string[] =>
  type === 'call' || type.startsWith('gnu_asm')
    ? parts.flatMap((part) => (part.type === 'identifier' && labels.has(part.text) ? [part.text] : []))
    : [];

const isTrue = (code: Code | undefined): boolean =>
  code !== undefined && (code.text === 'true' || /^0*[1-9]\d*$/.test(code.text)) && code.parts.length === 0;

/** Whether a switch has a default; one inside of it has its own. */
const hasDefault = ({ type, text, parts }: Code): boolean =>
  (type === 'case' && text === 'default') || parts.some((part) => part.type !== 'switch' && hasDefault(part));
