import { z } from 'zod';
import type { Kind } from './kind.ts';
import { KINDS } from './kinds/index.ts';

export type KindName = (typeof KINDS)[number]['name'];

/**
 * What an author has seen a check answer in one tree: a word, or the lines where that which it looks for stands, the
 * first of them at least. For a check of absence, lines are a no.
 */
export const Expectation = z.union([
  z.literal(['yes', 'no', 'no file']),
  z.int().positive(),
  z.array(z.int().positive()).min(1),
]);
export type Expectation = z.infer<typeof Expectation>;

/** A check that a program can run, as it stands in the front matter of a rule. */
export interface Evidence {
  /** Names the check in its rule; readers see it in links. */
  readonly id: string;
  readonly kind: KindName;
  readonly path: string;
  readonly symbol?: string;
  readonly function?: string | readonly string[];
  readonly needle?: string;
  readonly comments?: boolean;
  readonly under?: string | readonly string[];
  readonly code?: string | readonly string[];
  readonly call?: string;
  readonly every?: boolean;
  readonly argument?: number;
  readonly is?: string;
  readonly first?: string;
  readonly before?: string;
  readonly 'never-after'?: boolean;
  readonly condition?: string;
  readonly 'leads-to'?: string;
  readonly target?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly through?: readonly string[];
  readonly enum?: string;
  readonly table?: string;
  readonly switch?: string;
  readonly callers?: string;
  readonly members?: readonly string[];
  readonly relation?: string;
  readonly default?: string;
  readonly depends?: string;
  readonly select?: string;
  /** What a yes means, in words for a reader. */
  readonly claim: string;
  /** Checks of one step say the same thing of different times, such as before and after a renaming: one yes will do. */
  readonly step?: string;
  /** Tree -> what it answers there. */
  readonly expect: Readonly<Record<string, Expectation>>;
}

const COMMON = {
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'it must be small letters, digits and hyphens')
    .describe('Names the check in its rule; links lead to it.'),
  claim: z.string().min(1).describe('What a yes means, in words for a reader.'),
  step: z
    .string()
    .min(1)
    .optional()
    .describe('Checks of one step say the same thing of different times; one yes will do.'),
  expect: z
    .record(z.string(), Expectation)
    .describe('Tree, and what it answers there: yes, no, no file, or the lines where it is found.'),
};

const schemaOf = <Name extends string, Fields extends z.ZodRawShape>({ name, fields }: Kind<Name, Fields>) =>
  z.strictObject({ kind: z.literal(name), ...COMMON, ...fields });

const SCHEMAS = KINDS.map((each) => schemaOf(each as unknown as Kind<KindName, z.ZodRawShape>));

/** A row of `evidence` or `history`; which fields it has, its kind decides. */
export const Evidence = z.discriminatedUnion(
  'kind',
  SCHEMAS as [(typeof SCHEMAS)[number], ...typeof SCHEMAS],
  { error: () => `it must be one of ${KINDS.map(({ name }) => name).join(', ')}` },
) as unknown as z.ZodType<Evidence>;

/** Checks of one thing that has had several names, or stood in several places: one yes is enough. */
export interface AnyOf {
  readonly kind: 'any-of';
  readonly of: readonly Evidence[];
}

const AnyOf = z.strictObject({
  kind: z.literal('any-of'),
  of: z
    .array(Evidence)
    .min(2)
    .describe('Checks that say the same of different times or places; one yes is enough.'),
});

/** A row of `evidence` or `when`: a check, or several of which one yes is enough. */
export const Step = z.discriminatedUnion(
  'kind',
  [...SCHEMAS, AnyOf] as unknown as [(typeof SCHEMAS)[number], ...typeof SCHEMAS],
  { error: () => `it must be one of any-of, ${KINDS.map(({ name }) => name).join(', ')}` },
) as unknown as z.ZodType<Evidence | AnyOf>;
