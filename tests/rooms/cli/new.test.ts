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
  const lent: string[] = [];
  const options = {
    content: kind === 'site' ? `${name}/content` : 'content',
    checkoutFrom: () => '../postil',
    lendPackages: (site: string) => lent.push(site),
  };
  const report = await create(kind, name, options, { host, cacheFolder: 'cache' });
  const { diagnostics } = await verifySite({ contentFolder: options.content, host, cacheFolder: 'cache' });
  return { host, report, lent, diagnostics, codes: diagnostics.map(({ code }) => code) };
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

test('a new rule is told to lack evidence, and nothing else', async () => {
  assert.deepEqual((await written('rule', 'Never do it')).codes, ['rule-without-evidence']);
});

test('a new site passes the check, and gets the packages it is built with', async () => {
  const { report, lent, codes } = await written('site', 'docs');
  assert.deepEqual([codes, lent], [[], ['docs']]);
  assert.match(report.output ?? '', /wrote docs\/astro\.config\.mjs/);
});

test('nothing that is there is written over', async () => {
  const host = memoryHost({ 'content/explainers/a.mdx': 'mine' });
  const options = { content: 'content', checkoutFrom: () => '', lendPackages: () => {} };
  const { diagnostics } = await create('explainer', 'A', options, { host, cacheFolder: 'cache' });
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place.file]),
    [['new-exists', 'content/explainers/a.mdx']],
  );
  assert.equal(new TextDecoder().decode((await host.read('content/explainers/a.mdx')) ?? undefined), 'mine');
});
