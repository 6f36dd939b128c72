import { badPattern } from '../answer.ts';
import { askBodies, notFound } from '../bodies.ts';
import { matchesIn } from '../code/match.ts';
import { namesIn, patternOf } from '../code/pattern.ts';
import { CodePattern, FilePath, FunctionNames, kind, said, Under } from '../kind.ts';
import { named } from '../words.ts';

/** A function has a piece of code. */
export const has = kind({
  name: 'has',
  fields: { path: FilePath, function: FunctionNames, code: CodePattern, under: Under },
  patterns: ['code'],
  sequences: ['code'],
  asks: ({ path, function: name, code }) => said(['', ' stands in ', ' of '], code, named(name), path),
  async run(question, tree) {
    const pattern = await patternOf(question.code);
    if (!pattern) return badPattern(question.code);
    return askBodies(question, tree, (way) => {
      const lines = matchesIn(way.body, pattern).map(({ code }) => code.line);
      return lines.length > 0
        ? { is: 'yes', lines }
        : notFound(way, namesIn(pattern), `${question.code} is not in it`);
    });
  },
});
