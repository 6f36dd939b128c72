import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Host } from '../../../src/base/host.ts';
import { type Files, memoryHost } from '../../../src/base/memory-host.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { create, type NewKind } from '../../../src/cli/commands/new.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';

/** Writes something new into an empty world. */
async function written(kind: NewKind, name: string, files: Files = {}) {
  const host = memoryHost(files);
  const report = await create(kind, name, 'content', { host, cacheFolder: 'cache' });
  const { diagnostics } = await verifySite({ contentFolder: 'content', host, cacheFolder: 'cache' });
  return { host, report, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

const TITLE = 'Why "is" it: so?';
const text = async (host: Host, path: string) =>
  new TextDecoder().decode((await host.read(path)) ?? new Uint8Array());

for (const [kind, path, field] of [
  ['explainer', 'content/explainers/why-is-it-so.mdx', 'title'],
  ['term', 'content/glossary/why-is-it-so.mdx', 'term'],
] as const) {
  test(`a new ${kind} has its title, stands at ${path} and passes the check`, async () => {
    const { host, codes } = await written(kind, 'Why "is" it so?');
    const page = new TextDecoder().decode((await host.read(path)) ?? new Uint8Array());
    assert.ok(page.startsWith(`---\n${field}: "Why \\"is\\" it so?"\n`));
    assert.deepEqual(codes, []);
  });
}

test('a new diagram has its title and passes the check', async () => {
  const { host, codes } = await written('diagram', TITLE);
  assert.match(
    await text(host, 'content/diagrams/why-is-it-so.mmd'),
    /^---\ntitle: "Why \\"is\\" it: so\?"\n/,
  );
  assert.deepEqual(codes, []);
});

test('a new experiment is a page that passes the check, beside a program that says what the page may expect', async () => {
  const { host, report, codes } = await written('experiment', TITLE, EXAMPLE_SITE);
  const page = await text(host, 'content/experiments/why-is-it-so/index.mdx');
  assert.match(page, /^---\ntitle: "Why \\"is\\" it: so\?"\n/);
  const [, expected] = /^# {2}v1\.0\.3: \{ (.*): EFAULT \}$/m.exec(page) ?? [];
  assert.ok(expected);
  assert.ok(
    (await text(host, 'content/experiments/why-is-it-so/why-is-it-so.c')).includes(`observe("${expected}"`),
  );
  assert.deepEqual(codes, []);
  assert.match(report.output ?? '', /npx postil experiment why-is-it-so/);
});

test('a new thread lacks its mail, and nothing else', async () => {
  const { host, report, diagnostics } = await written('thread', TITLE);
  assert.match(
    await text(host, 'content/threads/why-is-it-so/thread.yaml'),
    /^title: "Why \\"is\\" it: so\?"\n/,
  );
  assert.deepEqual(
    diagnostics.map(({ code, fix }) => [code, fix]),
    [['thread-empty', 'Put the mail beside thread.yaml, exactly as received.']],
  );
  assert.match(report.output ?? '', /import FILE --thread why-is-it-so/);
});

test('a new debate lacks a position, and nothing else; its example becomes one', async () => {
  const { host, diagnostics } = await written('debate', TITLE, EXAMPLE_SITE);
  const path = 'content/debates/why-is-it-so.yaml';
  assert.deepEqual(
    diagnostics.map(({ code, place, message }) => [code, place.file, message]),
    [['debate-invalid', path, '"positions" cannot be used: give at least one position.']],
  );
  const filled = (await text(host, path))
    .replace('positions: []', 'positions:')
    .replace(/^#(?= {2,3}- id| {4}\w| {2}- of| outcomes:)/gm, '')
    .replace(/^ outcomes/m, 'outcomes')
    .replace('Name Of Person', 'Tom Marsh')
    .replace('thread/message', 'lending/tom-marsh-2021-01-04-1100z')
    .replace('Their words.', 'The reader does.');
  const world = memoryHost({ ...EXAMPLE_SITE, [path]: filled });
  const verified = await verifySite({ contentFolder: 'content', host: world, cacheFolder: 'cache' });
  assert.deepEqual([verified.diagnostics, Object.keys(verified.site.debates)], [[], ['why-is-it-so']]);
});

test('new notes name their thread and its first message, and pass the check', async () => {
  const { host, codes } = await written('note', 'lending', EXAMPLE_SITE);
  const page = await text(host, 'content/notes/lending.mdx');
  assert.match(page, /^---\ntitle: "?Notes on Who keeps track of a lent book\?"?\n/);
  assert.match(page, /<Note on="lending\/ada-reed-2021-01-04-1000z"/);
  assert.deepEqual(codes, []);
});

test('where there are notes on the thread already, the note is to be written into their file', async () => {
  const { report } = await written('note', 'lending', {
    ...EXAMPLE_SITE,
    'content/notes/lending.mdx': 'mine',
  });
  assert.deepEqual(
    report.diagnostics.map(({ code, fix }) => [code, fix]),
    [['new-exists', 'Write the note into it: the notes on a thread are in one file.']],
  );
});

test('notes on a thread that is not there are not begun; the nearest is named', async () => {
  const { host, report } = await written('note', 'landing', EXAMPLE_SITE);
  assert.deepEqual(
    report.diagnostics.map(({ code, closest }) => [code, closest]),
    [['thread-unknown', 'lending']],
  );
  assert.equal(await host.list('content/notes'), null);
});

const library = (files: Files = {}): Files => ({ 'library/lib/shelf.c': 'int lend;\n', ...files });

/** Adds a tree to a world without git, where every folder is a plain one. */
async function treeAdded(place: string, files: Files, browse?: string, content = 'content') {
  const host = memoryHost(files);
  const { diagnostics } = await create(
    'tree',
    place,
    content,
    { host, cacheFolder: 'cache' },
    browse ? { browse } : {},
  );
  return { diagnostics, yaml: await text(host, `${content}/trees.yaml`) };
}

test('a new tree is added to what trees.yaml says already, comments and all', async () => {
  const entry =
    'v2:\n  path: library\n  version: v2\n  browse: github:lending/library\n  raw: github:lending/library\n';
  const old = 'v1: { version: "1", browse: "https://code.example/{path}" }\n';
  for (const [before, expected] of [
    [undefined, entry],
    ['# Trees.\n{}\n', `# Trees.\n\n${entry}`],
    [`# Trees.\n${old}`, `# Trees.\n${old}\n${entry}`],
  ] as const) {
    const files = before === undefined ? {} : { 'content/trees.yaml': before };
    const { diagnostics, yaml } = await treeAdded('library#v2', library(files), 'github:lending/library');
    assert.deepEqual([diagnostics, yaml], [[], expected]);
  }
});

test('a tree that is named from another folder is written as the site needs it', async () => {
  const { yaml } = await treeAdded(
    'library#2',
    library(),
    'https://code.example/{path}',
    'docs/site/content',
  );
  assert.equal(yaml, 'v2:\n  path: ../../library\n  version: "2"\n  browse: https://code.example/{path}\n');
});

test('what is no tree, or cannot be told from another, is not added', async () => {
  const browse = 'github:lending/library';
  for (const [place, where, files, code, message] of [
    ['librery#v2', browse, {}, 'new-no-tree', 'There is no folder librery.'],
    [
      'library',
      browse,
      {},
      'new-no-tree',
      'library is no git repository, and nothing says which version it is.',
    ],
    ['library#v2', undefined, {}, 'new-no-tree', 'It is not known where its source can be browsed.'],
    ['library#v2', 'lending', {}, 'new-no-tree', /^"v2\.browse" cannot be used: it must be an address/],
    ['library#a b', browse, {}, 'new-no-tree', '"a b" is no tag, branch or commit.'],
    [
      'library#v2',
      browse,
      { 'content/trees.yaml': 'v2: { version: v2, browse: "https://a.example/{path}" }' },
      'new-exists',
      'There is a tree "v2" already; nothing was written.',
    ],
    ['library#v2', browse, { 'content/trees.yaml': 'v2: [' }, 'trees-invalid-yaml', /not valid YAML/],
  ] as const) {
    const { diagnostics, yaml } = await treeAdded(place, library(files), where);
    assert.deepEqual(
      diagnostics.map((each) => each.code),
      [code],
    );
    assert.match(
      diagnostics[0]?.message ?? '',
      typeof message === 'string' ? new RegExp(message.replace(/[.?]/g, '\\$&')) : message,
    );
    assert.equal(yaml, Object.values(files)[0] ?? '');
  }
});

test('a new rule and a new page name the newest tree of the site', async () => {
  for (const [kind, path] of [
    ['rule', 'content/rules/a.mdx'],
    ['explainer', 'content/explainers/a.mdx'],
  ] as const) {
    const { host } = await written(kind, 'A', EXAMPLE_SITE);
    assert.match(await text(host, path), /v1\.0\.3/);
  }
});

test('a new rule is told to lack evidence, and nothing else', async () => {
  assert.deepEqual((await written('rule', 'Never do it')).codes, ['rule-without-evidence']);
});

test('nothing that is there is written over', async () => {
  const host = memoryHost({ 'content/explainers/a.mdx': 'mine' });
  const { diagnostics } = await create('explainer', 'A', 'content', { host, cacheFolder: 'cache' });
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place.file]),
    [['new-exists', 'content/explainers/a.mdx']],
  );
  assert.equal(new TextDecoder().decode((await host.read('content/explainers/a.mdx')) ?? undefined), 'mine');
});
