import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { digestOf, Machine } from '../../../src/experiments/experiment.ts';
import { EMPTY_LOCK, lockAsJson } from '../../../src/sources/lock.ts';

const PROGRAM = 'void experiment(void) {}\n';
const VERSIONS = ['v1', 'v2'] as const;

/** A name in capitals is an option that the kernel lacks. */
const answered = (value: string): Record<string, string> =>
  value.startsWith('CONFIG_') ? { 'not applicable': value } : { 'the book': value };

const EVIDENCE =
  'evidence:\n  - { id: busy, claim: It is refused., kind: function-contains, path: shelf.c, function: lend, needle: return -EBUSY, expect: { v1: yes, v2: yes } }\n';

/**
 * A site with a rule that both trees keep, and an experiment that bears on it.
 *
 * @param rule what else the front matter of the rule says.
 * @param notes of the experiment.
 */
async function siteWith(
  seen: Readonly<Record<(typeof VERSIONS)[number], string>>,
  { rule = EVIDENCE, notes = '' } = {},
) {
  const expect = VERSIONS.map((tree) => `  ${tree}: ${JSON.stringify(answered(seen[tree]))}\n`).join('');
  const experiments = Object.fromEntries(
    VERSIONS.map((tree) => [
      `lending ${tree}`,
      {
        sha256: digestOf({ program: PROGRAM, machine: Machine.parse({}) }, ''),
        release: `${tree}-built`,
        observations: answered(seen[tree]),
        date: '2026-11-29',
      },
    ]),
  );
  const host = memoryHost({
    'content/trees.yaml': VERSIONS.map(
      (tree) =>
        `${tree}:\n  version: "${tree.slice(1)}.0"\n  path: trees/${tree}\n  browse: https://x.example/{tag}/{path}#L{line}\n`,
    ).join(''),
    ...Object.fromEntries(
      VERSIONS.map((tree) => [`trees/${tree}/shelf.c`, 'int lend(void)\n{\n\treturn -EBUSY;\n}\n']),
    ),
    'content/rules/lend-once.mdx': `---\ntitle: Lend once\nstatement: A lent book is not lent again.\n${rule}---\n\nWords.\n`,
    'content/experiments/lending/index.mdx': `---\ntitle: Lending\nquestion: Is a lent book lent again?\nshows:\n  - { rule: lend-once, observation: the book, is: refused }\n${notes}expect:\n${expect}---\n\nWords.\n`,
    'content/experiments/lending/lend.c': PROGRAM,
    'content/postil.lock.json': lockAsJson({ ...EMPTY_LOCK, experiments }),
  });
  const { site, diagnostics } = await verifySite({ contentFolder: 'content', host, cacheFolder: 'cache' });
  return { rule: site.rules[0], experiment: site.experiments[0], diagnostics };
}

const told = (diagnostics: Awaited<ReturnType<typeof siteWith>>['diagnostics']) =>
  diagnostics.flatMap(({ code, message }) => (code.startsWith('experiment-') ? [`${code}: ${message}`] : []));
const verdicts = (rule: Awaited<ReturnType<typeof siteWith>>['rule']) =>
  VERSIONS.map((tree) => rule?.verdicts[tree]?.verdict);

test('a rule is seen happening where a kernel does as it says', async () => {
  const { rule, diagnostics } = await siteWith({ v1: 'refused', v2: 'refused' });
  assert.deepEqual(told(diagnostics), []);
  assert.deepEqual(verdicts(rule), ['holds', 'holds']);
  assert.deepEqual(
    rule?.seen.map(({ tree, value, happens, experiment }) => [tree, value, happens, experiment.page]),
    [
      ['v1', 'refused', true, 'experiments/lending'],
      ['v2', 'refused', true, 'experiments/lending'],
    ],
  );
});

test('a rule whose source says yes and whose kernel does otherwise is broken there, and somebody is told', async () => {
  const { rule, diagnostics } = await siteWith({ v1: 'refused', v2: 'lent' });
  assert.deepEqual(verdicts(rule), ['holds', 'broken']);
  assert.deepEqual(told(diagnostics), [
    'experiment-contradicts: "Lend once" speaks of v2, and there "the book" is "lent".',
  ]);
});

test('of a version that the rule does not speak of, a kernel may do as it likes', async () => {
  const { rule, diagnostics } = await siteWith(
    { v1: 'lent', v2: 'refused' },
    { rule: `from: "2.0"\n${EVIDENCE}` },
  );
  assert.deepEqual(verdicts(rule), ['not applicable', 'holds']);
  assert.deepEqual(told(diagnostics), []);
});

test('a practice has no verdict that could be broken, and a kernel that does otherwise is told all the same', async () => {
  const { rule, diagnostics } = await siteWith({ v1: 'refused', v2: 'lent' }, { rule: 'kind: practice\n' });
  assert.deepEqual(verdicts(rule), [undefined, undefined]);
  assert.deepEqual(told(diagnostics), [
    'experiment-contradicts: "Lend once" speaks of v2, and there "the book" is "lent".',
  ]);
});

test('a kernel that lacks an option has answered nothing, which breaks no rule', async () => {
  const { rule, experiment, diagnostics } = await siteWith({ v1: 'CONFIG_SHELF', v2: 'refused' });
  assert.deepEqual(told(diagnostics), []);
  assert.equal(experiment?.runs.v1?.notApplicable, 'CONFIG_SHELF');
  assert.deepEqual(experiment?.observations, ['the book']);
  assert.deepEqual(
    rule?.seen.map(({ tree }) => tree),
    ['v2'],
  );
  assert.deepEqual(verdicts(rule), ['holds', 'holds']);
});

test('a note stands at the one line of the program that has its words', async () => {
  const both = { v1: 'refused', v2: 'refused' };
  const { experiment, diagnostics } = await siteWith(both, {
    notes: 'notes: [{ at: void exp, says: It begins. }]\n',
  });
  assert.deepEqual(told(diagnostics), []);
  assert.deepEqual(experiment?.notes, [{ line: 1, says: 'It begins.' }]);
  const stray = await siteWith(both, { notes: 'notes: [{ at: int main, says: It begins. }]\n' });
  assert.deepEqual(told(stray.diagnostics), [
    'experiment-note: "int main" stands on no line of content/experiments/lending/lend.c.',
  ]);
});
