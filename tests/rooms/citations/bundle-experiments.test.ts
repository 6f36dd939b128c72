import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Files, memoryHost } from '../../../src/base/memory-host.ts';
import { bundleOf } from '../../../src/citations/bundle/bundle.ts';
import { type Bundle, readBundle } from '../../../src/citations/bundle/bundle-file.ts';
import { recordHash } from '../../../src/citations/bundle/verify-experiments.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { type VerifyOptions, verify } from '../../../src/cli/commands/verify.ts';
import { digestOf, Machine } from '../../../src/experiments/experiment.ts';
import { EMPTY_LOCK, lockAsJson } from '../../../src/sources/lock.ts';
import { image, machineHost } from '../experiments/machine.ts';

const HEADER = '/* what every program stands on */\n';
const PROGRAM = '#include "experiment.h"\nvoid experiment(void)\n{\nobserve("the book", "refused");\n}\n';
const VERSIONS = ['v1', 'v2'];

const record = {
  sha256: digestOf({ program: PROGRAM, machine: Machine.parse({}) }, HEADER),
  release: '6.1.0-test',
  observations: { 'the book': 'refused' },
  date: '2026-11-29',
};

/** A site with one experiment, which bears on a rule, and the page of which the words are given. */
const siteWith = (words: string): Files => ({
  'content/trees.yaml': VERSIONS.map(
    (tree) =>
      `${tree}:\n  version: "${tree.slice(1)}.0"\n  path: trees/${tree}\n  browse: https://x.example/{tag}/{path}#L{line}\n  kernel: linux-image-${tree}\n  archives: [debian-security old main, 'https://x.example/debian old main']\n`,
  ).join(''),
  ...Object.fromEntries(
    VERSIONS.map((tree) => [`trees/${tree}/shelf.c`, 'int lend(void)\n{\n\treturn -EBUSY;\n}\n']),
  ),
  'content/rules/lend-once.mdx': `---\ntitle: Lend once\nstatement: A lent book is not lent again.\nevidence:\n  - { id: busy, claim: It is refused., kind: function-contains, path: shelf.c, function: lend, needle: return -EBUSY, expect: { v1: yes, v2: yes } }\n---\n\nWords.\n`,
  'content/experiments/lending/index.mdx': `---\ntitle: Lending\nquestion: Is a lent book lent again?\nshows:\n  - { rule: lend-once, observation: the book, is: refused }\nexpect: { v1: { the book: refused }, v2: { the book: refused } }\n---\n\nWords.\n`,
  'content/experiments/lending/lend.c': PROGRAM,
  'content/explainers/lending.mdx': `---\ntitle: Lending\n---\n\n${words}\n`,
  'content/postil.lock.json': lockAsJson({
    ...EMPTY_LOCK,
    experiments: Object.fromEntries(VERSIONS.map((tree) => [`lending ${tree}`, record])),
  }),
  'node_modules/postil/support/experiment.h': HEADER,
});

async function bundle(words = '<Experiment name="lending" />'): Promise<Bundle> {
  const host = memoryHost(siteWith(words));
  const { site } = await verifySite({ contentFolder: 'content', host, cacheFolder: 'cache' });
  const page = site.pages.find((each) => each.page === 'explainers/lending');
  assert.ok(page);
  return bundleOf(page, site);
}

/** What is said of a bundle where a kernel of one's own answers otherwise than the program says, or is not there. */
async function said(claimed: object, options: VerifyOptions = {}) {
  const host = machineHost({ 'x.evidence.json': JSON.stringify(claimed, null, 2), bzImage: image() });
  const { output, diagnostics } = await verify(
    'x.evidence.json',
    { json: true, ...options },
    { host, cacheFolder: 'cache' },
  );
  const { holds, refuted, unchecked } = JSON.parse(output ?? '{}') as Record<string, number>;
  const boots = host.commands.filter((command) => command.includes('-kernel')).length;
  return {
    counts: [holds, refuted, unchecked],
    codes: diagnostics.map(({ code }) => code),
    diagnostics,
    boots,
  };
}

test('a bundle has program, header and what each kernel answered, of experiments that its page shows', async () => {
  const { experiments, header } = await bundle();
  assert.equal(header?.text, HEADER);
  assert.deepEqual(
    experiments?.map(({ name, program, runs }) => [name, program.file, program.text, Object.keys(runs)]),
    [['lending', 'lend.c', PROGRAM, VERSIONS]],
  );
  const run = experiments?.[0]?.runs.v1;
  assert.deepEqual(
    [run?.ran, run?.observations, run?.release],
    [record.sha256, record.observations, record.release],
  );
  assert.deepEqual([run?.kernel, run?.archives], [['linux-image-v1'], ['debian-security old main']]);
});

for (const [what, words] of [
  ['leads to', 'See [it happen](/experiments/lending/).'],
  ['rests on, by a rule', 'See [the rule](/rules/lend-once/).'],
] as const)
  test(`a bundle has the experiments that its page ${what}`, async () => {
    const { experiments } = await bundle(words);
    assert.deepEqual(
      experiments?.map(({ name }) => name),
      ['lending'],
    );
  });

test('a bundle of a page that has nothing to do with an experiment has none, and no header', async () => {
  const { experiments, header } = await bundle('Words.');
  assert.deepEqual([experiments, header], [undefined, undefined]);
});

test('without --run the hashes are checked, no machine is started, and what kernels answered is not said to hold', async () => {
  const { counts, codes, boots } = await said(await bundle());
  assert.deepEqual(counts, [1, 0, 2]);
  assert.deepEqual(codes, ['bundle-unchecked', 'bundle-unchecked']);
  assert.equal(boots, 0);
});

test('a kernel of the reader is asked again, and only that', async () => {
  const { counts, boots } = await said(await bundle(), { kernel: ['v2=bzImage'] });
  assert.deepEqual([counts, boots], [[2, 0, 1], 1]);
});

test('a kernel that answers otherwise refutes what is claimed, and says what it answers', async () => {
  const forged = JSON.parse(
    JSON.stringify(await bundle()).replaceAll('\\"refused\\"', '\\"lent\\"'),
  ) as Bundle;
  const { codes, diagnostics } = await said(forged, { kernel: ['v1=bzImage', 'v2=bzImage'] });
  assert.deepEqual(
    codes,
    ['bundle-refuted', 'bundle-refuted', 'bundle-refuted'],
    'the program, and each answer',
  );
  assert.match(diagnostics[1]?.message ?? '', /6\.1\.0-test answers "the book: lent"/);
});

test('a kernel that the page does not name is told', async () => {
  const { codes } = await said(await bundle(), { kernel: ['v3=bzImage'] });
  assert.ok(codes.includes('experiment-image'));
});

test('a bundle cannot name a tree so that it is taken for a kernel of the reader', async () => {
  const renamed = JSON.parse(JSON.stringify(await bundle()).replaceAll('"v1":', '"constructor":')) as Bundle;
  const { codes, boots } = await said(renamed, { kernel: ['v2=bzImage'] });
  assert.ok(!codes.includes('experiment-image'), 'nothing is booted as "constructor", not even in vain');
  assert.equal(boots, 1);
});

test('an observation that a kernel does not make is told to be none, whatever its name', async () => {
  const claimed = await bundle();
  const [experiment] = claimed.experiments ?? [];
  const [name, run] = Object.entries(experiment?.runs ?? {})[0] ?? [];
  assert.ok(experiment && name && run);
  const observations = { ...run.observations, constructor: 'seen' };
  const forged = { ...run, observations, sha256: recordHash(experiment, name, { ...run, observations }) };
  const { diagnostics } = await said(
    { ...claimed, experiments: [{ ...experiment, runs: { [name]: forged } }] },
    { kernel: [`${name}=bzImage`] },
  );
  assert.match(diagnostics[0]?.message ?? '', /answers "constructor: nothing"/);
});

test('a machine that does not answer leaves the claim unchecked', async () => {
  const { counts, codes } = await said(await bundle(), { kernel: ['v1=nothing'] });
  assert.deepEqual(counts, [1, 0, 2]);
  assert.ok(codes.includes('experiment-image'));
});

const OTHER = 'a'.repeat(64);
const CORRUPTED = [
  ['the program', /void experiment/, 'void  experiment'],
  ['the hash of the program', /(?<="lend.c","sha256":")[0-9a-f]{64}/, OTHER],
  ['the header', /what every program/, 'what no program'],
  ['the hash of the header', /(?<="experiment.h","sha256":")[0-9a-f]{64}/, OTHER],
  ['the machine', /"memory":512/, '"memory":513'],
  ['what was observed', /"the book":"refused"/, '"the book":"lent"'],
  ['the name of an observation', /"the book":"refused"/, '"a book":"refused"'],
  ['the release', /"release":"6.1.0-test"/, '"release":"6.2.0-test"'],
  ['the day', /"date":"2026-11-29"/, '"date":"2026-11-28"'],
  ['the version', /"version":"1.0"/, '"version":"1.1"'],
  ['the tree', /"runs":\{"v1"/, '"runs":{"v3"'],
  ['the question', /Is a lent book/, 'Is a sold book'],
  ['the hash of what was run', /(?<="ran":")[0-9a-f]{64}/, OTHER],
  ['the hash of a record', /(?<=","sha256":")[0-9a-f]{64}(?=","kernel")/, OTHER],
] as const;

for (const [what, from, to] of CORRUPTED)
  test(`a bundle in which ${what} was changed is refuted, without a machine`, async () => {
    const good = JSON.stringify(await bundle());
    const changed = good.replace(from, to);
    assert.notEqual(changed, good);
    const { codes } = await said(JSON.parse(changed) as Bundle);
    assert.ok(codes.includes('bundle-refuted'), codes.join());
  });

test('nothing in a bundle of a stranger names a file, a server or an option', async () => {
  const good = JSON.stringify(await bundle());
  for (const [from, to] of [
    ['"file":"lend.c"', '"file":"../lend.c"'],
    ['"kernel":["linux-image-v1"]', '"kernel":["-o Dir=/"]'],
    ['"debian-security old main"', '"https://x.example/ old main"'],
    ['"debian-security old main"', '"debian [trusted=yes] main"'],
    ['"cpu":"max"', '"cpu":"max -drive file=/etc/passwd"'],
    ['"name":"lending"', '"name":"../lending"'],
  ] as const) {
    const changed = good.replace(from, to);
    assert.notEqual(changed, good, from);
    assert.equal('code' in readBundle('x', changed), true, to);
  }
});
