import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPages } from '../../src/citations/page/pages.ts';
import { readRules } from '../../src/citations/rules/rules.ts';
import { asExpectation, checksOf, isAsExpected, runCheck, wantedBy } from '../../src/evidence/run.ts';
import { cacheFolder, HERE_ONLY, openSources } from '../../src/sources/excerpt.ts';
import { overridesFor, readTrees } from '../../src/sources/trees-file.ts';
import { host } from '../../tests/rooms/sources/fixture-tree.ts';

const { trees } = await readTrees('content/trees.yaml', host);
const { verified: pages } = await readPages('content', host);
const written = readRules(pages, Object.keys(trees));
const rules = written.verified.map(({ rule }) => rule);
const sources = await openSources(wantedBy(rules, Object.keys(trees)), {
  trees,
  host,
  cacheFolder: cacheFolder(host),
  overrides: overridesFor(trees, host.env),
  // Tests use no network.
  providers: HERE_ONLY,
});

test('every rule of this site has evidence, and every check says what it answers in every tree', () => {
  assert.deepEqual(written.diagnostics, []);
  for (const rule of rules)
    for (const check of checksOf(rule))
      assert.deepEqual(Object.keys(check.expect), Object.keys(trees), `${rule.slug}/${check.id}`);
});

for (const [name, { version }] of Object.entries(trees)) {
  test(`every check of this site answers in ${name} as its author has seen it, to the line`, async (context) => {
    const differences: string[] = [];
    for (const rule of rules) {
      for (const check of checksOf(rule)) {
        const answer = await runCheck(check, name, sources);
        if (answer.state === 'unknown') {
          context.skip(`${name} is not on this machine: "npx postil sources" fetches it`);
          return;
        }
        const expected = check.expect[name] ?? 'yes';
        if (!isAsExpected(expected, answer, check.kind, answer.version === version))
          differences.push(
            `${rule.slug}/${check.id}: ${asExpectation(answer, check.kind)}, not ${String(expected)}`,
          );
      }
    }
    assert.deepEqual(differences, []);
  });
}
