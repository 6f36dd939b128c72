import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../../../src/citations/page/page.ts';

const quote = (words: string, by = 'Ada Reed', from = 'lending/ada-1') =>
  `<Quote from="${from}" by="${by}">${words}</Quote>`;
const EXCERPT = '<Excerpt tree="v1" path="a.c" symbol="lend">';
const note = (at: string) => `<CodeNote at="${at}">Why.</CodeNote>`;

const page = (...blocks: readonly string[]) => readPage('explainers/a', 'a.mdx', blocks.join('\n\n'));
const namesOf = (...blocks: readonly string[]) => page(...blocks).uses.map(({ name }) => name);

test('a use is named by what it says, and its key is its page with that name', () => {
  const [use] = page(quote('Nobody counts the pages.')).uses;
  assert.equal(use?.name, 'quote-7c902039');
  assert.equal(use?.key, 'explainers/a#quote-7c902039');
});

test('the address of a quote stays when others come before it, and never names the words of another', () => {
  const [own] = namesOf(quote('Nobody counts the pages.'));
  const after = namesOf(quote('The reader does.', 'Tom Marsh'), quote('Nobody counts the pages.'));
  assert.deepEqual(after.slice(1), [own]);
  assert.notEqual(after[0], own);
});

test('the address of a quote stays however its words are wrapped and encoded, and wherever they are taken from', () => {
  const [own] = namesOf(quote('Nobody counts the pages.'));
  assert.deepEqual(namesOf(quote('Nobody\ncounts&#32;the \\pages.'.replace('\\p', 'p'))), [own]);
  assert.deepEqual(namesOf(quote('Nobody counts the pages.', 'Ada Reed', 'lending/ada-2')), [own]);
});

test('the same words of somebody else have another address', () => {
  const [ada, tom] = namesOf(quote('The reader does.'), quote('The reader does.', 'Tom Marsh'));
  assert.notEqual(ada, tom);
});

test('a twin has an address of its own', () => {
  const [first, second, third] = namesOf(quote('The reader does.'), quote('The reader does.'), quote('Ask.'));
  assert.equal(second, `${first}-2`);
  assert.doesNotMatch(third ?? '', /-2$/);
});

test('an excerpt is named by what it asks for, and each of its notes by the words of its line', () => {
  const [one] = page(`${EXCERPT}\n${note('lent')}\n${note('return')}\n</Excerpt>`).uses;
  const [other] = page(quote('Ask.'), `${EXCERPT}\n${note('return')}\n</Excerpt>`).uses.slice(1);
  assert.match(one?.name ?? '', /^code-[0-9a-f]{8}$/);
  assert.equal(other?.name, one?.name);
  assert.equal(other?.notes[0]?.name, one?.notes[1]?.name);
  assert.ok(one?.notes.every(({ name }) => name.startsWith(`${one.name}-note-`)));
  const [newer] = namesOf(EXCERPT.replace('v1', 'v2').replace('>', ' />'));
  assert.notEqual(newer, one?.name);
});

test('words that point at a line are named by the line and themselves', () => {
  const pointers = (...blocks: readonly string[]) => page(...blocks).pointers.map(({ name }) => name);
  const line = '<Line at="lent">counts it</Line>';
  const [own] = pointers(`It ${line}.`);
  assert.match(own ?? '', /^to-line-[0-9a-f]{8}$/);
  assert.deepEqual(pointers('<Line at="return">ends</Line>', `And ${line}.`).slice(1), [own]);
});

test('a note in the margin is named by its message and the words that it stands beside', () => {
  const text = '<Note on="lending/ada-1" exact="the pages" kind="open">Who?</Note>';
  const [own] = namesOf(text);
  assert.match(own ?? '', /^ada-1\/note-[0-9a-f]{8}$/);
  assert.deepEqual(namesOf(text.replace('kind="open"', 'kind="explains" rule="count"')), [own]);
  assert.notDeepEqual(namesOf(text.replace('exact="the pages"', 'exact="the pages" prefix="counts"')), [own]);
});
