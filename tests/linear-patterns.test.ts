import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyse } from 'scslre';
import ts from 'typescript';

/** The rooms that read what strangers wrote. */
const ROOMS = 'src/{base,mail,quoting,sources,evidence,citations}/**/*.ts';

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

function patternsIn(file: string): Pattern[] {
  const parsed = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { line } = parsed.getLineAndCharacterOfPosition(node.getStart(parsed));
      const end = node.text.lastIndexOf('/');
      found.push({
        place: `${file}:${line + 1}`,
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

const slowIn = ({ source, flags }: Pattern): string[] =>
  analyse(
    { source, flags },
    // "Move" is a search that fails anew at every start: it counts too.
    { reportTypes: { Move: true, Self: true, Trade: true } },
  ).reports.map(({ type, character }) => `${type} on ${JSON.stringify(character.pick)}`);

test('no pattern that reads mail, code or pages can be made to take more than linear time', () => {
  const patterns = globSync(ROOMS).flatMap(patternsIn);
  assert.ok(patterns.length > 100);
  assert.deepEqual(
    patterns.flatMap((pattern) =>
      slowIn(pattern).map((why) => `${pattern.place} /${pattern.source}/: ${why}`),
    ),
    [],
  );
});

test('the checker tells a pattern that is not linear', () => {
  assert.notDeepEqual(slowIn({ place: '', source: '(?:a+)+$', flags: '' }), []);
});
