import type { Code } from '../../../base/catalogue.ts';
import { Machine } from '../../../experiments/experiment.ts';
import { digestOf } from '../../../experiments/run.ts';
import type { Example } from '../example.ts';
import { EXAMPLE_SITE } from '../example-site.ts';
import { RULES } from './rules.ts';

const PAGE = 'content/experiments/lending/index.mdx';
const PROGRAM = 'content/experiments/lending/lend.c';
const LOCK = 'content/postil.lock.json';

const programOf = (...lines: readonly string[]): string =>
  [
    '#include "experiment.h"',
    '',
    'void experiment(void)',
    '{',
    ...lines.map((line) => `\t${line}`),
    '}',
    '',
  ].join('\n');

const LEND = programOf('observe("the second reader", "EBUSY");');

const pageOf = (...more: readonly string[]): string =>
  [
    '---',
    'title: Lending a book twice',
    'question: Is a book lent that somebody has already?',
    ...more,
    '---',
    '',
    'A reader comes, and then another.',
    '',
  ].join('\n');

const EXPECT = 'expect: { v1.0.3: { the second reader: EBUSY } }';
const SHOWS = (rule: string, observation = 'the second reader', is = 'EBUSY'): string =>
  `shows: [{ rule: ${rule}, observation: ${observation}, is: ${is} }]`;

/** The lock with a record of an experiment. */
const recorded = (name: string, program: string, value: string): string => {
  const sha256 = digestOf({ program, machine: Machine.parse({}) }, '');
  const record = {
    sha256,
    release: '1.0.3-shelf',
    observations: { 'the second reader': value },
    date: '2026-11-29',
  };
  return String(EXAMPLE_SITE[LOCK]).replace(
    '  "seals": {',
    `  "experiments": {\n    "${name} v1.0.3": ${JSON.stringify(record)}\n  },\n  "seals": {`,
  );
};

const LOCKED = { [LOCK]: recorded('lending', LEND, 'EBUSY') };

/** The program, and what was recorded of it. */
const WITHIN = { [PROGRAM]: LEND, ...LOCKED };

/** A rule of the example site that holds. */
const RULE = 'content/rules/lend-once.mdx';
const WITH_RULE = { [RULE]: String(RULES['evidence-differs'].repair[RULE]) };

/** An experiment of its own for each thing that can go wrong with a machine. */
const MACHINES: Readonly<Record<string, string>> = {
  lending: LEND,
  misspelt: programOf('oops("the second reader", "EBUSY");'),
  hanging: programOf('hang();'),
  twice: programOf('observe("the second reader", "EBUSY");', 'observe("the second reader", "EBUSY");'),
  address: programOf('observe("the book is at", "0xffff888004a3c000");'),
  large: programOf('full();'),
};

const inFolders = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(MACHINES).flatMap(([name, program]) => [
      [`content/experiments/${name}/index.mdx`, pageOf('expect: {}')],
      [`content/experiments/${name}/program.c`, program],
    ]),
  );

/** What its header says is longer than what is there. */
function imageOf(bytes: number): Uint8Array {
  const image = new Uint8Array(bytes);
  const view = new DataView(image.buffer);
  view.setUint8(0x1f1, 1);
  view.setUint32(0x1f4, 64, true);
  view.setUint32(0x202, 0x53726448, true);
  return image;
}

const files = () => ({
  ...inFolders(),
  'content/experiments/reading/index.mdx': pageOf('needs: { modules: [lamp] }', 'expect: {}'),
  'content/experiments/reading/program.c': LEND,
  bzImage: imageOf(2 * 512 + 16 * 64),
  'cut/bzImage': imageOf(0x300),
  'modules/kernel/lamp.ko': '\0depends=\0',
});

const mine = (name: string, more = ''): string =>
  `npx postil experiment ${name} --kernel mine=bzImage${more}`;

/** A diagnostic at the top of a program. */
const atTop = (name: string, code: string, message: string, fix: string, console = false): string =>
  [
    `content/experiments/${name}/program.c:1:1 error ${code}`,
    `  ${message}`,
    '  | #include "experiment.h"',
    '  | ^',
    ...(console ? ['    [    0.1] booting', '    the last line'] : []),
    `  fix:      ${fix}`,
  ].join('\n');

/** Faults of experiments, of their programs, and of the machines they run in. */
export const EXPERIMENTS = {
  'experiment-invalid': {
    why: 'An experiment begins with a question. Without one nobody knows what the answers mean.',
    bad: { [PAGE]: pageOf(EXPECT).replace(/question: .*\n/, '') },
    repair: { [PAGE]: pageOf(EXPECT) },
    within: WITHIN,
  },
  'experiment-program': {
    why: 'Nothing was run that could have answered.',
    bad: { [PAGE]: pageOf(EXPECT) },
    repair: { [PROGRAM]: LEND },
    within: LOCKED,
  },
  'experiment-unknown': {
    why: 'A name is the name of a folder.',
    command: mine('lendin'),
    printed: [
      'content/experiments:1:1 error experiment-unknown',
      '  There is no experiment "lendin".',
      '  closest:  lending',
      '  fix:      Use the name of a folder below experiments/, as it is written there.',
    ].join('\n'),
    repair: mine('lending'),
    files,
  },
  'experiment-unknown-tree': {
    why: 'What is expected in a tree that is not there is never compared with anything.',
    bad: {
      [PAGE]: pageOf(
        'expect: { v1.0.3: { the second reader: EBUSY }, v1.3.0: { the second reader: EBUSY } }',
      ),
    },
    repair: { [PAGE]: pageOf(EXPECT) },
    within: WITHIN,
  },
  'experiment-unknown-rule': {
    why: 'A rule that is not there cannot be seen happening.',
    bad: { [PAGE]: pageOf(SHOWS('lend-one'), EXPECT) },
    repair: { [PAGE]: pageOf(SHOWS('lend-once'), EXPECT) },
    within: { ...WITHIN, ...WITH_RULE },
  },
  'experiment-note': {
    why: 'A note that stands elsewhere than its author meant misleads.',
    bad: { ...WITH_RULE, [PAGE]: pageOf('notes: [{ at: obserbe, says: What the reader gets. }]', EXPECT) },
    repair: { [PAGE]: pageOf('notes: [{ at: observe, says: What the reader gets. }]', EXPECT) },
    within: WITHIN,
  },
  'experiment-unexpected': {
    why: 'An observation that no tree is expected to make shows nothing.',
    bad: { ...WITH_RULE, [PAGE]: pageOf(SHOWS('lend-once', 'the third reader'), EXPECT) },
    repair: { [PAGE]: pageOf(SHOWS('lend-once'), EXPECT) },
    within: WITHIN,
  },
  'experiment-stale': {
    why: 'What the page shows beside the program was answered to another program.',
    bad: { [PAGE]: pageOf(EXPECT), [PROGRAM]: LEND.replace('EBUSY', 'EAGAIN') },
    repair: { [PROGRAM]: LEND },
    within: LOCKED,
  },
  'experiment-unrecorded': {
    why: 'What is expected is not what was seen, as long as nobody has looked.',
    bad: { [PAGE]: pageOf(EXPECT), [PROGRAM]: LEND },
    repair: LOCKED,
  },
  'experiment-differs': {
    why: 'Words about a kernel that does something else are worse than none.',
    bad: { [PAGE]: pageOf(EXPECT.replace('EBUSY', 'ok')) },
    repair: { [PAGE]: pageOf(EXPECT) },
    within: WITHIN,
  },
  'experiment-contradicts': {
    why: 'The source looks as the rule says, and the kernel does otherwise: then the rule is broken.',
    bad: { ...WITH_RULE, [PAGE]: pageOf(SHOWS('lend-once', 'the second reader', 'EAGAIN'), EXPECT) },
    repair: { [PAGE]: pageOf(SHOWS('lend-once'), EXPECT) },
    within: WITHIN,
  },
  'experiment-unused': {
    why: 'Whoever removes an experiment says so, and takes along what was recorded of it.',
    bad: { [LOCK]: recorded('borrowing', LEND, 'EBUSY') },
    repair: { [LOCK]: String(EXAMPLE_SITE[LOCK]) },
  },
  'experiment-tools': {
    why: 'Nothing is begun that cannot be ended. A site is built and checked without these programs: it shows what was recorded.',
    command: mine('lending', ' --cc tcc'),
    printed: atTop(
      'lending',
      'experiment-tools',
      'This machine lacks tcc.',
      'Install a C compiler with a static C library, and QEMU for x86-64: on Debian, "apt install gcc libc6-dev qemu-system-x86".',
    ),
    repair: mine('lending', ' --cc gcc'),
    files,
  },
  'experiment-compile': {
    why: 'The message is the compiler’s, at the line of your own file.',
    command: mine('misspelt'),
    printed: [
      'content/experiments/misspelt/program.c:5:2 error experiment-compile',
      "  The compiler says: 'oops' undeclared.",
      '  |  oops("the second reader", "EBUSY");',
      '  |  ^',
      '  fix:      Correct the line; "experiment.h" says what it may use.',
    ].join('\n'),
    repair: mine('lending'),
    files,
  },
  'experiment-image': {
    why: 'An image that was cut short by a full disk or a broken download would only hang.',
    command: 'npx postil experiment lending --kernel mine=cut/bzImage',
    printed: [
      'content/experiments:1:1 error experiment-image',
      '  There is no kernel for mine: own kernel: the image cut/bzImage is cut short: it has 768 of 2048 bytes.',
      '  fix:      Name the package that has it in trees.yaml, or give an image of your own; "npx postil experiment --help" tells how.',
    ].join('\n'),
    repair: mine('lending'),
    files,
  },
  'experiment-module': {
    why: 'Without the module the program would ask a kernel that cannot answer.',
    command: mine('reading'),
    printed: atTop(
      'reading',
      'experiment-module',
      'mine has no module lamp.',
      'Give the folder with its modules by --modules; where it was left out on purpose, expect { not applicable: CONFIG_… } in that tree.',
    ),
    repair: mine('reading', ' --modules modules'),
    files,
  },
  'experiment-ended': {
    why: 'A machine that hangs or panics has answered nothing, and is ended after a time.',
    command: mine('hanging'),
    printed: atTop(
      'hanging',
      'experiment-ended',
      'mine: the program has not ended: qemu-system-x86_64 did not end within 180 seconds.',
      'Read the last lines of its console, below.',
      true,
    ),
    repair: mine('lending'),
    files,
  },
  'experiment-observation': {
    why: 'Of two answers under one name nobody knows which is meant.',
    command: mine('twice'),
    printed: atTop(
      'twice',
      'experiment-observation',
      'mine: The observation "the second reader" is printed twice.',
      'Print each observation once, as "name: value", with observe().',
      true,
    ),
    repair: mine('lending'),
    files,
  },
  'experiment-varies': {
    why: 'An address is another one in every run. What it shows has to be said without it: the same page, another page.',
    command: mine('address'),
    printed: atTop(
      'address',
      'experiment-varies',
      'mine: The observation "the book is at" is "0xffff888004a3c000", which looks like an address or a time.',
      'Observe what was decided, not where or when: "moved", not an address.',
      true,
    ),
    repair: mine('lending'),
    files,
  },
  'experiment-disk': {
    why: 'What could not be written was not run.',
    command: mine('large'),
    printed: atTop(
      'large',
      'experiment-disk',
      'mine: initramfs cannot be written: the disk is full.',
      'Make room in the folder for temporary files and in the cache, and run it again.',
    ),
    repair: mine('lending'),
    files,
  },
} as const satisfies Partial<Record<Code, Example>>;
