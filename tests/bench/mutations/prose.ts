import type { Page } from '../../../src/citations/page/page.ts';
import type { Statement } from '../../../src/citations/page/statement.ts';
import { sentencesIn } from '../../../src/citations/page/statement.ts';
import { namesIn } from '../../../src/citations/prose/code-names.ts';
import { commitNamesIn } from '../../../src/citations/prose/commits.ts';
import { type Fact, factsIn } from '../../../src/citations/prose/facts.ts';
import { isChecked } from '../../../src/citations/prose/written.ts';
import type { Random } from '../random.ts';
import { replaced } from './mutant.ts';

/** A page in which one fact of its author's own words was made wrong. */
export interface ProseMutant {
  readonly kind: string;
  readonly page: Page;
  readonly source: string;
  /** Where in the source the fact stands now. */
  readonly start: number;
  readonly end: number;
  readonly was: string;
  readonly is: string;
}

/** A fact in a page, by its place in the source. */
export interface Spot {
  readonly page: Page;
  readonly start: number;
  readonly text: string;
}

/**
 * @param all the texts of all spots of its kind.
 * @param near those of the spots of the same page.
 * @returns null where it makes nothing of this text.
 */
export type Edit = (
  text: string,
  random: Random,
  all: readonly string[],
  near: readonly string[],
) => string | null;

/** What is edited, where it is found, and in which ways. */
export interface ProseKind {
  readonly name: string;
  readonly find: (page: Page) => Spot[];
  readonly edits: Readonly<Record<string, Edit>>;
}

/** Another letter in the place of one, as fingers slip. */
const letter: Edit = (text, random) => {
  const places = [...text.matchAll(/[a-z]/gi)].map(({ index }) => index);
  if (places.length === 0) return null;
  const at = random.pick(places);
  const old = text[at] as string;
  const by = random.pick([...'abcdefghijklmnopqrstuvwxyz'].filter((each) => each !== old.toLowerCase()));
  return text.slice(0, at) + (old === old.toUpperCase() ? by.toUpperCase() : by) + text.slice(at + 1);
};

const dropped: Edit = (text, random) => {
  const at = random.below(text.length);
  return /\w/.test(text[at] ?? '') ? text.slice(0, at) + text.slice(at + 1) : null;
};

/** A piece of a name taken from another name, as memory has it: `pin_user_pages_locked` for `pin_user_pages_fast`. */
const neighbour: Edit = (text, random, all) => {
  const parts = text.split('_');
  const other = random.pick(all).split('_');
  if (parts.length < 2 || other.length < 2) return null;
  const at = random.below(parts.length);
  const by = random.pick(other).replace(/\W/g, '');
  if (by === '' || (parts[at] === parts[at]?.toUpperCase()) !== (by === by.toUpperCase())) return null;
  const tail = /\W*$/.exec(parts[at] ?? '')?.[0] ?? '';
  return parts.with(at, `${by}${tail}`).join('_');
};

/** Another folder, or another ending. */
const place: Edit = (text, random) =>
  text.includes('/')
    ? text.replace(/^[^/]+/, random.pick(['kernel', 'mm', 'fs', 'drivers', 'lib', 'include']))
    : text.replace(/\.\w+$/, random.pick(['.h', '.c', '.rst']));

const digit: Edit = (text, random) => {
  const at = random.below(text.length);
  const old = text[at] ?? '';
  return (
    text.slice(0, at) +
    random.pick([...'0123456789abcdef'].filter((each) => each !== old)) +
    text.slice(at + 1)
  );
};

const swapped: Edit = (text, random) => {
  const at = random.below(text.length - 1);
  const [a, b] = [text[at] ?? '', text[at + 1] ?? ''];
  return a === b ? null : text.slice(0, at) + b + a + text.slice(at + 2);
};

/** The release before or after, by one or two. */
const nearRelease: Edit = (text, random) =>
  text.replace(
    /\.(\d+)/,
    (_, minor: string) => `.${Math.max(0, Number(minor) + random.pick([-2, -1, 1, 2]))}`,
  );

const otherTree: Edit = (text, random) => {
  const v = text.startsWith('v') ? 'v' : '';
  return v + random.pick(['5.10', '6.1', '6.12', '7.2'].filter((each) => `${v}${each}` !== text));
};

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

const otherYear: Edit = (text, random) =>
  text.replace(/\d{4}/, (year) => String(Number(year) + random.pick([-2, -1, 1, 2])));

const otherMonth: Edit = (text, random) => {
  const month = MONTHS.find((each) => text.includes(each));
  return month ? text.replace(month, random.pick(MONTHS.filter((each) => each !== month))) : null;
};

const otherDay: Edit = (text, random) =>
  /\b\d{1,2}\b/.test(text)
    ? text.replace(/\b\d{1,2}\b/, (day) => String(((Number(day) + random.pick([1, 2, 9])) % 28) + 1))
    : null;

const otherNumber: Edit = (text, random) =>
  /\d/.test(text) ? text.replace(/\d+/, (number) => String(Number(number) + random.pick([-1, 1, 2]))) : null;

export const FACT_KINDS: readonly ProseKind[] = [
  {
    name: 'name',
    find: names(({ kind, name }) => kind === 'word' && !name.startsWith('->')),
    edits: { letter, dropped, neighbour },
  },
  { name: 'field', find: names(({ name }) => name.startsWith('->')), edits: { letter, dropped } },
  { name: 'file', find: names(({ kind }) => kind === 'path'), edits: { letter, dropped, place } },
  {
    name: 'commit',
    find: inStatements(({ text }) => commitNamesIn(text).map(({ id, at }) => ({ at, text: id }))),
    edits: { digit, swapped },
  },
  { name: 'release', find: facts('release'), edits: { nearRelease, otherTree } },
  { name: 'date', find: facts('date'), edits: { otherYear, otherMonth, otherDay } },
  { name: 'number', find: facts('share'), edits: { otherNumber } },
  { name: 'Message-ID', find: links((url) => url.includes('@')), edits: { letter, digit, dropped } },
  { name: 'link', find: links((url) => !url.includes('@')), edits: { letter, dropped } },
];

/** Wrong facts, as many as there are to be had, each once, from all kinds by turns. */
export function* proseMutants(
  kinds: readonly ProseKind[],
  pages: readonly Page[],
  random: Random,
  count: number,
): Generator<ProseMutant> {
  const own = pages.filter(isChecked);
  const turns = kinds.flatMap(({ name, find, edits }) => {
    const spots = own.flatMap(find);
    return spots.length === 0
      ? []
      : Object.entries(edits).map(([way, edit]) => ({ kind: `${name}: ${way}`, spots, edit, failed: 0 }));
  });
  const seen = new Set<string>();
  for (let made = 0; made < count; ) {
    const open = turns.filter(({ failed }) => failed < SPENT);
    if (open.length === 0) return;
    const turn = open[made % open.length] as (typeof open)[number];
    const spot = random.pick(turn.spots);
    const is = turn.edit(
      spot.text,
      random,
      turn.spots.map(({ text }) => text),
      turn.spots.flatMap(({ page, text }) => (page === spot.page ? [text] : [])),
    );
    const key = `${spot.page.file} ${spot.start} ${is}`;
    if (is === null || is === spot.text || seen.has(key)) {
      turn.failed += 1;
      continue;
    }
    seen.add(key);
    turn.failed = 0;
    made += 1;
    const { source, mistake } = replaced(spot.page.source, spot.start, spot.start + spot.text.length, is);
    yield { kind: turn.kind, page: spot.page, source, ...mistake, was: spot.text, is };
  }
}

const SPENT = 100;

export function inStatements(
  find: (statement: Statement) => readonly { readonly at: number; readonly text: string }[],
) {
  return (page: Page): Spot[] =>
    page.paragraphs.flatMap(sentencesIn).flatMap((statement) =>
      statement.marks.some(({ name }) => name === 'Unchecked')
        ? []
        : find(statement).flatMap(({ at, text }) => {
            const start = offsetOf(page, statement, at);
            return page.source.startsWith(text, start) ? [{ page, start, text }] : [];
          }),
    );
}

export function names(fits: (sought: ReturnType<typeof namesIn>[number]) => boolean) {
  return inStatements(({ codes }) =>
    codes.flatMap(({ at, text }) =>
      namesIn(text)
        .filter(fits)
        .map((sought) => ({ at: at + sought.at, text: sought.kind === 'path' ? sought.path : sought.word })),
    ),
  );
}

export function facts(kind: Fact['kind']) {
  return inStatements((statement) => factsIn(statement).filter((fact) => fact.kind === kind));
}

export function links(fits: (url: string) => boolean) {
  return (page: Page): Spot[] =>
    page.outward.filter(({ url }) => fits(url)).map(({ url, at }) => ({ page, start: at, text: url }));
}

/** Statements tell places; in a page, each is an offset. */
function offsetOf({ source }: Page, { placeOf }: Statement, at: number): number {
  const { line, column } = placeOf(at);
  let start = 0;
  for (let seen = 1; seen < line; seen += 1) start = source.indexOf('\n', start) + 1;
  return start + column - 1;
}
