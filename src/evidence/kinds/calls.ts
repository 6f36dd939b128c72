import { z } from 'zod';
import { badPattern } from '../answer.ts';
import { askBodies, everyFound, notFound, type Said } from '../bodies.ts';
import { callPattern, callsOf } from '../code/calls.ts';
import { matchesIn } from '../code/match.ts';
import { namesIn } from '../code/pattern.ts';
import { CodePattern, FilePath, FunctionNames, kind, said, Under } from '../kind.ts';
import { named } from '../words.ts';

/** A function calls another, perhaps with arguments of a form. */
export const calls = kind({
  name: 'calls',
  fields: {
    path: FilePath,
    function: FunctionNames,
    call: CodePattern.describe('What is called: a name, or a call with its arguments.'),
    every: z.boolean().optional().describe('True where every call of that function must be of the form.'),
    under: Under,
  },
  patterns: ['call'],
  sequences: ['call'],
  asks: ({ path, function: name, call, every }) =>
    said(['', every ? ' calls only ' : ' calls ', ' in '], named(name), call, path),
  async run(question, tree) {
    const asked = await callPattern(question.call);
    if (!asked) return badPattern(question.call);
    const { pattern, name } = asked;
    return askBodies(question, tree, (way): Said => {
      const found = matchesIn(way.body, pattern).map(({ code }) => code);
      const others =
        question.every && name ? callsOf(way.body, name).filter((each) => !found.includes(each)) : [];
      if (others.length > 0)
        return { is: 'no', lines: others.map(({ line }) => line), why: `it calls ${name}() otherwise` };
      const names = name ? [name] : namesIn(pattern);
      const lines = found.map(({ line }) => line);
      if (lines.length === 0) return notFound(way, names, `it does not call ${question.call}`);
      return question.every ? everyFound(way, names, lines) : { is: 'yes', lines };
    });
  },
});
