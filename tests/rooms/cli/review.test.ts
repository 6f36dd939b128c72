import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Host, readText } from '../../../src/base/host.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { codesTold, postil, type Ran } from './command.ts';

const BASKET = `/* Leaves one. */
int pick(int apples)
{
	int left = apples - 1;

	wash(left);
	return left;
}
`;

const RULE = `---
title: Pick one at a time
statement: Leave the others.
evidence:
  - id: washes
    claim: What is left is washed.
    kind: calls
    path: mm/basket.c
    function: pick
    call: wash
    expect: { v9.9.3: yes }
rests-on:
  - { path: mm/basket.c, function: pick }
---
`;

const MAKEFILE = 'VERSION = 9\nPATCHLEVEL = 9\nSUBLEVEL = 3\n';

interface World {
  readonly run: (args: string) => Promise<Ran>;
  readonly text: (path: string) => Promise<string>;
}

/** A site with one rule, its tree, and a tree of the reader's own with other code in it. */
function world(mine: string, rule = RULE, theirs = BASKET, reviews = ''): World {
  const host = memoryHost(
    {
      'content/trees.yaml':
        'v9.9.3:\n  version: 9.9.3\n  tag: v9.9.3\n  browse: https://source.example/{tag}/{path}#L{line}\n',
      'content/rules/pick.mdx': rule,
      'tree/Makefile': MAKEFILE,
      'tree/mm/basket.c': theirs,
      'mine/Makefile': MAKEFILE,
      'mine/mm/basket.c': mine,
      ...(reviews === '' ? {} : { 'reviews.yaml': reviews }),
    },
    { POSTIL_TREE_V9_9_3: 'tree' },
  );
  return {
    run: (args) => postil(args, { host, current: '' }),
    text: async (path) => (await readText(path, host)) ?? '',
  };
}

/** The verdict of the only rule in the reader's tree, with its reason. */
async function verdict({ run }: World): Promise<string> {
  const { out, code } = await run('check --content content --tree mine=mine --json');
  const { verdict: word, reason } = JSON.parse(out).trees[0].rules[0];
  return `${word}${reason === null ? '' : `: ${reason}`}, ${code}`;
}

/** As the site's authors have it: locked, and looked at. */
async function reviewed(mine: string, rule = RULE, reviews = ''): Promise<World> {
  const site = world(mine, rule, BASKET, reviews);
  await site.run('sources --content content --update');
  assert.equal((await site.run('review pick --content content --as holds --by Ada')).code, 0);
  return site;
}

test('a site is told of code that nobody has looked at, until somebody has', async () => {
  const site = world(BASKET);
  assert.equal((await site.run('sources --content content --update')).code, 0);
  assert.deepEqual(codesTold(await site.run('check --content content')), ['place-unreviewed']);
  const { out } = await site.run('review pick --content content --as holds --by Ada');
  assert.match(out, /kept as seen by Ada/);
  assert.deepEqual(codesTold(await site.run('check --content content')), []);
  assert.match(
    await site.text('content/postil.lock.json'),
    /"pick mm\/basket.c pick": \{"[0-9a-f]{64}":\{"by":"Ada"/,
  );
});

test('comments, blanks, parentheses, names of locals and where it stands make no difference', async () => {
  const mine = `int more;\n${BASKET.replace('/* Leaves one. */\n', '')
    .replaceAll('left', 'rest')
    .replaceAll('apples', 'fruit')
    .replace('fruit - 1', '(fruit  -  1)')
    .replace('return', '/* so */ return')}`;
  assert.equal(await verdict(await reviewed(mine)), 'holds, 0');
});

/** Edits that no check of the rule sees. */
const EDITS: readonly (readonly [string, string, string])[] = [
  ['a number', 'apples - 1', 'apples - 2'],
  ['a call', '\twash(left);\n', '\twash(left);\n\teat(left);\n'],
  ['an argument', 'wash(left)', 'wash(apples)'],
  ['the order', '\twash(left);\n\treturn left;', '\tif (left)\n\t\treturn 0;\n\twash(left);\n\treturn left;'],
];

for (const [what, from, to] of EDITS)
  test(`where ${what} has changed, a yes of every check is unknown`, async () => {
    const site = await reviewed(BASKET.replace(from, to));
    assert.equal(await verdict(site), 'unknown: changed since reviewed, 0');
  });

test('a rule whose checks are enough says so, and holds whatever else has changed', async () => {
  const rule = RULE.replace('rests-on:', 'sufficient: Washing is all that it is about.\nrests-on:');
  assert.equal(await verdict(await reviewed(BASKET.replace('- 1', '- 2'), rule)), 'holds, 0');
});

test('a broken rule fails the check of a tree, unless that is allowed', async () => {
  const site = await reviewed(BASKET.replace('wash(left)', 'eat(left)'));
  assert.equal(await verdict(site), 'broken, 1');
  assert.equal((await site.run('check --content content --tree mine=mine --allow broken')).code, 0);
  const { out } = await site.run('check --content content --tree mine=mine');
  assert.match(out, /1 rules: 0 hold, 1 broken, 0 unknown, 0 not applicable/);
});

test('what is unknown is counted by its reason, and fails a strict check', async () => {
  const site = await reviewed(BASKET.replace('- 1', '- 2'));
  const { out, code } = await site.run('check --content content --tree mine=mine --strict');
  assert.match(out, /1 rules: 0 hold, 0 broken, 1 unknown: changed since reviewed, 0 not applicable/);
  assert.equal(code, 1);
});

test('review shows how the code differs from what somebody has seen', async () => {
  const site = await reviewed(BASKET.replace('- 1', '- 2'));
  const { out } = await site.run('review --content content --tree mine=mine');
  assert.equal(
    out,
    `mine (9.9.3)  pick: Pick one at a time

mm/basket.c pick  mm/basket.c:2, beside v9.9.3
  int pick(int apples)
  {
- 	int left = apples - 1;
+ 	int left = apples - 2;
  
  	wash(left);
  	return left;
`,
  );
  const same = await reviewed(BASKET);
  assert.match((await same.run('review --content content --tree mine=mine')).out, /as somebody has seen it/);
});

test('what a reader has found counts for as long as the code is the same', async () => {
  const site = await reviewed(BASKET.replace('- 1', '- 2'));
  const found = await site.run('review pick --content content --tree mine=mine --as holds --by Tom');
  assert.match(found.out, /wrote reviews.yaml/);
  assert.equal(await verdict(site), 'holds: reviewed, 0');
  assert.match((await site.run('check --content content --tree mine=mine')).out, /Tom looked at it on 20/);
  assert.match(await site.text('reviews.yaml'), /rule: "pick"\n {2}verdict: holds\n {2}by: "Tom"/);
  await site.run('review pick --content content --tree mine=mine --as broken --by Ada');
  assert.equal(await verdict(site), 'broken: reviewed, 1');
  const other = await reviewed(BASKET.replace('- 1', '- 3'));
  assert.equal(await verdict(other), 'unknown: changed since reviewed, 0');
});

test('what a reader has found says nothing of code that the reader was not asked to look at', async () => {
  const rule = RULE.replace(
    'rests-on:',
    '  - id: sorts\n    claim: It is sorted.\n    kind: calls\n    path: mm/basket.c\n    function: sort\n    call: weigh\n    expect: { v9.9.3: yes }\nrests-on:',
  );
  const sort = 'int sort(int apples)\n{\n\treturn weigh(apples);\n}\n';
  const told = async (mine: string) => {
    const site = world(mine, rule, BASKET + sort);
    await site.run('sources --content content --update');
    await site.run('review pick --content content --as holds --by Ada');
    await site.run('review pick --content content --tree mine=mine --as holds --by Tom');
    return await verdict(site);
  };
  const washed = BASKET.replace('wash(left)', 'soak(left)');
  assert.equal(await told(washed + sort), 'holds: reviewed, 0');
  assert.equal(await told(washed + sort.replace('weigh', 'guess')), 'broken, 1');
});

test('a review names its rules, and of a tree of the site says no more than that somebody looked', async () => {
  const site = await reviewed(BASKET);
  const lock = await site.text('content/postil.lock.json');
  for (const args of [
    '--content content --as holds --by Tom',
    '--content content --tree mine=mine --as holds --by Tom',
    'pick --content content --as broken --by Tom',
  ])
    assert.deepEqual(codesTold(await site.run(`review ${args}`)), ['review-unkept'], args);
  assert.equal(await site.text('content/postil.lock.json'), lock);
  assert.equal(await site.text('reviews.yaml'), '');
});

test('a rule that cannot be read is told of where its code is reviewed', async () => {
  const site = world(BASKET, RULE.replace('kind: calls', 'kind: shouts'));
  assert.ok(codesTold(await site.run('review --content content')).includes('evidence-invalid'));
});

test('a review takes the place of an older one of the same code, in whatever form the file is', async () => {
  const again = async (site: World, by: string) => {
    const ran = await site.run(`review pick --content content --tree mine=mine --as holds --by ${by}`);
    assert.match(ran.out, /wrote reviews.yaml/);
    const text = await site.text('reviews.yaml');
    return [...text.matchAll(/by: "(\w+)"/g)].map(([, name]) => name);
  };
  for (const text of ['', '[]\n', '---\n[]\n...\n']) {
    const site = await reviewed(BASKET.replace('- 1', '- 2'), RULE, text);
    assert.deepEqual(await again(site, 'Tom'), ['Tom'], text);
    assert.deepEqual(await again(site, 'Eve'), ['Eve'], text);
    assert.equal(await verdict(site), 'holds: reviewed, 0', text);
  }
});

test('a file of reviews is named, or a name is missing, or a rule is not there', async () => {
  const site = await reviewed(BASKET);
  assert.deepEqual(codesTold(await site.run('review --content content --tree mine=mine --as holds')), [
    'review-unsigned',
  ]);
  assert.deepEqual(codesTold(await site.run('review pack --content content')), ['rule-unknown']);
  assert.deepEqual(
    codesTold(await site.run('check --content content --tree mine=mine --reviews ours.yaml')),
    ['reviews-invalid'],
  );
});

test('a place that no tree has is told at its row, and one of another kind is none', async () => {
  const rule = RULE.replace('function: pick }', 'table: pick }');
  const site = world(BASKET, rule);
  await site.run('sources --content content --update');
  const told = await site.run('check --content content');
  assert.deepEqual(codesTold(told), ['evidence-not-locked', 'place-nowhere']);
  assert.match(told.err, /content\/rules\/pick.mdx:13:5 error place-nowhere/);
});

test('a parameter that is added and only handed on makes no difference; one that does something does', async () => {
  const handed = BASKET.replace('int apples)', 'int apples, int soap)').replace(
    'wash(left)',
    'wash(left, soap)',
  );
  assert.equal(await verdict(await reviewed(handed)), 'holds, 0');
  const used = handed.replace('apples - 1', 'apples - soap');
  assert.equal(await verdict(await reviewed(used)), 'unknown: changed since reviewed, 0');
});

test('code that is not at hand is fetched to be kept, and where it cannot be had, that is told', async () => {
  const files: Readonly<Record<string, string>> = {
    'content/trees.yaml':
      'v9.9.3:\n  version: 9.9.3\n  tag: v9.9.3\n  raw: https://source.example/{path}\n  browse: https://source.example/{tag}/{path}#L{line}\n',
    'content/rules/pick.mdx': RULE,
  };
  const served: Readonly<Record<string, string>> = { Makefile: MAKEFILE, 'mm/basket.c': BASKET };
  const run = async (isOnline: boolean) => {
    const away = memoryHost(files);
    const host: Host = {
      ...away,
      fetch: async (url) => {
        const text = served[url.slice('https://source.example/'.length)];
        if (!isOnline) throw new Error('there is no network here');
        return {
          status: text === undefined ? 404 : 200,
          contentType: 'text/plain',
          bytes: new TextEncoder().encode(text),
        };
      },
    };
    const { out } = await postil('review pick --content content --as holds --by Ada', { host, current: '' });
    return { out, lock: (await readText('content/postil.lock.json', host)) ?? '' };
  };
  const online = await run(true);
  assert.match(online.out, /^pick: the code is kept as seen by Ada/);
  assert.match(online.lock, /"pick mm\/basket.c pick"/);
  const offline = await run(false);
  assert.match(offline.out, /^pick: its code in v9\.9\.3 is not at hand, and not kept$/m);
});
