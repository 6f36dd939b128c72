import type { SiteAnswer, SiteCheck, SiteRule, SiteTree, SiteVerdict } from '../../citations/site.ts';
import type { CodeText } from '../../evidence/run.ts';
import { dayOf } from './date.ts';

/** How a verdict is shown: a sign that is told apart by its shape, and words. */
export interface ShownVerdict {
  readonly sign: string;
  readonly words: string;
  /** For a class. */
  readonly name: string;
}

const SIGNS = { holds: '✓', broken: '✗', 'not applicable': '–', unknown: '?' } as const;

/** A broken rule is told apart by whether an older tree kept it. */
export function shownVerdict({ verdict, change, locked }: SiteVerdict): ShownVerdict {
  const words =
    change === 'first broken'
      ? 'broken from here on'
      : change === 'not yet'
        ? 'not yet'
        : (verdict as string);
  const name = change === 'not yet' ? 'not-yet' : verdict.replace(' ', '-');
  return {
    sign: change === 'not yet' ? '○' : SIGNS[verdict],
    words: locked ? `${words} (locked)` : words,
    name,
  };
}

/** A sentence on what a sign means, for the legend of a matrix. */
export const LEGEND: readonly (ShownVerdict & { readonly meaning: string })[] = [
  { sign: '✓', words: 'holds', name: 'holds', meaning: 'every check that decides says yes' },
  {
    sign: '✗',
    words: 'broken',
    name: 'broken',
    meaning: 'a check says no; the first version that does so after others kept the rule is marked',
  },
  {
    sign: '○',
    words: 'not yet',
    name: 'not-yet',
    meaning: 'a check says no, and only newer versions keep the rule',
  },
  {
    sign: '–',
    words: 'not applicable',
    name: 'not-applicable',
    meaning: 'the version does not have the file',
  },
  { sign: '?', words: 'unknown', name: 'unknown', meaning: 'nobody could look' },
];

/** What a check answers, in words, without its lines. */
export function answerInWords({ state, at }: SiteAnswer): string {
  if (state === 'no function') return 'no: no such function';
  if (state === 'no file') return 'no such file';
  return at.length > 0 ? `${state}:` : state;
}

/** Since when the lock says so, where only the lock does. */
export const lockedSince = ({ locked, date }: SiteAnswer): string | null =>
  locked ? `locked${date ? ` on ${dayOf(date)}` : ''}` : null;

/** What a program looks for, in words: `VM_PFNMAP` stands in `check_vma_flags()` of `mm/gup.c`. */
export const questionOf = (check: SiteCheck): readonly CodeText[] => check.asks;

/** Text in which an author marked code with backticks, and emphasis with asterisks, which is left to be plain. */
export const withCode = (marked: string): CodeText[] =>
  marked.split('`').map((part, index) => ({
    text: index % 2 === 1 ? part : part.replace(/\*([^*]+)\*/g, '$1'),
    isCode: index % 2 === 1,
  }));

export const plain = (marked: string): string =>
  withCode(marked)
    .map((part) => part.text)
    .join('');

/** Rules by topic, in order. */
export const byTopic = (rules: readonly SiteRule[]): readonly (readonly [string, readonly SiteRule[]])[] => [
  ...Map.groupBy(rules, ({ topic }) => topic),
];

/** For an anchor. */
export const slugOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The trees that a rule has a verdict for, in order. */
export const verdictsOf = (
  { verdicts }: SiteRule,
  trees: readonly SiteTree[],
): readonly (readonly [SiteTree, ShownVerdict])[] =>
  trees.flatMap((tree) => {
    const verdict = verdicts[tree.name];
    return verdict ? [[tree, shownVerdict(verdict)] as const] : [];
  });

/** What a reader can filter a rule by: `1-holds` for what is so in the first version, `any-holds` for any, `any-changes`. */
export function filterWords(rule: SiteRule, trees: readonly SiteTree[]): string {
  const names = verdictsOf(rule, trees).map(([, { name }]) => name);
  return [
    ...names.map((name, index) => `${index + 1}-${name}`),
    ...[...new Set(names)].map((name) => `any-${name}`),
    ...(new Set(names).size > 1
      ? ['any', ...names.map((_, index) => index + 1)].map((at) => `${at}-changes`)
      : []),
  ].join(' ');
}
