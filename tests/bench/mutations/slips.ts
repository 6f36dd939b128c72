import type { Page } from '../../../src/citations/page/page.ts';
import { commitNamesIn } from '../../../src/citations/prose/commits.ts';
import { type Edit, facts, inStatements, links, names, type ProseKind, type Spot } from './prose.ts';

/** What stands beside it on the page, as eyes slip: true of something, and not of this. */
const nearOne: Edit = (text, random, _, near) => {
  const others = near.filter((each) => each !== text);
  return others.length === 0 ? null : random.pick(others);
};

/** The same of the whole site. */
const anyOne: Edit = (text, random, all) => {
  const others = all.filter((each) => each !== text);
  return others.length === 0 ? null : random.pick(others);
};

const byOne: Edit = (text, random) =>
  text.replace(/\.(\d+)/, (_, minor: string) => `.${Math.max(0, Number(minor) + random.pick([-1, 1]))}`);

const yearByOne: Edit = (text, random) =>
  text.replace(/\d{4}/, (year) => String(Number(year) + random.pick([-1, 1])));

const WORDS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'.split(
    ' ',
  );

const countByOne: Edit = (text, random) => {
  const by = random.pick([-1, 1]);
  const word = WORDS.indexOf(text.toLowerCase());
  return word === -1 ? String(Number(text) + by) : (WORDS[word + by] ?? null);
};

/** "fifteen places", "42 lines": how many there are of something. */
const COUNT =
  /(?<![\w.,/-])(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)(?= (?:[a-z-]{1,20} )?[a-z]{2,20}s\b)/gi;

/** Another message of the same thread. */
const sameThread: Edit = (text, random, all) => {
  const thread = text.slice(0, text.indexOf('#'));
  const others = all.filter((each) => each !== text && each.startsWith(`${thread}#`));
  return others.length === 0 ? null : random.pick(others);
};

const sameHost: Edit = (text, random, all) => {
  const host = new URL(text).host;
  const others = all.filter((each) => each !== text && new URL(each).host === host);
  return others.length === 0 ? null : random.pick(others);
};

const intoThreads = (page: Page): Spot[] =>
  page.links
    .filter(({ url }) => /^\/threads\/[^#]+#./.test(url))
    .map(({ url, at }) => ({ page, start: at, text: url }));

/**
 * Another set of wrong facts, made by other hands: each puts something that exists in the place of something else that
 * exists, so that looking it up alone does not tell.
 */
export const SLIP_KINDS: readonly ProseKind[] = [
  { name: 'function', find: names(({ name }) => name.endsWith('()')), edits: { ofThisPage: nearOne } },
  {
    name: 'flag',
    find: names(({ name }) => /^[A-Z][A-Z0-9_]{3,}$/.test(name)),
    edits: { ofThisPage: nearOne },
  },
  { name: 'field', find: names(({ name }) => name.startsWith('->')), edits: { ofOtherStruct: anyOne } },
  { name: 'struct', find: names(({ name }) => name.startsWith('struct ')), edits: { other: anyOne } },
  { name: 'release', find: facts('release'), edits: { byOne } },
  { name: 'date', find: facts('date'), edits: { yearByOne } },
  {
    name: 'commit',
    find: inStatements(({ text }) => commitNamesIn(text).map(({ id, at }) => ({ at, text: id }))),
    edits: { ofThisPage: nearOne },
  },
  { name: 'message', find: links((url) => url.includes('@')), edits: { ofThisPage: nearOne } },
  { name: 'thread link', find: intoThreads, edits: { sameThread } },
  { name: 'link', find: links((url) => !url.includes('@')), edits: { sameHost } },
  {
    name: 'count',
    find: inStatements(({ text, codes }) =>
      [...text.matchAll(COUNT)].flatMap(({ 0: number, index }) =>
        codes.some(({ at, text: code }) => at <= index && index < at + code.length)
          ? []
          : [{ at: index, text: number }],
      ),
    ),
    edits: { byOne: countByOne },
  },
];
