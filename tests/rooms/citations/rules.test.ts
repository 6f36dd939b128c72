import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type SmallSite, smallSite, summary } from './site-fixture.ts';

const CHECK = {
  id: 'keeps-left',
  claim: 'It keeps what is left.',
  kind: 'function-contains',
  path: 'mm/basket.c',
  function: 'pick',
  needle: 'int left',
  expect: '{ v9.9.3: 3 }',
};

/** A rule with one check; fields given replace those of {@link CHECK}, and null takes one away. */
const rule = (fields: Readonly<Record<string, string | null>> = {}, list = 'evidence'): string => {
  const rows = Object.entries({ ...CHECK, ...fields }).filter(([, value]) => value !== null);
  const check = rows.map(([name, value], index) => `${index === 0 ? '  - ' : '    '}${name}: ${value}\n`);
  return `---\ntitle: Pick apples\nstatement: One by one.\n${list}:\n${check.join('')}---\n\nBecause.\n`;
};

/** A site whose lock has the answers of a rule. */
async function withRule(context: TestContext, text = rule()): Promise<SmallSite> {
  const small = smallSite(context);
  small.write('rules/pick.mdx', text);
  await small.verify('x', { updating: true });
  return small;
}

test('a rule whose checks answer as written holds, with lines and links', async (context) => {
  const { site, diagnostics } = await (await withRule(context)).verify('x');
  assert.deepEqual(diagnostics, []);
  const [found] = site.rules;
  assert.deepEqual(found?.verdicts, {
    'v9.9.3': { verdict: 'holds', reason: null, locked: false, change: null },
  });
  const answer = found?.checks[0]?.answers['v9.9.3'];
  assert.deepEqual(answer?.at, [
    { path: 'mm/basket.c', line: 3, url: 'https://source.example/v9.9.3/mm/basket.c#L3' },
  ]);
});

test('a check that answers otherwise is told at the expectation, with what it should be', async (context) => {
  const { diagnostics } = await (await withRule(context, rule({ expect: '{ v9.9.3: 4 }' }))).verify('x');
  assert.deepEqual(
    diagnostics.map(({ code, place, expected }) => [code, place.line, place.column, expected]),
    [['evidence-differs', 11, 23, '3']],
  );
});

test('a check that answers otherwise says why', async (context) => {
  const fields = { kind: 'calls', needle: null, call: 'burn', expect: '{ v9.9.3: yes }' };
  const { diagnostics } = await (await withRule(context, rule(fields))).verify('x');
  assert.match(
    diagnostics.map(({ message }) => message).join(),
    /pick\(\) of mm\/basket\.c, it does not call burn/,
  );
});

/** What is wrong, the fields, and the diagnostic with its line and column in the rule's file. */
const FAULTS: readonly (readonly [string, Readonly<Record<string, string | null>>, string])[] = [
  ['an unknown kind', { kind: 'function-holds' }, '7:11 evidence-invalid'],
  ['a field of another kind', { symbol: 'pick' }, '5:5 evidence-invalid'],
  ['a missing field', { needle: null }, '5:5 evidence-invalid'],
  ['a path that leaves the tree', { path: '../x.c' }, '8:11 evidence-invalid'],
  ['a tree that is not there', { expect: '{ v9.9.3: 3, v1: no }' }, '11:30 evidence-unknown-tree'],
  ['a tree of which nothing is said', { expect: '{}' }, '11:13 evidence-unstated'],
  ['a path that no tree has', { path: 'mm/x.c', expect: '{ v9.9.3: no file }' }, '8:11 evidence-nowhere'],
  ['a function that no tree has', { function: 'pack', expect: '{ v9.9.3: no }' }, '9:15 evidence-nowhere'],
];

for (const [what, fields, expected] of FAULTS) {
  test(`${what} is one diagnostic, at the place itself`, async (context) => {
    const small = smallSite(context);
    small.write('rules/pick.mdx', rule(fields));
    assert.deepEqual(summary(await small.verify('x', { updating: true })), [`pick.mdx:${expected}`]);
  });
}

test('a rule without evidence is refused, though it may have history', async (context) => {
  const small = await withRule(context, rule({}, 'history'));
  assert.deepEqual(summary(await small.verify('x')), ['pick.mdx:3:12 rule-without-evidence']);
});

test('two checks of a rule need two ids', async (context) => {
  const check = rule().slice(rule().indexOf('  - id'), rule().lastIndexOf('---'));
  const small = await withRule(context, rule().replace(check, check + check));
  assert.deepEqual(summary(await small.verify('x')), ['pick.mdx:12:9 evidence-repeated-id']);
});

test('answers must be locked, and the lock must be of today', async (context) => {
  const small = smallSite(context);
  small.write('rules/pick.mdx', rule());
  assert.deepEqual(summary(await small.verify('x')), ['pick.mdx:5:5 evidence-not-locked']);
  const { lock } = await small.verify('x', { updating: true });
  assert.deepEqual(summary(await small.verify('x')), []);
  small.write('postil.lock.json', lock.replace('"lines":[3]', '"lines":[4]'));
  assert.deepEqual(summary(await small.verify('x')), ['pick.mdx:5:5 evidence-not-locked']);
});

test('a lock made twice is the same, whatever the day', async (context) => {
  const small = smallSite(context);
  small.write('rules/pick.mdx', rule());
  const first = await small.verify('x', { updating: true, today: '2026-01-01' });
  const second = await small.verify('x', { updating: true, today: '2026-02-02' });
  assert.match(first.lock, /"pick\/keeps-left v9\.9\.3": \{.*"date":"2026-01-01"\}/);
  assert.equal(second.lock, first.lock);
});

test('without a tree the lock answers, which is said, and one warning counts', async (context) => {
  const { site, diagnostics } = await (await withRule(context)).verify('x', { tree: false });
  assert.deepEqual(
    diagnostics.map(({ code, severity }) => [code, severity]),
    [['evidence-unavailable', 'warning']],
  );
  assert.match(diagnostics[0]?.message ?? '', /of 1 checks, 1 have their answer from the lock/);
  const [found] = site.rules;
  assert.deepEqual(found?.verdicts['v9.9.3'], { verdict: 'holds', reason: null, locked: true, change: null });
  assert.equal(found?.checks[0]?.answers['v9.9.3']?.at[0]?.line, 3);
});

test('without a tree and without a lock nothing holds', async (context) => {
  const small = smallSite(context);
  small.write('rules/pick.mdx', rule());
  const { site } = await small.verify('x', { tree: false });
  assert.equal(site.rules[0]?.verdicts['v9.9.3']?.verdict, 'unknown');
});

test('an updated lock keeps the answers of trees that are not here', async (context) => {
  const small = await withRule(context);
  const { lock } = await small.verify('x');
  assert.equal((await small.verify('x', { tree: false, updating: true })).lock, lock);
});

test('whom a rule quotes has argued it', async (context) => {
  const quote =
    '<Quote from="unsafe-follow-pfn/jason-gunthorpe-2020-10-09-1448" by="Jason Gunthorpe">No, it is unconditionally unsafe.</Quote>';
  const { site } = await (await withRule(context, `${rule()}\n${quote}\n`)).verify('x');
  assert.deepEqual(site.rules[0]?.people, [
    {
      name: 'Jason Gunthorpe',
      thread: 'unsafe-follow-pfn',
      message: 'jason-gunthorpe-2020-10-09-1448',
    },
  ]);
});

test('a symbol that a check names is listed with its place in each tree', async (context) => {
  const small = await withRule(context);
  const found = (await small.verify('x')).site.symbols;
  assert.deepEqual(found, [
    {
      name: 'pick',
      path: 'mm/basket.c',
      definitions: {
        'v9.9.3': [{ path: 'mm/basket.c', line: 1, url: 'https://source.example/v9.9.3/mm/basket.c#L1' }],
      },
      pages: [{ page: 'rules/pick', title: 'Pick apples' }],
    },
  ]);
  assert.deepEqual((await small.verify('x', { tree: false })).site.symbols, found);
});
