import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Files, memoryHost } from '../../../src/base/memory-host.ts';
import { sources } from '../../../src/cli/commands/sources.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';

const LOCK = 'content/postil.lock.json';
const EXCERPT = '---\ntitle: Lending\n---\n\n<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n';
const OTHER = '---\ntitle: Fines\n---\n\n<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="fine [else]" />\n';

/** The example site with these files laid over it, after `postil sources --update`. */
async function updated(files: Files, { content = 'content', tree = ['v1.0.3=tree'] } = {}) {
  const host = memoryHost({ ...EXAMPLE_SITE, 'content/explainers/lending.mdx': EXCERPT, ...files });
  const report = await sources({ content, update: true, tree }, { host, cacheFolder: 'cache' });
  const lock = async (path = LOCK) => {
    const bytes = await host.read(path);
    return bytes && new TextDecoder().decode(bytes);
  };
  return { host, report, lock, codes: report.diagnostics.map(({ code }) => code) };
}

test('an update locks what the pages cite now, and drops what none cites any more', async () => {
  const { lock, report, codes } = await updated({ 'content/explainers/fines.mdx': OTHER });
  assert.deepEqual(codes, []);
  assert.match(report.output ?? '', /wrote content\/postil\.lock\.json$/);
  const text = (await lock()) ?? '';
  assert.match(text, /fine \[else\]/);
  assert.doesNotMatch(text, /CONFIG_FINES/);
});

for (const [what, code, page] of [
  ['is not valid MDX', 'mdx-syntax', `${OTHER}\nAn unclosed brace {\n`],
  ['has front matter that cannot be used', 'page-invalid-frontmatter', OTHER.replace('title', 'titel')],
  ['names a property that is not there', 'prop-unknown', OTHER.replace('path=', 'file="" path=')],
  [
    'quotes what nobody said',
    'quote-unknown-message',
    '---\ntitle: A\n---\n\n<Quote from="a/b" by="C">d</Quote>\n',
  ],
] as const)
  test(`a page that ${what} leaves the lock as it was, and is told`, async () => {
    const { lock, report, codes } = await updated({ 'content/explainers/fines.mdx': page });
    assert.equal(await lock(), EXAMPLE_SITE[LOCK]);
    assert.ok(codes.includes(code), codes.join());
    assert.match(report.output ?? '', /the lock is left as it was$/);
  });

test('a content folder that is not there is told, and is not made', async () => {
  const { host, lock, codes } = await updated({}, { content: 'nowhere' });
  assert.deepEqual(codes, ['content-missing']);
  assert.equal(await lock('nowhere/postil.lock.json'), null);
  assert.equal(await host.list('nowhere'), null);
});

test('a lock that cannot be read is written anew where every tree is at hand, and else left alone', async () => {
  const broken = { [LOCK]: '{"version": 1, "excerpts": {' };
  assert.match((await (await updated(broken)).lock()) ?? '', /lib\/shelf\.c lend/);
  const away = await updated(broken, { tree: [] });
  assert.equal(await away.lock(), broken[LOCK]);
  assert.ok(away.codes.includes('lock-invalid'), away.codes.join());
});

test('a lock that cannot be read and has seals is never written anew: no tree knows them', async () => {
  const broken = { [LOCK]: `<<<<<<< ours\n${EXAMPLE_SITE[LOCK]}` };
  const { lock, codes } = await updated(broken);
  assert.deepEqual([await lock(), codes], [broken[LOCK], ['lock-invalid']]);
});

test('an update keeps the seals as they are, and makes a lock of the first version one of the second', async () => {
  const whole = String(EXAMPLE_SITE[LOCK]);
  const sealsOf = (text: string | null) => text?.slice(text.indexOf('"seals"'));
  assert.equal(sealsOf(await (await updated({})).lock()), sealsOf(whole));
  const old = `${whole.slice(0, whole.indexOf(',\n  "seals"')).replace('"version": 2', '"version": 1')}\n}\n`;
  const { report, lock } = await updated({ [LOCK]: old });
  assert.match(report.output ?? '', /, which was of version 1 and is of version 2 now$/);
  assert.match((await lock()) ?? '', /"version": 2/);
});
