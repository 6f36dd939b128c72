import { z } from 'zod';
import { badPattern } from '../answer.ts';
import { askBodies, everyFound, notFound, type Said } from '../bodies.ts';
import { callsOf } from '../code/calls.ts';
import { firstOf, match, NOTHING } from '../code/match.ts';
import { pieceOf } from '../code/pattern.ts';
import { CodePattern, FilePath, FunctionNames, kind, SymbolName, said, Under } from '../kind.ts';
import { named } from '../words.ts';

/** In every call of another function, one argument is of a form. */
export const argument = kind({
  name: 'argument',
  fields: {
    path: FilePath,
    function: FunctionNames,
    call: SymbolName.describe('The function that is called.'),
    argument: z.int().positive().describe('Which argument, counted from 1.'),
    is: CodePattern.describe('What it has to be: ... | FLAG for a flag among others.'),
    under: Under,
  },
  patterns: ['is'],
  asks: ({ path, function: name, call, argument: at, is }) =>
    said(['', ` hands `, ` to `, ` as argument ${at}, in `], named(name), is, `${call}()`, path),
  async run(question, tree) {
    const form = await pieceOf(question.is);
    if (!form) return badPattern(question.is);
    return askBodies(question, tree, (way): Said => {
      const found = callsOf(way.body, question.call);
      if (found.length === 0) return notFound(way, [question.call], `it does not call ${question.call}()`);
      const others = found.filter(({ parts }) => {
        const given = parts[question.argument];
        return given === undefined || firstOf(match(form, given, NOTHING)) === null;
      });
      return others.length === 0
        ? everyFound(
            way,
            [question.call],
            found.map(({ line }) => line),
          )
        : {
            is: 'no',
            lines: others.map(({ line }) => line),
            why: `argument ${question.argument} is something else`,
          };
    });
  },
});
