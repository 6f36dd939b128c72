import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endingsOf, withSearchWords } from '../../../src/site/search-words.ts';

test('an identifier is looked up by every part, as a search finds words by their beginning', () => {
  assert.deepEqual(endingsOf('pin_user_pages'), ['user_pages', 'pages']);
  assert.deepEqual(endingsOf('__GFP_MOVABLE'), ['GFP_MOVABLE', 'MOVABLE']);
  assert.deepEqual(endingsOf('page'), []);
});

test('a page gets the endings of the names in it, once each, where the search reads and nobody else', () => {
  const page = (body: string) => `<nav>skip_me</nav><main data-pagefind-body>${body}</main>`;
  const more = withSearchWords(page('<code>follow_pfn</code> and <b>follow_pfn</b> of FOLL_PIN'));
  assert.match(more, /<span hidden [^>]*data-words="PIN pfn"><\/span><\/main>$/);
  assert.equal(withSearchWords(page('plain words')), page('plain words'));
  assert.equal(withSearchWords('<main>follow_pfn</main>'), '<main>follow_pfn</main>');
});
