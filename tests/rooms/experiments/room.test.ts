import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { nodeHost } from '../../../src/base/node-host.ts';
import { readAnswers } from '../../../src/experiments/answers.ts';
import { digestOf, type Experiment, Machine } from '../../../src/experiments/experiment.ts';
import { findKernel } from '../../../src/experiments/kernels/find.ts';
import { faultOfImage, type KernelProvider } from '../../../src/experiments/kernels/kernel.ts';
import { modulesBelow } from '../../../src/experiments/kernels/modules.ts';
import { packNewc } from '../../../src/experiments/newc.ts';
import { type KernelRequest, type RunOrder, runExperiments } from '../../../src/experiments/run.ts';
import type { Tree } from '../../../src/sources/tree.ts';
import { image, machineHost, moduleFile } from './machine.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hasCpio = spawnSync('cpio', ['--version']).status === 0;

test('an archive has each entry at a multiple of four bytes, and an end', () => {
  const packed = new TextDecoder('latin1').decode(
    packNewc([{ path: 'init', mode: 0o100755, bytes: bytes('abcde') }]),
  );
  assert.equal(packed.slice(0, 6), '070701');
  assert.equal(packed.slice(6 + 8, 6 + 16), '000081ed', 'its mode');
  assert.equal(packed.slice(6 + 8 * 6, 6 + 8 * 7), '00000005', 'its size');
  assert.equal(packed.slice(110, 116), 'init\0\0');
  assert.equal(packed.slice(116, 124), 'abcde\0\0\0');
  assert.equal(packed.slice(124, 130), '070701');
  assert.ok(packed.includes('TRAILER!!!'));
  assert.equal(packed.length % 4, 0);
});

test('the same entries are the same bytes', () => {
  const entries = [
    { path: 'dev', mode: 0o40755 },
    { path: 'dev/console', mode: 0o20600, device: [5, 1] as const },
  ];
  assert.deepEqual(packNewc(entries), packNewc(entries));
});

if (hasCpio)
  test('cpio unpacks what is packed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'postil-newc-'));
    try {
      const archive = packNewc([
        { path: 'a', mode: 0o40755 },
        { path: 'a/b', mode: 0o100755, bytes: bytes('hello') },
      ]);
      writeFileSync(join(folder, 'archive'), archive);
      const { status } = spawnSync('sh', ['-c', 'cpio -id <archive'], { cwd: folder });
      assert.equal(status, 0);
      assert.equal(readFileSync(join(folder, 'a/b'), 'utf8'), 'hello');
      assert.equal(statSync(join(folder, 'a/b')).mode & 0o777, 0o755);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

test('answers are lines of a name and a value, between the beginning and the end of a program', () => {
  const { release, faults, programs } = readAnswers(
    '= release 6.1.0\r\n= begin 000\r\nthe page: the same\r\nits zone: Movable\r\n= end ok\r\n' +
      '= begin 001\r\nthe page: another\r\n= end exit 1\r\n= begin 002\r\nthe page: gone\r\n',
  );
  assert.deepEqual([release, faults], ['6.1.0', []]);
  assert.deepEqual(
    [...programs],
    [
      [0, { observations: { 'the page': 'the same', 'its zone': 'Movable' }, end: 'ok', faults: [] }],
      [1, { observations: { 'the page': 'another' }, end: 'exit 1', faults: [] }],
      [2, { observations: { 'the page': 'gone' }, end: null, faults: [] }],
    ],
  );
});

for (const [what, text, kind] of [
  ['an observation that is made twice', 'a: 1\na: 1\n', 'repeated'],
  ['a line without a name', 'nothing to see\n', 'malformed'],
  ['a value of letters that nobody can print', 'a: \u0007\n', 'malformed'],
  ['an empty value', 'a: \n', 'malformed'],
  ['an address', 'a: 0xffff888004a3c000\n', 'varies'],
  ['a time', 'a: 1732876543210\n', 'varies'],
] as const)
  test(`${what} is refused`, () => {
    assert.deepEqual(
      readAnswers(`= begin 000\n${text}`)
        .programs.get(0)
        ?.faults.map((fault) => fault.kind),
      [kind],
    );
  });

test('a module that the kernel refuses is a fault of the machine', () => {
  assert.deepEqual(
    readAnswers('= module 000-kvm.ko: EINVAL\n').faults.map((fault) => fault.kind),
    ['module'],
  );
});

test('a module comes after all that it depends on, and once', async () => {
  const host = memoryHost({
    'm/kernel/kvm/kvm-amd.ko': moduleFile('kvm,ccp'),
    'm/kernel/kvm/kvm.ko': moduleFile('irqbypass'),
    'm/kernel/ccp.ko': moduleFile('irqbypass'),
    'm/kernel/irqbypass.ko': moduleFile(''),
    'm/modules.builtin': 'kernel/drivers/lamp.ko\n',
  });
  const found = await modulesBelow('m', ['kvm-amd', 'lamp', 'gone'], host);
  assert.deepEqual(
    [...found].map(([name, files]) => [name, files.map((each) => each.name)]),
    [
      ['kvm-amd', ['irqbypass', 'kvm', 'ccp', 'kvm_amd']],
      ['lamp', []],
    ],
  );
});

test('modules that depend on each other in a circle end', async () => {
  const host = memoryHost({ 'm/a.ko': moduleFile('b'), 'm/b.ko': moduleFile('a') });
  assert.deepEqual(
    (await modulesBelow('m', ['a'], host)).get('a')?.map(({ name }) => name),
    ['b', 'a'],
  );
});

test('an image that is cut short, or is none, is told before anything boots', () => {
  assert.equal(faultOfImage(image()), null);
  assert.match(faultOfImage(image().subarray(0, 1000)) ?? '', /cut short: it has 1000 of 2048/);
  assert.match(faultOfImage(new Uint8Array(4096)) ?? '', /no kernel image/);
});

const TREE = { version: '6.1', tag: 'v6.1', browse: 'https://x.example', kernel: 'linux-image' } as Tree;

test('of a kernel that was fetched, the image and the modules asked for are kept, and it is not fetched again', async () => {
  const host = memoryHost({});
  let fetched = 0;
  const provider: KernelProvider = {
    name: 'far away',
    async provide({ modules }) {
      fetched += 1;
      return {
        image: image(),
        modules: new Map(
          modules.filter((name) => name !== 'gone').map((name) => [name, [{ name, bytes: bytes(name) }]]),
        ),
      };
    },
  };
  const find = (...modules: string[]) =>
    findKernel({ treeName: 'v6.1', tree: TREE, own: null, modules, host, onProgress: () => {} }, 'cache', [
      provider,
    ]);
  await find('brd', 'gone');
  const again = await find('brd', 'gone');
  assert.ok('image' in again);
  assert.deepEqual([...again.modules.keys()], ['brd'], 'that it has no such module is known too');
  assert.equal(fetched, 1);
  await find('brd', 'vgem');
  assert.equal(fetched, 2, 'another module is not there yet');
  assert.ok('image' in (await find('brd', 'gone', 'vgem')));
  assert.equal(fetched, 2);
});

test('who names a kernel of their own gets no other', async () => {
  const host = memoryHost({});
  const found = await findKernel(
    {
      treeName: 'mine',
      tree: TREE,
      own: { image: 'bzImage', modules: null },
      modules: [],
      host,
      onProgress: () => {},
    },
    'cache',
  );
  assert.deepEqual(found, { reasons: ['own kernel: there is no file bzImage'] });
});

const experiment = (name: string, ...lines: readonly string[]): Experiment => ({
  name,
  file: `content/experiments/${name}/program.c`,
  program: ['#include "experiment.h"', 'void experiment(void)', '{', ...lines, '}', ''].join('\n'),
  machine: Machine.parse({}),
});

const MINE: KernelRequest = {
  name: 'mine',
  tree: null,
  own: { image: 'bzImage', modules: null },
  place: { file: 'content/trees.yaml', line: 1, column: 1 },
};

function run(experiments: readonly Experiment[], more: Partial<RunOrder> = {}) {
  const host = machineHost({ bzImage: image() });
  return {
    host,
    runs: runExperiments({
      experiments,
      kernels: [MINE],
      mayLack: () => false,
      header: '',
      host,
      cacheFolder: 'cache',
      ...more,
    }),
  };
}

const boots = (host: { readonly commands: readonly (readonly string[])[] }): number =>
  host.commands.filter((each) => each.includes('-kernel')).length;

test('what each experiment answers is told, and those that ask for the same machine share one', async () => {
  const { host, runs } = run([
    experiment('one', 'observe("a", "1");'),
    { ...experiment('large', 'observe("c", "3");'), machine: Machine.parse({ memory: 1024 }) },
    experiment('two', 'observe("b", "2");'),
  ]);
  const { runs: done, diagnostics } = await runs;
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    done.toSorted((a, b) => a.experiment.localeCompare(b.experiment)),
    [
      { experiment: 'large', kernel: 'mine', release: '6.1.0-test', observations: { c: '3' } },
      { experiment: 'one', kernel: 'mine', release: '6.1.0-test', observations: { a: '1' } },
      { experiment: 'two', kernel: 'mine', release: '6.1.0-test', observations: { b: '2' } },
    ],
  );
  assert.equal(boots(host), 2);
});

test('each has a machine of its own where that is asked for, by the page or by the user', async () => {
  const [one, two] = [experiment('one', 'observe("a", "1");'), experiment('two', 'observe("b", "2");')];
  const apart = run([one, two], { apart: true });
  await apart.runs;
  assert.equal(boots(apart.host), 2);
  const alone = run([{ ...one, machine: Machine.parse({ alone: true }) }, two, experiment('three')]);
  await alone.runs;
  assert.equal(boots(alone.host), 3, 'one alone, two together, and the third again, since it saw nothing');
});

test('a panic costs nobody but the one that made it: what came after is run again', async () => {
  const { host, runs } = run([
    experiment('before', 'observe("a", "1");'),
    experiment('bad', 'panic();'),
    experiment('after', 'observe("b", "2");'),
  ]);
  const { runs: done, diagnostics } = await runs;
  assert.deepEqual(
    done.map((each) => each.experiment),
    ['before', 'after'],
  );
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place.file]),
    [['experiment-ended', 'content/experiments/bad/program.c']],
  );
  assert.equal(boots(host), 3);
});

test('an answer that nobody expects counts only from a machine of its own', async () => {
  const { runs } = run(
    [experiment('one', 'observe("a", "1");'), experiment('two', 'disturbed(); observe("b", "2");')],
    {
      isExpected: ({ observations }) => observations.b !== 'not 2',
    },
  );
  assert.deepEqual(
    (await runs).runs.map(({ observations }) => observations),
    [{ a: '1' }, { b: '2' }],
  );
});

test('a machine has no network, and nothing of the host but what it boots', async () => {
  const { host, runs } = run([experiment('one', 'observe("a", "1");')]);
  await runs;
  const command = host.commands.find((each) => each.includes('-kernel')) ?? [];
  assert.equal(command[command.indexOf('-nic') + 1], 'none');
  for (const flag of ['-drive', '-hda', '-virtfs', '-fsdev', '-netdev', '-nographic', '-monitor'])
    assert.ok(!command.includes(flag), flag);
  assert.ok(command.includes('-nodefaults') && command.includes('-no-user-config'));
});

for (const [what, line, code, message] of [
  [
    'a program that fails at a step which is not in question',
    'fail();',
    'experiment-ended',
    /not in question/,
  ],
  ['a program that crashes', 'crash();', 'experiment-ended', /signal 11/],
  ['a kernel that panics', 'panic();', 'experiment-ended', /may show a panic/],
  ['a machine that hangs', 'hang();', 'experiment-ended', /did not end within 180 seconds/],
  ['a disk that is full', 'full();', 'experiment-disk', /the disk is full/],
  ['a program that sees nothing', '', 'experiment-observation', /observed nothing/],
  [
    'an observation that is printed twice',
    'observe("a", "1"); observe("a", "2");',
    'experiment-observation',
    /"a" is printed twice/,
  ],
  ['a program that does not compile', 'oops();', 'experiment-compile', /'oops' undeclared/],
] as const)
  test(`${what} is a diagnostic, and the others go on`, async () => {
    const { runs } = run([experiment('bad', line), experiment('good', 'observe("a", "1");')]);
    const { runs: done, diagnostics } = await runs;
    assert.deepEqual(
      done.map((each) => each.experiment),
      ['good'],
    );
    assert.equal(diagnostics.length, 1);
    assert.equal(diagnostics[0]?.code, code);
    assert.match(diagnostics[0]?.message ?? '', message);
    if (code === 'experiment-ended') assert.ok(diagnostics[0]?.detail?.includes('the last line'));
    if (code === 'experiment-compile') assert.equal(diagnostics[0]?.place.line, 4);
  });

test('an image that is cut short is not booted', async () => {
  const host = machineHost({ bzImage: image().subarray(0, 1000) });
  const { diagnostics } = await run([experiment('one', 'observe("a", "1");')], { host }).runs;
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place.file]),
    [['experiment-image', 'content/trees.yaml']],
  );
  assert.match(diagnostics[0]?.message ?? '', /the image bzImage is cut short: it has 1000 of 2048 bytes/);
  assert.equal(boots(host), 0);
});

test('without a compiler or an emulator nothing is begun', async () => {
  const { host, runs } = run([experiment('one', 'observe("a", "1");')], { compiler: 'tcc' });
  const { runs: done, diagnostics } = await runs;
  assert.deepEqual([done, diagnostics.map(({ code }) => code)], [[], ['experiment-tools']]);
  assert.ok(host.commands.every((each) => each.includes('--version')));
});

test('a module that is missing is told, unless the page expects that it is', async () => {
  const needs = { ...experiment('one', 'observe("a", "1");'), machine: Machine.parse({ modules: ['vgem'] }) };
  assert.deepEqual(
    (await run([needs]).runs).diagnostics.map(({ code }) => code),
    ['experiment-module'],
  );
  assert.deepEqual((await run([needs], { mayLack: () => true }).runs).diagnostics, []);
});

test('a record is of one program, header and machine, however their lines end', () => {
  const own = experiment('one', 'observe("a", "1");');
  const digest = digestOf(own, 'header');
  assert.equal(digestOf({ ...own, program: own.program.replaceAll('\n', '\r\n') }, 'header'), digest);
  for (const other of [
    digestOf({ ...own, program: `${own.program} ` }, 'header'),
    digestOf(own, 'headers'),
    digestOf({ ...own, machine: Machine.parse({ boot: 'nopat' }) }, 'header'),
  ])
    assert.notEqual(other, digest);
});

test('a program that ends in good order when its time is over has not ended by itself', async () => {
  const script = 'process.on("SIGTERM", () => process.exit(0)); setTimeout(() => {}, 60_000)';
  await assert.rejects(
    nodeHost().run([process.execPath, '-e', script], { timeoutMs: 3000 }),
    /did not end within 3 seconds/,
  );
});

test('what a program printed until it was ended is not lost', async () => {
  const command = [process.execPath, '-e', 'console.log("before"); setTimeout(() => {}, 60_000)'];
  const ended = await nodeHost()
    .run(command, { timeoutMs: 3000 })
    .catch((error: { stdout: Uint8Array; message: string }) => error);
  assert.equal(new TextDecoder().decode(ended.stdout), 'before\n');
  assert.match('message' in ended ? ended.message : '', /did not end within 3 seconds/);
});
