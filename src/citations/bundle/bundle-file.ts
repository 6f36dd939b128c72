import { z } from 'zod';
import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { startOf } from '../../base/position.ts';
import { Evidence } from '../../evidence/run.ts';
import { Machine, NAME } from '../../experiments/run.ts';
import { PackageName } from '../../sources/tree.ts';

/** Letters of a program, or of the header; ours has some twelve thousand. */
const MOST_LETTERS = 200_000;

/** Whoever made a bundle names no server: `debian-security bookworm-security main` is on the mirror that a machine uses. */
const MIRRORED = /^[a-z][a-z-]*(?: [a-z0-9][a-z0-9./-]*)+$/;

/** Whether a bundle may name an archive. */
export const isMirrored = (archive: string): boolean => MIRRORED.test(archive);

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

const BundledMail = z.strictObject({
  /** Id of the message. */
  message: z.string(),
  /** How it is vouched for, in words. */
  vouched: z.string(),
  /** Its hash under the normalisation of the root. */
  sha256: Hash,
  /** The nodes that lead from that hash to the root, from it on up (RFC 6962, section 2.1.1). */
  path: z.array(z.strictObject({ side: z.literal(['left', 'right']), node: Hash })),
});

const BundledQuote = z.strictObject({
  thread: z.string(),
  /** Id of the message, made from its writer and date. */
  message: z.string(),
  /** Its Message-ID, by which any archive has it; null when nobody knows it. */
  messageId: z.string().nullable(),
  by: z.string(),
  date: z.string().nullable(),
  /** The words, white space folded, with `[…]` for what is left out. */
  words: z.string(),
  /** SHA-256 of the words. */
  sha256: Hash,
  /** Of a message that nobody has: those in whose mail the words stand. */
  asQuotedBy: z.array(z.string()).optional(),
  /** The message in a public archive. */
  archive: z.string().nullable(),
  /** The mail in which the words stand, where it is sealed. */
  mail: z.array(BundledMail).optional(),
});
export type BundledQuote = z.infer<typeof BundledQuote>;

const BundledExcerpt = z.strictObject({
  tree: z.string(),
  /** Version of the tree that the lines are of. */
  version: z.string(),
  path: z.string(),
  symbol: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  lines: z.tuple([z.int().positive(), z.int().positive()]),
  /** SHA-256 of the text, lines joined by LF. */
  sha256: Hash,
  url: z.string(),
});
export type BundledExcerpt = z.infer<typeof BundledExcerpt>;

/** Beside these it has what its kind asks for. */
const BundledCheck = z
  .looseObject({
    rule: z.string(),
    id: z.string(),
    claim: z.string(),
    kind: z.string(),
    path: z.string(),
    /** Tree -> what the check answered there. */
    answers: z.record(
      z.string(),
      z.strictObject({ state: z.string(), lines: z.array(z.int().positive()), version: z.string() }),
    ),
  })
  .refine(
    ({ rule: _, answers: __, ...check }) => Evidence.safeParse({ ...check, expect: {} }).success,
    'it is no check that this version can run',
  );
export type BundledCheck = z.infer<typeof BundledCheck>;

const BundledSource = z.strictObject({
  file: z.string().regex(/^[\w][\w.-]{0,99}$/, 'it must be the name of a file'),
  /** SHA-256 of the text. */
  sha256: Hash,
  text: z.string().max(MOST_LETTERS),
});

const BundledRun = z.strictObject({
  /** Version of the tree. */
  version: z.string(),
  /** Of the kernel, as it reported itself. */
  release: z.string(),
  observations: z.record(z.string().regex(NAME), z.string()),
  /** The day on which it was first seen so. */
  date: z.string(),
  /** SHA-256 of what was run: the program, the header and the machine. */
  ran: Hash,
  /** SHA-256 of all above, with the question and the tree. */
  sha256: Hash,
  /** Debian packages of the kernel, and archives of the machine's mirror that have them. */
  kernel: z.array(PackageName).optional(),
  archives: z.array(z.string().regex(MIRRORED)).optional(),
});
export type BundledRun = z.infer<typeof BundledRun>;

const BundledExperiment = z.strictObject({
  name: z.string().regex(/^[\w-]{1,200}$/, 'it must be the name of a folder'),
  question: z.string(),
  program: BundledSource,
  /** The emulated machine. */
  machine: Machine,
  /** Tree -> what its kernel answered. */
  runs: z.record(z.string(), BundledRun),
});
export type BundledExperiment = z.infer<typeof BundledExperiment>;

/** Everything that a page claims of its sources, to be checked again by somebody who does not trust the site. */
export const Bundle = z.strictObject({
  /** 1 knew nothing of seals, 2 nothing of experiments. */
  version: z.literal([1, 2, 3]),
  page: z.string(),
  title: z.string(),
  /** One hash for all mail of the site: a Merkle root, and what is hashed of a message. */
  sealed: z.strictObject({ normalisation: z.string(), root: Hash, messages: z.int().positive() }).optional(),
  /** The threads that it quotes: how many of their messages the site has, and how many their archive has. */
  threads: z
    .array(
      z.strictObject({
        thread: z.string(),
        atHand: z.int(),
        whole: z.strictObject({ messages: z.int(), at: z.string(), seen: z.string() }).nullable(),
      }),
    )
    .optional(),
  quotes: z.array(BundledQuote),
  excerpts: z.array(BundledExcerpt),
  /** Checks of the rules that the page leads to. */
  evidence: z.array(BundledCheck),
  /** The header that programs of experiments include. */
  header: BundledSource.optional(),
  /** Experiments that the page shows or leads to, and those that bear on its rules. */
  experiments: z.array(BundledExperiment).optional(),
});
export type Bundle = z.infer<typeof Bundle>;

/** Reads a bundle, whoever made it. */
export function readBundle(file: string, json: string): Bundle | Diagnostic {
  const bad = (message: string) => diagnose('bundle-invalid', startOf(file), { message });
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    return bad(`The file is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const read = Bundle.safeParse(parsed);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return bad(`The file is no evidence bundle: ${issue?.path.join('.') || 'it'}: ${issue?.message}.`);
}
