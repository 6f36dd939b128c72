import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { diagnose } from '../../src/base/diagnostic.ts';
import { memoryHost } from '../../src/base/memory-host.ts';
import { startOf } from '../../src/base/position.ts';
import { diagnosticsAsText } from '../../src/base/print.ts';
import { shownJson, shownText } from '../../src/base/shown-text.ts';
import { commandTable } from '../../src/cli/commands.ts';
import { EXAMPLE_SITE } from '../../src/site/reference/example-site.ts';
import { postil, type Ran } from '../rooms/cli/command.ts';
import { folder } from '../rooms/sources/fixture-tree.ts';

/** What a terminal obeys, or what turns the line round: a link under other words, a bell, colours, an override. */
const TRICK = '\x1b]8;;https://evil.example\x07\u202eevil\u2066\x9b31m\x7f\b\r';

/** Whatever may stand in a line that a program prints. */
const OBEYED = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

const words = `Pears ${TRICK} fall far from the tree.`;
const MAIL = [
  `From: "Eve ${TRICK.replace('\r', '')}" <eve@mail.example>`,
  `Subject: =?utf-8?B?${Buffer.from(`About ${TRICK} pears`).toString('base64')}?=`,
  'Date: Mon, 4 Jan 2021 10:00:00 +0000',
  'Message-ID: <\x1b[31m\u202e1@mail.example>',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  `On Mon, 4 Jan 2021 09:00:00 +0000, Ada ${TRICK.replace('\r', '')} wrote:`,
  `> ${words}`,
  '',
  `No. ${words}`,
  '',
].join('\n');
const NAME = `0${TRICK.replace(/[/\\]/g, '')}.eml`;

const files = {
  ...EXAMPLE_SITE,
  [`content/threads/lending/${NAME}`]: MAIL,
  [`mail/${NAME}`]: MAIL,
  [`mail/broken${TRICK.replace(/[/\\]/g, '')}.eml`]: `${TRICK}\nno mail`,
  'content/explainers/odd.mdx': [
    '---',
    `title: "Odd ${TRICK.replaceAll('\x1b', '\\e').replace('\x07', '\\a').replace('\x9b', '\\x9b').replace('\b', '\\b').replace('\r', '\\r').replace('\x7f', '\\x7f')}"`,
    '---',
    '',
    `<Quote from="lending/${TRICK}" by="${TRICK}">${TRICK} pears</Quote>`,
    '',
    `<Excerpt tree="${TRICK}" path="${TRICK}" symbol="${TRICK}" />`,
    '',
  ].join('\n'),
};

/** Every command, and what of the outside it prints. */
const LINES: readonly (readonly string[])[] = [
  ['parse', `mail/${NAME}`],
  ['parse', 'mail'],
  ['parse', TRICK],
  ['import', `mail/${NAME}`],
  ['import', `mail/${NAME}`, '--thread', TRICK],
  ['import', `https://${TRICK}/`],
  ['check'],
  ['check', '--all-diagnostics'],
  ['check', '--content', TRICK],
  ['check', '--tree', `mine=${TRICK}`],
  ['check', '--tree', `${TRICK}=mail`],
  ['review'],
  ['review', TRICK],
  ['sources'],
  ['seal'],
  ['coverage'],
  ['coverage', 'lending'],
  ['coverage', TRICK],
  ['quote', 'Pears fall far from the tree'],
  ['quote', TRICK],
  ['new', 'explainer', TRICK],
  ['new', TRICK, 'x'],
  ['verify', `mail/${NAME}`],
  ['verify', TRICK],
  ['who-names', TRICK],
  ['who-names', 'lend'],
  ['references'],
  ['references', '--offline', TRICK],
  ['flips', TRICK],
  ['flips', '--git', TRICK],
  ['experiment'],
  ['experiment', TRICK],
  ['completion', TRICK],
  ['completion', 'bash'],
  ['completion', 'fish'],
  ['completion', 'zsh'],
  [TRICK],
  [`--${TRICK}`],
];

const run = (line: readonly string[], github = false): Promise<Ran> => {
  const host = memoryHost(files);
  return postil(line, {
    host: github ? { ...host, env: (name) => (name === 'GITHUB_ACTIONS' ? 'true' : undefined) } : host,
    current: '/work',
  });
};

for (const line of LINES)
  test(`no letter that a terminal obeys is printed by ${JSON.stringify(line.join(' ')).slice(0, 60)}`, async () => {
    for (const { out, err } of [await run(line), await run(line, true)]) {
      assert.doesNotMatch(out, OBEYED);
      assert.doesNotMatch(err, OBEYED);
    }
  });

test('every command is asked', () => {
  const nothing = async (): Promise<void> => {};
  const known = commandTable({ print: nothing, anywhere: nothing, onSite: nothing }).commands;
  assert.deepEqual(
    known.map((command) => command.name()).filter((name) => !LINES.some(([asked]) => asked === name)),
    [],
  );
});

test('what is shown in the place of such letters names them, and the words are still there', async () => {
  const { out } = await run(['parse', `mail/${NAME}`]);
  assert.match(out, /^ {2}subject About \\u\{1b\}\]8;;https:\/\/evil\.example\\u\{7\}\\u\{202e\}evil/m);
  assert.match(out, /fall far from the tree/);
});

test('mail gives no command to the machine that checks pull requests, nor a line of ours', async () => {
  const mail = MAIL.replace('No. ', '::error::All is lost.\n  ::add-mask::pears\nNo. ');
  const host = memoryHost({ 'a.eml': mail, 'b\n0 errors.eml': '' });
  const github = { ...host, env: (name: string) => (name === 'GITHUB_ACTIONS' ? 'true' : undefined) };
  const { out } = await postil(['parse', 'a.eml'], { host: github });
  assert.match(out, /u\{3a\}:error::All is lost\..*\n\s*\\u\{3a\}:add-mask::pears/);
  assert.doesNotMatch(out, /^\s*::(?!warning)/m);
  assert.match((await postil(['parse', 'a.eml'], { host })).out, /^ *::error::All is lost\./m);
  const { err } = await postil(['parse', 'b\n0 errors.eml'], { host });
  assert.match(err, /^b\\n0 errors\.eml:1:1 error mail-empty$/m);
  assert.doesNotMatch((await postil(['parse', 'x\n0 errors'], { host })).err, /^0 errors/m);
});

test('JSON holds the words as they are, and not one such letter in the raw', async () => {
  for (const line of [
    ['parse', '--json', `mail/${NAME}`],
    ['parse', '--ndjson', `mail/${NAME}`],
    ['quote', '--json', 'fall far from the tree'],
    ['check', '--json'],
    ['seal', '--json'],
    ['coverage', '--json'],
  ]) {
    const { out } = await run(line);
    assert.doesNotMatch(out, OBEYED, line.join(' '));
  }
  const { out } = await run(['parse', '--json', `mail/${NAME}`]);
  const { messages } = JSON.parse(out) as { messages: readonly { passages: readonly { text: string }[] }[] };
  assert.ok(
    messages.some(({ passages }) =>
      passages.some(({ text }) => text.includes(`No. Pears ${TRICK.trimEnd()}`)),
    ),
    out,
  );
});

test('what "postil quote" prints can be pasted, hidden letters and all', async () => {
  const { out } = await run(['quote', 'No. Pears']);
  const [mdx = ''] = /<Quote .*<\/Quote>/.exec(out) ?? [];
  assert.match(mdx, /by="Eve &#x1b;\].*>No\. Pears &#x1b;\]8;;/);
  const page = `---\ntitle: Odd\n---\n\n${mdx}\n`;
  const checked = await postil(['check', '--json'], {
    host: memoryHost({ ...files, 'content/explainers/odd.mdx': page }),
  });
  const { diagnostics } = JSON.parse(checked.out) as { diagnostics: readonly { place: { file: string } }[] };
  assert.deepEqual(
    diagnostics.filter(({ place }) => place.file.endsWith('odd.mdx')),
    [],
  );
});

test('a diagnostic of the build is shown in the same way, with its caret under the place', async () => {
  const host = memoryHost({ 'a.mdx': `${'\x1b[1m'}words \u202eturned here\n` });
  const place = { ...startOf('a.mdx'), column: 1 + '\x1b[1mwords \u202eturned '.length };
  const text = await diagnosticsAsText(
    [diagnose('quote-empty', place, { message: 'Of \x9b nothing.' })],
    host,
  );
  assert.doesNotMatch(text, OBEYED);
  const [shown = '', caret = ''] = text.split('\n').filter((line) => line.startsWith('  | '));
  assert.equal(shown.slice(caret.indexOf('^')), 'here');
});

test('the process itself prints none: neither in lines of progress nor in an error of the program', (context) => {
  const at = folder(context);
  const name = NAME.replace('\r', '');
  writeFileSync(join(at, name), MAIL);
  const ran = (...args: string[]) =>
    spawnSync(process.execPath, [resolve('bin/postil.js'), ...args], { cwd: at, encoding: 'utf8' });
  const imported = ran('import', name, '--content', 'content');
  assert.match(imported.stderr, /^Importing: 0\\u\{1b\}/m);
  const broken = ran('new', 'explainer', 'x', '--content', `${name}/sub`);
  assert.match(broken.stderr, /^0\\u\{1b\}.* error file-not-written$/m);
  symlinkSync(`loop${name}`, join(at, `loop${name}`));
  const ended = ran('new', 'explainer', 'x', '--content', `loop${name}`);
  assert.match(ended.stderr, /^Error: ELOOP: .*\\u\{1b\}/m);
  assert.deepEqual([broken.status, ended.status], [1, 1]);
  for (const { stdout, stderr } of [imported, broken, ended])
    assert.doesNotMatch(`${stdout}${stderr}`, OBEYED);
});

test('what a text needs is not touched: new lines, tabs, joined emoji, Persian, Hindi, Arabic marks', () => {
  for (const text of [
    'a\n\tb\r\nc',
    '👩‍💻 ❤️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'می‌خواهم',
    'क्‍ष',
    'שלום \u200f(abc)\u200e',
    'soft\u00adhyphen',
    '\ufeffstart',
  ]) {
    assert.equal(shownText(text), text);
    assert.equal(shownJson(JSON.stringify(text)).includes('\\u20'), false, text);
  }
});
