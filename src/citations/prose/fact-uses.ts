import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import type { Place } from '../../base/position.ts';
import type { Page } from '../page/page.ts';
import { readProps } from '../page/props.ts';
import type { FactUse } from '../page/use.ts';
import type { SiteRule } from '../site.ts';
import { closestName } from '../words/closest.ts';
import { ambiguous, type Commits } from './commits.ts';

/** What <Since>, <Count> and <Unchecked> are held against. */
interface Facts {
  readonly commits: Commits;
  readonly rules: readonly SiteRule[];
  readonly trees: readonly string[];
}

/** Checks every <Since>, <Count> and <Unchecked>: what it names has to be known. */
export const verifyFactUses = (pages: readonly Page[], facts: Facts): Diagnostic[] =>
  pages.flatMap((page) => page.facts.flatMap((use) => faultsOf(use, page, facts)));

function faultsOf({ component, tag, place }: FactUse, { lines }: Page, facts: Facts): readonly Diagnostic[] {
  const { values, diagnostics } = readProps(tag, component, place, lines);
  if (diagnostics.length > 0 || component === 'Unchecked') return diagnostics;
  const at = (name: string): Place => lines.placeAt(lookUp(values, name)?.valueAt ?? tag.nameEnd);
  const said = (name: string): string => lookUp(values, name)?.value ?? '';
  return component === 'Since'
    ? sinceFaults(said('commit'), at('commit'), facts)
    : countFaults(said('of'), said('tree'), at, facts);
}

function sinceFaults(name: string, place: Place, { commits }: Facts): Diagnostic[] {
  const found = commits.resolve(name);
  if (found.state === 'ambiguous') return [ambiguous(name, found.among, place)];
  return found.state === 'known' && (found.commit.release ?? found.commit.date) !== undefined
    ? []
    : [
        diagnose('commit-unknown', place, {
          message: `Nothing here tells since when there is a commit ${name}.`,
        }),
      ];
}

function countFaults(
  of: string,
  tree: string,
  at: (name: string) => Place,
  { rules, trees }: Facts,
): Diagnostic[] {
  if (!trees.includes(tree))
    return [
      diagnose('count-unknown', at('tree'), {
        message: `There is no tree "${tree}".`,
        closest: closestName(tree, trees),
      }),
    ];
  if (countIn(rules, of, tree) !== null) return [];
  const checks = rules.flatMap((rule) => rule.checks.map(({ id }) => `${rule.slug}/${id}`));
  return [
    diagnose('count-unknown', at('of'), {
      message: checks.includes(of)
        ? `"${of}" found nothing to count in ${tree}.`
        : `No rule has a check "${of}".`,
      closest: closestName(of, checks),
    }),
  ];
}

/** How many places a check found in a tree; null where it found none, or nobody knows. */
export function countIn(rules: readonly SiteRule[], of: string, tree: string): number | null {
  const [slug, id] = [of.slice(0, of.indexOf('/')), of.slice(of.indexOf('/') + 1)];
  const answer = lookUp(
    rules.find((rule) => rule.slug === slug)?.checks.find((check) => check.id === id)?.answers,
    tree,
  );
  return answer && answer.at.length > 0 ? answer.at.length : null;
}
