import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { verifyCodeLinks } from '../../../src/citations/code/code-links.ts';
import { readPage } from '../../../src/citations/page/page.ts';
import { sentencesIn } from '../../../src/citations/page/statement.ts';
import { type Backing, backingOf, NO_BACKING } from '../../../src/citations/prose/backing.ts';
import { changesIn } from '../../../src/citations/prose/changes.ts';
import { namesIn } from '../../../src/citations/prose/code-names.ts';
import { commitNamesIn } from '../../../src/citations/prose/commits.ts';
import { factsIn, isOfSeries, isSameDate } from '../../../src/citations/prose/facts.ts';
import { namesLocked } from '../../../src/citations/prose/names.ts';
import { addressOf } from '../../../src/citations/prose/references.ts';
import { releaseFaults, whenOf } from '../../../src/citations/prose/releases.ts';
import { runExample } from '../../../src/site/reference/run-example.ts';
import type { Sources } from '../../../src/sources/excerpt.ts';
import { EMPTY_LOCK } from '../../../src/sources/lock.ts';

const PAGE = 'content/explainers/lending.mdx';

const statements = (text: string) =>
  readPage('a', 'a.mdx', `---\ntitle: A\n---\n\n${text}\n`).paragraphs.flatMap(sentencesIn);
const texts = (text: string): string[] => statements(text).map((each) => each.text.trim());
const facts = (text: string): string[] =>
  statements(text).flatMap((each) => factsIn(each).map(({ kind, value }) => `${kind} ${value}`));
const names = (code: string): string[] => namesIn(code).map(({ name }) => name);

/** What is told of a page of the example site, with where it begins. */
async function told(text: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { diagnostics } = await runExample({ [PAGE]: `${text}\n`, ...files });
  const line = `---\ntitle: Lending\n---\n\n${text}`.split('\n');
  return diagnostics.map(
    ({ code, place }) => `${code} at "${(line[place.line - 1] ?? '').slice(place.column - 1).slice(0, 12)}"`,
  );
}

test('sentences end at a full stop before a capital letter, and nowhere else', () => {
  assert.deepEqual(texts('One ends. Two, in v1.0 or e.g. Linux 6.1, ends `a.b. C`. **Three** ends!'), [
    'One ends.',
    'Two, in v1.0 or e.g. Linux 6.1, ends a.b. C.',
    'Three ends!',
  ]);
});

test('headings, cells, notes on code and words in our components are an author’s own; quotes are not', () => {
  assert.deepEqual(
    texts(
      '## A heading\n\n| a | b |\n| - | - |\n| c | d |\n\n<Quote from="a/b" by="C">\nTheirs.\n</Quote>\n\n<Excerpt tree="a" path="b" symbol="c">\n  <CodeNote at="d">A note.</CodeNote>\n</Excerpt>\n\n```c\ncode\n```\n\nA <Term>word</Term>.',
    ),
    ['A heading', 'a', 'b', 'c', 'd', 'A note.', 'A word.'],
  );
});

test('names of code are found in what stands in backticks, each with how it must be used', () => {
  assert.deepEqual(names('get_user_pages()'), ['get_user_pages()']);
  assert.deepEqual(names('struct page'), ['struct page']);
  assert.deepEqual(names('vma->vm_flags'), ['->vm_flags']);
  assert.deepEqual(names('FOLL_FORCE|FOLL_WRITE'), ['FOLL_FORCE', 'FOLL_WRITE']);
  assert.deepEqual(names('pin_user_pages*()'), ['pin_user_pages*()']);
  assert.deepEqual(names('-EFAULT'), ['EFAULT']);
  assert.deepEqual(names('mm/gup.c'), ['mm/gup.c']);
  assert.deepEqual(names('/proc/PID/clear_refs'), ['clear_refs']);
  assert.deepEqual(names('movablecore=192M'), ['movablecore']);
  assert.deepEqual(names('if (page_count(page) != 1) goto copy;'), ['page_count()']);
});

test('commands, numbers and single letters are no names', () => {
  for (const code of [
    'npx postil check --tree mine=PATH',
    '--strict',
    '6.1',
    'x',
    'git log -1',
    '0x1f',
    'P′',
  ])
    assert.deepEqual(names(code), [], code);
});

test('a commit and a Message-ID in backticks are no names of code', () => {
  assert.deepEqual(names('a7f226604170'), []);
  assert.deepEqual(names('20210108181945.GF504133@ziepe.ca'), []);
  assert.deepEqual(names('<X/iPtCktcQHwuK5T@redhat.com>'), []);
});

test('an archive has a message under two addresses, and any other under one', () => {
  const [every, one] = ['all', 'r'].map((list) => addressOf(`https://lists.example/${list}/a@b.example/`));
  assert.equal(every, one);
  assert.notEqual(every, addressOf('https://lists.example/linux-mm/a@b.example'));
  assert.notEqual(addressOf('https://lists.example/all/rules'), addressOf('https://lists.example/r/rules'));
});

test('a path that a link leads to is looked up in what is known of the tree where its file is not here', () => {
  const pages = [
    readPage('a', 'a.mdx', '---\ntitle: A\n---\n\n[here](https://x.example/v1/lib/baskt.c#L3)\n'),
  ];
  const trees = { one: { version: '1', tag: 'v1', browse: 'https://x.example/{tag}/{path}#L{line}' } };
  const sources = { file: () => ({ state: 'unavailable' }) } as unknown as Sources;
  const told = (has: boolean) =>
    verifyCodeLinks(pages, trees, sources, {
      'lib/baskt.c': { one: has },
      'lib/basket.c': { one: true },
    }).map(({ code, closest }) => [code, closest]);
  assert.deepEqual(told(false), [['link-unknown-code', 'lib/basket.c']]);
  assert.deepEqual(told(true), []);
});

test('hexadecimal digits of some length are a commit, unless they are all figures or all letters', () => {
  const ids = (text: string) => commitNamesIn(text).map(({ id }) => id);
  assert.deepEqual(ids('see 17839856fd58 and a307c0f1'), ['17839856fd58', 'a307c0f1']);
  assert.deepEqual(ids('20210108 defaced effaced deadbee f00d1 0x17839856fd58 v17839856fd58-x'), []);
});

test('releases, dates and shares are told apart from other numbers', () => {
  assert.deepEqual(facts('In 6.12 and v6.1.192, not 4.5 %, 1.5 MB or section 3.'), [
    'release 6.12',
    'release 6.1.192',
  ]);
  assert.deepEqual(facts('On 8 Jan 2021, in May 2022, on 2021-03-16, in 2020.'), [
    'date 2021-01-08',
    'date 2022-05',
    'date 2021-03-16',
    'date 2020',
  ]);
  assert.deepEqual(facts('Twelve of 29 and nine of the 18, one of the two. `3 of 4` and `6.1`'), [
    'share Twelve of 29',
    'share nine of the 18',
  ]);
});

test('a date is another where one is told more exactly, and a release of its series', () => {
  assert.ok(isSameDate('2021-01-08', '2021-01') && !isSameDate('2021-02-08', '2021-01'));
  assert.ok(!isSameDate('2021-01', '2021-01-08'));
  assert.ok(isOfSeries('6.12.117', '6.12') && !isOfSeries('6.12.117', '6.1'));
});

test('a name that the mail has is known, though no tree has it', async () => {
  assert.deepEqual(await told('`lent_out()` is asked for.'), ['name-unknown at "lent_out()` "']);
  assert.deepEqual(
    await told('`lent_out()` is asked for.', { 'content/names.yaml': 'lent_out(): proposed, never taken\n' }),
    [],
  );
});

test('what stands in <Unchecked> is not told, and what stands beside it is', async () => {
  assert.deepEqual(
    await told('<Unchecked why="hearsay">Since 1.1, `lent_out()`.</Unchecked> Since 1.2, too.'),
    ['release-unbacked at "1.2, too."'],
  );
});

test('a release of a tree may be named; when something came may not, without a proof', async () => {
  assert.deepEqual(await told('In 1.0.3 books are lent.'), []);
  assert.deepEqual(await told('Since 1.0.3 books are lent.'), ['release-unbacked at "1.0.3 books "']);
  assert.deepEqual(await told('In 1.2 books are lent.'), ['release-unbacked at "1.2 books ar"']);
});

/** A site with three trees, a name that came, one that stayed, and a commit. */
const TREES = Object.fromEntries(
  ['1.0', '2.0', '3.0'].map((version) => [`v${version}`, { version, tag: `v${version}`, browse: '{path}' }]),
);
const NAMES = {
  'lend()': { 'v1.0': false, 'v2.0': true, 'v3.0': true },
  'shelve()': { 'v1.0': true, 'v2.0': true, 'v3.0': true },
};
const COMMIT = { id: '3f2a91c07be4', release: '2.1', how: 'git' as const };
const COMMITS = {
  resolve: (id: string) =>
    id === COMMIT.id ? ({ state: 'known', commit: COMMIT } as const) : ({ state: 'unknown' } as const),
  asked: [],
  locked: {},
};
const KNOWN = {
  commits: COMMITS,
  references: new Map(),
  mails: new Map(),
  changes: changesIn(TREES, [], [], NAMES),
};

/** What is told of releases in a sentence of a site with three trees, in which `lend()` came with 2.0. */
function releasesTold(text: string, page: Partial<Backing> = {}): string[] {
  return statements(text).flatMap((each) => {
    const around = {
      own: backingOf(each, null, KNOWN),
      paragraph: backingOf(each.paragraph ?? each, null, KNOWN),
      page: { ...NO_BACKING, ...page },
    };
    return factsIn(each).flatMap((fact) =>
      releaseFaults(fact, each, around, KNOWN).map(({ code }) => `${code} ${fact.value}`),
    );
  });
}

test('a <Line> leads to the excerpt above it, also where another says the same of another', () => {
  const shown = (tree: string) =>
    `<Excerpt tree="${tree}" path="a.c" symbol="lend" />\n\nIt <Line at="lend">lends</Line>.`;
  const page = readPage('a', 'a.mdx', `---\ntitle: A\n---\n\n${shown('v1.0')}\n\n${shown('v2.0')}\n`);
  const trees = page.paragraphs.flatMap(sentencesIn).map((each) => backingOf(each, page, KNOWN).trees);
  assert.deepEqual(trees, [['v1.0'], ['v2.0']]);
});

test('a tree is named where something that stands beside is of it, or changes there', () => {
  assert.deepEqual(releasesTold('In 2.0 it is so.'), ['release-unbacked 2.0']);
  assert.deepEqual(releasesTold('In 2.0 it is so.', { trees: ['v2.0'] }), []);
  assert.deepEqual(releasesTold('In 2.0 it is so.', { trees: ['v3.0'] }), ['release-unbacked 2.0']);
  assert.deepEqual(releasesTold('From 2.0 on there is `lend()`.'), []);
  assert.deepEqual(releasesTold('From 3.0 on there is `lend()`.'), ['release-unbacked 3.0']);
  assert.deepEqual(releasesTold('It comes back. Up to 1.0 there was no `lend()`.'), []);
  assert.deepEqual(releasesTold('Up to 2.0 there was no `lend()`.'), ['release-unbacked 2.0']);
});

test('what every tree has is in all of them, from the first to the last, and no stretch of them is named so', () => {
  assert.deepEqual(releasesTold('All trees, from 1.0 to 3.0, have `shelve()`.'), []);
  assert.deepEqual(releasesTold('All trees, from 1.0 to 2.0, have `shelve()`.'), [
    'release-unbacked 1.0',
    'release-unbacked 2.0',
  ]);
  assert.deepEqual(releasesTold('All trees, from 1.0 to 3.0, have `lend()`.').slice(1), []);
});

test('a name is not spoken of in a tree that does not have it', () => {
  assert.deepEqual(releasesTold('In 1.0 books go through `lend()`.'), ['release-differs 1.0']);
  assert.deepEqual(releasesTold('In 1.0 there is no `lend()`.'), []);
});

test('a release between two trees needs a commit, a reference or a change that was looked up', () => {
  assert.deepEqual(releasesTold('Since 1.5 there is `lend()`.'), ['release-unbacked 1.5']);
  assert.deepEqual(releasesTold('Since 2.1 (3f2a91c07be4) it is so.'), []);
  assert.deepEqual(releasesTold('Since 2.2 (3f2a91c07be4) it is so, and 2.1 is older.'), [
    'release-differs 2.2',
  ]);
  assert.deepEqual(releasesTold('It came with 3f2a91c07be4, and is seen from 3.0 on.'), []);
  assert.deepEqual(releasesTold('It came with 3f2a91c07be4, and is seen from 2.0 on.'), [
    'release-differs 2.0',
  ]);
});

test('releases that are set against each other come in order, and none twice', () => {
  const beside = { trees: ['v1.0', 'v2.0', 'v3.0'] };
  assert.deepEqual(releasesTold('So in 1.0, 2.0 and 3.0.', beside), []);
  // Either may be the one that is wrong.
  const both = ['release-unbacked 2.0', 'release-unbacked 2.0'];
  assert.deepEqual(releasesTold('So in 1.0, 2.0 and 2.0.', beside), both);
  assert.deepEqual(releasesTold('In 2.0 it is short, whereas in 2.0 it is long.', beside), both);
  assert.deepEqual(releasesTold('In 2.0 it is long, and before 2.0 it was short.', beside), []);
  assert.deepEqual(releasesTold('In 2.0 it is long. (2.0 is old.)', beside), []);
  assert.deepEqual(releasesTold('So from 3.0 to 1.0.', beside), ['release-unbacked 1.0']);
});

test('the first tree that has a commit stands for its release only where trees are spoken of', () => {
  assert.deepEqual(releasesTold('Since 3.0 (3f2a91c07be4) it is so.'), ['release-differs 3.0']);
  assert.deepEqual(releasesTold('With 3f2a91c07be4 it is so, since 3.0.'), ['release-differs 3.0']);
  assert.deepEqual(releasesTold('With 3f2a91c07be4 it is so, of the trees here since 3.0.'), []);
});

test('in the oldest and the newest tree, what changes elsewhere shows nothing, and a run of trees is one', () => {
  assert.deepEqual(releasesTold('In 3.0 books go through `lend()`.'), ['release-unbacked 3.0']);
  assert.deepEqual(releasesTold('In 2.0 books go through `lend()`.'), []);
  assert.deepEqual(releasesTold('In 2.0 and 3.0 books go through `lend()`.'), []);
  assert.deepEqual(releasesTold('It goes from 2.0 to 3.0 through `lend()`.'), []);
});

test('what a release is said of, is told by the words next to it', () => {
  const when = (text: string) =>
    statements(text).flatMap((each) => factsIn(each).map((fact) => whenOf(fact, each)));
  assert.deepEqual(
    ['since 1.0', 'from 1.0 on', '1.0 and later', 'removed again in 1.0', '1.0 is the first with it'].flatMap(
      when,
    ),
    Array(5).fill('from'),
  );
  assert.deepEqual(
    ['up to 1.0', 'still in 1.0', '1.0 and earlier', '1.0 is the last to have it'].flatMap(when),
    Array(4).fill('until'),
  );
  assert.deepEqual(when('1.0 to 2.0'), ['from', 'until']);
  assert.deepEqual(when('between 1.0 and 2.0, in 3.0'), ['until', 'from', 'in']);
});

test('the date right after a commit is its own, and one beside dated things is of one of them', async () => {
  const yaml = `lend-once:\n  url: https://shelf.example/c\n  title: Lend once\n  date: 2022-03-04\n  kind: commit\n  words: Once.\n  seen: 2026-01-05\n  commit: '3f2a91c07be4'\n`;
  const files = { 'content/references.yaml': yaml };
  const mail = '[Ada](/threads/lending/#ada-reed-2021-01-04-1000z)';
  assert.deepEqual(await told(`${mail} asked, and 3f2a91c07be4 of March 2022 followed.`, files), []);
  assert.deepEqual(await told(`${mail} asked, and 3f2a91c07be4 of January 2021 followed.`, files), [
    'date-unbacked at "January 2021"',
  ]);
  assert.deepEqual(
    await told(`${mail} asked in May 2021.\n\nBy 3f2a91c07be4 in May 2021 it was so.`, files),
    ['date-unbacked at "May 2021."', 'date-unbacked at "May 2021 it "'],
  );
});

test('a date is of what its section quotes or names, where that has a day', async () => {
  const link = '[Ada](/threads/lending/#ada-reed-2021-01-04-1000z)';
  const yaml = `lend-once:\n  url: https://shelf.example/c\n  title: Lend once\n  date: 2022-03-04\n  kind: commit\n  words: Once.\n  seen: 2026-01-05\n  commit: '3f2a91c07be4'\n`;
  const files = { 'content/references.yaml': yaml };
  const page = (date: string) =>
    `## Asked\n\n${link} asked.\n\nThe question of ${date} was short.\n\n## Mended\n\nBy 3f2a91c07be4 it is so.`;
  assert.deepEqual(await told(page('2021'), files), []);
  assert.deepEqual(await told(page('2022'), files), ['date-unbacked at "2022 was sho"']);
  // A page without headings, and a section that leads to a thread, speak of the whole thread.
  const thread = (date: string) =>
    `## Mended\n\nBy 3f2a91c07be4 it is so.\n\nIn ${date} [they argued](/threads/lending/).`;
  assert.deepEqual(await told(thread('January 2021'), files), []);
  assert.deepEqual(await told(thread('May 2021'), files), ['date-unbacked at "May 2021 [th"']);
});

test('a date has to be of something that the page quotes or names', async () => {
  const link = '[Ada](/threads/lending/#ada-reed-2021-01-04-1000z)';
  assert.deepEqual(await told(`${link} asked in January 2021.`), []);
  assert.deepEqual(await told(`${link} asked in January 2020.`), ['date-unbacked at "January 2020"']);
});

test('code that only looks like a name never ends a check, nor takes long', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('a', '_', '-', '>', '.', '(', ' ', '/', '|', '*', 'A'),
        maxLength: 3000,
      }),
      (code) => {
        for (const { at, name } of namesIn(code)) {
          assert.ok(at >= 0 && at < code.length);
          assert.notEqual(name, '');
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('an address with a misspelt scheme is told: no browser follows it', async () => {
  assert.deepEqual(
    await told('[x](httsp://shelf.example/a) [y](https//shelf.example/b) [z](mailto:a@example.org)'),
    ['link-broken at "httsp://shel"', 'link-broken at "https//shelf"'],
  );
});

test('a reference is relied on by its address, or by its place on the site', async () => {
  const yaml =
    'letter:\n  mail: "' +
    'a'.repeat(64) +
    '"\n  title: On lending\n  date: 2022-03-04\n  kind: mail\n  words: One reader.\n  seen: 2026-01-05\n';
  const files = { 'content/references.yaml': yaml };
  assert.deepEqual(await told('A [letter](/references/#ref-letter) of March 2022 said so.', files), []);
  assert.deepEqual(await told('A [letter](/references/#ref-letter) of May 2022 said so.', files), [
    'date-unbacked at "May 2022 sai"',
  ]);
});

test('what was locked of a version says nothing of another, nor of a tag that was moved', () => {
  const tree = (version: string) => ({ version, tag: `v${version}`, browse: '{path}' });
  const lock = {
    ...EMPTY_LOCK,
    names: { 'lend()': { old: true, new: false } },
    namesIn: { old: '1.0', new: '2.0' },
    trees: { old: 'a'.repeat(40) },
  };
  const known = (trees: Readonly<Record<string, string>>, commits: Readonly<Record<string, string>> = {}) =>
    namesLocked(
      lock,
      Object.fromEntries(Object.entries(trees).map(([name, version]) => [name, tree(version)])),
      new Map(Object.entries(commits)),
    )['lend()'];
  assert.deepEqual(known({ old: '1.0', new: '2.0' }), { old: true, new: false });
  assert.deepEqual(known({ old: '1.0', new: '2.1' }), { old: true });
  assert.deepEqual(known({ old: '1.0', new: '2.0' }, { old: 'b'.repeat(40) }), { new: false });
});
