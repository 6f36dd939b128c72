import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { mail, siteOf } from '../../mail-site.ts';
import { postil } from '../cli/command.ts';

const HEADER = { Date: 'Mon, 4 Jan 2021 10:00:00 +0000', 'Message-ID': '<m1@mail.example>' };
const UTF8 = { 'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8' };
const QP = { ...UTF8, 'Content-Transfer-Encoding': 'quoted-printable' };
const BASE64 = { ...UTF8, 'Content-Transfer-Encoding': 'base64' };
const from = (more: Readonly<Record<string, string>>, words: string): string =>
  mail({ From: 'Nan Tucket <n@mail.example>', Subject: 'Baskets', ...HEADER, ...UTF8, ...more }, words);

const told = async (files: Readonly<Record<string, string>>, code: string): Promise<string[]> =>
  (await siteOf(files)).diagnostics
    .filter((each) => each.code === code)
    .map(({ place, message }) => `${place.file.split('/').at(-1)}:${place.line}:${place.column} ${message}`);

const HIDES = (count: string, letters: string): string =>
  `The words of this mail hold ${count} that nobody sees or that turn the text round: ${letters}.`;

/** Mail, and where it is told of. */
const MAIL: readonly (readonly [what: string, text: string, place: string | null])[] = [
  ['words', from({}, 'It is\nvery ün\u200bsafe.'), '9:8'],
  ['words in quoted-printable', from(QP, 'It is =C3=BCn=E2=80=8Bsafe.'), '9:14'],
  ['words in base64', from(BASE64, Buffer.from('un\u200bsafe').toString('base64')), '1:1'],
  ['a subject', from({ Subject: 'Bas\u200bkets' }, 'Safe.'), '2:13'],
  ['a subject in an encoded word', from({ Subject: '=?utf-8?Q?Bas=E2=80=8Bkets?=' }, 'Safe.'), '2:23'],
  ['a name', from({ From: 'Nan\u200b Tucket <n@mail.example>' }, 'Safe.'), '1:10'],
  ['the words of an emoji', from({}, '👩‍💻 ❤️'), null],
  ['Persian words', from({}, 'می\u200cخواهم'), null],
  ['nothing', from({}, 'un\u00adsafe'), null],
];

for (const [what, text, place] of MAIL)
  test(`letters that nobody sees in ${what} are ${place ? `told of at ${place}` : 'no fault'}`, async () => {
    assert.deepEqual(
      await told({ '1.eml': text }, 'mail-hidden-characters'),
      place ? [`1.eml:${place} ${HIDES('1 letter', '1 of U+200B (zero width space)')}`] : [],
    );
  });

test('each mail is told of once, and what it only quotes of an earlier one is not told of again', async () => {
  const first = from({}, 'It is \u202eun\u202csafe.\nAnd un\u200bsound.');
  const reply = from(
    {
      'Message-ID': '<m2@mail.example>',
      'In-Reply-To': '<m1@mail.example>',
      Date: 'Mon, 4 Jan 2021 11:00:00 +0000',
    },
    '> It is \u202eun\u202csafe.\n\nNo.',
  );
  assert.deepEqual(await told({ '1.eml': first, '2.eml': reply, '3.eml': first }, 'mail-hidden-characters'), [
    `1.eml:8:7 ${HIDES('3 letters', '1 of U+202E (right-to-left override), 1 of U+202C (pop directional formatting), 1 of U+200B (zero width space)')}`,
  ]);
  assert.equal((await told({ '2.eml': reply }, 'mail-hidden-characters')).length, 1);
});

test('of a mail with very many such letters, no more are counted', async () => {
  const [line] = await told({ '1.eml': from({}, 'a\u200b'.repeat(50_000)) }, 'mail-hidden-characters');
  assert.match(line ?? '', /hold more than 10000 letters that .*: 10000 of U\+200B/);
});

/** Names of the writers of two mails, and what is told of them. */
const NAMES: readonly (readonly [first: string, second: string, told: readonly string[]])[] = [
  [
    'Mark Reed',
    'M\u0430rk Reed',
    [
      '2.eml:1:1 The name "M\u0430rk Reed" has letters of two scripts in one word, Latin and Cyrillic: "\u0430" is U+0430.',
    ],
  ],
  [
    'Nikos',
    'Νikos',
    ['2.eml:1:1 The name "Νikos" has letters of two scripts in one word, Latin and Greek: "Ν" is U+039D.'],
  ],
  [
    'Ace Cox',
    'Асе Сох',
    ['2.eml:1:1 The name "Асе Сох" looks like another name of the site, in other letters.'],
  ],
  ['Иван Петров', 'Ivan Petrov', []],
  ['Иван (Ivan) Петров', 'Иван Петров', []],
  ['Νίκος Παπάς', 'José Ñandú', []],
  ['李明 Li Ming', 'ユキ Yuki', []],
  ['Сосо Каха', 'Someone Else', []],
  ['Ada REED', 'Ada Reed', []],
  ['ＡＤＡ', 'Ada', []],
];

for (const [first, second, expected] of NAMES)
  test(`of the names ${first} and ${second}, ${expected.length === 0 ? 'nothing' : 'the second'} is told`, async () => {
    const mails = {
      '1.eml': from({ From: `"${first}" <a@mail.example>` }, 'One.'),
      '2.eml': from(
        { From: `"${second}" <b@mail.example>`, 'Message-ID': '<m2@mail.example>' },
        'Another thing.',
      ),
    };
    assert.deepEqual(await told(mails, 'mail-look-alike'), expected);
  });

const SHELF = String(EXAMPLE_SITE['tree/lib/shelf.c']);
const PAGE = {
  'content/explainers/lending.mdx': '<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n',
};

async function ofCode(code: string): Promise<readonly string[]> {
  const host = memoryHost({ ...EXAMPLE_SITE, ...PAGE, 'tree/lib/shelf.c': code });
  const { diagnostics } = await verifySite({
    contentFolder: 'content',
    host,
    cacheFolder: 'cache',
    overrides: { 'v1.0.3': 'tree' },
    updating: true,
  });
  return diagnostics
    .filter((each) => each.code === 'excerpt-hidden-characters')
    .map(({ place, message }) => `${place.file}:${place.line}:${place.column} ${message}`);
}

test('code that a compiler reads otherwise than it looks is told of, with the place in the tree', async () => {
  const at = 'content/explainers/lending.mdx:1:1';
  assert.deepEqual(await ofCode(SHELF), []);
  assert.deepEqual(await ofCode(SHELF.replace('\tlent++;', '\t/*\u202e } \u2066if */ lent++;')), [
    `${at} The code holds 2 letters that nobody sees or that turn the text round, first at lib/shelf.c:5:4: 1 of U+202E (right-to-left override), 1 of U+2066 (left-to-right isolate).`,
  ]);
  assert.deepEqual(await ofCode(SHELF.replace('lent++', 'l\u0435nt++')), [
    `${at} The word "l\u0435nt" at lib/shelf.c:5:2 has letters of two scripts, Latin and Cyrillic: "\u0435" is U+0435.`,
  ]);
  assert.deepEqual(await ofCode(SHELF.replace('lent++;', 'lent++; /* 5 \u03bcs, Привет */')), []);
});

const quote = (words: string): string =>
  `---\ntitle: Baskets\n---\n\n<Quote from="chat/nan-tucket-2021-01-04-1000z" by="Nan Tucket">${words}</Quote>\n`;

async function ofQuote(words: string, written: string) {
  const site = await siteOf({ '1.eml': from({}, words) }, { 'explainers/a.mdx': quote(written) });
  return site.diagnostics
    .filter(({ code }) => code.startsWith('quote-'))
    .map(({ code, message, expected }) => ({ code, message, expected }));
}

test('a quote without the letters that nobody sees is told which they are, and how it is written with them', async () => {
  const id = 'chat/nan-tucket-2021-01-04-1000z';
  assert.deepEqual(await ofQuote('No, it is un\u200bsafe \u202eand\u202c loud.', 'is unsafe […] loud.'), [
    {
      code: 'quote-not-verbatim',
      message: `The words of ${id} are other letters than these, which nobody sees: the mail has 1 of U+200B (zero width space), the quote none.`,
      expected: 'is un&#x200b;safe […] loud.',
    },
  ]);
  assert.deepEqual(await ofQuote('It is un\u200bsafe and loud.', 'is un&#x200b;safe […] loud.'), []);
  assert.deepEqual(
    (await ofQuote('No, it is unsafe.', 'it is un\u200dsafe.')).map(({ message }) => message),
    [
      `The words of ${id} are other letters than these, which nobody sees: the mail has none, the quote 1 of U+200D (zero width joiner).`,
    ],
  );
  const [other] = await ofQuote('No, it is un\u200bsafe.', 'it is safe.');
  assert.equal(other?.message, `These words are not in ${id}.`);
});

test('the words of a position in a debate are told as YAML has them', async () => {
  const debate = [
    'question: Is it safe?',
    'topic: Baskets',
    'positions:',
    '  - id: no',
    '    says: It is not.',
    '    from: chat/nan-tucket-2021-01-04-1000z',
    '    by: Nan Tucket',
    '    quote: It is unsafe.',
    '',
  ].join('\n');
  const { diagnostics } = await siteOf(
    { '1.eml': from({}, 'It is un\u200bsafe.') },
    { 'debates/safe.yaml': debate },
  );
  assert.deepEqual(
    diagnostics.filter(({ code }) => code === 'quote-not-verbatim').map(({ expected }) => expected),
    ['"It is un\\u200bsafe."'],
  );
});

test('"postil quote" finds words in which letters stand that nobody sees', async () => {
  const host = memoryHost({
    'content/threads/chat/thread.yaml': 'title: What is said\n',
    'content/threads/chat/1.eml': from({}, 'It is un\u200bsafe to lend a bas\u200dket.'),
  });
  const { out, code } = await postil(['quote', 'unsafe basket'], { host });
  assert.equal(code, 0, out);
  assert.match(out, /It is un&#x200b;safe to lend a bas&#x200d;ket\./);
});
