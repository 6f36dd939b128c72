import type { Code } from '../base/catalogue.ts';
import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { browseUrl } from '../sources/browse.ts';
import { type ExcerptAnswer, linesWith, type Sources } from '../sources/excerpt.ts';
import { type Lock, type LockedLines, lockedLines, lockKey } from '../sources/lock.ts';
import type { Excerpt, ExcerptRequest, Trees } from '../sources/tree.ts';
import { closestName } from './closest.ts';
import type { SitePage } from './pages.ts';
import { requiredProps } from './props.ts';
import type { Use } from './scan.ts';
import type { CodeNote, VerifiedExcerpt } from './site.ts';
import type { Prop } from './tag.ts';

/** A well-formed <Excerpt>, before any tree was asked. */
export interface ExcerptUse {
  readonly use: Use;
  readonly page: SitePage;
  readonly request: ExcerptRequest;
  readonly props: Readonly<Record<string, Prop | undefined>>;
  /** The `at` of each note; null where it is faulty. */
  readonly anchors: readonly (Prop | null)[];
}

/** Reads the properties of an <Excerpt> and of its notes. */
export function readExcerptUse(
  use: Use,
  page: SitePage,
): { read: ExcerptUse | null; diagnostics: readonly Diagnostic[] } {
  const { values, diagnostics } = requiredProps(
    use.tag,
    'Excerpt',
    ['tree', 'path', 'symbol'],
    ['from', 'to'],
    use.place,
    page.lines,
  );
  const notes = use.notes.map(({ tag, place }) =>
    requiredProps(tag, 'CodeNote', ['at'], [], place, page.lines),
  );
  const all = [...diagnostics, ...notes.flatMap((note) => note.diagnostics)];
  if (diagnostics.length > 0) return { read: null, diagnostics: all };
  const text = (name: string) => values[name]?.value ?? undefined;
  const request = {
    tree: text('tree') ?? '',
    path: text('path') ?? '',
    symbol: text('symbol') ?? '',
    from: text('from'),
    to: text('to'),
  };
  const anchors = notes.map((note) => (note.diagnostics.length > 0 ? null : (note.values.at ?? null)));
  return { read: { use, page, request, props: values, anchors }, diagnostics: all };
}

export interface ExcerptVerdict {
  readonly verified: VerifiedExcerpt | null;
  readonly diagnostics: readonly Diagnostic[];
  /** What the lock should say of it; null when no tree answered. */
  readonly found: LockedLines | null;
}

/**
 * Checks one <Excerpt> against the trees and the lock.
 *
 * @param updating true when the lock is about to be rewritten: then only the trees count.
 */
export async function verifyExcerpt(
  excerptUse: ExcerptUse,
  sources: Sources,
  trees: Trees,
  lock: Lock,
  updating: boolean,
): Promise<ExcerptVerdict> {
  const answer = await sources.excerpt(excerptUse.request);
  const locked = lock.excerpts[lockKey(excerptUse.request)];
  if (answer.state === 'unavailable') return unavailable(excerptUse, answer.reasons, locked, trees);
  if (answer.state !== 'found') return fault(explain(excerptUse, answer, trees));
  const { excerpt } = answer;
  const found = lockedLines(excerpt);
  if (!updating && !locked) return fault(notLocked(excerptUse, lock, trees));
  if (!updating && locked && differs(excerpt, locked)) return fault(drift(excerptUse, excerpt, locked));
  const shown = updating || !locked ? excerpt : atLockedLines(excerpt, locked, trees);
  const { notes, diagnostics } = placeNotes(excerptUse, shown);
  return { verified: { state: 'shown', excerpt: shown, notes }, diagnostics, found };
}

const fault = (...diagnostics: Diagnostic[]): ExcerptVerdict => ({
  verified: null,
  diagnostics,
  found: null,
});

/** The text is the same, so what is shown are the lines and the link of the version that was locked. */
function atLockedLines(excerpt: Excerpt, { lines, version }: LockedLines, trees: Trees): Excerpt {
  const tree = trees[excerpt.tree];
  return {
    ...excerpt,
    version,
    firstLine: lines[0],
    lastLine: lines[1],
    url: tree ? browseUrl(tree, excerpt.path, lines[0]) : excerpt.url,
  };
}

/** Another text; or the same on other lines, which no later version explains. */
function differs(excerpt: Excerpt, { sha256, lines: [first, last], version }: LockedLines): boolean {
  if (excerpt.sha256 !== sha256 || excerpt.lastLine - excerpt.firstLine !== last - first) return true;
  return excerpt.version === version && excerpt.firstLine !== first;
}

function drift({ use, request }: ExcerptUse, excerpt: Excerpt, locked: LockedLines): Diagnostic {
  const what = `${request.symbol} in ${request.path} of ${request.tree}`;
  const sameText = excerpt.sha256 === locked.sha256;
  return diagnose('excerpt-drift', use.place, {
    message: sameText
      ? `${what} is the text that was locked, but it does not stand on the lines that the lock names.`
      : `The text of ${what} differs from what was locked (read from ${excerpt.version}).`,
    expected: `${locked.version}, lines ${locked.lines.join('-')}, sha256 ${locked.sha256.slice(0, 12)}`,
    closest: `${excerpt.version}, lines ${excerpt.firstLine}-${excerpt.lastLine}, sha256 ${excerpt.sha256.slice(0, 12)}`,
  });
}

/** Where the lock has the same code for another tree, the tree's name is what an author most likely got wrong. */
function notLocked({ page, use, request, props }: ExcerptUse, lock: Lock, trees: Trees): Diagnostic {
  const meant = Object.keys(trees).find((tree) => lock.excerpts[lockKey({ ...request, tree })]);
  const { tree } = props;
  return diagnose('excerpt-not-locked', meant && tree ? page.lines.placeAt(tree.valueAt) : use.place, {
    message: `${request.symbol} in ${request.path} of ${request.tree} has no entry in the lock yet.`,
    closest: meant && `the lock has it for ${meant}`,
  });
}

function unavailable(
  { use, request, anchors }: ExcerptUse,
  reasons: readonly string[],
  locked: LockedLines | undefined,
  trees: Trees,
): ExcerptVerdict {
  const warning = diagnose('excerpt-unavailable', use.place, {
    message: `${request.tree} is not on this machine (${reasons.join('; ') || 'nobody was asked'}).`,
  });
  const tree = trees[request.tree];
  if (!locked || !tree)
    return {
      verified: null,
      found: null,
      diagnostics: [
        warning,
        diagnose('excerpt-not-locked', use.place, {
          message: `${request.symbol} in ${request.path} has no entry in the lock, and no tree is at hand to make one.`,
        }),
      ],
    };
  const { path, symbol } = request;
  const [firstLine, lastLine] = locked.lines;
  const excerpt = {
    tree: request.tree,
    version: locked.version,
    path,
    symbol,
    firstLine,
    lastLine,
    sha256: locked.sha256,
    url: browseUrl(tree, path, firstLine),
  };
  const notes = anchors.map((anchor) => ({ anchor: anchor?.value ?? '', line: null }));
  return { verified: { state: 'unavailable', excerpt, notes }, diagnostics: [warning], found: null };
}

/** Why a tree that answered has no such excerpt, at the property that is wrong. */
function explain(
  { page, request, props, use }: ExcerptUse,
  answer: Exclude<ExcerptAnswer, { state: 'found' | 'unavailable' }>,
  trees: Trees,
): Diagnostic {
  const at = (name: string) => {
    const prop = props[name];
    return prop ? page.lines.placeAt(prop.valueAt) : use.place;
  };
  const say = (code: Code, prop: string, message: string, closest?: string, expected?: string) =>
    diagnose(code, at(prop), { message, closest, expected });
  switch (answer.state) {
    case 'no tree':
      return say(
        'excerpt-unknown-tree',
        'tree',
        `There is no tree "${request.tree}".`,
        closestName(request.tree, Object.keys(trees)),
        Object.keys(trees).join(', '),
      );
    case 'no file':
      return say('excerpt-unknown-file', 'path', `${request.tree} has no file "${request.path}".`);
    case 'no symbol':
      return say(
        'excerpt-unknown-symbol',
        'symbol',
        `${request.path} of ${request.tree} does not define "${request.symbol}".`,
        closestName(request.symbol, answer.symbols),
      );
    case 'ambiguous':
      return say(
        'excerpt-ambiguous-symbol',
        'symbol',
        `${request.path} of ${request.tree} defines "${request.symbol}" more than once.`,
        undefined,
        answer.candidates.join(' or '),
      );
    case 'no anchor':
      return say(
        'excerpt-anchor',
        answer.which,
        countedLines(`"${request[answer.which] ?? ''}"`, answer.lines, request.symbol),
      );
  }
}

const countedLines = (words: string, lines: readonly number[], symbol: string): string =>
  lines.length === 0
    ? `No line of ${symbol} holds ${words}.`
    : `${words} stands on ${lines.length} lines of ${symbol}: ${lines.join(', ')}.`;

function placeNotes(
  { page, anchors, request }: ExcerptUse,
  excerpt: Excerpt,
): { notes: CodeNote[]; diagnostics: Diagnostic[] } {
  const notes: CodeNote[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const anchor of anchors) {
    const words = anchor?.value ?? '';
    const lines = anchor ? linesWith(excerpt, words) : [];
    if (anchor && lines.length !== 1) {
      diagnostics.push(
        diagnose('excerpt-anchor', page.lines.placeAt(anchor.valueAt), {
          message: countedLines(`"${words}"`, lines, request.symbol),
        }),
      );
    }
    notes.push({ anchor: words, line: lines[0] ?? null });
  }
  return { notes, diagnostics };
}
