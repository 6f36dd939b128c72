import type { Code } from '../../sources/excerpt.ts';
import { piecesIn } from './match.ts';
import { DOTS, nameOf, type Pattern, patternOf } from './pattern.ts';

/** A pattern, where a bare name stands for any call of it. */
export async function callPattern(
  written: string,
): Promise<{ readonly pattern: Pattern; readonly name: string | null } | null> {
  const pattern = await patternOf(written);
  if (!pattern) return null;
  const name = nameOf(pattern);
  if (name !== null) return { pattern: (await patternOf(`${name}(${DOTS})`)) ?? pattern, name };
  const [only] = pattern.statements;
  const callee = only?.type === 'call' ? only.parts[0] : undefined;
  return {
    pattern,
    name: callee?.type === 'identifier' && !callee.text.startsWith('$') ? callee.text : null,
  };
}

/** The calls of a function in a body. */
export const callsOf = (body: Code, name: string): Code[] =>
  [...piecesIn(body)].flatMap(({ code }) =>
    code.type === 'call' && code.parts[0]?.type === 'identifier' && code.parts[0].text === name ? [code] : [],
  );
