import { z } from 'zod';
import { sha256 } from '../base/hash.ts';

/** What one kernel answered: name of an observation -> what was seen. */
export type Observations = Readonly<Record<string, string>>;

/** The observation of a kernel that lacks an option which the experiment needs: its value is the option's name. */
export const NOT_APPLICABLE = 'not applicable';

/** What an observation may be called. */
export const NAME = /^[A-Za-z0-9][^:]{0,99}$/;

const Written = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** The emulated machine that an experiment asks for. */
export const Machine = z.strictObject({
  modules: z
    .array(z.string().regex(/^[A-Za-z0-9][\w-]*$/, 'it must be the name of a module'))
    .default([])
    .describe('Kernel modules to load before the program runs; what they depend on comes by itself.'),
  boot: z
    .string()
    .regex(/^[\w.,=:+-]+(?: [\w.,=:+-]+)*$/, 'it must be words of a kernel command line')
    .optional()
    .describe('Words for the kernel command line: movablecore=192M.'),
  cpu: z
    .string()
    .regex(/^[\w.+,=-]+$/, 'it must be a processor as -cpu of QEMU takes it')
    .default('max')
    .describe('The processor, as -cpu of QEMU takes it: EPYC has the virtualization of AMD.'),
  alone: z
    .literal(true)
    .optional()
    .describe('True for a program that leaves something behind: no other then shares its machine.'),
  memory: z.int().min(64).max(4096).default(512).describe('Memory in MiB.'),
});
export type Machine = z.infer<typeof Machine>;

/** What the page of an experiment says in its front matter, beside its title. */
export const ExperimentFacts = z.looseObject({
  question: z.string().min(10).describe('What the experiment asks, in one sentence.'),
  topic: z.string().min(1).default('other').describe('Experiments of one topic are listed together.'),
  shows: z
    .array(
      z.strictObject({
        rule: z.string().describe('The name of a rule that the experiment bears on.'),
        observation: z.string().describe('The observation that tells.'),
        is: Written.describe(
          'What it is where the rule can be seen happening; anything else says otherwise.',
        ),
      }),
    )
    .default([])
    .describe('Which observation shows which rule.'),
  needs: Machine.default(() => Machine.parse({})).describe('The machine that the program runs in.'),
  notes: z
    .array(
      z.strictObject({
        at: z.string().min(1).describe('Words that stand on exactly one line of the program.'),
        says: z
          .string()
          .min(1)
          .describe('What a reader of the line should know; `words` between backticks are code.'),
      }),
    )
    .default([])
    .describe('Notes that stand beside lines of the program.'),
  expect: z
    .record(
      z.string(),
      z.record(z.string().regex(NAME, 'an observation has a name without a colon'), Written),
    )
    .describe('For each tree, what each observation is expected to be.'),
});
export type ExperimentFacts = z.infer<typeof ExperimentFacts>;

/** An experiment as the room runs it. */
export interface Experiment {
  readonly name: string;
  /** Path of the C file, as the compiler and diagnostics name it. */
  readonly file: string;
  readonly program: string;
  readonly machine: Machine;
}

/**
 * What a record was made of: where any of it changes, the experiment has to be run again. How a file ends its lines is
 * no part of it.
 *
 * @param header the support header.
 */
export const digestOf = (
  { program, machine }: Pick<Experiment, 'program' | 'machine'>,
  header: string,
): string =>
  sha256([program, header, JSON.stringify(machine)].map((each) => each.replaceAll('\r\n', '\n')).join('\0'));

/** What runs an experiment in an image of one's own, and holds it against what a tree is expected to answer. */
export const ownImage = (tree: string): string => `--kernel mine=bzImage --as ${tree}`;

/** The support header that every program includes, in this package. */
export const HEADER = 'postil/support/experiment.h';
