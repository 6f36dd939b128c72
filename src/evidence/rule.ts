import { z } from 'zod';
import { Breaker } from './breaker.ts';
import { Evidence, Step } from './evidence.ts';
import { KINDS } from './kinds/index.ts';
import { type CodePlace, placesIn, RestsOn } from './place.ts';
import { Version } from './range.ts';

const Setting = z
  .string()
  .regex(/^!?\w+$/, 'it must be a name such as CONFIG_MMU, !CONFIG_MMU or x86')
  .describe(
    'CONFIG_MMU or !CONFIG_MMU, which checks take for set or not set; or the name of an architecture.',
  );

/** What the front matter of a rule holds beside its title. */
export const RuleFacts = z.looseObject({
  topic: z.string().min(1).default('other').describe('Rules of one topic are listed together.'),
  kind: z
    .literal(['rule', 'practice'])
    .default('rule')
    .describe('practice for advice that no program can see in code: it has no verdict.'),
  statement: z
    .string()
    .min(1)
    .describe('The rule in a sentence or two: what a reader must do, or may rely on.'),
  from: Version.optional().describe(
    'The first version that the rule speaks of; in older ones it is not there yet.',
  ),
  until: Version.optional().describe('The first version that the rule no longer speaks of.'),
  only: z
    .union([Setting, z.array(Setting).min(1)])
    .optional()
    .describe(
      'What the rule speaks of alone: settings of Kconfig, and architectures on which somebody looked.',
    ),
  polarity: z
    .literal(['promise', 'weakness'])
    .default('promise')
    .describe('weakness for what is mended, and not broken, where a check says no.'),
  'superseded-by': z
    .string()
    .optional()
    .describe('The rule that took the place of this one where its range ends.'),
  when: z
    .array(Step)
    .default([])
    .describe('The rule says nothing of a tree in which a step of this says no.'),
  evidence: z
    .array(Step)
    .default([])
    .describe('What the rule stands on: it holds in a tree where every step of this says yes.'),
  history: z
    .array(Evidence)
    .default([])
    .describe(
      'What else was seen: how things came about, and what only some trees have. It decides nothing.',
    ),
  'rests-on': z
    .array(RestsOn)
    .default([])
    .describe(
      'The code that the rule rests on: where it is not as somebody has seen it, the rule is unknown.',
    ),
  sufficient: z
    .string()
    .min(10)
    .optional()
    .describe(
      'Why the checks alone are enough, whatever else has changed in the code that the rule rests on.',
    ),
  breaks: z.array(Breaker).default([]).describe('Edits of the code that would make the statement false.'),
});
export type RuleFacts = z.infer<typeof RuleFacts>;

/** A rule and the checks under it. */
export interface Rule
  extends Pick<
    RuleFacts,
    | 'topic'
    | 'kind'
    | 'statement'
    | 'from'
    | 'until'
    | 'only'
    | 'polarity'
    | 'superseded-by'
    | 'history'
    | 'rests-on'
    | 'sufficient'
    | 'breaks'
  > {
  /** Name of its file without its ending. */
  readonly slug: string;
  readonly title: string;
  readonly when: readonly Evidence[];
  readonly evidence: readonly Evidence[];
}

/** All checks of a rule: those that decide, and those that only tell. */
export const checksOf = ({
  when,
  evidence,
  history,
}: Pick<Rule, 'when' | 'evidence' | 'history'>): readonly Evidence[] => [...when, ...evidence, ...history];

/** The code that a rule rests on, place by place. */
export const placesOf = (rule: Pick<Rule, 'rests-on'>): readonly CodePlace[] =>
  rule['rests-on'].flatMap(placesIn);

/** A check, and the way to it in the front matter. */
export interface FoundCheck {
  readonly check: Evidence;
  readonly path: readonly PropertyKey[];
}

/** The checks of a list, those of one `any-of` as one step; what a rule is `only` for is set in each. */
export function checksIn(
  part: 'when' | 'evidence' | 'history',
  { only, ...facts }: Pick<RuleFacts, 'when' | 'evidence' | 'history' | 'only'>,
): FoundCheck[] {
  const settings = [only ?? []].flat().filter((each) => /^!?CONFIG_/.test(each));
  return facts[part].flatMap((step, index) => {
    if (step.kind !== 'any-of') return [{ check: withSettings(step, settings), path: [part, index] }];
    return step.of.map((check, at) => ({
      check: withSettings({ ...check, step: `${part} ${index + 1}` }, settings),
      path: [part, index, 'of', at],
    }));
  });
}

const withSettings = (check: Evidence, settings: readonly string[]): Evidence =>
  settings.length === 0 || !READS_BODIES.has(check.kind)
    ? check
    : { ...check, under: [...settings, ...[check.under ?? []].flat()] };

/** Those that read a function as it is compiled. */
const READS_BODIES: ReadonlySet<Evidence['kind']> = new Set(
  KINDS.filter(({ fields }) => 'under' in fields).map(({ name }) => name),
);
