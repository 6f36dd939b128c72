import { lookUp } from '../../base/look-up.ts';
import type { Site, SiteAnswer, SiteRule, SiteTree, SiteVerdict } from '../../citations/site.ts';
import type { CodeText, Reason, Strength } from '../../evidence/run.ts';
import { slug } from '../../mail/identity.ts';
import type { Say, Word } from '../words/say.ts';
import { dayOf } from './date.ts';

/** How a verdict is shown: a sign that is told apart by its shape, and words. */
export interface ShownVerdict {
  readonly sign: string;
  readonly words: string;
  /** For a class. */
  readonly name: string;
}

/** A sign, its words, and what it means, for the legend of a matrix. */
const SIGNS = {
  holds: ['✓', 'verdict.holds', 'verdict.holdsMeans'],
  broken: ['✗', 'verdict.broken', 'verdict.brokenMeans'],
  'not-yet': ['○', 'verdict.notYet', 'verdict.notYetMeans'],
  'not-applicable': ['–', 'verdict.notApplicable', 'verdict.notApplicableMeans'],
  unknown: ['?', 'verdict.unknown', 'verdict.unknownMeans'],
} as const satisfies Readonly<Record<string, readonly [sign: string, words: Word, meaning: Word]>>;

const REASONS = {
  'not yet': 'verdict.notYet',
  'no longer': 'verdict.noLonger',
  mended: 'verdict.mended',
  'changed since reviewed': 'verdict.changed',
} as const satisfies Partial<Record<Reason, Word>>;

/** A broken rule is told apart by whether an older tree kept it, and any other verdict by its reason. */
export function shownVerdict({ verdict, change, locked, reason }: SiteVerdict, say: Say): ShownVerdict {
  const name = change === 'not yet' ? 'not-yet' : (verdict.replace(' ', '-') as keyof typeof SIGNS);
  const [sign] = SIGNS[name];
  const [, word] = SIGNS[verdict.replace(' ', '-') as keyof typeof SIGNS];
  const own = REASONS[reason as keyof typeof REASONS] ?? word;
  const words = say(change === 'first broken' ? 'verdict.firstBroken' : own);
  return { sign, words: locked ? say('verdict.locked', { verdict: words }) : words, name };
}

/** A sentence on what each sign means. */
export const legendOf = (say: Say): readonly (ShownVerdict & { readonly meaning: string })[] =>
  Object.entries(SIGNS).map(([name, [sign, words, meaning]]) => ({
    sign,
    words: say(words),
    name,
    meaning: say(meaning),
  }));

const ANSWERS = {
  yes: 'check.yes',
  no: 'check.no',
  'no function': 'check.noFunction',
  'no file': 'check.noFile',
  unknown: 'check.unknown',
} as const satisfies Readonly<Record<SiteAnswer['state'], Word>>;

/** What a check answers, in words, without its lines. */
export function answerInWords({ state, at }: SiteAnswer, say: Say): string {
  const answer = say(ANSWERS[state]);
  return at.length > 0 && (state === 'yes' || state === 'no') ? say('check.at', { answer }) : answer;
}

/** Since when the lock says so, where only the lock does. */
export function lockedSince({ locked, date }: SiteAnswer, say: Say): string | null {
  if (!locked) return null;
  const day = dayOf(date, say);
  return day === null ? say('check.locked') : say('check.lockedOn', { day });
}

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

/** How good the evidence of a rule is: a sign of its own, words, and what they mean. */
const STRENGTHS = {
  structure: ['◆', 'strength.structure', 'strength.structureMeans'],
  'structure and words': ['◈', 'strength.both', 'strength.bothMeans'],
  words: ['◇', 'strength.words', 'strength.wordsMeans'],
  practice: ['□', 'strength.practice', 'strength.practiceMeans'],
} as const satisfies Readonly<Record<Strength, readonly [sign: string, words: Word, meaning: Word]>>;

/** How good the evidence of a rule is, and whether somebody has read the code that it rests on. */
export function shownStrength({ strength, reviewed }: SiteRule, say: Say): ShownVerdict {
  const [sign, word] = STRENGTHS[strength];
  const words = say(word);
  return {
    sign,
    words: reviewed ? say('strength.reviewed', { strength: words }) : words,
    name: 'strength',
  };
}

/** A sentence on what each of these signs means. */
export const strengthsOf = (say: Say): readonly (ShownVerdict & { readonly meaning: string })[] =>
  Object.values(STRENGTHS).map(([sign, words, meaning]) => ({
    sign,
    words: say(words),
    name: 'strength',
    meaning: say(meaning),
  }));

/** From where to where a rule speaks, and where only; nothing, where it speaks of all versions. */
export function rangeOf({ range: { from, until, only } }: SiteRule, say: Say): string | null {
  const parts = [
    ...(from === null ? [] : [say('rule.from', { version: from })]),
    ...(until === null ? [] : [say('rule.until', { version: until })]),
    ...only.map((setting) => say('rule.only', { setting })),
  ];
  return parts.length > 0 ? parts.join(', ') : null;
}

/** Rules by topic, in order. */
export const byTopic = (rules: readonly SiteRule[]): readonly (readonly [string, readonly SiteRule[]])[] => [
  ...Map.groupBy(rules, ({ topic }) => topic),
];

/** Anchors of topics, each another: of words in any script, and of two that differ in their signs alone. */
export function topicIds(topics: readonly string[], prefix = ''): ReadonlyMap<string, string> {
  const taken = new Map<string, number>();
  return new Map(
    topics.map((topic) => {
      const name = `${prefix}${slug(topic)}`;
      const count = (taken.get(name) ?? 0) + 1;
      taken.set(name, count);
      return [topic, count === 1 ? name : `${name}-${count}`];
    }),
  );
}

/** The trees that a rule has a verdict for, in order. */
export const verdictsOf = (
  { verdicts }: SiteRule,
  trees: readonly SiteTree[],
  say: Say,
): readonly (readonly [SiteTree, ShownVerdict])[] =>
  trees.flatMap((tree) => {
    const verdict = lookUp(verdicts, tree.name);
    return verdict ? [[tree, shownVerdict(verdict, say)] as const] : [];
  });

/** What a matrix can be filtered by: a verdict in some version, a version in which a rule does not hold, a change, a sighting. */
export interface RuleFilter {
  /** For an anchor, and for what the style sheet has rules of. */
  readonly name: string;
  readonly words: string;
  readonly count: number;
}

/** As many versions as the style sheet has rules for. */
const MOST_VERSIONS = 6;

/** The names of the filters that a rule passes. */
export function filtersOf(rule: SiteRule, trees: readonly SiteTree[], say: Say): string[] {
  const names = verdictsOf(rule, trees, say).map(([, { name }]) => name);
  return [
    ...(new Set(names).size > 1 ? ['changes'] : []),
    ...[...new Set(names)].filter((name) => name !== 'holds'),
    ...(rule.seen.some(({ happens }) => happens) ? ['seen'] : []),
    ...names.flatMap((name, at) => (name === 'holds' || at >= MOST_VERSIONS ? [] : [`not-${at + 1}`])),
  ];
}

/** The filters of a matrix that some rule passes and some other does not, with how many do. */
export function filtersFor(rules: readonly SiteRule[], trees: readonly SiteTree[], say: Say): RuleFilter[] {
  const passed = rules.flatMap((rule) => filtersOf(rule, trees, say));
  const all: (readonly [name: string, words: string])[] = [
    ['changes', say('rules.changes')],
    ...Object.entries(SIGNS)
      .filter(([name]) => name !== 'holds')
      .map(([name, [, words]]) => [name, say('rules.somewhere', { verdict: say(words) })] as const),
    ['seen', say('rules.seen')],
    ...trees
      .slice(0, MOST_VERSIONS)
      .map(({ version }, at) => [`not-${at + 1}`, say('rules.notIn', { version })] as const),
  ];
  return all
    .map(([name, words]) => ({ name, words, count: passed.filter((each) => each === name).length }))
    .filter(({ count }) => count > 0 && count < rules.length);
}

/** Verdicts that follow each other and are the same, with the first and the last version: what a narrow screen shows of a rule. */
export function verdictRuns(
  rule: SiteRule,
  trees: readonly SiteTree[],
  say: Say,
): readonly { readonly verdict: ShownVerdict; readonly versions: string }[] {
  const runs: { readonly verdict: ShownVerdict; readonly versions: string[] }[] = [];
  for (const [{ version }, verdict] of verdictsOf(rule, trees, say)) {
    const last = runs.at(-1);
    if (last && last.verdict.words === verdict.words && last.verdict.name === verdict.name)
      last.versions.push(version);
    else runs.push({ verdict, versions: [version] });
  }
  return runs.map(({ verdict, versions }) => ({
    verdict,
    versions:
      runs.length === 1 && versions.length > 1
        ? say('rules.inAll', { count: versions.length })
        : versions.length > 2
          ? say('rules.fromTo', { from: versions[0] ?? '', to: versions.at(-1) ?? '' })
          : versions.join(', '),
  }));
}

/** A verdict that is another in one tree than in the tree before it. */
export interface ChangeOf {
  readonly older: SiteTree;
  readonly newer: SiteTree;
  readonly words: string;
  /** The commit and the release, where somebody has looked them up. */
  readonly flip: SiteRule['flips'][number] | undefined;
}

/** Where the verdict of a rule changes from one tree to the next. */
export function changesIn(rule: SiteRule, trees: readonly SiteTree[], say: Say): ChangeOf[] {
  return verdictsOf(rule, trees, say).flatMap(([newer, { name, words }], at, all) => {
    const [older, before] = all[at - 1] ?? [];
    if (older === undefined || before === undefined || before.name === name) return [];
    const flip = rule.flips.find(
      (each) => each.commit !== undefined && isWithin(each.between[1], older.version, newer.version),
    );
    return [{ older, newer, words, flip }];
  });
}

/** Where a verdict changes from one tree to the next. */
export interface ShownChange {
  readonly words: string;
  /** The commit that changed it, where somebody has looked it up; `words` ends before it. */
  readonly commit: {
    readonly hash: string;
    /** On the page of commits, or where the project shows it; null where neither is known. */
    readonly path: string | null;
    readonly rest: string;
  } | null;
}

export const changesOf = (
  rule: SiteRule,
  { trees, commits }: Pick<Site, 'trees' | 'commits'>,
  say: Say,
): ShownChange[] =>
  changesIn(rule, trees, say).map(({ older, newer, words, flip }) => {
    if (flip?.commit === undefined) {
      const given = { verdict: words, older: older.version, newer: newer.version };
      return { words: say('rule.changedBetween', given), commit: null };
    }
    const { commit, date = '', subject = '' } = flip;
    const named = commits.find(({ name }) => commit.startsWith(name));
    return {
      words: say('rule.changedSince', { verdict: words, release: flip.between[1] }),
      commit: {
        hash: commit.slice(0, 12),
        path: named ? `/references/#commit-${named.name}` : null,
        rest: say('rule.changedBy', { date, subject }),
      },
    };
  });

/** The release since which a verdict is as it is in a tree; null where it is as in the tree before, or nobody has looked it up. */
export const releaseOfChange = (
  rule: SiteRule,
  tree: SiteTree,
  trees: readonly SiteTree[],
  say: Say,
): string | null =>
  changesIn(rule, trees, say).find(({ newer }) => newer.name === tree.name)?.flip?.between[1] ?? null;

/** Whether a release is later than one version, and no later than another, or of its series. */
function isWithin(release: string, older: string, newer: string): boolean {
  const [at, from, to] = [release, older, newer].map((version) => version.split('.').map(Number));
  const compared = (a: readonly number[] = [], b: readonly number[] = []): number => {
    const place = a.findIndex((part, index) => part !== (b[index] ?? 0));
    return place === -1 ? 0 : (a[place] ?? 0) - (b[place] ?? 0);
  };
  return compared(at, from) > 0 && compared(at, to) <= 0;
}
