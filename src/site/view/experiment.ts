import { lookUp } from '../../base/look-up.ts';
import type { SiteExperiment, SiteRule, SiteTree } from '../../citations/site.ts';
import type { CodeText } from '../../evidence/run.ts';
import type { Say } from '../words/say.ts';
import { dayOf } from './date.ts';
import type { ShownVerdict } from './rule.ts';

/** What one kernel answered to one question, as a cell of a table. */
export interface AnswerCell {
  readonly tree: SiteTree;
  readonly words: string;
  /** For a class: an answer, one that the newest version does not give any more, or that there is none. */
  readonly kind: 'seen' | 'odd' | 'none';
}

export interface AnswerRow {
  readonly observation: string;
  readonly cells: readonly AnswerCell[];
  /** Whether the kernels that answered did not all answer the same. */
  readonly differs: boolean;
  /** Whether all have answered, and the same. */
  readonly same: boolean;
}

/** The answers of all kernels, side by side: a row for each observation, a cell for each tree. */
export function answersOf(
  { observations, runs }: SiteExperiment,
  trees: readonly SiteTree[],
  say: Say,
): AnswerRow[] {
  return observations.map((observation) => {
    const cells = trees.map((tree): AnswerCell => {
      const run = lookUp(runs, tree.name);
      if (!run) return { tree, words: say('experiment.notRun'), kind: 'none' };
      if (run.notApplicable !== null)
        return { tree, words: say('experiment.notApplicable', { option: run.notApplicable }), kind: 'none' };
      const value = lookUp(run.observations, observation);
      return value === undefined
        ? { tree, words: say('experiment.nothing'), kind: 'none' }
        : { tree, words: value, kind: 'seen' };
    });
    const seen = cells.flatMap(({ words, kind }) => (kind === 'seen' ? [words] : []));
    const now = seen.at(-1);
    return {
      observation,
      cells: cells.map((cell) =>
        cell.kind === 'seen' && cell.words !== now ? { ...cell, kind: 'odd' as const } : cell,
      ),
      differs: new Set(seen).size > 1,
      same: new Set(seen).size === 1 && seen.length === cells.length,
    };
  });
}

/** What the machine had beside a kernel; null where nothing was asked for. */
export function machineOf(
  { machine: { modules, boot, cpu, memory } }: SiteExperiment,
  say: Say,
): string | null {
  const parts = [
    ...(modules.length === 0 ? [] : [say('experiment.modules', { names: modules.join(', ') })]),
    ...(boot === undefined ? [] : [say('experiment.boot', { words: boot })]),
    ...(cpu === 'max' ? [] : [say('experiment.cpu', { name: cpu })]),
    ...(memory === 512 ? [] : [say('experiment.memory', { size: memory })]),
  ];
  return parts.length === 0 ? null : say('experiment.machine', { parts: parts.join(', ') });
}

/** Which kernel answered in the name of a tree, and when. */
export const recordOf = ({ runs }: SiteExperiment, { name }: SiteTree, say: Say): string | null => {
  const run = lookUp(runs, name);
  return run
    ? say('experiment.recorded', { release: run.release, day: dayOf(run.date, say) ?? run.date })
    : null;
};

/** Words of an author, of which those between backticks are code. */
export const codeIn = (words: string): CodeText[] =>
  words
    .split('`')
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== '');

/** What is told of the runs in short: how long the program is, in how many versions it ran, and the last day. */
export function runsOf({ program, runs }: SiteExperiment, say: Say): string[] {
  const days = Object.values(runs)
    .map(({ date }) => date)
    .sort();
  const last = days.at(-1);
  return [
    say('experiment.length', { count: program.trimEnd().split('\n').length }),
    ...(last === undefined
      ? []
      : [say('experiment.runIn', { count: days.length, day: dayOf(last, say) ?? last })]),
  ];
}

/** The shell's own class of what is around a heading with a link to itself. */
const WRAPPER = 'sl-heading-wrapper';

/** Puts the answers before the first section of a page, and the program behind it; where there are none, at the end. */
export function amongSections(html: string, answers: string, program: string): string {
  const starts = [...html.matchAll(/<h2[ >]/g)].map(({ index }) => {
    const around = html.lastIndexOf('<', index - 1);
    return around !== -1 && html.slice(around, index).includes(WRAPPER) ? around : index;
  });
  const [first = html.length, second = html.length] = starts;
  return html.slice(0, first) + answers + html.slice(first, second) + program + html.slice(second);
}

/** A rule, as one observation of an experiment has seen it. */
export interface SeenLine {
  readonly title: string;
  readonly page: string;
  readonly observation: string;
  /** `seen in 6.1, 6.12`; and for each answer that says otherwise, a line of its own. */
  readonly words: readonly string[];
}

/** What was seen of a rule, by experiment and observation. Of trees that the rule does not speak of nothing is said. */
export function seenLines(rule: SiteRule, trees: readonly SiteTree[], say: Say): SeenLine[] {
  const meant = rule.seen.filter(({ tree }) => lookUp(rule.verdicts, tree)?.verdict !== 'not applicable');
  const grouped = Map.groupBy(meant, ({ experiment, observation }) => `${experiment.page} ${observation}`);
  return [...grouped.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const versionOf = (name: string) => trees.find((tree) => tree.name === name)?.version ?? name;
    const happens = all.filter((each) => each.happens).map(({ tree }) => versionOf(tree));
    const value = all.find((each) => each.happens)?.value;
    return [
      {
        title: first.experiment.title,
        page: first.experiment.page,
        observation:
          value === undefined
            ? first.observation
            : say('rule.seenIn', { observation: first.observation, value }),
        words: [
          ...(happens.length === 0 ? [] : [say('rule.seenIs', { versions: happens.join(', ') })]),
          ...all
            .filter((each) => !each.happens)
            .map((each) => `${versionOf(each.tree)}: ${say('rule.seenOtherwise', { value: each.value })}`),
        ],
      },
    ];
  });
}

/** That somebody has seen a rule happening, beside what its evidence is worth. */
export const seenSign = (say: Say): ShownVerdict => ({
  sign: '◉',
  words: say('rules.seen'),
  name: 'strength',
});
