import { z } from 'zod';
import { badPattern } from '../answer.ts';
import { askBodies, everyFound, notFound, type Said } from '../bodies.ts';
import { firstOf, match, NOTHING, piecesIn } from '../code/match.ts';
import { namesIn, pieceOf } from '../code/pattern.ts';
import { CodePattern, FilePath, FunctionNames, kind, said, Under } from '../kind.ts';
import { named } from '../words.ts';

/** A function gives something a value. */
export const assigns = kind({
  name: 'assigns',
  fields: {
    path: FilePath,
    function: FunctionNames,
    target: CodePattern.describe('What is given a value.'),
    value: CodePattern.describe('The value.'),
    operator: z
      .literal(['=', '|=', '&=', '+=', '-=', '^=', '<<=', '>>=', '*=', '/=', '%='])
      .optional()
      .describe('The sign that gives the value; = where it is left out.'),
    every: z.boolean().optional().describe('True where it may be given no other value.'),
    under: Under,
  },
  patterns: ['target', 'value'],
  asks: ({ path, function: name, target, value, operator = '=' }) =>
    said(['', ' has ', ' in '], named(name), `${target} ${operator} ${value}`, path),
  async run(question, tree) {
    const { operator = '=', every } = question;
    const [to, from] = await Promise.all([pieceOf(question.target), pieceOf(question.value)]);
    if (!to) return badPattern(question.target);
    if (!from) return badPattern(question.value);
    return askBodies(question, tree, (way): Said => {
      const all = [...piecesIn(way.body)].flatMap(({ code }) => {
        const [left, right] = code.parts;
        if (code.type !== 'assign' || code.text !== operator || !left || !right) return [];
        const own = firstOf(match(to, left, NOTHING));
        return own ? [{ line: code.line, isSo: firstOf(match(from, right, own)) !== null }] : [];
      });
      const right = all.filter(({ isSo }) => isSo);
      const wrong = all.filter(({ isSo }) => !isSo);
      const names = namesIn({ statements: [to] });
      if (right.length > 0 && !(every && wrong.length > 0)) {
        const lines = right.map(({ line }) => line);
        return every ? everyFound(way, names, lines) : { is: 'yes', lines };
      }
      if (wrong.length > 0)
        return {
          is: 'no',
          lines: wrong.map(({ line }) => line),
          why: `${question.target} is given something else`,
        };
      return notFound(way, names, `${question.target} is given no value`);
    });
  },
});
