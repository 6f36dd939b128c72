import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { verifySite } from '../../../src/citations/verify.ts';
import { host } from '../sources/fixture-tree.ts';
import { FIRST_LINE, smallSite, summary, TREES_YAML } from './site-fixture.ts';

const JASON = 'from="unsafe-follow-pfn/jason-gunthorpe-2020-10-09-1448"';

test('a true quote is verified with its date, its passage and its place in the archive', async (context) => {
  const { site, diagnostics } = await smallSite(context).verify(
    `<Quote ${JASON} by="Jason Gunthorpe">No, it is\n  unconditionally unsafe.</Quote>`,
  );
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(Object.values(site.quotes)[0], {
    thread: 'unsafe-follow-pfn',
    message: 'jason-gunthorpe-2020-10-09-1448',
    by: 'Jason Gunthorpe',
    date: '2020-10-09T14:48',
    words: 'No, it is unconditionally unsafe.',
    passages: ['jason-gunthorpe-2020-10-09-1448/ae6af20b'],
    confidence: 'stated',
    carriers: [{ message: 'daniel-vetter-2020-10-10-2301z', by: 'Daniel Vetter' }],
    omits: [],
    archiveUrl: 'https://lore.kernel.org/r/20201009124850.GP5177@ziepe.ca',
  });
});

test('links to code that is there pass, and what nobody has written down is a warning', async (context) => {
  const { diagnostics } = await smallSite(context).verify(
    [
      'https://example.org/v9.9.4/mm/basket.c#L1',
      'https://lore.kernel.org/r/20201009124850.GP5177@ziepe.ca/T/#u',
      'https://lore.kernel.org/r/20221122170801.842766-1-daniel.vetter@ffwll.ch',
      // A slash is a letter of an identifier, as an archive may have it or escape it.
      'https://lore.kernel.org/r/Yx/iXg@example.org',
      'https://lore.kernel.org/r/Yx%2FiXg@example.org',
      'https://source.example/v9.9.3/mm/basket.c',
      'https://source.example/v9.9.3/mm/basket.c#L1',
    ]
      .map((url) => `[x](${url})`)
      .join(' '),
  );
  assert.deepEqual(
    diagnostics.map(({ code, severity, place }) => [code, severity, place.column]),
    [5, 119, 197, 247].map((column) => ['link-unbacked', 'warning', column]),
  );
});

test('the thread knows which page quotes which passage', async (context) => {
  const { site } = await smallSite(context).verify(
    `<Quote ${JASON} by="Jason Gunthorpe">No, it is unconditionally unsafe.</Quote>`,
  );
  const message = site.threads[0]?.messages.find(({ id }) => id === 'jason-gunthorpe-2020-10-09-1448');
  assert.deepEqual(message?.quotedBy, {
    'jason-gunthorpe-2020-10-09-1448/ae6af20b': [
      { page: 'explainers/page', title: 'A page', anchor: 'quote-83d90c14' },
    ],
  });
});

/** The address of the note on the line of `pick` that returns. */
const NOTE = 'code-a29bb5e4-note-bd8c1eb9';

/** What is wrong, the page, the code, and the words at whose start the diagnostic points. */
const FAULTS = [
  [
    'one wrong letter',
    `<Quote ${JASON} by="Jason Gunthorpe">No, it is unconditionaly unsafe.</Quote>`,
    'quote-not-verbatim',
    'y unsafe',
  ],
  [
    'one wrong letter after escapes',
    `<Quote ${JASON} by="Jason Gunthorpe">No\\, it&#32;is unc&#111;nditionallx unsafe.</Quote>`,
    'quote-not-verbatim',
    'x unsafe',
  ],
  [
    'a word left out',
    '<Quote from="unsafe-follow-pfn/daniel-vetter-2020-10-09-1952" by="Daniel Vetter">Realistically this just going to happen.</Quote>',
    'quote-not-verbatim',
    'going',
  ],
  [
    'two pieces joined without a mark',
    '<Quote from="unsafe-follow-pfn/daniel-vetter-2020-10-09-1952" by="Daniel Vetter">I think a good first step this just isn\'t going to happen. And anything else</Quote>',
    'quote-not-verbatim',
    'this just',
  ],
  [
    'pieces in another order',
    '<Quote from="unsafe-follow-pfn/daniel-vetter-2020-10-09-1952" by="Daniel Vetter">I think a good first step […] going to happen. […] this just</Quote>',
    'quote-not-verbatim',
    'this just',
  ],
  [
    'an omission at the end',
    `<Quote ${JASON} by="Jason Gunthorpe">No, it is […]</Quote>`,
    'quote-not-verbatim',
    '[…]',
  ],
  [
    'another person',
    `<Quote ${JASON} by="Daniel Vetter">No, it is unconditionally unsafe.</Quote>`,
    'quote-wrong-person',
    'Daniel',
  ],
  [
    'another message by the same person',
    '<Quote from="unsafe-follow-pfn/daniel-vetter-2020-10-10-2301z" by="Daniel Vetter">Realistically this just isn\'t going to happen.</Quote>',
    'quote-wrong-message',
    'unsafe-follow-pfn/',
  ],
  [
    'a message that is not there',
    '<Quote from="unsafe-follow-pfn/nobody" by="Daniel Vetter">x</Quote>',
    'quote-unknown-message',
    'unsafe-',
  ],
  ['no words', `<Quote ${JASON} by="Jason Gunthorpe"></Quote>`, 'quote-empty', '<Quote'],
  [
    'a tag among the words',
    `<Quote ${JASON} by="Jason Gunthorpe">No, <b>it</b> is</Quote>`,
    'quote-not-text',
    '<b>',
  ],
  ['a missing property', `<Quote ${JASON}>x</Quote>`, 'prop-missing', '<Quote'],
  ['a computed property', `<Quote ${JASON} by={name}>x</Quote>`, 'prop-not-literal', '{name}'],
  ['an unknown property', `<Quote ${JASON} by="Jason Gunthorpe" lang="en">x</Quote>`, 'prop-unknown', 'lang'],
  ['broken MDX', 'a <b', 'mdx-syntax', '<b'],
  ['a link to a page that is not there', 'See [this](/explainers/nothing/).', 'link-broken', '/explainers'],
  [
    'a link to a heading that is not there',
    '## One thing\n\n[x](#one-thing) [y](#other)',
    'link-broken',
    '#other',
  ],
  [
    'words for a browser to look for after a heading that is not there',
    '## One thing\n\n[x](#:~:text=thing) [y](#one-thing:~:text=thing) [z](#other:~:text=thing)',
    'link-broken',
    '#other',
  ],
  [
    'a link to a heading that another page does not have',
    '[x](/explainers/page/#nothing)',
    'link-broken',
    '/explainers',
  ],
  [
    'a link into the archive with a slip in the Message-ID',
    '[x](https://lore.kernel.org/r/20201009124850.GP5178@ziepe.ca)',
    'link-unknown-message',
    '20201009124850',
  ],
  [
    'a link into the archive without a Message-ID',
    '[x](https://lore.kernel.org/r/GP5177/)',
    'link-unknown-message',
    'GP5177',
  ],
  [
    'a link into the source browser with a tag that no tree has',
    '[x](https://source.example/v9.9.4/mm/basket.c#L1)',
    'link-unknown-code',
    'v9.9.4',
  ],
  [
    'a link into the source browser to a file that is not there',
    '[x](https://source.example/v9.9.3/mm/x.c)',
    'link-unknown-code',
    'mm/x.c',
  ],
  [
    'a link into the source browser that leaves the tree',
    '[x](https://source.example/v9.9.3/mm/../../x.c)',
    'link-unknown-code',
    'mm/../',
  ],
  [
    'a link into the source browser to a line that is not there',
    '[x](https://source.example/v9.9.3/mm/basket.c#L4000)',
    'link-unknown-code',
    '4000',
  ],
  ['an unknown tree', '<Excerpt tree="v1" path="mm/basket.c" symbol="pick" />', 'excerpt-unknown-tree', 'v1'],
  [
    'an unknown file',
    '<Excerpt tree="v9.9.3" path="mm/x.c" symbol="pick" />',
    'excerpt-unknown-file',
    'mm/x.c',
  ],
  [
    'an unknown symbol',
    '<Excerpt tree="v9.9.3" path="mm/basket.c" symbol="pack" />',
    'excerpt-unknown-symbol',
    'pack',
  ],
  [
    'an anchor that stands on two lines',
    '<Excerpt tree="v9.9.3" path="mm/basket.c" symbol="pick">\n<CodeNote at="apples">x</CodeNote>\n</Excerpt>',
    'excerpt-anchor',
    'apples',
  ],
] as const;

for (const [what, page, code, words] of FAULTS) {
  test(`${what} is one diagnostic, at the place itself`, async (context) => {
    const before = page.slice(0, page.indexOf(words)).split('\n');
    const place = `${FIRST_LINE + before.length - 1}:${(before.at(-1)?.length ?? 0) + 1}`;
    assert.deepEqual(summary(await smallSite(context).verify(page, { updating: true })), [
      `page.mdx:${place} ${code}`,
    ]);
  });
}

test('words of a message in another thread are told to be there', async (context) => {
  const small = smallSite(context);
  small.write('threads/other/thread.yaml', 'title: Other\n');
  small.write(
    'threads/other/mail.txt',
    'Re: x\n\nFrom: Jason Gunthorpe\nDate: Mon Jan 04 2021 - 10:00:00 EST\n\n\nSomething else.\n',
  );
  const verified = await small.verify(
    '<Quote from="other/jason-gunthorpe-2021-01-04-1500z" by="Jason Gunthorpe">No, it is unconditionally unsafe.</Quote>',
  );
  assert.deepEqual(
    verified.diagnostics.map(({ code, expected }) => [code, expected]),
    [['quote-wrong-message', 'unsafe-follow-pfn/jason-gunthorpe-2020-10-09-1448']],
  );
});

test('a page with the line ends of Windows is read like any other', async (context) => {
  const small = smallSite(context);
  small.write('explainers/page.mdx', '---\r\ntitle: x\r\nsidebar:\r\n  order: 4\r\n---\r\n\r\nHello.\r\n');
  assert.deepEqual(summary(await small.verify(null)), []);
});

test('a quote that misses shows what is closest', async (context) => {
  const { diagnostics } = await smallSite(context).verify(
    `<Quote ${JASON} by="Jason Gunthorpe">No, it is conditionally unsafe.</Quote>`,
  );
  assert.equal(
    diagnostics[0]?.closest,
    'No, it is unconditionally unsafe. (Jason Gunthorpe, unsafe-follow-pfn/jason-gunthorpe-2020-10-09-1448)',
  );
});

const DANIEL = 'from="unsafe-follow-pfn/daniel-vetter-2020-10-09-1952" by="Daniel Vetter"';

/** What a quote leaves out, the quote, and where it is told. */
const OMISSIONS = [
  [
    'behind a mark',
    `<Quote ${DANIEL}>Realistically this just […] going to happen.</Quote>`,
    ['quote-omission', '[…]'],
  ],
  ['before it', `<Quote ${DANIEL}>going to happen.</Quote>`, ['quote-omission', 'going']],
  [
    'that was acknowledged',
    `<Quote ${DANIEL} elides="not">Realistically this just […] going to happen.</Quote>`,
    null,
  ],
  [
    'that it does not leave out',
    `<Quote ${DANIEL} elides="if">Realistically this just isn't going to happen.</Quote>`,
    ['quote-omission-idle', 'if"'],
  ],
] as const;

for (const [what, page, told] of OMISSIONS) {
  test(`a "not" or "if" ${what} is ${told ? 'told' : 'no fault'}`, async (context) => {
    const expected = told && `page.mdx:${FIRST_LINE}:${page.indexOf(told[1]) + 1} ${told[0]}`;
    assert.deepEqual(summary(await smallSite(context).verify(page)), expected ? [expected] : []);
  });
}

test('a verified quote knows which turning words it leaves out', async (context) => {
  const { site } = await smallSite(context).verify(
    `<Quote ${DANIEL} elides="not">Realistically this just […] going to happen.</Quote>`,
  );
  assert.deepEqual(Object.values(site.quotes)[0]?.omits, ['not']);
});

const EXCERPT =
  '<Excerpt tree="v9.9.3" path="mm/basket.c" symbol="pick">\n<CodeNote at="return left">x</CodeNote>\n</Excerpt>';

test('an excerpt must be locked, and is shown with its notes at their lines once it is', async (context) => {
  const small = smallSite(context);
  assert.deepEqual(summary(await small.verify(EXCERPT)), ['page.mdx:5:1 excerpt-not-locked']);
  await small.verify(EXCERPT, { updating: true });
  const { site, diagnostics } = await small.verify(EXCERPT);
  assert.deepEqual(diagnostics, []);
  const verified = Object.values(site.excerpts)[0];
  assert.deepEqual(
    [verified?.state, verified?.notes],
    ['shown', [{ id: NOTE, anchor: 'return left', line: 5 }]],
  );
});

test('code that differs from the locked code is drift, and is not shown', async (context) => {
  const small = smallSite(context);
  const { lock } = await small.verify(EXCERPT, { updating: true });
  small.write('postil.lock.json', lock.replace(/"sha256":"[0-9a-f]{4}/, '"sha256":"0000'));
  const verified = await small.verify(EXCERPT);
  assert.deepEqual(summary(verified), ['page.mdx:5:1 excerpt-drift']);
  assert.deepEqual(verified.site.excerpts, {});
});

test('drift shows what moved, when the locked text is still in the cache', async (context) => {
  const small = smallSite(context);
  await small.verify(EXCERPT, { updating: true });
  const { diagnostics } = await small.verify(EXCERPT, {
    laterText: 'int pick(int apples)\n{\n\treturn left;\n}\n',
  });
  assert.deepEqual(
    diagnostics.map(({ code, detail }) => [code, detail?.[0], detail?.at(-1)]),
    [
      [
        'excerpt-drift',
        'pick: the text differs (v9.9.3 mm/basket.c:1-6 -> 9.9.4 mm/basket.c:1-4)',
        '  note at "return left": line 5 -> line 3',
      ],
    ],
  );
});

test('lines that moved are told with where they stand now', async (context) => {
  const small = smallSite(context);
  const cited = '<Excerpt tree="v9.9.3" path="mm/basket.c" lines="3-5" />';
  await small.verify(cited, { updating: true });
  const body = '\tint left = apples - 1;\n\n\treturn left;\n';
  const at = `page.mdx:5:${cited.indexOf('3-5') + 1}`;
  for (const [laterText, expected] of [
    [`/* more */\n/* words */\nint pick(int apples)\n{\n${body}}\n`, [`${at} excerpt-drift`, '5-7']],
    [body, [`${at} excerpt-drift`, '1-3']],
    // Twice, or changed: then nobody knows.
    [`/* two */\n${body}${body}`, ['page.mdx:5:1 excerpt-drift', null]],
    ['int pick;\nint more;\n', [`${at} excerpt-anchor`, null]],
    [`\n${body}`.trimEnd(), [`${at} excerpt-drift`, '2-4']],
  ] as const) {
    const verified = await small.verify(cited, { laterText });
    const { closest = '', fix } = verified.diagnostics[0] ?? {};
    assert.deepEqual(summary(verified), [expected[0]], laterText);
    if (expected[1] === null) assert.doesNotMatch(closest, /stand/);
    else {
      assert.equal(closest, `lines 3-5 stand at ${expected[1]} now`);
      assert.equal(fix, `Write lines="${expected[1]}", then run "npx postil sources --update".`);
    }
  }
});

test('a single line that moved beyond the end of a shorter file is told so', async (context) => {
  const small = smallSite(context);
  const cited = '<Excerpt tree="v9.9.3" path="mm/basket.c" lines="5" />';
  await small.verify(cited, { updating: true });
  const verified = await small.verify(cited, { laterText: 'int pick;\n\treturn left;\n' });
  assert.deepEqual(summary(verified), [`page.mdx:5:${cited.indexOf('"5"') + 2} excerpt-drift`]);
  assert.equal(verified.diagnostics[0]?.closest, 'line 5 stands at 2 now');
});

test('a lock that names other lines than those of the text is not believed', async (context) => {
  const small = smallSite(context);
  const { lock } = await small.verify(EXCERPT, { updating: true });
  for (const lines of ['[2,7]', '[1,5]']) {
    small.write('postil.lock.json', lock.replace('[1,6]', lines));
    assert.deepEqual(summary(await small.verify(EXCERPT)), ['page.mdx:5:1 excerpt-drift'], lines);
  }
});

test('an excerpt that the lock has for another tree is told at the tree', async (context) => {
  const small = smallSite(context);
  const { lock } = await small.verify(EXCERPT, { updating: true });
  small.write('trees.yaml', `${TREES_YAML}${TREES_YAML.replaceAll('9.9.3', '9.9.4')}`);
  small.write('postil.lock.json', lock.replaceAll('v9.9.3', 'v9.9.4'));
  const verified = await small.verify(EXCERPT);
  assert.deepEqual(summary(verified), ['page.mdx:5:16 excerpt-not-locked']);
  assert.equal(verified.diagnostics[0]?.closest, 'the lock has it with tree="v9.9.4"');
});

test('without a tree the lock still gives version, lines, link and notes, and a warning says so', async (context) => {
  const small = smallSite(context);
  await small.verify(EXCERPT, { updating: true });
  const verified = await small.verify(EXCERPT, { tree: false });
  assert.deepEqual(summary(verified), ['page.mdx:5:1 excerpt-unavailable']);
  assert.equal(verified.diagnostics[0]?.severity, 'warning');
  const shown = Object.values(verified.site.excerpts)[0];
  assert.deepEqual(
    [shown?.state, shown?.excerpt.firstLine, shown?.excerpt.lastLine, shown?.excerpt.url, shown?.notes],
    [
      'unavailable',
      1,
      6,
      'https://source.example/v9.9.3/mm/basket.c#L1',
      [{ id: NOTE, anchor: 'return left', line: null }],
    ],
  );
});

test('a thread without mail, without a thread.yaml, or with a misspelt field is told by file and line', async (context) => {
  const small = smallSite(context);
  small.write('threads/empty/thread.yaml', 'title: Nothing\n');
  small.write('threads/bare/mail.txt', 'x');
  small.write('threads/wrong/thread.yaml', 'title: Wrong\nsumary: x\n');
  assert.deepEqual(summary(await small.verify('Hello.')), [
    'thread.yaml:1:1 thread-missing-yaml',
    'thread.yaml:1:1 thread-empty',
    'thread.yaml:1:1 thread-invalid-yaml',
  ]);
});

test('facts known from outside must name a message of the thread', async (context) => {
  const small = smallSite(context);
  const yaml =
    'title: x\nknown:\n  - message: nobody-2020\n    headers: { Message-ID: a@b }\n    source: hearsay\n';
  small.write('threads/unsafe-follow-pfn/thread.yaml', yaml);
  assert.deepEqual(summary(await small.verify('Hello.')), ['thread.yaml:3:14 thread-invalid-yaml']);
});

test('a mail file that is unreadable as mail is told, and the thread goes on without it', async (context) => {
  const small = smallSite(context);
  writeFileSync(join(small.content, 'threads/unsafe-follow-pfn/notes.txt'), 'not a mail');
  const verified = await small.verify('Hello.');
  assert.deepEqual(summary(verified), ['notes.txt:1:1 mail-not-mail']);
  assert.equal(verified.site.threads.length, 1);
  rmSync(join(small.content, 'threads/unsafe-follow-pfn/notes.txt'));
});

test('a content folder that is not there is said to be missing', async () => {
  const verified = await verifySite({ contentFolder: 'no/such/folder', host, cacheFolder: '/nowhere' });
  assert.deepEqual(summary(verified), ['folder:1:1 content-missing']);
});

test('words whose writer nobody can tell are refused, whoever is named', async (context) => {
  const small = smallSite(context);
  small.write('threads/nameless/thread.yaml', 'title: Nameless\n');
  small.write(
    'threads/nameless/mail.txt',
    'Re: x\n\nFrom: Ada\nDate: Mon Jan 04 2021 - 10:00:00 EST\n\n\nHello.\n\n> Who said this first?\n\nNot me.\n',
  );
  const quote = '<Quote from="nameless/ada-2021-01-04-1500z" by="Ada">Who said this first?</Quote>';
  assert.deepEqual(summary(await small.verify(quote)), [
    `page.mdx:${FIRST_LINE}:${quote.indexOf('Ada"') + 1} quote-unsure-author`,
  ]);
});

test('a quote may name a message by any id that mail at hand knows it by', async (context) => {
  const small = smallSite(context);
  const page = (from: string, date: string, body: string) =>
    `Re: x\n\nFrom: ${from}\nDate: ${date}\n\n\n${body}\n`;
  const words = 'Nobody counts the pages of a book that is lent.';
  small.write('threads/late/thread.yaml', 'title: Late\n');
  small.write('threads/late/1.txt', page('Ada', 'Mon Jan 04 2021 - 10:00:00 EST', words));
  small.write(
    'threads/late/2.txt',
    page(
      'Tom',
      'Mon Jan 04 2021 - 11:00:00 EST',
      `On Mon, Jan 4, 2021 at 4:00 PM Ada wrote:\n\n> ${words}\n\nHm.`,
    ),
  );
  for (const id of ['ada-2021-01-04-1500z', 'ada-2021-01-04-1600'])
    assert.deepEqual(
      summary(await small.verify(`<Quote from="late/${id}" by="Ada">${words}</Quote>`)),
      [],
      id,
    );
});

const SLICE = '<Excerpt tree="v9.9.3" path="mm/basket.c" symbol="pick" from="int left" />';

test('the excerpts of a comparison know their lines that the other does not have', async (context) => {
  const small = smallSite(context);
  const whole = '<Excerpt tree="v9.9.3" path="mm/basket.c" symbol="pick" />';
  const { site, diagnostics } = await small.verify(`<Compare>\n  ${whole}\n  ${SLICE}\n</Compare>`, {
    updating: true,
  });
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    Object.values(site.excerpts).map((each) => each.state === 'shown' && each.compared),
    [
      { side: 'older', lines: [1, 2] },
      { side: 'newer', lines: [] },
    ],
  );
});

test('of two excerpts that have little in common no line is marked: a difference would be all of them', async (context) => {
  const part = (lines: string) => `<Excerpt tree="v9.9.3" path="mm/basket.c" lines="${lines}" />`;
  const { site, diagnostics } = await smallSite(context).verify(
    `<Compare>\n  ${part('1-2')}\n  ${part('3-4')}\n</Compare>`,
    { updating: true },
  );
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    Object.values(site.excerpts).map((each) => each.state === 'shown' && each.compared),
    [
      { side: 'older', lines: [] },
      { side: 'newer', lines: [] },
    ],
  );
});

test('a comparison has two excerpts, no more and no fewer', async (context) => {
  for (const inside of ['', SLICE, `${SLICE}\n${SLICE}\n${SLICE}`]) {
    const verified = await smallSite(context).verify(`<Compare>\n${inside}\n</Compare>`, { updating: true });
    assert.deepEqual(summary(verified), ['page.mdx:5:1 compare-not-two']);
  }
});
