import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Site, SiteMessage, SiteRule, SiteThread, SiteTree } from '../../../src/citations/site.ts';
import type { Passage } from '../../../src/quoting/passage.ts';
import { onPaper, withAddresses } from '../../../src/site/view/addresses.ts';
import { cardsOf } from '../../../src/site/view/cards.ts';
import { treeOf } from '../../../src/site/view/conversation.ts';
import { placePath } from '../../../src/site/view/href.ts';
import { filtersFor, filtersOf, topicIds, verdictRuns } from '../../../src/site/view/rule.ts';
import {
  foldOf,
  isRepeated,
  isWrapped,
  nest,
  otherSubject,
  rebuiltFrom,
  shownOf,
  subjectOfThread,
  writersOf,
} from '../../../src/site/view/thread.ts';
import { ENGLISH } from '../../words.ts';

const passage = (id: string, depth: number, author: string, source: string): Passage => ({
  id,
  depth,
  author,
  source,
  kind: 'prose',
  text: `words of ${author}`,
  confidence: 'stated',
});
const message = (id: string, name: string, passages: readonly Passage[] = [], recovered = false) =>
  ({
    id,
    from: { name },
    date: null,
    recovered,
    passages,
    original: recovered ? null : { file: 'a b.mbox', line: 1, text: '' },
    outside: {},
    quotedBy: {},
  }) as unknown as SiteMessage;
const threadOf = (messages: readonly SiteMessage[], parents: Record<string, string> = {}) =>
  ({ slug: 't', title: 'T', messages, parents }) as unknown as SiteThread;

test('a message stands below the one it answers, before later answers to that one', () => {
  const thread = threadOf(
    ['a', 'b', 'c', 'd', 'e'].map((id) => message(id, id)),
    { b: 'a', c: 'a', d: 'b', e: 'not at hand' },
  );
  assert.deepEqual(
    treeOf(thread).map(({ message: { id }, level }) => `${level}${id}`),
    ['0a', '1b', '2d', '1c', '0e'],
  );
});

test('a folded quote shows the words right above the answer, whose they are, and how much more there is', () => {
  const [one, two, three] = [
    passage('x/1', 1, 'Ann', 'a'),
    passage('x/2', 2, 'Bob', 'b'),
    passage('x/3', 1, 'Ann', 'a'),
  ];
  const deeper = { depth: 2, introduced: [], inside: [{ run: [two] }] };
  assert.deepEqual(foldOf([{ run: [one] }, deeper, { run: [three] }]), {
    author: 'Ann',
    words: 'words of Ann',
    more: 2,
  });
  assert.deepEqual(foldOf([deeper]), { author: 'Bob', words: 'words of Bob', more: 0 });
  const long = { ...one, text: 'word '.repeat(60) };
  assert.match(foldOf([{ run: [long] }]).words, /^(?:word ){10,25}…$/);
});

test('lines that introduce a quote belong to it, at every depth, and not to what their writer says', () => {
  const line = (id: string, depth: number, author: string, source: string): Passage => ({
    ...passage(id, depth, author, source),
    kind: 'attribution',
  });
  const nested = nest(
    message('c', 'Cy', [
      line('c/1', 0, 'Cy', 'c'),
      line('c/2', 1, 'Bob', 'b'),
      passage('c/3', 2, 'Ann', 'a'),
      passage('c/4', 0, 'Cy', 'c'),
    ]),
  );
  const [quote, own] = nested;
  assert.ok(quote && 'inside' in quote && own && 'run' in own);
  assert.deepEqual(
    quote.introduced.map(({ id }) => id),
    ['c/1'],
  );
  const [deeper] = quote.inside;
  assert.ok(quote.inside.length === 1 && deeper && 'inside' in deeper);
  assert.deepEqual(
    deeper.introduced.map(({ id }) => id),
    ['c/2'],
  );
  assert.deepEqual(
    own.run.map(({ id }) => id),
    ['c/4'],
  );
});

test('a quote is repeated when all of its words are on the page where they were written', () => {
  const asks = message('a', 'Ann', [passage('a/1', 0, 'Ann', 'a')]);
  const answers = message('b', 'Bob', [passage('b/1', 1, 'Ann', 'a'), passage('b/2', 1, 'Zoe', 'z')]);
  const shown = shownOf(threadOf([asks, answers]));
  const [known, unknown] = answers.passages;
  assert.ok(known && unknown);
  const quote = (...run: Passage[]) => ({ depth: 1, introduced: [], inside: [{ run }] });
  assert.ok(isRepeated(quote(known), answers, shown));
  assert.ok(!isRepeated(quote(unknown), answers, shown));
  assert.ok(!isRepeated(quote(known, unknown), answers, shown));
});

test('a message tells its subject where it is another than that of its thread', () => {
  const under = (id: string, subject: string, more: object = {}) =>
    ({ ...message(id, id), subject, lost: [], ...more }) as unknown as SiteMessage;
  const thread = threadOf([
    under('a', 'Re: guessed from the answers', { recovered: true }),
    under('b', 'Re: [PATCH 1/2] Valves'),
    under('c', 'Re: [PATCH 1/2] Valves'),
    under('d', 'Watchdogs (was: Valves)'),
  ]);
  assert.equal(subjectOfThread(thread), '[PATCH 1/2] Valves');
  assert.deepEqual(
    thread.messages.map((each) => otherSubject(thread, each)),
    [null, null, null, 'Watchdogs (was: Valves)'],
  );
});

test('the writers that a reader may choose are those of the thread, the busiest first', () => {
  const thread = threadOf([message('a', 'Ann'), message('b', 'Bob'), message('c', 'Bob')]);
  assert.deepEqual(writersOf(thread, ENGLISH), ['Bob', 'Ann']);
});

test('a paragraph that a mail program wrapped may be wrapped anew; lists, verse and code may not', () => {
  const full = 'x'.repeat(70);
  assert.ok(isWrapped(`${full}\n${full}\nend`));
  assert.ok(!isWrapped(full));
  assert.ok(!isWrapped(`${full}\nshort\n${full}`));
  assert.ok(!isWrapped(`- ${full}\n- ${full}`));
  assert.ok(!isWrapped(`1) ${full}\n2) ${full}`));
  assert.ok(!isWrapped(`${full}\n  ${full}`));
});

test('a recovered message leads to the mail that quotes it', () => {
  const rebuilt = message('a', 'Ann', [], true);
  const thread = threadOf([
    rebuilt,
    message('b', 'Bob', [passage('b/1', 0, 'Bob', 'b'), passage('b/2', 1, 'Ann', 'a')]),
  ]);
  assert.equal(rebuiltFrom(thread, rebuilt)?.passage, 'b/2');
  assert.equal(rebuiltFrom(thread, thread.messages[1] as SiteMessage), null);
});

test('a place leads to its page, and to its anchor there', () => {
  const place = { page: 'explainers/p', title: 'P', anchor: 'quote-1b4e77c0' };
  assert.equal(placePath(place), '/explainers/p/#quote-1b4e77c0');
  assert.equal(placePath({ ...place, anchor: null }), '/explainers/p/');
  assert.equal(placePath({ page: 'index', title: 'I', anchor: 'quote-93c2aa01' }), '/#quote-93c2aa01');
});

test('links are numbered for paper, each address once; places of the same page and addresses in mail are not', () => {
  const html =
    '<a href="/a/?x=1&amp;y=2">one</a> <a href="#here">here</a> <a href="https://b.example/">two</a> <a class="x" href="/a/?x=1&amp;y=2">again</a> ' +
    '<a href="https://m.example/" rel="nofollow ugc">https://m.example/</a> <a href="/p/#part">part</a> ' +
    '<a class="pt-tell" href="https://forge.example/new">wrong</a>';
  const { html: numbered, addresses } = withAddresses(html, new URL('https://s.example/p/'));
  assert.deepEqual(addresses, ['https://s.example/a/?x=1&y=2', 'https://b.example/']);
  assert.deepEqual(
    [...numbered.matchAll(/>(\w+)<\/a>(?:<sup class="pt-address" data-number="(\d)"><\/sup>)?/g)].map(
      ([, text, number]) => [text, number],
    ),
    [
      ['one', '1'],
      ['here', undefined],
      ['two', '2'],
      ['again', '1'],
      ['part', undefined],
      ['wrong', undefined],
    ],
  );
  assert.deepEqual(
    addresses.map((address) => onPaper(address, new URL('https://s.example/p/'))),
    ['/a/?x=1&y=2', 'https://b.example/'],
  );
});

const SIGNED = {
  sha256: 'a'.repeat(64),
  how: 'signed',
  scheme: 'DKIM',
  by: 'kernel.example',
  selector: 's',
  seen: '2026-01-02',
  expired: null,
} as const;

test('a card holds text of what its link leads to', () => {
  const words = { ...passage('a/1', 0, 'Ann', 'a'), text: 'Ask ann@kernel.example\nabout <b>pins</b>.' };
  const site = {
    glossary: [{ slug: 'pin', term: 'pin', summary: 'A reference.' }],
    people: {},
    symbols: [{ name: 'f', path: 'mm/f.c', definitions: { v1: [{ line: 3 }], v2: [] }, pages: [] }],
    commits: [],
    trees: [
      { name: 'v1', version: '1.0' },
      { name: 'v2', version: '2.0' },
      { name: 'v3', version: '3.0' },
    ],
    rules: [],
    quotes: {},
    turns: {},
    pages: [],
    debates: {},
    threads: [threadOf([{ ...message('a', 'Ann', [words]), seal: SIGNED }])],
  } as unknown as Site;
  const cards = cardsOf(site, ENGLISH);
  assert.deepEqual(cards['/glossary/#pin'], ['pin', 'A reference.']);
  assert.deepEqual(cards['/symbols/#f-mm-f-c'], [
    'f',
    'mm/f.c',
    '1.0: line 3',
    '2.0: not there',
    '3.0: unknown',
  ]);
  assert.deepEqual(cards['/threads/t/#a'], [
    'Ann',
    '“Ask ann@kernel.example about <b>pins</b>.”',
    'date unknown',
    'signed by kernel.example (DKIM), key seen 2 Jan 2026',
  ]);
});

const TREES = [
  { name: 'a', version: '1.0' },
  { name: 'b', version: '2.0' },
  { name: 'c', version: '3.0' },
] as unknown as readonly SiteTree[];
const ruleWith = (...verdicts: string[]) =>
  ({
    seen: [],
    verdicts: Object.fromEntries(
      TREES.map(({ name }, at) => [name, { verdict: verdicts[at], locked: false, change: null }]),
    ),
  }) as unknown as SiteRule;

test('a rule is found by a verdict that it has somewhere, by a version that it does not hold in, and by having changed', () => {
  assert.deepEqual(filtersOf(ruleWith('holds', 'holds', 'holds'), TREES, ENGLISH), []);
  assert.deepEqual(filtersOf(ruleWith('not applicable', 'holds', 'broken'), TREES, ENGLISH), [
    'changes',
    'not-applicable',
    'broken',
    'not-1',
    'not-3',
  ]);
});

test('a filter that all rules pass, or none does, is not offered; the others say how many do', () => {
  const rules = [
    ruleWith('unknown', 'holds', 'holds'),
    ruleWith('unknown', 'holds', 'holds'),
    ruleWith('unknown', 'broken', 'holds'),
  ];
  assert.deepEqual(
    filtersFor(rules, TREES, ENGLISH).map(({ name, words, count }) => `${name}: ${words}, ${count}`),
    ['broken: broken somewhere, 1', 'not-2: not in 2.0, 1'],
  );
});

test('verdicts that follow each other are told once, with their versions', () => {
  const told = (...verdicts: string[]) =>
    verdictRuns(ruleWith(...verdicts), TREES, ENGLISH).map(
      ({ verdict, versions }) => `${verdict.words} ${versions}`,
    );
  assert.deepEqual(told('holds', 'holds', 'holds'), ['holds in all 3 versions']);
  assert.deepEqual(told('broken', 'holds', 'holds'), ['broken 1.0', 'holds 2.0, 3.0']);
  assert.deepEqual(told('unknown', 'holds', 'unknown'), ['unknown 1.0', 'holds 2.0', 'unknown 3.0']);
});

test('each topic has an anchor of its own, in whatever letters it is written', () => {
  assert.deepEqual(
    [...topicIds(['Pins', 'pins!', '¿?', '…'])],
    [
      ['Pins', 'pins'],
      ['pins!', 'pins-2'],
      ['¿?', 'unnamed'],
      ['…', 'unnamed-2'],
    ],
  );
});
