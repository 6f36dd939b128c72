import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withWideTables } from '../../../src/site/view/wide-tables.ts';

const table = (columns: number, attributes = '') =>
  `<table${attributes}><thead><tr>${'<th>a</th>'.repeat(columns)}</tr></thead><tbody><tr><td>b</td></tr></tbody></table>`;
const wide = (html: string) => `<div class="pt-span">${html}</div>`;

test('a table of four columns goes over the margin; a narrower one, one of our own and one inside of something do not', () => {
  assert.equal(withWideTables(`<p>a</p>${table(4)}${table(3)}`), `<p>a</p>${wide(table(4))}${table(3)}`);
  for (const html of [table(4, ' class="pt-long"'), `<details>${table(4)}</details>`])
    assert.equal(withWideTables(html), html);
});

test('a table that a note from above may hang into stays as wide as the text', () => {
  const noted = (words: string) =>
    `<div class="pt-beside"><p>a</p><aside class="pt-margin"><b>b</b><br>${words}</aside></div>`;
  const long = noted('word '.repeat(60));
  assert.equal(withWideTables(long + table(4)), long + table(4));
  const after = `${long}<p>${'word '.repeat(200)}</p>`;
  assert.equal(withWideTables(after + table(4)), after + wide(table(4)));
  assert.equal(withWideTables(noted('word') + table(4)), noted('word') + wide(table(4)));
});
