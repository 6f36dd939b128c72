import { type DiffLine, diffLines, withContext } from '../../base/line-diff.ts';
import type { Place } from '../../base/position.ts';
import { type ExcerptAnswer, linesWith, nameIn, type Sources } from '../../sources/excerpt.ts';
import { type Excerpt, type ExcerptRequest, partOf } from '../../sources/tree.ts';
import { closestName } from '../words/closest.ts';
import type { ExcerptUse } from './excerpt-use.ts';

/** What became of an excerpt in another tree. */
export interface Drift {
  readonly place: Place;
  readonly request: ExcerptRequest;
  /** The tree that was looked at. */
  readonly tree: string;
  readonly state: 'same' | 'moved' | 'changed' | 'gone' | 'unknown';
  /** Where the text stands in the excerpt's own tree; null when that tree is not here. */
  readonly before: Stretch | null;
  /** The lines to show in the other tree. */
  readonly after: Stretch | null;
  /** Why it is gone or unknown, and where else it may be. */
  readonly reason: string | null;
  readonly diff: readonly (DiffLine | null)[];
  readonly notes: readonly NoteDrift[];
}

export interface Stretch {
  readonly path: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Where the line of a note went. */
export interface NoteDrift {
  readonly anchor: string;
  readonly before: number | null;
  /** Lines of the other tree's excerpt that hold the anchor; just one is as it should be. */
  readonly after: readonly number[];
  /** The nearest line of it, where none does. */
  readonly closest: { readonly line: number; readonly text: string } | null;
}

/**
 * Follows an excerpt into another tree: to the same symbol in the same file, else in a file that the site names too.
 *
 * @param paths files of the other tree that may be asked for.
 */
export async function driftOf(
  { use, request, anchors }: Pick<ExcerptUse, 'use' | 'request' | 'anchors'>,
  tree: string,
  paths: readonly string[],
  sources: Sources,
): Promise<Drift> {
  const answer = await sources.excerpt(request);
  const old = answer.state === 'found' ? answer.excerpt : null;
  const base = { place: use.place, request, tree, before: old && stretchOf(old), diff: [], notes: [] };
  const { found, isWhole, reason } =
    request.symbol === undefined
      ? await followLines(request, old, tree, sources)
      : await follow({ ...request, symbol: request.symbol }, tree, paths, sources);
  if (!found) return { ...base, state: isWhole ? 'gone' : 'unknown', after: null, reason };
  if (!old)
    return { ...base, state: 'unknown', after: stretchOf(found), reason: `${request.tree} is not here` };
  const now = isWhole ? await aligned(old, request, found, sources) : found;
  return { ...base, ...compared(old, now), reason, notes: notesIn(anchors, old, now) };
}

/** What differs between an excerpt and its counterpart elsewhere. */
export function compared(old: Excerpt, now: Excerpt): Pick<Drift, 'state' | 'after' | 'diff'> {
  const isSame = now.text === old.text;
  const isMoved = now.firstLine !== old.firstLine || now.path !== old.path;
  return {
    state: isSame ? (isMoved ? 'moved' : 'same') : 'changed',
    after: stretchOf(now),
    diff: isSame ? [] : withContext(diffLines(old.text.split('\n'), now.text.split('\n'))),
  };
}

/** Where the lines of notes went. */
export const notesIn = (anchors: ExcerptUse['anchors'], old: Excerpt, now: Excerpt): NoteDrift[] =>
  anchors.flatMap((anchor) => (anchor?.value ? [noteDrift(anchor.value, old, now)] : []));

/** The lines of a whole symbol that stand where those of a slice of the old one stood. */
async function aligned(
  old: Excerpt,
  { tree, path, symbol, from, to }: ExcerptRequest,
  now: Excerpt,
  sources: Sources,
): Promise<Excerpt> {
  if (symbol === undefined || (from === undefined && to === undefined)) return now;
  const answer = await sources.excerpt({ tree, path, symbol });
  if (answer.state !== 'found') return now;
  const { excerpt: whole } = answer;
  const lines = diffLines(whole.text.split('\n'), now.text.split('\n'));
  const first = lines.findIndex(({ before }) => before === old.firstLine - whole.firstLine + 1);
  const last = lines.findIndex(({ before }) => before === old.lastLine - whole.firstLine + 1);
  const next = lines.findIndex(({ mark }, index) => index > last && mark !== '+');
  const inside = lines.slice(first, next === -1 ? undefined : next).flatMap(({ after }) => after ?? []);
  const [start, end] = [inside[0], inside.at(-1)];
  if (start === undefined || end === undefined) return now;
  return {
    ...now,
    firstLine: now.firstLine + start - 1,
    lastLine: now.firstLine + end - 1,
    text: now.text
      .split('\n')
      .slice(start - 1, end)
      .join('\n'),
  };
}

const stretchOf = ({ path, firstLine, lastLine }: Excerpt): Stretch => ({ path, firstLine, lastLine });

interface Followed {
  readonly found: Excerpt | null;
  /** True when the symbol as a whole was looked for. */
  readonly isWhole: boolean;
  readonly reason: string | null;
}

/**
 * Without a symbol: the very lines wherever the file has them, else what stands between the words, else what stands at the
 * numbers.
 */
async function followLines(
  request: ExcerptRequest,
  old: Excerpt | null,
  tree: string,
  sources: Sources,
): Promise<Followed> {
  const { path } = request;
  const file = sources.file({ tree, path });
  if (file.state === 'unavailable')
    return { found: null, isWhole: false, reason: `${tree} is not on this machine` };
  const at = old && file.state === 'found' ? lineOfText(old.text, file.text) : null;
  const moved = old && at !== null ? `${at}-${at + old.lastLine - old.firstLine}` : null;
  const answer = await sources.excerpt(moved === null ? { ...request, tree } : { tree, path, lines: moved });
  if (answer.state === 'found') return { found: answer.excerpt, isWhole: false, reason: null };
  return { found: null, isWhole: true, reason: reasonOf(answer, request, partOf(request)) };
}

/** The line at which a file has some whole lines; null where it has them nowhere, or twice. */
function lineOfText(lines: string, file: string): number | null {
  const [within, sought] = [`\n${file}\n`, `\n${lines}\n`];
  const at = within.indexOf(sought);
  if (at === -1 || within.indexOf(sought, at + 1) !== -1) return null;
  return within.slice(0, at + 1).split('\n').length - 1;
}

/** The slice as it was asked for, else the whole symbol, else the symbol wherever it went. */
async function follow(
  request: ExcerptRequest & { readonly symbol: string },
  tree: string,
  paths: readonly string[],
  sources: Sources,
): Promise<Followed> {
  const name = nameIn(request.symbol);
  const whole = { tree, path: request.path, symbol: request.symbol };
  const attempts: readonly (readonly [ExcerptRequest, string | null])[] = [
    [{ ...request, tree }, null],
    [whole, 'the words that cut it are not there'],
    [{ ...whole, symbol: name }, 'it stands under another condition'],
    ...paths
      .filter((path) => path !== request.path)
      .map((path) => [{ ...whole, path, symbol: name }, `it went to ${path}`] as const),
  ];
  let why: string | null = null;
  for (const [index, [attempt, reason]] of attempts.entries()) {
    const answer = await sources.excerpt(attempt);
    if (answer.state === 'found') return { found: answer.excerpt, isWhole: index > 0, reason };
    if (answer.state === 'unavailable' || answer.state === 'no tree')
      return { found: null, isWhole: false, reason: `${tree} is not on this machine` };
    why ??= reasonOf(answer, attempt, name);
  }
  return { found: null, isWhole: true, reason: why };
}

function reasonOf(answer: ExcerptAnswer, { path }: ExcerptRequest, name: string): string | null {
  if (answer.state === 'no file') return `there is no ${path}`;
  if (answer.state === 'ambiguous') return `it may be ${answer.candidates.join(' or ')}`;
  if (answer.state === 'no lines') return `${path} has ${answer.last} lines`;
  if (answer.state === 'no anchor') return 'the words that cut it are not there';
  if (answer.state === 'broken') return `the grammar does not understand line ${answer.line}`;
  if (answer.state !== 'no symbol') return null;
  const closest = closestName(name, answer.symbols);
  return `${path} does not define ${name}${closest ? `; the closest name is ${closest}` : ''}`;
}

function noteDrift(anchor: string, old: Excerpt, found: Excerpt): NoteDrift {
  const after = linesWith(found, anchor);
  const before = linesWith(old, anchor)[0] ?? null;
  const lines = found.text.split('\n');
  const texts = lines.map((line) => line.replace(/\s+/g, ' ').trim());
  const nearest =
    after.length === 0
      ? closestName(
          anchor,
          texts.filter((text) => text.length > 2),
        )
      : undefined;
  const index = nearest === undefined ? -1 : texts.indexOf(nearest);
  const closest = index === -1 ? null : { line: found.firstLine + index, text: texts[index] ?? '' };
  return { anchor, before, after, closest };
}

/** A drift as lines for a reader: what moved, the new range, the difference, and where the notes went. */
export function driftAsText(drift: Drift): string[] {
  const { request, tree, before, after, state, reason, diff, notes } = drift;
  const from = before ? `${before.path}:${before.firstLine}-${before.lastLine}` : request.path;
  const to = after ? `${after.path}:${after.firstLine}-${after.lastLine}` : 'nowhere';
  const head = `${partOf(request)}: ${SAID[state]} (${request.tree} ${from} -> ${tree} ${to})`;
  return [
    reason ? `${head}; ${reason}` : head,
    ...diff.map((line) => (line === null ? '  …' : `  ${line.mark}${numberOf(line, drift)} ${line.text}`)),
    ...notes.map(({ anchor, before: was, after: is, closest }) => {
      const now =
        is.length === 1
          ? `line ${is[0]}`
          : is.length > 1
            ? `lines ${is.join(', ')}: choose one`
            : closest
              ? `gone; closest is line ${closest.line}: ${closest.text}`
              : 'gone';
      return `  note at "${anchor}": line ${was ?? '?'} -> ${now}`;
    }),
  ];
}

const SAID = {
  same: 'unchanged',
  moved: 'the same text at other lines',
  changed: 'the text differs',
  gone: 'gone',
  unknown: 'not known',
} as const satisfies Record<Drift['state'], string>;

/** True line number of a line of the difference, in the tree that has it. */
function numberOf({ before, after }: DiffLine, drift: Drift): string {
  const line =
    after === null ? (drift.before?.firstLine ?? 1) + (before ?? 1) : (drift.after?.firstLine ?? 1) + after;
  return String(line - 1).padStart(6);
}
