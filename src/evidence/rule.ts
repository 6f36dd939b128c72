import { z } from 'zod';
import { Evidence } from './evidence.ts';

/** What the front matter of a rule holds beside its title. */
export const RuleFacts = z.looseObject({
  topic: z.string().min(1).default('other').describe('Rules of one topic are listed together.'),
  statement: z
    .string()
    .min(1)
    .describe('The rule in a sentence or two: what a reader must do, or may rely on.'),
  evidence: z
    .array(Evidence)
    .default([])
    .describe('What the rule stands on: it holds in a tree where every step of this says yes.'),
  history: z
    .array(Evidence)
    .default([])
    .describe(
      'What else was seen: how things came about, and what only some trees have. It decides nothing.',
    ),
});
export type RuleFacts = z.infer<typeof RuleFacts>;

/** A rule and the checks under it. */
export interface Rule extends Pick<RuleFacts, 'topic' | 'statement' | 'evidence' | 'history'> {
  /** Name of its file without its ending. */
  readonly slug: string;
  readonly title: string;
}

/** All checks of a rule: those that decide, then those that only tell. */
export const checksOf = ({ evidence, history }: Pick<Rule, 'evidence' | 'history'>): readonly Evidence[] => [
  ...evidence,
  ...history,
];
