import { aboutUse, type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import { HERE_ONLY, openSources, type SourceOptions, type Sources } from '../../sources/excerpt.ts';
import { type Lock, type LockedLines, lockKey, settled } from '../../sources/lock.ts';
import type { Tree, Trees } from '../../sources/tree.ts';
import { howToHave } from '../../sources/trees-file.ts';
import type { VerifiedExcerpt } from '../site.ts';
import { verifyExcerpt } from './code.ts';
import { compared, driftAsText, notesIn } from './drift.ts';
import type { ExcerptUse } from './excerpt-use.ts';
import { hiddenCode } from './hidden-code.ts';

type Excerpts = Checked<Readonly<Record<string, VerifiedExcerpt>>>;

/** Excerpts by key of the use, and what the lock is to say of them. */
export interface VerifiedExcerpts extends Excerpts {
  readonly locked: Lock['excerpts'];
  /** The trees that are not at hand. */
  readonly away: ReadonlySet<string>;
}

/** Checks every excerpt against the trees and the lock. */
export async function verifyExcerpts(
  uses: readonly ExcerptUse[],
  sources: Sources,
  trees: Trees,
  lock: Lock,
  { updating = false, today }: { readonly updating?: boolean; readonly today?: string },
): Promise<VerifiedExcerpts> {
  const verified: Record<string, VerifiedExcerpt> = {};
  const locked: Record<string, LockedLines> = {};
  const diagnostics: Diagnostic[] = [];
  const away = new Map<string, Away>();
  for (const use of uses) {
    const { tree } = use.request;
    const verdict = await verifyExcerpt(use, sources, trees, lock, updating);
    const told = [...verdict.diagnostics, ...hiddenCode(use, verdict.verified)];
    diagnostics.push(...aboutUse(use.use.key, told));
    if (verdict.away) {
      const { first = use, count = 0 } = away.get(tree) ?? {};
      away.set(tree, { first, count: count + 1, reasons: verdict.away });
    }
    if (verdict.verified) verified[use.use.key] = verdict.verified;
    const key = lockKey(use.request);
    const old = lookUp(lock.excerpts, key);
    // What no tree could answer for stays as it was locked.
    const entry = verdict.found
      ? settled(
          verdict.found,
          old,
          lookUp(trees, use.request.tree) as Tree,
          today,
          (a, b) => a.sha256 === b.sha256,
        )
      : old;
    if (entry) locked[key] = entry;
  }
  diagnostics.push(
    ...[...away].flatMap(([tree, each]) => aboutUse(each.first.use.key, [treeAway(tree, trees, each)])),
  );
  return { verified, locked, diagnostics, away: new Set(away.keys()) };
}

/** The excerpts of a tree that is not at hand. */
interface Away {
  readonly first: ExcerptUse;
  readonly count: number;
  readonly reasons: readonly string[];
}

/** One warning for each tree that is not at hand, at the first excerpt of it. */
const treeAway = (tree: string, trees: Trees, { first, count, reasons }: Away): Diagnostic =>
  diagnose('excerpt-unavailable', first.use.place, {
    message: `${tree} is not on this machine (${reasons.join('; ') || 'nobody was asked'}): ${count === 1 ? 'one excerpt is' : `${count} excerpts are`} shown without code.`,
    fix: howToHave(tree, lookUp(trees, tree)),
  });

/**
 * Adds to each report of drift what moved, the difference, and where the notes went, as far as the text that was locked
 * is still in the cache.
 */
export async function withDrift(
  diagnostics: readonly Diagnostic[],
  uses: readonly ExcerptUse[],
  sources: Sources,
  lock: Lock,
  options: SourceOptions,
): Promise<Diagnostic[]> {
  const drifted = uses.filter(({ use }) => diagnostics.some((each) => isDriftOf(each, use.key)));
  if (drifted.length === 0) return [...diagnostics];
  const kept = await openSources(
    drifted.map(({ request }) => request),
    { ...options, overrides: {}, providers: HERE_ONLY },
  );
  return await Promise.all(
    diagnostics.map(async (diagnostic) => {
      const use = drifted.find((each) => isDriftOf(diagnostic, each.use.key));
      const detail = use && (await driftDetail(use, kept, sources, lock));
      return detail ? { ...diagnostic, detail } : diagnostic;
    }),
  );
}

async function driftDetail(
  { use, request, anchors }: ExcerptUse,
  kept: Sources,
  sources: Sources,
  lock: Lock,
): Promise<string[] | null> {
  const [old, now] = [await kept.excerpt(request), await sources.excerpt(request)];
  if (old.state !== 'found' || now.state !== 'found') return null;
  if (old.excerpt.sha256 !== lookUp(lock.excerpts, lockKey(request))?.sha256) return null;
  return driftAsText({
    place: use.place,
    request,
    tree: now.excerpt.version,
    before: old.excerpt,
    reason: null,
    ...compared(old.excerpt, now.excerpt),
    notes: notesIn(anchors, old.excerpt, now.excerpt),
  });
}

const isDriftOf = ({ code, use }: Diagnostic, key: string): boolean =>
  code === 'excerpt-drift' && use === key;
