import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { coverageOf } from '../../../src/citations/quotes/coverage.ts';
import type { SiteThread } from '../../../src/citations/site.ts';
import { smallSite, summary } from './site-fixture.ts';

const JASON = 'jason-gunthorpe-2020-10-09-1448';
/** Words of that message that go over the end of a line, and words that stand in it twice. */
const OVER = 'movable mappings are specific VMAs';
const [TWICE, BEFORE, AFTER] = ['media', 'calling', 'APIs'];
/** Words of an earlier message that the last one quotes. */
const EARLIER = "Realistically this just isn't going to happen";
const ON = `on="unsafe-follow-pfn/${JASON}"`;

/** The notes of the small site's one thread, verified. */
const notes = (context: TestContext, text: string, file = 'notes/unsafe-follow-pfn.mdx') => {
  const site = smallSite(context);
  site.write(file, `---\ntitle: Notes\n---\n\n${text}\n`);
  return site.verify('A page.');
};

describe('a note on a message', () => {
  test('it is verified with its writer, its kind, its words and where they stand', async (context) => {
    const { site, diagnostics } = await notes(
      context,
      `<Note ${ON} exact="unconditionally unsafe" kind="borne out" page="explainers/page">It *is*.</Note>`,
    );
    assert.deepEqual(diagnostics, []);
    const note = Object.values(site.notes)[0];
    assert.equal(note?.by, 'Jason Gunthorpe');
    assert.equal(note?.kind, 'borne out');
    assert.deepEqual(note?.page, { page: 'explainers/page', title: 'A page' });
    assert.deepEqual(note?.selector, { exact: 'unconditionally unsafe', prefix: null, suffix: null });
    const [mark] = note?.marks ?? [];
    const passage = site.threads[0]?.messages
      .flatMap(({ passages }) => passages)
      .find(({ id }) => id === mark?.passage);
    assert.equal(passage?.text.slice(mark?.start, mark?.end), 'unconditionally unsafe');
  });

  test('its address stays the same when other notes come and go', async (context) => {
    const one = `<Note ${ON} exact="unconditionally unsafe" kind="borne out">Yes.</Note>`;
    const other = `<Note ${ON} exact="No, it is" kind="explains">An answer.</Note>`;
    const alone = await notes(context, one);
    const second = await notes(context, `${other}\n\n${one}`);
    assert.equal(Object.values(alone.site.notes)[0]?.id, Object.values(second.site.notes)[1]?.id);
  });

  test('its words may go over the end of a line', async (context) => {
    const { site, diagnostics } = await notes(context, `<Note ${ON} exact="${OVER}" kind="open">Yes.</Note>`);
    assert.deepEqual(diagnostics, []);
    const [mark] = Object.values(site.notes)[0]?.marks ?? [];
    const passage = site.threads[0]?.messages
      .flatMap(({ passages }) => passages)
      .find(({ id }) => id === mark?.passage);
    assert.equal(passage?.text.slice(mark?.start, mark?.end).replace('\n', ' '), OVER);
  });

  test('a page may link to it', async (context) => {
    const site = smallSite(context);
    site.write(
      'notes/unsafe-follow-pfn.mdx',
      `---\ntitle: Notes\n---\n\n<Note ${ON} exact="unconditionally unsafe" kind="borne out">Yes.</Note>\n`,
    );
    const first = await site.verify('A page.');
    const id = Object.values(first.site.notes)[0]?.id;
    assert.deepEqual(summary(await site.verify(`[A note](/threads/unsafe-follow-pfn/#${id})`)), []);
  });
});

describe('words that stand in the message more than once', () => {
  test('the note is refused, and every place is shown', async (context) => {
    const { diagnostics } = await notes(context, `<Note ${ON} exact="${TWICE}" kind="open">Which?</Note>`);
    assert.equal(diagnostics[0]?.code, 'note-ambiguous');
    assert.match(diagnostics[0]?.message ?? '', /2 times/);
  });

  test('a prefix says which are meant', async (context) => {
    const { diagnostics } = await notes(
      context,
      `<Note ${ON} exact="${TWICE}" prefix="${BEFORE}" kind="open">These.</Note>`,
    );
    assert.deepEqual(diagnostics, []);
  });

  test('a suffix says which are meant', async (context) => {
    const { diagnostics } = await notes(
      context,
      `<Note ${ON} exact="${TWICE}" suffix="${AFTER}" kind="open">These.</Note>`,
    );
    assert.deepEqual(diagnostics, []);
  });

  test('a prefix that stands before none of them is refused at the prefix', async (context) => {
    const text = `<Note ${ON} exact="${TWICE}" prefix="nowhere" kind="open">These.</Note>`;
    const verified = await notes(context, text);
    assert.deepEqual(summary(verified), [at(text, 'nowhere', 'note-not-verbatim')]);
    assert.match(verified.diagnostics[0]?.closest ?? '', new RegExp(TWICE));
  });
});

/** What is wrong, the note, the code, and the words at whose start the diagnostic points. */
const FAULTS = [
  ['a wrong letter', 'exact="unconditionaly unsafe" kind="open">x', 'note-not-verbatim', 'unconditionaly'],
  ['a part of a word', 'exact="conditionally unsafe" kind="open">x', 'note-not-verbatim', 'conditionally'],
  ['another kind', 'exact="unconditionally unsafe" kind="fine">x', 'note-unknown-kind', 'fine'],
  [
    'an unknown rule',
    'exact="unconditionally unsafe" kind="open" rule="no-rule">x',
    'note-unknown-rule',
    'no-rule',
  ],
  [
    'an unknown page',
    'exact="unconditionally unsafe" kind="open" page="explainers/pag">x',
    'note-unknown-page',
    'explainers/pag',
  ],
  ['no words of its own', 'exact="unconditionally unsafe" kind="open">', 'note-empty', '<Note'],
  ['a tag', 'exact="unconditionally unsafe" kind="open">a <b>b</b>', 'note-not-text', '<b>'],
  ['no kind', 'exact="unconditionally unsafe">x', 'prop-missing', '<Note'],
] as const;

describe('a note is refused at the place of the mistake when it has', () => {
  for (const [what, rest, code, where] of FAULTS) {
    test(what, async (context) => {
      const text = `<Note ${ON} ${rest}</Note>`;
      assert.deepEqual(summary(await notes(context, text)), [at(text, where, code)]);
    });
  }

  test('a term for a page, as terms stand on the one page of the glossary', async (context) => {
    const site = smallSite(context);
    site.write('glossary/pin.mdx', '---\nterm: pin\nsummary: A hold on a page.\n---\n');
    const text = `<Note ${ON} exact="unconditionally unsafe" kind="open" page="glossary/pin">x</Note>`;
    site.write('notes/unsafe-follow-pfn.mdx', `---\ntitle: Notes\n---\n\n${text}\n`);
    const [fault] = (await site.verify('A page.')).diagnostics;
    assert.equal(fault?.code, 'note-unknown-page');
  });

  test('a message that is not there', async (context) => {
    const text = '<Note on="unsafe-follow-pfn/nobody" exact="x" kind="open">x</Note>';
    assert.deepEqual(summary(await notes(context, text)), [at(text, 'unsafe-', 'note-unknown-message')]);
  });

  test('words by somebody whom the message quotes', async (context) => {
    const text = `<Note on="unsafe-follow-pfn/daniel-vetter-2020-10-10-2301z" exact="unconditionally unsafe" kind="open">x</Note>`;
    const verified = await notes(context, text);
    assert.deepEqual(summary(verified), [at(text, 'unconditionally', 'note-wrong-person')]);
    assert.equal(verified.diagnostics[0]?.expected, `unsafe-follow-pfn/${JASON}`);
  });

  test('words of the same person in another message', async (context) => {
    const text = `<Note on="unsafe-follow-pfn/daniel-vetter-2020-10-10-2301z" exact="${EARLIER}" kind="open">x</Note>`;
    assert.deepEqual(summary(await notes(context, text)), [
      at(text, EARLIER.split(' ')[0] ?? '', 'note-wrong-message'),
    ]);
  });

  test('a file that is not named after its thread', async (context) => {
    const text = `<Note ${ON} exact="unconditionally unsafe" kind="open">x</Note>`;
    const verified = await notes(context, text, 'notes/other.mdx');
    assert.deepEqual(summary(verified), [at(text, 'unsafe-', 'note-misplaced', 'other.mdx')]);
  });

  test('the words of another note', async (context) => {
    const text = `<Note ${ON} exact="unconditionally unsafe" kind="open">x</Note>`;
    assert.deepEqual(summary(await notes(context, `${text}\n\n${text}`)), [
      'unsafe-follow-pfn.mdx:7:1 note-repeated',
    ]);
  });
});

test('a closest passage is shown for words that are nearly there', async (context) => {
  const { diagnostics } = await notes(
    context,
    `<Note ${ON} exact="it is unconditionaly unsafe" kind="open">x</Note>`,
  );
  assert.match(diagnostics[0]?.closest ?? '', /^it is unconditionally unsafe\. \(Jason Gunthorpe\)$/);
});

test('a passage beside which a note stands is not left out of the coverage of its thread', async (context) => {
  const { site } = await notes(context, `<Note ${ON} exact="unconditionally unsafe" kind="open">x</Note>`);
  const { messages } = coverageOf(site.threads[0] as SiteThread, site);
  const states = messages.flatMap(({ passages }) =>
    passages.map(({ state, pieces }) => [state, pieces.map(({ text }) => text).join('')] as const),
  );
  assert.deepEqual(
    states.filter(([state]) => state !== 'left out').map(([state, text]) => [state, text.slice(0, 10)]),
    [['noted', 'No, it is ']],
  );
});

test('notes have no page that could be linked to', async (context) => {
  const site = smallSite(context);
  site.write('notes/unsafe-follow-pfn.mdx', '---\ntitle: Notes\n---\n');
  assert.deepEqual(summary(await site.verify('[Notes](/notes/unsafe-follow-pfn/)')), [
    'page.mdx:5:9 link-broken',
  ]);
});

const at = (text: string, words: string, code: string, file = 'unsafe-follow-pfn.mdx'): string =>
  `${file}:5:${text.indexOf(words) + 1} ${code}`;
