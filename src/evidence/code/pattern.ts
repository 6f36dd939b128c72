import { type Code, statementsIn } from '../../sources/excerpt.ts';

/**
 * A small piece of C to look for. `$X` stands for anything, the same thing wherever it is written again, `$_` for anything
 * at all, and `...` for any number of arguments, statements, or parts of a chain such as `a | b`.
 */
export interface Pattern {
  /** One expression or statement, or several statements in a row. */
  readonly statements: readonly Code[];
}

/** What `...` is called where code is expected. */
export const DOTS = '$___';

const known = new Map<string, Promise<Pattern | null>>();

/** @returns null for what is no C. */
export function patternOf(written: string): Promise<Pattern | null> {
  const pattern = known.get(written) ?? parsed(written);
  known.set(written, pattern);
  return pattern;
}

/** A pattern that is one expression or statement; null for what is none, or more than one. */
export async function pieceOf(written: string): Promise<Code | null> {
  const [only, ...others] = (await patternOf(written))?.statements ?? [];
  return others.length === 0 ? (only ?? null) : null;
}

async function parsed(written: string): Promise<Pattern | null> {
  const statements = await statementsIn(withoutDots(written));
  return statements && statements.length > 0 ? { statements } : null;
}

/** `...` as a name; as a statement of its own where nothing joins it to what stands beside it. */
function withoutDots(written: string): string {
  const parts = written.split('...');
  return parts.reduce((before, after) => {
    const [left, right] = [before.trimEnd().at(-1) ?? ';', after.trimStart().at(0) ?? ';'];
    const isStatement = ';{}'.includes(left) && !'|&+*^;,)'.includes(right);
    return `${before}${DOTS}${isStatement ? ';' : ''}${after}`;
  });
}

/** The name that a pattern is, where it is no more than that. */
export function nameOf({ statements }: Pattern): string | null {
  const [first, ...others] = statements;
  return first?.type === 'identifier' && others.length === 0 && !isVariable(first) ? first.text : null;
}

/** Whether a part of a pattern stands for anything. */
export const isVariable = ({ type, text }: Code): boolean => type === 'identifier' && text.startsWith('$');

export const isDots = ({ type, text }: Code): boolean => type === 'identifier' && text === DOTS;

/** Names that code has to hold if it is to match. */
export const namesIn = ({ statements }: Pattern): string[] => [...new Set(statements.flatMap(namesOf))];

function namesOf(code: Code): string[] {
  const own = code.type === 'identifier' && !code.text.startsWith('$') ? [code.text] : [];
  return [...own, ...code.parts.flatMap(namesOf)];
}
