import { type Code, SEQUENCES } from '../../sources/excerpt.ts';
import type { Given } from './condition.ts';
import { piecesIn, type Step } from './match.ts';

/**
 * What a local was given last, in the statements before in the same block and in those around it: the `f()` of
 * `r = f(); if (r)`. Where it may have been given something else since, nobody knows.
 *
 * @param path to the `if`.
 * @param condition of the `if`, which may give it something else itself.
 */
export const givenBefore =
  (path: readonly Step[], condition: Code): Given =>
  (name) => {
    if (assignedIn(condition, name).length > 0) return null;
    for (const { code, part } of path.toReversed()) {
      // Whoever jumps to a label brings another value.
      if (code.type === 'label') return null;
      if (!SEQUENCES.has(code.type)) {
        const [head] = code.parts;
        if (code.type !== 'if' || !head || assignedIn(head, name).length > 0) return null;
        continue;
      }
      for (const statement of code.parts.slice(0, part).toReversed()) {
        if (holdsLabel(statement)) return null;
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

const holdsLabel = (code: Code): boolean =>
  [...piecesIn(code)].some(({ code: { type } }) => type === 'label');

/** What may give a name another value. */
const assignedIn = (statement: Code, name: string): Code[] =>
  [...piecesIn(statement)].flatMap(({ code }) => {
    const [target] = code.parts;
    const isTarget = target?.type === 'identifier' && target.text === name;
    const gives =
      code.type === 'assign' || code.type === 'update' || (code.type === 'unary' && code.text === '&');
    return isTarget && gives ? [code] : [];
  });
