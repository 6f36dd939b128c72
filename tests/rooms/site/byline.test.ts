import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Site, SiteTerm } from '../../../src/citations/site.ts';
import { bylineOf } from '../../../src/site/view/byline.ts';
import { minutesOf } from '../../../src/site/view/reading-time.ts';
import { withTermNotes } from '../../../src/site/view/term-notes.ts';
import { ENGLISH } from '../../words.ts';

const words = (count: number) => 'word '.repeat(count);

test('reading takes a minute for 230 words of text and code, and none for what is drawn or folded', () => {
  assert.equal(minutesOf(`<p>${words(460)}</p><pre><code>${words(230)}</code></pre>`), 3);
  assert.equal(
    minutesOf(
      `<p>${words(230)}</p><svg><text>${words(900)}</text></svg><details><p>${words(900)}</p></details>`,
    ),
    1,
  );
});

test('a place where a long name may break makes no two words of it', () => {
  const name = (mark: string) => `<p>${`follow_${mark}pfn `.repeat(300)}</p>`;
  assert.equal(minutesOf(name('<wbr>')), minutesOf(name('')));
});

test('the byline names who is quoted most on the page, when they wrote, and the versions of its code', () => {
  const quote = (by: string, date: string, said: string) => ({ by, date, words: said });
  const site = {
    quotes: {
      'explainers/a#q1': quote('Ada', '2020-10-09T10:00Z', 'one two'),
      'explainers/a#q2': quote('Bo', '2021-01-08', 'one two three'),
      'explainers/b#q1': quote('Cy', '1999-01-01', words(90)),
    },
    excerpts: { 'explainers/a#c1': {} },
    trees: [
      { name: 'x', version: '5.10.262' },
      { name: 'y', version: 'next' },
    ],
  } as unknown as Site;
  const html = '<h2 id="the-rules">R</h2><div class="pt-in-short-list"></div><h2 id="later">L</h2>';
  assert.deepEqual(bylineOf('explainers/a', html, site, ENGLISH), {
    minutes: 1,
    people: ['Bo', 'Ada'],
    when: 'October 2020 to January 2021',
    versions: ['5.10', 'next'],
    rules: 'the-rules',
  });
  assert.deepEqual(bylineOf('explainers/c', '', site, ENGLISH), {
    minutes: 1,
    people: [],
    when: null,
    versions: [],
    rules: null,
  });
});

const TERMS = [
  { slug: 'pin', term: 'pin', summary: 'A count <of> "users".' },
  { slug: 'pfn', term: 'pfn', summary: 'A number.' },
] as unknown as SiteTerm[];
const mention = (slug: string) => `<a href="/glossary/#${slug}">${slug}</a>`;

test('what a term means stands beside its first mention in a paragraph, and no second time', () => {
  const long = `<p>${words(200)}</p>`;
  const html = withTermNotes(
    `<p>A ${mention('pin')}.</p>${long}<p>A ${mention('pin')}.</p>`,
    TERMS,
    '/glossary/',
  );
  assert.equal(
    html,
    `<div class="pt-beside"><p>A <a data-about href="/glossary/#pin">pin</a>.</p><div class="pt-margin" role="note"><b>pin</b> A count &lt;of&gt; &quot;users&quot;.</div></div>${long}<p>A ${mention('pin')}.</p>`,
  );
});

test('a note that would crowd another, or run into what goes over the margin, is left out', () => {
  const terms = TERMS.map((term) => ({ ...term, summary: words(30) }));
  const two = `<p>${mention('pin')}</p><p>${mention('pfn')}</p><p>${words(200)}</p>`;
  assert.equal(withTermNotes(two, terms, '/glossary/').match(/pt-margin/g)?.length, 1);
  const wide = `<p>${mention('pin')}</p><figure class="pt-span">${words(9)}</figure>`;
  assert.equal(withTermNotes(wide, terms, '/glossary/'), wide);
});
