import assert from 'node:assert/strict';
import { SourceMap } from 'node:module';
import { test } from 'node:test';
import { editedPages } from '../../../src/citations/edits.ts';
import { newMemory } from '../../../src/citations/memory.ts';
import { readPage } from '../../../src/citations/page/page.ts';
import { compiled, isVerified } from '../../../src/site/compiled.ts';

const PAGE = '---\ntitle: A\n---\n\nA <Quote from="a/b" by="C">x</Quote>, {computed}.\n';

function edited(source: string) {
  const page = editedPages(
    [readPage('explainers/a', 'a.mdx', source)],
    { glossary: [], symbols: [], commits: [], rules: [] },
    newMemory(),
  ).get('explainers/a');
  assert.ok(page);
  return page;
}

test('edits are made to the very source that was verified, and any other is refused', () => {
  const page = edited(PAGE);
  assert.match(compiled(PAGE, page, '/').code, /<Quote use="explainers\/a#quote-[0-9a-f]{8}" from=/);
  assert.throws(() => compiled(PAGE.replace('>x<', '>y<'), page, '/'), /not the one that was verified/);
});

test('a mark of byte order is no difference', () => {
  assert.ok(isVerified(`\uFEFF${PAGE}`, edited(PAGE)));
  assert.doesNotMatch(compiled(`\uFEFF${PAGE}`, edited(PAGE), '/').code, /\uFEFF/);
});

test('a place in what is compiled is known in the source', () => {
  const { code, map } = compiled(PAGE, edited(PAGE), '/');
  const column = (text: string) => text.split('\n')[4]?.indexOf('{computed}') ?? -1;
  assert.ok(column(code) > column(PAGE));
  const payload = JSON.parse(map.toString()) as ConstructorParameters<typeof SourceMap>[0];
  const found = new SourceMap(payload).findEntry(4, column(code));
  assert.deepEqual('originalLine' in found && [found.originalLine, found.originalColumn], [4, column(PAGE)]);
});
