import { blanked, type Directive, inOrder, type Span } from './scan.ts';

/** A stretch between two preprocessor lines that is compiled under a condition. */
interface Half extends Span {
  /** What stands after `#if`, `#ifdef` and so on; null for `#else`. */
  readonly condition: Condition | null;
}

/** The halves of one `#if`. */
interface Choice extends Span {
  readonly halves: readonly Half[];
  readonly hasElse: boolean;
}

interface Condition {
  readonly words: string;
  readonly isNegated: boolean;
  /** Whether it asks for a name that is defined, with whatever value. */
  readonly isDefined: boolean;
}

/** What is set and what is not, as an author writes it: `CONFIG_MMU`, `!CONFIG_MMU`. */
export type Settings = readonly string[];

/** How many ways to compile one function are looked at. */
const MOST_WAYS = 64;

/** Texts of the same length, in each of which what is not compiled is blank. */
export interface Ways {
  readonly texts: readonly string[];
  /** False where there are more: then each half stands in one of them at least, and no more is known. */
  readonly areAll: boolean;
}

/**
 * The ways in which a stretch of code can be compiled. The halves of one `#if` are never in one of them together, and
 * what one `#if` asks, another answers in the same way.
 *
 * @returns null where there are more halves than anybody looks at.
 */
export function waysToCompile(
  code: string,
  span: Span,
  directives: readonly Directive[],
  settings: Settings,
): Ways | null {
  const choices = choicesIn(
    directives.filter(({ start, end }) => start >= span.start && end <= span.end),
  ).toSorted((a, b) => a.start - b.start);
  // What is defined in between may answer otherwise the second time.
  const isFixed = !directives.some(({ text }) => /^(?:define|undef)\b/.test(text));
  const every = allWays(choices, settings, isFixed);
  const left = every ?? waysOfHalves(choices, settings);
  if (left === null) return null;
  const texts = left.map((halves) => blanked(code, inOrder(halves)).slice(span.start, span.end));
  return { texts: [...new Set(texts)], areAll: every !== null };
}

/** What each way leaves out; null where there are too many. */
function allWays(
  choices: readonly Choice[],
  settings: Settings,
  isFixed: boolean,
): (readonly Half[])[] | null {
  let ways: readonly Way[] = [{ left: [], said: new Map() }];
  for (const choice of choices) {
    ways = ways.flatMap((way) =>
      way.left.some((half) => isIn(choice, half)) ? [way] : takenFrom(choice, way, settings, isFixed),
    );
    if (ways.length > MOST_WAYS) return null;
  }
  return ways.map(({ left }) => left);
}

/** For each half what is left out where it is taken, and the first that may be of every other `#if`. */
function waysOfHalves(choices: readonly Choice[], settings: Settings): (readonly Half[])[] | null {
  const options = choices.map((choice) => optionsOf(choice, settings));
  const halves = options.flat().filter((half) => half !== null);
  if (halves.length > MOST_WAYS) return null;
  return halves.map((half) =>
    choices.flatMap((choice, index) => {
      const taken = choice.halves.find((each) => each === half || isIn(half, each)) ?? options[index]?.[0];
      return choice.halves.filter((each) => each !== taken);
    }),
  );
}

const isIn = ({ start }: Span, half: Half): boolean => half.start <= start && start < half.end;

/** One way to compile a stretch, as far as it is known. */
interface Way {
  readonly left: readonly Half[];
  /** Condition, in one way of writing -> what it came to. */
  readonly said: ReadonlyMap<string, boolean>;
}

/** What becomes of a way with each of the halves of an `#if` that it may take. */
function takenFrom(choice: Choice, { left, said }: Way, settings: Settings, isFixed: boolean): Way[] {
  const conditions = choice.halves.flatMap(({ condition }) => (condition ? [askedBy(condition)] : []));
  return optionsOf(choice, settings).flatMap((taken) => {
    const others = choice.halves.filter((half) => half !== taken);
    const answers = conditions.slice(0, taken === null ? undefined : choice.halves.indexOf(taken) + 1);
    const own = answers.map(
      ({ asked, isNegated }, index) => [asked, (choice.halves[index] === taken) !== isNegated] as const,
    );
    if (isFixed && own.some(([asked, value]) => said.get(asked) === !value)) return [];
    return [{ left: [...left, ...others], said: new Map([...said, ...own]) }];
  });
}

/** A condition in one way of writing, and whether it is the opposite of that: `#ifndef A` and `#if !defined(A)` ask one. */
function askedBy({ words, isNegated, isDefined }: Condition): { asked: string; isNegated: boolean } {
  const plain = (isDefined ? `defined(${words})` : words).replace(/\s+/g, '');
  const [, not = '', asked = plain] = /^(!*)((?:defined)?\(?\w+\)?|\w+\(\w+\))$/.exec(plain) ?? [];
  const name = asked.replace(/^defined\(?(\w+)\)?$/, 'defined $1');
  return { asked: name, isNegated: isNegated !== (not.length % 2 === 1) };
}

/** Whether something at an offset may be compiled at all where these are set. */
export const mayBeCompiled = (
  offset: number,
  directives: readonly Directive[],
  settings: Settings,
): boolean =>
  choicesIn(directives)
    .filter(({ start, end }) => start <= offset && offset < end)
    .every((choice) => {
      const own = choice.halves.find(({ start, end }) => start <= offset && offset < end);
      return own === undefined || optionsOf(choice, settings).includes(own);
    });

/** The halves that may be taken; null for none of them. */
function optionsOf({ halves, hasElse }: Choice, settings: Settings): (Half | null)[] {
  const options: (Half | null)[] = [];
  for (const half of halves) {
    const value = half.condition === null ? true : knownValue(half.condition, settings);
    if (value !== false) options.push(half);
    if (value === true) return options;
  }
  return hasElse ? options : [...options, null];
}

function choicesIn(directives: readonly Directive[]): Choice[] {
  const open: { start: number; from: number; condition: Condition | null; halves: Half[] }[] = [];
  const choices: Choice[] = [];
  for (const directive of directives) {
    const [keyword = ''] = directive.text.split(/[ (!]/, 1);
    const inner = open.at(-1);
    if (OPENING.has(keyword)) {
      const condition = conditionOf(directive, keyword);
      open.push({ start: directive.start, from: directive.end, condition, halves: [] });
    } else if (inner && (ALTERNATIVE.has(keyword) || keyword === 'endif')) {
      inner.halves.push({ start: inner.from, end: directive.start, condition: inner.condition });
      inner.from = directive.end;
      if (keyword === 'endif') {
        open.pop();
        const { start, halves, condition } = inner;
        choices.push({ start, end: directive.end, halves, hasElse: condition === null });
      } else inner.condition = keyword === 'else' ? null : conditionOf(directive, keyword);
    }
  }
  return choices;
}

const OPENING: ReadonlySet<string> = new Set(['if', 'ifdef', 'ifndef']);
const ALTERNATIVE: ReadonlySet<string> = new Set(['else', 'elif', 'elifdef', 'elifndef']);

const conditionOf = ({ text }: Directive, keyword: string): Condition => ({
  words: text.slice(keyword.length).trim(),
  isNegated: keyword.endsWith('ndef'),
  isDefined: keyword.endsWith('def'),
});

/** What a condition comes to, as far as it is known; null where it is not. */
function knownValue({ words, isNegated }: Condition, settings: Settings): boolean | null {
  const tokens = words.match(/\w+|&&|\|\||[!()]|\S/g) ?? [];
  const value = alternatives({ tokens, at: 0, depth: 0 }, settings);
  return isNegated ? negated(value) : value;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
  depth: number;
}

const MOST_DEPTH = 50;

function alternatives(reader: Reader, settings: Settings): boolean | null {
  let value = conjunction(reader, settings);
  while (reader.tokens[reader.at] === '||') {
    reader.at += 1;
    const other = conjunction(reader, settings);
    value = value === true || other === true ? true : value === false && other === false ? false : null;
  }
  return value;
}

function conjunction(reader: Reader, settings: Settings): boolean | null {
  let value = atom(reader, settings);
  while (reader.tokens[reader.at] === '&&') {
    reader.at += 1;
    const other = atom(reader, settings);
    value = value === false || other === false ? false : value === true && other === true ? true : null;
  }
  return value;
}

/** Comparisons and macros that take arguments are not known; names are, as far as an author has set them. */
function atom(reader: Reader, settings: Settings): boolean | null {
  const { tokens } = reader;
  let isNegated = false;
  while (tokens[reader.at] === '!') {
    reader.at += 1;
    isNegated = !isNegated;
  }
  let value: boolean | null = null;
  const first = tokens[reader.at];
  if (first === '(' && reader.depth < MOST_DEPTH) {
    reader.at += 1;
    reader.depth += 1;
    value = alternatives(reader, settings);
    reader.depth -= 1;
    if (tokens[reader.at] === ')') reader.at += 1;
  } else if (first !== undefined) {
    reader.at += 1;
    value = /^\d+$/.test(first) ? Number(first) !== 0 : settingOf(first, settings);
    if (tokens[reader.at] === '(' || ASKING.has(first)) {
      const asked = tokens.slice(reader.at).find((each) => each !== '(');
      value = ASKING.has(first) && asked !== undefined ? settingOf(asked, settings) : null;
      skipArguments(reader);
    }
  }
  // A comparison goes on behind what was read.
  while (reader.at < tokens.length && !ENDING.has(tokens[reader.at] ?? '')) {
    value = null;
    reader.at += 1;
  }
  return isNegated ? negated(value) : value;
}

const ASKING: ReadonlySet<string> = new Set(['defined', 'IS_ENABLED', 'IS_BUILTIN', 'IS_REACHABLE']);
const ENDING: ReadonlySet<string> = new Set(['&&', '||', ')']);

function skipArguments(reader: Reader): void {
  if (reader.tokens[reader.at] !== '(') {
    reader.at += 1;
    return;
  }
  let depth = 0;
  for (; reader.at < reader.tokens.length; reader.at += 1) {
    if (reader.tokens[reader.at] === '(') depth += 1;
    if (reader.tokens[reader.at] === ')') depth -= 1;
    if (depth === 0) break;
  }
  reader.at += 1;
}

const settingOf = (name: string, settings: Settings): boolean | null =>
  settings.includes(name) ? true : settings.includes(`!${name}`) ? false : null;

const negated = (value: boolean | null): boolean | null => (value === null ? null : !value);
