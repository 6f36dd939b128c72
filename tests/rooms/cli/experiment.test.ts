import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '../../../src/base/hash.ts';
import { readText } from '../../../src/base/host.ts';
import type { Files } from '../../../src/base/memory-host.ts';
import { type ExperimentOptions, experiment } from '../../../src/cli/commands/experiment.ts';
import { image, type MachineHost, machineHost } from '../experiments/machine.ts';

const TREES = [
  'v1:',
  '  version: "1.0"',
  '  browse: https://source.example/{tag}/{path}#L{line}',
  '  kernel: linux-image-1',
  'v2:',
  '  version: "2.0"',
  '  browse: https://source.example/{tag}/{path}#L{line}',
  '',
].join('\n');

const page = (expect: string): string =>
  `---\ntitle: Lending\nquestion: Is a book lent that somebody has?\nexpect:\n${expect}---\n\nWords.\n`;

const program = (value: string): string =>
  `#include "experiment.h"\nvoid experiment(void)\n{\nobserve("the book", "${value}");\n}\n`;

const LACKING = 'lamp';
const FOLDER = `cache/kernels/${sha256(JSON.stringify('linux-image-1')).slice(0, 16)}`;
/** The kernel of v1 as if it had been fetched, without the module that it lacks. */
const CACHED = {
  [`${FOLDER}/kernel.json`]: JSON.stringify({ image: sha256(image()), modules: { [LACKING]: null } }),
  [`${FOLDER}/${sha256(image())}`]: image(),
};

const site = (value: string, expect: string): Files => ({
  'content/trees.yaml': TREES,
  'content/experiments/lending/index.mdx': page(expect),
  'content/experiments/lending/lend.c': program(value),
  bzImage: image(),
  ...CACHED,
});

const EXPECT = '  v1: { the book: lent }\n';

const call = (host: MachineHost, options: Partial<ExperimentOptions> = {}) =>
  experiment([], { content: 'content', ...options }, { host, cacheFolder: 'cache' });
const lockOf = (host: MachineHost) => readText('content/postil.lock.json', host);

test('every kernel of trees.yaml is asked, and what it answers stands beside what is expected, with its line', async () => {
  const { output, diagnostics } = await call(machineHost(site('lent', EXPECT)));
  assert.deepEqual(diagnostics, []);
  assert.equal(
    output,
    [
      'lending  v1 (6.1.0-test)',
      '  the book: lent  as expected  content/experiments/lending/index.mdx:5',
      '',
      '1 run, 0 not applicable; all as expected',
    ].join('\n'),
  );
});

test('an answer that is not expected is an error at the line of the expectation', async () => {
  const { output, diagnostics } = await call(machineHost(site('refused', EXPECT)));
  assert.match(output ?? '', /the book: refused {2}not "lent"/);
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place.file, place.line]),
    [['experiment-differs', 'content/experiments/lending/index.mdx', 5]],
  );
});

test('the lock records what was seen, with its day, and a second time it is the same bytes', async () => {
  const host = machineHost(site('lent', EXPECT));
  await call(host, { update: true });
  const first = await lockOf(host);
  assert.match(
    first ?? '',
    /"lending v1": \{"sha256":"[0-9a-f]{64}","release":"6\.1\.0-test","observations":\{"the book":"lent"\},"date":"\d{4}-\d\d-\d\d"\}/,
  );
  await call(host, { update: true });
  assert.equal(await lockOf(host), first);
  const older = (first ?? '').replace(/"date":"[^"]*"/, '"date":"2020-02-20"');
  await host.write('content/postil.lock.json', new TextEncoder().encode(older));
  await call(host, { update: true });
  assert.equal(await lockOf(host), older, 'what is as it was keeps its day');
});

test('the same program that answers otherwise in the same kernel is refused, and the lock stays', async () => {
  const host = machineHost(site('lent', EXPECT));
  await call(host, { update: true });
  const before = (await lockOf(host)) ?? '';
  await host.write(
    'content/postil.lock.json',
    new TextEncoder().encode(before.replace('":"lent"', '":"lost"')),
  );
  const { diagnostics } = await call(host, { update: true });
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['experiment-varies'],
  );
  assert.equal(await lockOf(host), before.replace('":"lent"', '":"lost"'));
});

/** One more experiment, which the recorded one knows nothing of. */
const second = (line: string, needs = '') => ({
  'content/experiments/second/index.mdx': page(`  v1: { the book: lent }\n${needs}`),
  'content/experiments/second/second.c': `#include "experiment.h"\nvoid experiment(void)\n{ ${line} }\n`,
});

for (const [what, files, code] of [
  ['a program that does not compile', second('oops();'), 'experiment-compile'],
  ['a kernel that panics', second('panic();'), 'experiment-ended'],
  ['a machine that hangs', second('hang();'), 'experiment-ended'],
  [
    'an observation that is printed twice',
    second('observe("a", "1"); observe("a", "1");'),
    'experiment-observation',
  ],
  ['a disk that is full', second('full();'), 'experiment-disk'],
  [
    'a module that is missing',
    second('observe("the book", "lent");', `needs: { modules: [${LACKING}] }\n`),
    'experiment-module',
  ],
] as const)
  test(`${what} is an error, and the lock stays to the byte as it was`, async () => {
    const host = machineHost(site('lent', EXPECT));
    await call(host, { update: true });
    const before = await lockOf(host);
    for (const [path, content] of Object.entries(files))
      await host.write(path, new TextEncoder().encode(content));
    const { output, diagnostics } = await call(host, { update: true });
    assert.deepEqual(
      diagnostics.map((each) => each.code),
      [code],
    );
    assert.match(output ?? '', /the lock is left as it was/);
    assert.equal(await lockOf(host), before);
  });

test('a kernel of one’s own is held against a tree that is named, and against nothing else', async () => {
  const host = machineHost(site('refused', EXPECT), { release: '1.0-mine' });
  const kernel = ['mine=bzImage'];
  const alone = await call(host, { kernel, json: true });
  assert.deepEqual(alone.diagnostics, []);
  const { output, diagnostics } = await call(host, { kernel, as: 'v1', json: true, update: true });
  assert.deepEqual(JSON.parse(output ?? ''), {
    version: 1,
    runs: [
      {
        experiment: 'lending',
        kernel: 'mine',
        release: '1.0-mine',
        observations: [
          {
            name: 'the book',
            value: 'refused',
            expected: 'lent',
            at: 'content/experiments/lending/index.mdx:5',
            holds: false,
          },
        ],
      },
    ],
  });
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['experiment-differs'],
  );
  assert.doesNotMatch((await lockOf(host)) ?? '', /mine/, 'only trees of the site are recorded');
});

test('a tree that is not there is told, and the nearest', async () => {
  const { diagnostics } = await call(machineHost(site('lent', EXPECT)), {
    kernel: ['mine=bzImage'],
    as: 'v3',
  });
  assert.deepEqual(
    diagnostics.map(({ code, closest }) => [code, closest]),
    [['experiment-unknown-tree', 'v1']],
  );
});
