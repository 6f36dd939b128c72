import type { Code } from '../../base/catalogue.ts';
import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import type { Place } from '../../base/position.ts';
import { type ExcerptAnswer, whyUnread } from '../../sources/excerpt.ts';
import { type Lock, type LockedLines, lockKey } from '../../sources/lock.ts';
import { type Excerpt, type ExcerptRequest, partOf, type Trees } from '../../sources/tree.ts';
import { closestName } from '../words/closest.ts';
import type { ExcerptUse } from './excerpt-use.ts';

/** Why a tree that answered has no such excerpt, at the property that is wrong. */
export function unanswered(
  excerptUse: ExcerptUse,
  answer: Exclude<ExcerptAnswer, { state: 'found' | 'unavailable' }>,
  trees: Trees,
  lock: Lock,
): Diagnostic {
  const { request } = excerptUse;
  const { symbol = '', path, tree } = request;
  const meant = lockedLike(request, lock);
  const say = (code: Code, prop: Part, message: string, closest?: string, expected?: string) =>
    diagnose(code, placeOf(excerptUse, meant && meant.part !== 'path' ? meant.part : prop), {
      message,
      closest: meant ? meantAsText(meant) : closest,
      expected,
    });
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
        `${path} of ${tree} does not define "${symbol}".`,
        closestName(symbol, answer.symbols),
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
        countedLines(request[answer.which] ?? '', answer.lines, request.symbol ?? path),
      );
    case 'no lines':
      return say('excerpt-anchor', 'lines', `${path} of ${tree} has ${answer.last} lines.`);
    case 'broken':
      return say(
        'excerpt-not-understood',
        'symbol',
        `${path} of ${tree} defines "${symbol}" from line ${answer.definition.firstLine} on, but the grammar does not understand line ${answer.line}, so nobody knows where it ends.`,
      );
    case 'no text':
      return say(
        'excerpt-not-text',
        'path',
        `Line ${answer.line} of ${path} in ${tree} is no text: it is not UTF-8, or holds a NUL.`,
      );
    case 'no grammar':
      return diagnose('excerpt-no-grammar', placeOf(excerptUse, 'symbol'), {
        message: `${path} is ${answer.language}, and no grammar for it is installed.`,
        fix: `Run "npm install --save-dev ${answer.packages[0]}", or show the lines by words: from="…" to="…".`,
      });
    case 'unusable grammar':
    case 'no symbols here':
      return say(
        answer.state === 'no symbols here' ? 'excerpt-no-symbols' : 'excerpt-bad-grammar',
        'symbol',
        `${path}: ${whyUnread(answer)}.`,
      );
  }
}

const countedLines = (words: string, lines: readonly number[], symbol: string): string =>
  lines.length === 0
    ? `No line of ${symbol} holds "${words}".`
    : `"${words}" stands on ${lines.length} lines of ${symbol}: ${lines.join(', ')}.`;

/** Words that should tie a note to one line, and stand on none or on several. */
export const anchorFault = (
  place: Place,
  words: string,
  lines: readonly number[],
  symbol: string,
): Diagnostic => diagnose('excerpt-anchor', place, { message: countedLines(words, lines, symbol) });

/** The text that was locked by the numbers of its lines has other numbers in the tree now. */
export const movedAway = (excerptUse: ExcerptUse, { version }: LockedLines, now: string): Diagnostic => {
  const { request } = excerptUse;
  const stand = request.lines?.includes('-') ? 'stand' : 'stands';
  return diagnose('excerpt-drift', placeOf(excerptUse, 'lines'), {
    message: `${request.path} of ${request.tree} has other text there than was locked (read from ${version}).`,
    closest: `${partOf(request)} ${stand} at ${now} now`,
    fix: `Write lines="${now}", then run "npx postil sources --update".`,
  });
};

/** A tree answered with other text than was locked, or with the same on other lines. */
export function drift({ use, request }: ExcerptUse, excerpt: Excerpt, locked: LockedLines): Diagnostic {
  const what = `${partOf(request)} in ${request.path} of ${request.tree}`;
  const sameText = excerpt.sha256 === locked.sha256;
  return diagnose('excerpt-drift', use.place, {
    message: sameText
      ? `${what} is the text that was locked, but it does not stand on the lines that the lock names.`
      : `The text of ${what} differs from what was locked (read from ${excerpt.version}).`,
    expected: `${locked.version}, lines ${locked.lines.join('-')}, sha256 ${locked.sha256.slice(0, 12)}`,
    closest: `${excerpt.version}, lines ${excerpt.firstLine}-${excerpt.lastLine}, sha256 ${excerpt.sha256.slice(0, 12)}`,
  });
}

/** Code that is in the tree, or that no tree is at hand for, and of which the lock knows nothing. */
export function notLocked(excerptUse: ExcerptUse, lock: Lock): Diagnostic {
  const { use, request } = excerptUse;
  const meant = lockedLike(request, lock);
  // Of a file that is shown already, the symbol is what is new.
  const isKnown = Object.keys(lock.excerpts).some((key) =>
    key.startsWith(`${request.tree} ${request.path} `),
  );
  const part = meant?.part ?? (isKnown && request.symbol !== undefined ? 'symbol' : undefined);
  return diagnose('excerpt-not-locked', part ? placeOf(excerptUse, part) : use.place, {
    message: `${partOf(request)} in ${request.path} of ${request.tree} has no entry in the lock yet.`,
    closest: meant && meantAsText(meant),
  });
}

type Part = keyof ExcerptRequest;

interface Meant {
  readonly part: Part;
  readonly value: string;
}

/** In the order in which they are taken to be the mistake. */
const PARTS = ['tree', 'path', 'symbol', 'from', 'to', 'lines'] as const;

/**
 * The entry of the lock from which a request differs in one property only, if there is such a property: it is
 * what an author most likely got wrong. A site shows many symbols of one file, so another symbol tells something
 * only where the rest is as particular as words to cut at.
 */
function lockedLike(request: ExcerptRequest, lock: Lock): Meant | undefined {
  if (lookUp(lock.excerpts, lockKey(request))) return undefined;
  const isCut = request.from !== undefined || request.to !== undefined;
  const hasHole = (part: Part): boolean => request[part] !== undefined && part !== 'lines';
  for (const part of PARTS) {
    if (!hasHole(part) || (part === 'symbol' && !isCut)) continue;
    const [before = '', after = ''] = lockKey({ ...request, [part]: HOLE }).split(HOLE);
    const [value, ...others] = Object.keys(lock.excerpts)
      .filter((key) => key.startsWith(before) && key.slice(before.length).endsWith(after))
      .map((key) => key.slice(before.length, key.length - after.length))
      .filter((each) => (part !== 'tree' && part !== 'path') || !each.includes(' '));
    if (value && (part === 'tree' || others.length === 0)) return { part, value };
  }
  return undefined;
}

const HOLE = '\0';

const meantAsText = ({ part, value }: Meant): string => `the lock has it with ${part}="${value}"`;

function placeOf({ page, props, use }: ExcerptUse, part: Part): Place {
  const prop = props[part];
  return prop ? page.lines.placeAt(prop.valueAt) : use.place;
}
