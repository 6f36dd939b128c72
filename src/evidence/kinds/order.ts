import { z } from 'zod';
import type { Code } from '../../sources/excerpt.ts';
import { badPattern } from '../answer.ts';
import { askBodies, foundIn, notFound, type Said } from '../bodies.ts';
import { callPattern } from '../code/calls.ts';
import { type Match, matchesIn } from '../code/match.ts';
import { followingIn, precededIn } from '../code/paths.ts';
import { namesIn } from '../code/pattern.ts';
import { CodePattern, FilePath, FunctionNames, kind, said, Under } from '../kind.ts';
import { named } from '../words.ts';

/** In a function, one thing runs before every other of a form. */
export const order = kind({
  name: 'order',
  fields: {
    path: FilePath,
    function: FunctionNames,
    first: CodePattern.describe('What comes first: a piece of C, or the name of a function that is called.'),
    before: CodePattern.describe('What may only come after it.'),
    'never-after': z
      .boolean()
      .optional()
      .describe('True where the first may not come again after the other; then some ways may lack it.'),
    under: Under,
  },
  patterns: ['first', 'before'],
  sequences: ['first', 'before'],
  asks: ({ path, function: name, first, before, 'never-after': neverAfter }) =>
    said(
      ['in ', ' of ', ', ', neverAfter ? ' comes before and never after ' : ' always comes before '],
      named(name),
      path,
      first,
      before,
    ),
  async run(question, tree) {
    const [a, b] = await Promise.all([callPattern(question.first), callPattern(question.before)]);
    if (!a) return badPattern(question.first);
    if (!b) return badPattern(question.before);
    return askBodies(question, tree, (way): Said => {
      const earlier = matchesIn(way.body, a.pattern);
      const later = matchesIn(way.body, b.pattern);
      if (earlier.length === 0) return notFound(way, namesIn(a.pattern), `${question.first} is not in it`);
      if (later.length === 0) return notFound(way, namesIn(b.pattern), `${question.before} is not in it`);
      if (question['never-after']) {
        const late = following(way.body, earlier, later);
        if (late.length > 0)
          return {
            is: 'no',
            lines: late.map(({ code }) => code.line),
            why: `${question.first} comes after ${question.before}`,
          };
        return following(way.body, later, earlier).length > 0
          ? foundIn(
              way,
              later.map(({ code }) => code.line),
            )
          : {
              is: 'no',
              lines: later.map(({ code }) => code.line),
              why: `${question.first} does not come before it`,
            };
      }
      const early = later.filter(({ code, bindings }) => {
        const bound = matchesIn(way.body, a.pattern, bindings);
        return !precededIn(way.body, new Set(bound.map((each) => each.code)))(code);
      });
      return early.length === 0
        ? foundIn(
            way,
            later.map(({ code }) => code.line),
          )
        : {
            is: 'no',
            lines: early.map(({ code }) => code.line),
            why: `${question.first} does not always come before it`,
          };
    });
  },
});

/** Those of some pieces of code that may run after one of others. */
function following(body: Code, some: readonly Match[], others: readonly Match[]): Match[] {
  const follow = others.map(({ code }) => followingIn(body, code));
  return some.filter(({ code }) => follow.some((follows) => follows(code)));
}
