import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOptions } from '../../../src/site/options.ts';
import { erratumId } from '../../../src/site/view/errata.ts';
import { withPermalinks } from '../../../src/site/view/permalinks.ts';
import { reportHref } from '../../../src/site/view/report.ts';
import { ENGLISH } from '../../words.ts';

const ISSUES = 'https://forge.example/new?title={title}&body={body}';
const reported = {
  title: 'Lending & more',
  address: 'https://books.example/lending/#quote-1',
  words: '"No."',
  version: '1.0',
};

test('who finds a mistake is led to an issue with the place, the words and the version filled in', () => {
  const url = new URL(reportHref(ISSUES, reported, ENGLISH));
  assert.equal(url.origin + url.pathname, 'https://forge.example/new');
  assert.equal(url.searchParams.get('title'), 'Lending & more: a mistake');
  const body = url.searchParams.get('body') ?? '';
  for (const each of [reported.address, reported.words, '1.0']) assert.ok(body.includes(each), each);
});

test('a long quote is cut, so that the address stays one', () => {
  const long = reportHref(ISSUES, { ...reported, words: 'word '.repeat(500) }, ENGLISH);
  assert.ok(long.length < 1000, String(long.length));
});

test('each quote has such a link, and no other place; where nobody wants to know, none has', () => {
  const html =
    '<p>Words.</p><figure id="quote-1"><blockquote>No.</blockquote><figcaption>Ada</figcaption></figure>';
  const tell = (id: string, words: string) => `https://forge.example/?${id}&b=${words}`;
  const { html: told, places } = withPermalinks(html, tell, 'Wrong?');
  assert.deepEqual(told.match(/<a class="pt-tell"[^>]*>[^<]*/g), [
    '<a class="pt-tell" href="https://forge.example/?quote-1&amp;b=No." aria-hidden="true" tabindex="-1">Wrong?',
  ]);
  assert.deepEqual(
    places.map(({ tell: to }) => to),
    [null, 'https://forge.example/?quote-1&b=No.'],
  );
  assert.doesNotMatch(withPermalinks(html).html, /pt-tell/);
});

test('an address for mistakes that could carry markup, a script or no words is refused', () => {
  const refused = (report: string) =>
    assert.throws(() => checkOptions({ title: 'T', report }), /"report" should be/);
  checkOptions({ title: 'T', report: ISSUES });
  checkOptions({ title: 'T', report: 'mailto:a@b.example?subject={title}&body={body}' });
  for (const each of [
    'javascript:alert({title}{body})',
    'https://forge.example/new?title={title}',
    'https://forge.example/"><b>{title}{body}',
    'http://forge.example/{title}{body}',
  ])
    refused(each);
});

test('errata of one day have addresses of their own', () => {
  const on = (date: string) => ({ date, page: 'a', title: 'A', was: 'x', is: 'y' });
  const all = [on('2026-03-04'), on('2026-01-02'), on('2026-01-02')];
  assert.deepEqual(
    all.map((each) => erratumId(each, all)),
    ['on-2026-03-04', 'on-2026-01-02', 'on-2026-01-02-2'],
  );
});
