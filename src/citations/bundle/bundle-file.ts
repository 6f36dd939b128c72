import { z } from 'zod';
import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { startOf } from '../../base/position.ts';
import { Evidence } from '../../evidence/run.ts';

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

/** Everything that a page claims of its sources, to be checked again by somebody who does not trust the site. */
export const Bundle = z.strictObject({
  /** 1 knew nothing of seals. */
  version: z.literal([1, 2]),
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
