import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import { startOf } from '../../base/position.ts';
import { digestOf, NOT_APPLICABLE } from '../../experiments/run.ts';
import type { Lock } from '../../sources/lock.ts';
import { verifyFigures } from '../page/figures.ts';
import type { Page } from '../page/page.ts';
import { propOf } from '../page/use.ts';
import type { SiteExperiment, SiteRun } from '../site.ts';
import { closestName } from '../words/closest.ts';
import { comparedWith } from './compared.ts';
import type { WrittenExperiment } from './experiments.ts';
import { recordKey } from './records.ts';

/** What experiments are held against. */
export interface ExperimentWorld {
  readonly trees: readonly string[];
  /** Names of rules. */
  readonly rules: readonly string[];
  readonly records: Lock['experiments'];
  /** Text of the support header. */
  readonly header: string;
  readonly lockFile: string;
}

/**
 * Holds every experiment against what the lock recorded of it. Nothing is run: a program that was changed since is stale,
 * and what a page expects must be what was seen.
 */
export function verifyExperiments(
  { verified: experiments, diagnostics: faults }: Checked<readonly WrittenExperiment[]>,
  world: ExperimentWorld,
): Checked<readonly SiteExperiment[]> {
  const known = new Set(experiments.flatMap(({ name }) => world.trees.map((tree) => recordKey(name, tree))));
  // Of an experiment that cannot be read nobody knows what belongs to it.
  const unused = faults.length > 0 ? [] : Object.keys(world.records).filter((key) => !known.has(key));
  return {
    verified: experiments
      .map((each) => siteExperiment(each, world))
      .sort((a, b) => a.topic.localeCompare(b.topic, 'en') || a.title.localeCompare(b.title, 'en')),
    diagnostics: [
      ...experiments.flatMap((each) => [
        ...strangers(each, world),
        ...strayNotes(each),
        ...againstRecords(each, world),
      ]),
      ...unused.map((key) =>
        diagnose('experiment-unused', startOf(world.lockFile), {
          message: `The lock has a record of "${key}", and there is no such experiment or tree.`,
        }),
      ),
    ],
  };
}

/** Checks that each <Experiment> names one that is there. */
export const verifyExperimentUses = (
  pages: readonly Page[],
  experiments: readonly WrittenExperiment[],
): Diagnostic[] =>
  verifyFigures(pages, {
    noun: 'experiment',
    names: experiments.map(({ name }) => name),
    code: 'experiment-unknown',
    namedBy: { Experiment: 'name' },
  });

/** Names of the experiments that a page shows, each once. */
export const shownExperiments = (figures: Page['figures']): string[] => [
  ...new Set(
    figures.flatMap(({ component, tag }) =>
      component === 'Experiment' ? (propOf(tag, 'name')?.value ?? []) : [],
    ),
  ),
];

function againstRecords(
  written: WrittenExperiment,
  { trees, records, header }: ExperimentWorld,
): Diagnostic[] {
  const { name, facts, file, program, placeIn } = written;
  const digest = digestOf({ program, machine: facts.needs }, header);
  const stale: string[] = [];
  const diagnostics = trees.flatMap((tree) => {
    const record = lookUp(records, recordKey(name, tree));
    const isExpected = Object.hasOwn(facts.expect, tree);
    if (record === undefined)
      return isExpected
        ? [
            diagnose('experiment-unrecorded', placeIn('expect', tree), {
              message: `Nobody has recorded what ${tree} answers to ${name}.`,
            }),
          ]
        : [];
    if (record.sha256 !== digest) stale.push(tree);
    if (!isExpected)
      return [
        diagnose('experiment-differs', placeIn('expect'), {
          message: `${tree} answered, and ${name} says nothing of what it expects there.`,
        }),
      ];
    return comparedWith(written, tree, record.observations).flatMap(({ fault }) => fault ?? []);
  });
  if (stale.length === 0) return diagnostics;
  return [
    ...diagnostics,
    diagnose('experiment-stale', startOf(file), {
      message: `${name} is not what was run in ${stale.join(', ')}: the program, its machine or the support header has changed.`,
      fix: `Run "npx postil experiment ${name} --update".`,
    }),
  ];
}

/** Rules that are not there, and observations that nobody expects. */
function strangers({ name, facts, placeIn }: WrittenExperiment, { rules }: ExperimentWorld): Diagnostic[] {
  const observations = [...new Set(Object.values(facts.expect).flatMap((each) => Object.keys(each)))];
  return facts.shows.flatMap(({ rule, observation }, index) => [
    ...(rules.includes(rule)
      ? []
      : [
          diagnose('experiment-unknown-rule', placeIn('shows', index, 'rule'), {
            message: `There is no rule "${rule}".`,
            closest: closestName(rule, rules),
          }),
        ]),
    ...(observations.includes(observation)
      ? []
      : [
          diagnose('experiment-unexpected', placeIn('shows', index, 'observation'), {
            message: `${name} expects no observation "${observation}" in any tree.`,
            closest: closestName(observation, observations),
          }),
        ]),
  ]);
}

/** Notes whose words stand on no line of the program, or on more than one. */
const strayNotes = ({ facts, program, file, placeIn }: WrittenExperiment): Diagnostic[] =>
  facts.notes.flatMap(({ at }, index) => {
    const { length } = linesWith(at, program);
    if (length === 1) return [];
    const where = length === 0 ? 'on no line' : `on ${length} lines`;
    return [
      diagnose('experiment-note', placeIn('notes', index, 'at'), {
        message: `"${at}" stands ${where} of ${file}.`,
      }),
    ];
  });

/** 1-based numbers of the lines that have these words. */
const linesWith = (words: string, program: string): number[] =>
  program.split('\n').flatMap((line, index) => (line.includes(words) ? [index + 1] : []));

function siteExperiment(
  { name, page, facts, program, file }: WrittenExperiment,
  { trees, records }: ExperimentWorld,
): SiteExperiment {
  const runs: [string, SiteRun][] = trees.flatMap((tree) => {
    const record = lookUp(records, recordKey(name, tree));
    if (!record) return [];
    return [[tree, { ...record, notApplicable: record.observations[NOT_APPLICABLE] ?? null }]];
  });
  // In the order in which the page expects them, which is the program's.
  const expected = Object.values(facts.expect).flatMap((each) => Object.keys(each));
  const seen = runs.flatMap(([, { observations }]) => Object.keys(observations));
  return {
    name,
    page: page.page,
    title: page.title,
    topic: facts.topic,
    question: facts.question,
    program,
    file: file.slice(file.lastIndexOf('/') + 1),
    machine: facts.needs,
    notes: facts.notes.flatMap(({ at, says }) => {
      const [line] = linesWith(at, program);
      return line === undefined ? [] : [{ line, says }];
    }),
    observations: [...new Set([...expected, ...seen])].filter((each) => each !== NOT_APPLICABLE),
    runs: Object.fromEntries(runs),
    shows: facts.shows,
  };
}
