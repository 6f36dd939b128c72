import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Files, memoryHost } from '../../../src/base/memory-host.ts';
import { sealNew } from '../../../src/citations/sealing.ts';
import { verifySite } from '../../../src/citations/verify.ts';

const ADA = 'engines/ada-reed-2021-01-04-1000z';
const AT = 'Mon, 4 Jan 2021 10:00:00 +0000';
const OWN = 'I think the engine is unsafe in all cases.\n\nIt must not be used by anybody who has no guard.';

interface Letter {
  readonly from?: string;
  readonly date?: string;
  readonly id: string;
  readonly answers?: string;
  readonly body: string;
}

const letter = ({
  from = 'Mel Gray <mel@x>',
  date = 'Mon, 4 Jan 2021 12:00:00 +0000',
  id,
  answers,
  body,
}: Letter) =>
  [
    `From: ${from}`,
    `Date: ${date}`,
    `Message-ID: <${id}@x>`,
    ...(answers ? [`In-Reply-To: <${answers}@x>`, `References: <${answers}@x>`] : []),
    'Subject: engines',
    '',
    body,
    '',
  ].join('\n');

const FIRST = letter({ from: 'Ada Reed <ada@x>', date: AT, id: '1', body: OWN });
const marked = (text: string, mark = '> ') =>
  text
    .split('\n')
    .map((line) => `${mark}${line}`.trimEnd())
    .join('\n');

/** What is said of a quote of Ada's first mail, when further mail stands beside it. */
async function verify(
  words: string,
  letters: readonly string[],
  { from = ADA, by = 'Ada Reed' } = {},
  others: Files = {},
) {
  const files: Record<string, string> = {
    'content/threads/engines/thread.yaml': 'title: Engines\n',
    'content/explainers/page.mdx': `---\ntitle: A page\n---\n\n<Quote from="${from}" by="${by}">${words}</Quote>\n`,
  };
  letters.forEach((text, index) => {
    files[`content/threads/engines/${index + 1}.eml`] = text;
  });
  const host = memoryHost({ ...files, ...others });
  await sealNew('content', host);
  const { site, diagnostics } = await verifySite({ contentFolder: 'content', host, cacheFolder: 'cache' });
  return { quotes: Object.values(site.quotes), diagnostics };
}

const line = `On ${AT}, Ada Reed wrote:`;
const answering = (body: string, more: Partial<Letter> = {}) =>
  letter({ id: '2', answers: '1', body, ...more });

/** What a stranger's mail holds, and the words of it that Ada never wrote. */
const FORGERIES: Readonly<Record<string, readonly [mail: string, words: string]>> = {
  'words added': [
    answering(`${line}\n${marked(OWN)}\n> It may be used by everybody else.\n\nGood.`),
    'It may be used by everybody else.',
  ],
  'words added below a true paragraph': [
    answering(
      `${line}\n> I think the engine is unsafe in all cases.\n>\n> Everybody may use it all the same.\n\nGood.`,
    ),
    'Everybody may use it all the same.',
  ],
  'a negation flipped': [
    answering(`${line}\n> I think the engine is safe in all cases.\n\nGood.`),
    'I think the engine is safe in all cases.',
  ],
  'a negation left out': [
    answering(`${line}\n${marked(OWN.replace('must not', 'must'))}\n\nGood.`),
    'It must be used by anybody who has no guard.',
  ],
  'two sentences joined over words that are left out': [
    answering(`${line}\n> I think the engine must not be used by anybody.\n\nGood.`),
    'I think the engine must not be used by anybody.',
  ],
  'no marks': [
    answering(`Good.\n\n${line}\n\nI think the engine is safe in all cases, and so does everybody.`),
    'I think the engine is safe in all cases, and so does everybody.',
  ],
  'no name above it': [
    answering(
      `> I think the engine is unsafe in all cases.\n>\n> Everybody may use it all the same.\n\nGood.`,
    ),
    'Everybody may use it all the same.',
  ],
  'a date one minute later': [
    answering(
      `On Mon, 4 Jan 2021 10:01:00 +0000, Ada Reed wrote:\n> The engine is safe in all cases.\n\nGood.`,
    ),
    'The engine is safe in all cases.',
  ],
  'another day': [
    answering(
      `On Tue, 2 Feb 2021 10:01:00 +0000, Ada Reed wrote:\n> The engine is safe in all cases.\n\nGood.`,
    ),
    'The engine is safe in all cases.',
  ],
};

for (const [how, [mail, words]] of Object.entries(FORGERIES)) {
  test(`a message at hand is not made to say what a mail quotes it with: ${how}`, async () => {
    const { quotes, diagnostics } = await verify(words, [FIRST, mail]);
    assert.deepEqual(quotes, []);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['misquoted'],
    );
  });
}

for (const depth of [2, 3, 5]) {
  test(`a message at hand is not made to say what stands at depth ${depth}`, async () => {
    const names = ['Tom Marsh', 'Kim Hall', 'Eve Lund', 'Ned Pratt'].slice(0, depth - 1);
    const lines = names.map(
      (name, index) =>
        `${marked(`On Mon, 4 Jan 2021 11:${30 - index}:00 +0000, ${name} wrote:`, '>'.repeat(index))}`,
    );
    const body = [
      ...lines,
      `${'>'.repeat(depth - 1)} ${line}`,
      `${'>'.repeat(depth)} I think the engine is safe.`,
    ];
    const { quotes, diagnostics } = await verify('I think the engine is safe.', [
      FIRST,
      answering(`${body.join('\n')}\n\nGood.`),
    ]);
    assert.deepEqual(quotes, []);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['misquoted'],
    );
  });
}

test('words of another message of hers, merged into a quote of this one, lead to where she wrote them', async () => {
  const second = letter({
    from: 'Ada Reed <ada@x>',
    date: 'Mon, 4 Jan 2021 11:00:00 +0000',
    id: '3',
    body: 'The new engine has a guard, and everybody may use it.',
  });
  const merged = answering(
    `${line}\n> I think the engine is unsafe in all cases.\n> The new engine has a guard, and everybody may use it.\n\nGood.`,
  );
  const apart = 'The new engine has a guard, and everybody may use it.';
  const joined = `I think the engine is unsafe in all cases. ${apart}`;
  const codes = async (words: string) =>
    (await verify(words, [FIRST, second, merged])).diagnostics.map(({ code }) => code);
  assert.deepEqual(await codes(joined), ['misquoted']);
  assert.deepEqual(await codes(apart), ['quote-wrong-message']);
});

test('it is told who misquotes whom, where, and what stands in the message itself', async () => {
  const [mail, words] = FORGERIES['a negation flipped'] as readonly [string, string];
  const { diagnostics } = await verify(words, [FIRST, mail]);
  const [first] = diagnostics;
  assert.equal(
    first?.message,
    `Mel Gray makes Ada Reed say this in engines/mel-gray-2021-01-04-1200z; ${ADA}, which is at hand, does not say it.`,
  );
  assert.equal(first?.closest, `I think the engine is unsafe in all cases. (Ada Reed, ${ADA})`);
});

test('nor are they words of whoever misquotes her', async () => {
  const [mail, words] = FORGERIES['a negation flipped'] as readonly [string, string];
  const { diagnostics } = await verify(words, [FIRST, mail], {
    from: 'engines/mel-gray-2021-01-04-1200z',
    by: 'Mel Gray',
  });
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['misquoted'],
  );
});

test('a message that is at hand in another thread speaks for itself there', async () => {
  const apart = letter({
    id: '7',
    answers: '8',
    body: `${line}\n> I think the engine is safe in all cases.\n\nGood.`,
  });
  const others = {
    'content/threads/gossip/thread.yaml': 'title: Gossip\n',
    'content/threads/gossip/1.eml': apart,
  };
  const from = 'gossip/ada-reed-2021-01-04-1000z';
  const { quotes, diagnostics } = await verify(
    'I think the engine is safe in all cases.',
    [FIRST],
    { from },
    others,
  );
  assert.deepEqual(quotes, []);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['misquoted'],
  );
});

const lost = (id: string, from: string, words: string) =>
  letter({ id, from, answers: 'lost', body: `${line}\n${marked(words)}\n\nGood.` });

test('words of a message that nobody has are verified as quoted by those who quote them alike', async () => {
  const letters = [
    lost('2', 'Mel Gray <mel@x>', 'The engine is safe at night. It is loud.'),
    lost('3', 'Tom Marsh <tom@x>', 'It is loud.'),
  ];
  const by = async (words: string) => {
    const { quotes, diagnostics } = await verify(words, letters);
    assert.deepEqual(diagnostics, []);
    return quotes.flatMap(({ carriers }) => carriers.map((carrier) => carrier.by));
  };
  assert.deepEqual(await by('It is loud.'), ['Mel Gray', 'Tom Marsh']);
  assert.deepEqual(await by('The engine is safe at night.'), ['Mel Gray']);
});

test('two who quote a lost message otherwise are told, whichever is believed', async () => {
  const letters = [
    lost('2', 'Mel Gray <mel@x>', 'I think the engine is safe at night. It is loud.'),
    lost('3', 'Tom Marsh <tom@x>', 'I think the engine is not safe at night. It is loud.'),
  ];
  for (const words of ['the engine is safe at night', 'the engine is not safe at night']) {
    const { diagnostics } = await verify(words, letters);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['quote-carriers-differ'],
    );
  }
  assert.deepEqual((await verify('It is loud.', letters)).diagnostics, []);
});

test('a message a minute or a letter beside one that is at hand is not believed in silence', async () => {
  const other = letter({ from: 'Tom Marsh <tom@x>', id: '9', answers: '1', body: 'I have read it.' });
  const beside = async (date: string, name: string, from: string) => {
    const body = `On ${date}, ${name} wrote:\n> The engine is safe in all cases.\n\nGood.`;
    const forged = letter({ id: '2', answers: '9', body });
    const options = { from: `engines/${from}`, by: name };
    return (
      await verify('The engine is safe in all cases.', [FIRST, other, forged], options)
    ).diagnostics.map(({ code }) => code);
  };
  assert.deepEqual(await beside('Mon, 4 Jan 2021 10:01:00 +0000', 'Ada Reed', 'ada-reed-2021-01-04-1001z'), [
    'quote-near-twin',
  ]);
  assert.deepEqual(await beside(AT, 'Ada Read', 'ada-read-2021-01-04-1000z'), ['quote-near-twin']);
  assert.deepEqual(
    await beside('Sun, 3 Jan 2021 10:01:00 +0000', 'Ada Reed', 'ada-reed-2021-01-03-1001z'),
    [],
  );
});

test('a quote a letter beside a message is joined to it by its words', async () => {
  const body = `On ${AT}, Ada Read wrote:\n> It must not be used by anybody who has no guard.\n>\n> The engine is safe.\n\nGood.`;
  const other = letter({ from: 'Tom Marsh <tom@x>', id: '9', body: 'I have read it.' });
  const letters = [FIRST, other, letter({ id: '2', answers: '9', body })];
  const { diagnostics } = await verify('The engine is safe.', letters);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['misquoted'],
  );
});
