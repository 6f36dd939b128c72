import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readPage } from '../../../src/citations/page/page.ts';
import { excerptPointedAt } from '../../../src/citations/page/pointed-at.ts';
import { compiledPage } from './compiled-page.ts';
import { FIRST_LINE, smallSite, summary } from './site-fixture.ts';

const PICK = '<Excerpt tree="v9.9.3" path="mm/basket.c" symbol="pick" />';
const ONE = '<Excerpt tree="v1" path="a.c" symbol="one" />';
const TWO = '<Excerpt tree="v1" path="a.c" symbol="two [ifdef B]" />';
const NEWER = '<Excerpt tree="v2" path="a.c" symbol="one" />';

/** Which excerpt each <Line> of a page points at, as its number on the page. */
function pointed(text: string): (number | null)[] {
  const page = readPage('page', 'page.mdx', text);
  return page.pointers.map((pointer) => {
    const use = excerptPointedAt(pointer, page);
    return use ? page.uses.indexOf(use) : null;
  });
}

describe('words that point at a line', () => {
  test('mean the nearest excerpt above, or else the first below', () => {
    assert.deepEqual(
      pointed(
        `<Line at="x">a</Line>\n\n${ONE}\n\n<Line at="x">b</Line>\n\n${TWO}\n\nand <Line at="x">c</Line>\n`,
      ),
      [0, 0, 1],
    );
  });

  test('mean the excerpt with the symbol and the tree that they name', () => {
    assert.deepEqual(
      pointed(
        `${ONE}\n\n${NEWER}\n\n${TWO}\n\nA <Line of="one" at="x">a</Line> <Line of="one" tree="v1" at="x">b</Line> <Line of="two" at="x">c</Line> <Line of="three" at="x">d</Line>\n`,
      ),
      [1, 0, 2, null],
    );
  });

  test('are told at which true line they point, and the excerpt is told of them', async (context) => {
    const page = `${PICK}\n\nIt <Line at="apples - 1">takes one</Line> and <Line at="return left">tells</Line>.`;
    const small = smallSite(context);
    await small.verify(page, { updating: true });
    const { site, diagnostics } = await small.verify(page);
    assert.deepEqual(diagnostics, []);
    const [[key, excerpt] = []] = Object.entries(site.excerpts);
    const ids = readPage('explainers/page', 'page.mdx', page).pointers.map(({ name }) => name);
    assert.deepEqual(excerpt?.pointedAt, [
      { id: ids[0], number: 1, line: 3 },
      { id: ids[1], number: 2, line: 5 },
    ]);
    assert.match(
      compiledPage('explainers/page', page, '/'),
      new RegExp(`<Line use="${key}" id="${ids[1]}" at="return`),
    );
  });

  test('point nowhere while the code is not at hand, and nothing more is told than that', async (context) => {
    const page = `${PICK}\n\nIt <Line at="apples - 1">takes one</Line>.`;
    const small = smallSite(context);
    await small.verify(page, { updating: true });
    const { site, diagnostics } = await small.verify(page, { tree: false });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['excerpt-unavailable'],
    );
    const [excerpt] = Object.values(site.excerpts);
    assert.deepEqual(
      excerpt?.pointedAt?.map(({ number, line }) => [number, line]),
      [[1, null]],
    );
  });
});

test('a link leads to a line of code that is shown, and to none below or above it', async (context) => {
  const small = smallSite(context);
  const [{ name } = { name: '' }] = readPage('explainers/page', 'page.mdx', PICK).uses;
  await small.verify(PICK, { updating: true });
  const { site } = await small.verify(PICK);
  const { firstLine, lastLine } = Object.values(site.excerpts)[0]?.excerpt ?? { firstLine: 0, lastLine: 0 };
  const link = (line: number) => `[here](/explainers/page/#${name}-L${line})`;
  const right = await small.verify(`${PICK}\n\n${link(firstLine)} ${link(lastLine)}`);
  assert.deepEqual(summary(right), []);
  const wrong = await small.verify(`${PICK}\n\n${link(firstLine - 1)} ${link(lastLine + 1)}`);
  assert.deepEqual(
    wrong.diagnostics.map(({ code }) => code),
    ['link-broken', 'link-broken'],
  );
});

test('where the excerpt itself is wrong, that is told and nothing of its lines', async (context) => {
  const small = smallSite(context);
  await small.verify(PICK, { updating: true });
  const wrong = PICK.replace('symbol="pick"', 'symbol="pack"');
  const verified = await small.verify(`The <Line of="pick" at="left;">x</Line>.\n\n${wrong}`);
  assert.deepEqual(
    verified.diagnostics.map(({ code }) => code),
    ['excerpt-unknown-symbol'],
  );
});

/** What is wrong, the words in the text, the code, and the words at whose start the diagnostic points. */
const FAULTS = [
  ['words of two lines', '<Line at="left">x</Line>', 'excerpt-anchor', 'left'],
  ['words of no line', '<Line at="pears">x</Line>', 'excerpt-anchor', 'pears'],
  [
    'a symbol that the page does not show',
    '<Line of="pack" at="left">x</Line>',
    'line-without-excerpt',
    'pack',
  ],
  ['a tree that the page does not show', '<Line tree="v1" at="left">x</Line>', 'line-without-excerpt', 'v1'],
  ['no words', '<Line of="pick">x</Line>', 'prop-missing', '<Line'],
] as const;

describe('a line is refused at the place of the mistake when it has', () => {
  for (const [what, text, code, where] of FAULTS) {
    test(what, async (context) => {
      const small = smallSite(context);
      await small.verify(PICK, { updating: true });
      const verified = await small.verify(`${PICK}\n\nThe ${text}.`);
      assert.deepEqual(summary(verified), [
        `page.mdx:${FIRST_LINE + 2}:${`The ${text}`.indexOf(where) + 1} ${code}`,
      ]);
    });
  }

  test('no excerpt on its page', async (context) => {
    const verified = await smallSite(context).verify('The <Line at="left">x</Line>.');
    assert.deepEqual(summary(verified), [`page.mdx:${FIRST_LINE}:5 line-without-excerpt`]);
  });
});
