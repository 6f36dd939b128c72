import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { reportOnTrees, type TreeReports } from '../../../src/citations/rules/tree-report.ts';
import { namerOf, restingIn } from '../../../src/citations/who-names.ts';
import { driftsAsText, treeAsJson, treeAsText } from '../../../src/cli/tree-text.ts';
import { FILES, folder, gitRepository, host, writeTree } from '../sources/fixture-tree.ts';

const TREE = 'browse: https://source.example/{tag}/{path}#L{line}';
const PAGE = `---
title: A page
---

<Excerpt tree="v9.9.3" path="mm/basket.c" symbol="pick" from="int left" to="return">
  <CodeNote at="int left">One less.</CodeNote>
  <CodeNote at="return left">So many.</CodeNote>
</Excerpt>
`;
const RULE = `---
title: Pick one at a time
statement: Leave the others.
evidence:
  - id: one-less
    claim: One is taken.
    kind: function-contains
    path: mm/basket.c
    function: pick
    needle: apples - 1
    expect: { v9.9.3: 3 }
  - id: no-pears
    claim: Nothing speaks of pears.
    kind: text-absent
    path: mm/
    needle: pears
    expect: { v9.9.3: yes }
---
`;

/** The same function three lines further down, in other words. */
const LATER = `#define APPLES 2

int pack(void);
int pick(int apples)
{
	int left = apples - 2;

	return left * 2;
}
`;

interface Given {
  readonly report: (places: Readonly<Record<string, string>>, named?: string | null) => Promise<TreeReports>;
  readonly content: string;
  readonly cacheFolder: string;
  readonly old: string;
  /** A new folder with a tree of these files over the usual ones. */
  readonly tree: (files: Readonly<Record<string, string>>) => string;
}

function given(context: TestContext): Given {
  const content = folder(context);
  const cacheFolder = folder(context);
  const files = {
    'trees.yaml': `v9.9.3:\n  version: 9.9.3\n  tag: v9.9.3\n  ${TREE}\n`,
    'explainers/page.mdx': PAGE,
    'rules/pick.mdx': RULE,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(content, path)), { recursive: true });
    writeFileSync(join(content, path), text);
  }
  const tree = (more: Readonly<Record<string, string>>): string => {
    const root = folder(context);
    writeTree(root, { ...FILES, ...more });
    return root;
  };
  const old = tree({});
  return {
    content,
    cacheFolder,
    old,
    tree,
    report: (places, named) =>
      reportOnTrees({
        contentFolder: content,
        host,
        cacheFolder,
        places,
        ...(named === undefined ? {} : { named }),
      }),
  };
}

const MINE = { Makefile: 'VERSION = 10\nPATCHLEVEL = 1\nSUBLEVEL = 0\nEXTRAVERSION = -acme\n' };

test("rules run on a tree of the reader's own, at whatever version it is", async (context) => {
  const { report, tree } = given(context);
  const { reports, diagnostics } = await report({ mine: tree(MINE) });
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    reports.map(({ name, version, rules }) => [name, version, rules.map(({ verdict }) => verdict)]),
    [['mine', '10.1-acme', ['holds']]],
  );
});

test('a report can be pasted into a ticket: verdict, rule, file and line', async (context) => {
  const { report, tree } = given(context);
  const good = tree(MINE);
  const bad = tree({ ...MINE, 'mm/basket.c': LATER, 'mm/pear.h': 'int pears;\n' });
  const { reports } = await report({ good, bad });
  assert.deepEqual(reports.map(treeAsText), [
    `good: 10.1-acme, ${good}
1 rules: 1 holds, 0 broken, 0 unknown, 0 not applicable

holds           pick  mm/basket.c:3 mm/`,
    `bad: 10.1-acme, ${bad}
1 rules: 0 hold, 1 broken, 0 unknown, 0 not applicable

broken          pick  Pick one at a time
                mm/basket.c pick(): "apples - 1" is not there
                mm/pear.h:1: "pears" is there`,
  ]);
});

test('the same as JSON has every check with its answer', async (context) => {
  const { report, old } = given(context);
  const { reports } = await report({ mine: old });
  const [tree] = reports.map((each) => treeAsJson(each));
  assert.deepEqual(
    tree?.rules[0]?.checks.map(({ id, state, at }) => [id, state, at]),
    [
      ['one-less', 'yes', [{ path: 'mm/basket.c', line: 3 }]],
      ['no-pears', 'yes', []],
    ],
  );
});

test('a git repository is read at the reference named, and nothing is checked out', async (context) => {
  const { report } = given(context);
  const { reports } = await report({ mine: `${gitRepository(folder(context))}#v9.9.3` });
  assert.deepEqual(
    reports.map(({ version, rules }) => [version, rules[0]?.verdict]),
    [['9.9.3', 'holds']],
  );
});

test('a place without a source tree is a diagnostic', async (context) => {
  const { report } = given(context);
  for (const place of [folder(context), '/nonexistent', '/nonexistent#v1']) {
    const { reports, diagnostics } = await report({ mine: place });
    assert.deepEqual([reports, diagnostics.map(({ code }) => code)], [[], ['tree-unreadable']]);
  }
});

test('an excerpt is followed into another tree: new lines, the difference, and where its notes went', async (context) => {
  const { report, old, tree } = given(context);
  const mine = tree({ ...MINE, 'mm/basket.c': LATER });
  const { reports } = await report({ 'v9.9.3': old, mine });
  assert.match(
    reports.map((each) => driftsAsText(each, [])).join(),
    new RegExp(
      [
        '1 excerpts of other trees in mine: 0 same, 0 moved, 1 changed, 0 gone, 0 unknown',
        '',
        '\\S+/page.mdx:5:1',
        '  pick: the text differs \\(v9.9.3 mm/basket.c:3-5 -> mine mm/basket.c:6-8\\)',
        '    - {5}3 \\tint left = apples - 1;',
        '    \\+ {5}6 \\tint left = apples - 2;',
        ' {10}7 ',
        '    - {5}5 \\treturn left;',
        '    \\+ {5}8 \\treturn left \\* 2;',
        '    note at "int left": line 3 -> line 6',
        '    note at "return left": line 5 -> line 8',
      ].join('\n'),
    ),
  );
});

test('a report of drift names the rules, pages and terms that rest on what changed, and which of these are stale', async (context) => {
  const { report, old, tree, content, cacheFolder } = given(context);
  writeFileSync(
    join(content, 'explainers/other.mdx'),
    '---\ntitle: Another\n---\n\nAsk `pick()`, and nobody else.\n\n<Excerpt tree="v9.9.3" path="mm/basket.c" symbol="pick" />\n',
  );
  const mine = tree({ ...MINE, 'mm/basket.c': LATER });
  const [found] = (await report({ 'v9.9.3': old, mine })).reports;
  assert.ok(found);
  const resting = restingIn(found, await namerOf({ content, host, cacheFolder }));
  const ofPage = resting.find(({ drift }) => drift.place.file.endsWith('/page.mdx'));
  assert.deepEqual(
    ofPage?.namings.map(({ what, rule, stale, place }) => [
      place.file.slice(content.length + 1),
      what,
      rule,
      stale,
    ]),
    [
      ['explainers/other.mdx', 'name', null, null],
      ['explainers/other.mdx', 'excerpt', null, 'it reads otherwise in mine'],
      ['rules/pick.mdx', 'check', 'pick', 'broken in mine'],
    ],
  );
  assert.match(
    driftsAsText(found, resting),
    /3 places more rest on it, 2 of them to be looked at:\n {4}\S+other\.mdx:5:6 name: Ask pick\(\)/,
  );
  const [drift] = treeAsJson(found, resting).excerpts;
  assert.equal(drift?.resting?.length, 3);
  // What reads as before has nobody to tell.
  const [same] = (await report({ 'v9.9.3': old, mine: tree(MINE) })).reports;
  assert.ok(same);
  assert.deepEqual(restingIn(same, await namerOf({ content, host, cacheFolder })), []);
});

/** What became of the symbol, the new file, and what is said. */
const MOVES: readonly (readonly [string, string, string, readonly number[] | null, string | null])[] = [
  ['the same text further down', `\n\n${FILES['mm/basket.c']}`, 'moved', [5, 7], null],
  [
    'words that cut it are gone',
    FILES['mm/basket.c'].replaceAll('int left', 'long left'),
    'changed',
    [3, 5],
    'the words that cut it are not there',
  ],
  [
    'a new name',
    FILES['mm/basket.c'].replace('pick', 'pack'),
    'gone',
    null,
    'mm/basket.c does not define pick; the closest name is pack',
  ],
];

for (const [what, text, state, lines, reason] of MOVES) {
  test(`an excerpt is followed: ${what}`, async (context) => {
    const { report, old, tree } = given(context);
    const mine = tree({ ...MINE, 'mm/basket.c': text });
    const [drift] = (await report({ 'v9.9.3': old, mine })).reports[0]?.drift ?? [];
    assert.deepEqual(
      [drift?.state, drift?.after && [drift.after.firstLine, drift.after.lastLine], drift?.reason],
      [state, lines, reason],
    );
  });
}
