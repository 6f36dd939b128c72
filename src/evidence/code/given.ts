import { type Code, SEQUENCES } from '../../sources/excerpt.ts';
import type { Given } from './condition.ts';
import { piecesIn, type Step } from './match.ts';

/**
 * What a local was given last, in the statements before in the same block and in those around it: the `f()` of
 * `r = f(); if (r)`. Where it may have been given something else since, nobody knows.
 */
export const givenBefore =
  (path: readonly Step[]): Given =>
  (name) => {
    for (const { code, part } of path.toReversed()) {
      if (!SEQUENCES.has(code.type)) {
        if (code.type !== 'if') return null;
        continue;
      }
      for (const statement of code.parts.slice(0, part).toReversed()) {
        const assigned = assignedIn(statement, name);
        if (assigned.length === 0) continue;
        const [only, ...others] = assigned;
        const isPlain =
          only === statement || (statement.type === 'declaration' && statement.parts.includes(only as Code));
        return isPlain && others.length === 0 && only?.text === '=' ? (only.parts[1] ?? null) : null;
      }
    }
    return null;
  };

/** What may give a name another value. */
const assignedIn = (statement: Code, name: string): Code[] =>
  [...piecesIn(statement)].flatMap(({ code }) => {
    const [target] = code.parts;
    const isTarget = target?.type === 'identifier' && target.text === name;
    const gives =
      code.type === 'assign' || code.type === 'update' || (code.type === 'unary' && code.text === '&');
    return isTarget && gives ? [code] : [];
  });
