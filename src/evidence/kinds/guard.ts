import { type Code, JUMPS } from '../../sources/excerpt.ts';
import { badPattern } from '../answer.ts';
import { askBodies, foundIn, notFound, type Said } from '../bodies.ts';
import { type Condition, conditionOf, type Given, leadsTo } from '../code/condition.ts';
import { givenBefore } from '../code/given.ts';
import { type Bindings, firstOf, match, NOTHING, piecesIn } from '../code/match.ts';
import { namesIn, patternOf, pieceOf } from '../code/pattern.ts';
import { CodePattern, FilePath, FunctionNames, kind, said, Under } from '../kind.ts';
import { named } from '../words.ts';

/** In a function, a condition leads straight to a jump, or to something else that is named. */
export const guard = kind({
  name: 'guard',
  fields: {
    path: FilePath,
    function: FunctionNames,
    condition: CodePattern.describe('The condition; one that is negated, or asks for more, is another.'),
    'leads-to': CodePattern.describe(
      'What it leads to: return, return -EFAULT, goto out, continue, break, or a statement.',
    ),
    under: Under,
  },
  patterns: ['condition', 'leads-to'],
  sequences: ['leads-to'],
  asks: ({ path, function: name, condition, 'leads-to': to }) =>
    said(['in ', ' of ', ', ', ' leads straight to '], named(name), path, condition, to),
  async run(question, tree) {
    const [asked, to] = await Promise.all([pieceOf(question.condition), patternOf(question['leads-to'])]);
    if (!asked) return badPattern(question.condition);
    if (!to) return badPattern(question['leads-to']);
    return askBodies(question, tree, (way): Said => {
      const lines: number[] = [];
      const turned: number[] = [];
      for (const { code, path } of piecesIn(way.body)) {
        const [written, then, otherwise] = code.parts;
        if (code.type !== 'if' || !written || !then) continue;
        const given = givenBefore(path, written);
        const isSo = (own: Condition, found: Condition, branch: Code | undefined): boolean =>
          branch !== undefined && firstOf(throughTo(own, found, given, branch, to.statements)) !== null;
        const [yes, no] = [conditionOf(written), conditionOf(written, false)];
        const own = conditionOf(asked);
        const opposite = conditionOf(asked, false);
        if (isSo(own, yes, then) || isSo(own, no, otherwise)) lines.push(code.line);
        else if (isSo(opposite, yes, then) || isSo(opposite, no, otherwise)) turned.push(code.line);
      }
      if (lines.length > 0) return foundIn(way, lines);
      return turned.length > 0
        ? {
            is: 'no',
            lines: turned,
            why: `${question['leads-to']} is reached where ${question.condition} is not so`,
          }
        : notFound(
            way,
            namesIn({ statements: [asked] }),
            `${question.condition} does not lead to ${question['leads-to']}`,
          );
    });
  },
});

function* throughTo(
  asked: Condition,
  found: Condition,
  given: Given,
  branch: Code,
  to: readonly Code[],
): Generator<Bindings> {
  for (const bindings of leadsTo(asked, found, given, NOTHING)) yield* straightTo(branch, to, bindings);
}

/** The statements in their order among those of the branch; a jump is its last, and before it nothing jumps away. */
function* straightTo(branch: Code, to: readonly Code[], bindings: Bindings): Generator<Bindings> {
  const statements = branch.type === 'block' ? branch.parts : [branch];
  const last = to.at(-1);
  if (!last) return;
  if (statements.slice(0, -1).some(jumps)) return;
  const from = JUMPS.has(last.type) ? statements.length - 1 : 0;
  yield* inTurn(to, statements, from, bindings);
}

function* inTurn(
  to: readonly Code[],
  statements: readonly Code[],
  lastFrom: number,
  bindings: Bindings,
): Generator<Bindings> {
  const [first, ...rest] = to;
  if (!first) {
    yield bindings;
    return;
  }
  for (const [index, statement] of statements.entries()) {
    if (rest.length === 0 && index < lastFrom) continue;
    for (const own of match(first, statement, bindings))
      yield* inTurn(rest, statements.slice(index + 1), lastFrom - index - 1, own);
  }
}

const jumps = ({ type, parts }: Code): boolean => JUMPS.has(type) || parts.some(jumps);
