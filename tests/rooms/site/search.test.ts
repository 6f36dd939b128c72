import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutBrackets } from '../../../src/citations/threads/message-ids.ts';
import { treeOf } from '../../../src/site/built/tree.ts';
import { answerFile } from '../../../src/site/search/answer-file.ts';
import { ready } from '../../../src/site/search/answers.ts';
import { cleaned, named, partsOfExcerpt, placesOf } from '../../../src/site/search/arrange.ts';
import { type Entry, type Packed, unpacked } from '../../../src/site/search/entry.ts';
import { type Kind, kindOfPage } from '../../../src/site/search/kinds.ts';
import { entryOfPage } from '../../../src/site/search/page-entry.ts';
import { marked, withoutAsides } from '../../../src/site/search/question.ts';
import { answersTo } from '../../../src/site/search/rank.ts';
import { wordsOf } from '../../../src/site/search/stems.ts';
import { asSearched, beginningsOf, endingsOf } from '../../../src/site/search/words.ts';

test('an identifier is looked up by every part, as a search finds words by their beginning', () => {
  assert.deepEqual(endingsOf('pin_user_pages'), ['user_pages', 'pages']);
  assert.deepEqual(endingsOf('__GFP_MOVABLE'), ['GFP_MOVABLE', 'MOVABLE']);
  assert.deepEqual(endingsOf('page'), []);
});

test('an identifier is looked up by its beginnings too, as English has other forms of their last words', () => {
  assert.deepEqual(beginningsOf('V4L2_MEMORY_USERPTR'), ['V4L2', 'V4L2_MEMORY']);
  assert.deepEqual(beginningsOf('__GFP_MOVABLE'), ['__GFP']);
});

test('the search reads of a page what kind it is, and the endings of the names in it, once each', () => {
  const page = (body: string) => `<nav>skip_me</nav><main data-pagefind-body>${body}</main>`;
  const read =
    asSearched(treeOf(page('<code>follow_pfn</code> and <b>follow_pfn</b> of FOLL_PIN')), 'rule') ?? '';
  assert.match(
    read,
    /<main data-pagefind-body data-pagefind-meta="kind:rule" data-pagefind-filter="kind:rule">/,
  );
  assert.match(
    read,
    /data-pagefind-meta="says\[data-says\], parts\[data-parts\]" data-says="" data-parts="PIN pfn"/,
  );
});

test('the search reads words of neighbouring elements apart, and those of one word together', () => {
  const page =
    '<main data-pagefind-body><span>Ada</span><span>16 March</span><b>v</b>alve<pre><i>in</i><i>t</i></pre></main>';
  const read = asSearched(treeOf(page), 'rule') ?? '';
  assert.match(read.replace(/<[^>]*>/g, ''), /^ ?Ada +16 March +valve +int/);
});

test('a page that says it is not searched is not read', () => {
  assert.equal(asSearched(treeOf('<main>follow_pfn</main>'), 'rule'), null);
});

test('a page is of the kind that its address tells, and a list of rules is no rule', () => {
  assert.equal(kindOfPage('/rules/two-gates/'), 'rule');
  assert.equal(kindOfPage('/rules/'), 'page');
  assert.equal(kindOfPage('/threads/page-count-cow/'), 'thread');
});

test('a Message-ID is the same with its angle brackets and without', () => {
  assert.equal(withoutBrackets(' <a@b.example> '), withoutBrackets('a@b.example'));
});

/** An answer with what a test is about, and nothing else. */
const entry = (kind: Kind, name: string, more: Partial<Entry> = {}): Entry => ({
  kind,
  name,
  path: `/${kind}/${name}/`,
  says: '',
  also: [],
  asks: [],
  parts: [],
  lists: '',
  names: '',
  ...more,
});

test('a name stands before names that have it as a part, and those before names that only begin so', () => {
  const entries = [
    entry('symbol', 'longterms'),
    entry('symbol', 'FOLL_LONGTERM'),
    entry('term', 'lasting', { also: ['longterm'] }),
    entry('term', 'longterm'),
    entry('term', 'something else'),
  ];
  assert.deepEqual(
    named('LONGTERM', entries).map(({ name }) => name),
    ['longterm', 'lasting', 'FOLL_LONGTERM', 'longterms'],
  );
});

test('a person stands before their messages', () => {
  const entries = [entry('message', 'Ada Lovelace'), entry('person', 'Ada Lovelace')];
  assert.equal(named('lovelace', entries)[0]?.kind, 'person');
});

const stems = (text: string, language = 'en') => wordsOf(text, language).map(({ stem }) => stem);

test('several forms of a word are looked up as one', () => {
  assert.deepEqual(stems('pin pins pinned pinning'), ['pin', 'pin', 'pin', 'pin']);
  assert.deepEqual(stems('cache cached caching'), ['cach', 'cach', 'cach']);
  assert.deepEqual(stems('entry entries'), ['entry', 'entry']);
  assert.deepEqual(stems('König Koenig KONIG'), ['konig', 'koenig', 'konig']);
  assert.deepEqual(stems('Ventil Ventile Ventilen', 'de'), ['ventil', 'ventil', 'ventil']);
});

test('a name is the same with hyphens, underscores and without, and is known by its parts', () => {
  assert.deepEqual(stems('dma-buf dma_buf dmabuf dma-bufs'), ['dmabuf', 'dmabuf', 'dmabuf', 'dmabuf']);
  assert.deepEqual(wordsOf('pin_user_pages()', 'en'), [
    { stem: 'pinuserpag', parts: ['pin', 'user', 'pag'] },
  ]);
});

const CORNER = ready(
  [
    entry('term', 'valve', { says: 'What lets water through.', also: ['tap'] }),
    entry('term', 'dead-line', { says: 'The moment after which nobody waits.' }),
    entry('symbol', 'valve_open'),
    entry('symbol', 'valve_shut'),
    entry('rule', 'Open a valve with a deadline', { asks: ['Must I give a deadline?'] }),
    entry('explainer', 'When a valve sticks', {
      parts: [['What ETIMEDOUT means', 'etimedout']],
      names: 'valve_open',
    }),
    entry('page', 'What went', {
      asks: ['It does not build: implicit declaration of function'],
      lists: 'valve_turn',
    }),
    entry('page', 'Two calls', { says: 'valve_open() and valve_shut() side by side.' }),
    entry('person', 'Ada Lovelace', { says: 'Wrote about the valve.' }),
  ],
  'en',
);
const firstFor = (question: string): string | undefined => answersTo(question, CORNER)[0]?.entry.name;

test('a question leads to the entry of what it names, whatever words hold it together', () => {
  for (const question of ['valve', 'what is a valve', "what's a valve?", 'valves', 'what are the valves'])
    assert.equal(firstFor(question), 'valve', question);
  assert.equal(firstFor('dead line'), 'dead-line');
  assert.equal(firstFor('deadlines'), 'dead-line');
  assert.equal(firstFor('what did Ada Lovelace say'), 'Ada Lovelace');
});

test('words that only hold a question together count for nothing, and are not marked', () => {
  assert.deepEqual(answersTo('what is it about', ready([entry('rule', 'What it is')], 'en')).length, 1);
  assert.equal(withoutAsides('what is a valve', 'en'), 'valve');
  assert.deepEqual(
    marked('a valve is what', 'what is a valve', 'en').filter((piece) => piece.marked),
    [{ text: 'valve', marked: true }],
  );
});

test('an error leads to the heading that is about it, and with a call to the page that has both', () => {
  const [answer] = answersTo('ETIMEDOUT from valve_open', CORNER);
  assert.deepEqual([answer?.entry.name, answer?.part], ['When a valve sticks', 0]);
});

test('what a compiler says leads to the page that tells what took the place of a function', () => {
  assert.equal(firstFor("error: implicit declaration of function 'valve_turn'"), 'What went');
});

test('a question about two names leads to what speaks of both', () => {
  assert.equal(firstFor('valve_open or valve_shut'), 'Two calls');
  assert.equal(firstFor('difference between valve_open and valve_shut'), 'Two calls');
});

test('a question of somebody who has to do something leads to a rule', () => {
  assert.equal(firstFor('do I need a deadline to open a valve'), 'Open a valve with a deadline');
});

test('what has less than half of a question is no answer', () => {
  assert.deepEqual(
    answersTo('zebra giraffe valve_turn crocodile', CORNER).map(({ entry: { name } }) => name),
    ['What went'],
  );
  assert.deepEqual(answersTo('zebra giraffe', CORNER), []);
});

const built = (body: string) =>
  treeOf(`<meta name="description" content="On valves."><main data-pagefind-body>${body}</main>`);

test('a page answers with its title, headings, questions, and the names that its tables list and its text has', () => {
  const page = built(
    '<h1>Valves</h1><h2 id="open">To <em>open</em></h2><table><tr><td><code>valve_turn()</code></td><td>EPERM</td></tr></table>' +
      '<p>valve_shut</p><section class="pt-asks"><ul><li>Which call?</li></ul></section>',
  );
  assert.deepEqual(entryOfPage('/explainers/valves/', page), {
    kind: 'explainer',
    name: 'Valves',
    path: '/explainers/valves/',
    says: 'On valves.',
    also: [],
    asks: ['Which call?'],
    parts: [['To open', 'open']],
    lists: 'valve_turn',
    names: 'valve_shut EPERM',
  });
});

test('the answers of a site do not grow with it, and say of which kinds there are more', () => {
  const file = answerFile();
  for (let at = 0; at < 1000; at += 1) file.add(entry('symbol', `call_${at}`));
  file.add(entry('term', 'valve'));
  const { left, answers } = JSON.parse(file.text('en')) as { left: string[]; answers: Packed[] };
  assert.deepEqual(left, ['symbol']);
  assert.ok(answers.length < 500);
  assert.equal(unpacked(answers.at(-1) ?? []).name, 'valve');
});

test('what is asked for is cleaned of what only surrounds it', () => {
  assert.equal(cleaned(' <a@b.example>'), 'a@b.example');
  assert.equal(cleaned('pin_user_pages()'), 'pin_user_pages');
});

test('a place is where most of the words stand together, and leads to the last anchor before them', () => {
  const part = (title: string, location: number, at: readonly number[]) => ({
    title,
    url: `/t/#${title}`,
    anchor: { element: 'h2', id: title, location },
    excerpt: '',
    weighted_locations: at.map((each) => ({ balanced_score: 1, location: each })),
  });
  const content = 'one unsafe unsafe unsafe aside unsafe and unconditionally unsafe two unsafe';
  const anchors = [
    { element: 'h2', id: 'one', location: 0 },
    { element: 'div', id: 'one/3', location: 4 },
    { element: 'h2', id: 'two', location: 9 },
  ];
  const parts = [part('two', 9, [10]), part('one', 0, [1, 2, 3, 5, 7, 8])];
  assert.deepEqual(
    placesOf({ content, anchors, sub_results: parts }).map(({ url }) => url),
    ['/t/#one', '/t/#two'],
  );
  const later = [part('one', 0, [5, 7, 8])];
  assert.equal(placesOf({ content, anchors, sub_results: later })[0]?.url, '/t/#one/3');
});

test('an excerpt becomes text, so that mail with markup in it stays text', () => {
  assert.deepEqual(partsOfExcerpt('a &lt;img&gt; <mark>pin</mark>ned'), [
    { text: 'a <img> ', marked: false },
    { text: 'pin', marked: true },
    { text: 'ned', marked: false },
  ]);
});
