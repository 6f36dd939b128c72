/** Three projects that the generator was not written for: what an author does, and what is refused. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { codesTold } from '../rooms/cli/command.ts';
import { folder } from '../rooms/sources/fixture-tree.ts';
import { commit, git, made } from './made.ts';
import { OF_ANOTHER } from './of-another.ts';
import { PROJECTS, pageOf, ruleOf } from './projects.ts';

for (const project of Object.values(PROJECTS)) {
  const { name, tag, quote, excerpt } = project;

  test(`${name}: a page with a quote, a note, an excerpt and a rule passes, without a warning`, async (context) => {
    const site = await made(project, folder(context));
    const updated = await site.run('sources', '--update');
    assert.deepEqual([updated.code, codesTold(updated)], [0, []], updated.err);
    const checked = await site.run('check', '--strict');
    assert.deepEqual([checked.code, codesTold(checked)], [0, []], checked.err);
    assert.match(checked.out, /^1 quotes, 1 notes, 1 excerpts, 1 rules and 0 debates verified, 0 errors/);
    assert.match(checked.out, /mail: 2 as received/);
    assert.doesNotMatch(updated.out + checked.out, OF_ANOTHER);
    const lock = JSON.parse(readFileSync(join(site.site, 'content/postil.lock.json'), 'utf8'));
    assert.match(Object.values<string>(lock.trees)[0] ?? '', /^[0-9a-f]{40}$/);
  });

  test(`${name}: what is wrong is refused, each at its place, and in words of no other project`, async (context) => {
    const site = await made(project, folder(context));
    await site.run('sources', '--update');
    const page = 'content/explainers/settled.mdx';
    const rule = 'content/rules/settled.mdx';
    const faults: readonly (readonly [string, string, string, string, RegExp?])[] = [
      [page, quote.words, quote.not, 'quote-not-verbatim'],
      [page, `by="${quote.by}"`, 'by="Nia Sousa"', 'quote-wrong-person'],
      [page, excerpt.symbol, `${excerpt.symbol}n`, 'excerpt-unknown-symbol'],
      [page, excerpt.path, `far/${excerpt.path}`, 'excerpt-unknown-file'],
      [page, excerpt.path, '../outside', 'excerpt-unknown-file'],
      [page, `at="${excerpt.at}"`, 'at="nowhere to be seen"', 'excerpt-anchor'],
      [page, `tree="${project.tree}"`, 'tree="v0"', 'excerpt-unknown-tree'],
      [rule, `: ${project.answer} }`, `: ${project.wrongAnswer} }`, 'evidence-differs'],
      [
        'content/trees.yaml',
        /^ {2}tag: .*$/m.exec(project.trees)?.[0] ?? '',
        '  tag: v9',
        'excerpt-unavailable',
        new RegExp(`has no v9; its newest tag is ${tag.replace(/[.]/g, '\\.')}`),
      ],
      ['content/trees.yaml', '../tree', '../site', 'excerpt-unavailable', /is no git repository/],
      ['content/trees.yaml', '../tree', '../nothing', 'excerpt-unavailable', /there is no folder/],
    ];
    for (const [path, right, wrong, code, says = /(?:)/] of faults) {
      const before = readFileSync(join(site.site, path), 'utf8');
      assert.ok(before.includes(right), `${path}: ${right}`);
      site.write(
        path,
        before.replace(right, () => wrong),
      );
      const checked = await site.run('check', '--strict');
      assert.equal(checked.code, 1, wrong);
      assert.ok(codesTold(checked).includes(code), `${wrong}: ${checked.err}`);
      assert.match(checked.err, says);
      assert.doesNotMatch(checked.out + checked.err, OF_ANOTHER);
      site.write(path, before);
    }
    assert.deepEqual(codesTold(await site.run('check', '--strict')), []);
  });

  test(`${name}: a tag that was moved is told, and so is the code that it brings`, async (context) => {
    const site = await made(project, folder(context));
    await site.run('sources', '--update');
    git(site.tree, 'tag', '--force', tag, 'HEAD');
    const codes = codesTold(await site.run('check'));
    assert.ok(codes.includes('tree-moved') && codes.includes('excerpt-drift'), codes.join());
  });
}

test('code that cannot be shown is refused where the page asks for it', async (context) => {
  const project = PROJECTS.seedbank;
  const site = await made(project, folder(context));
  writeFileSync(join(site.tree, 'old.rs'), Buffer.from('fn old() {} // caf\xe9\n', 'latin1'));
  writeFileSync(join(site.tree, 'two.rs'), '#[cfg(a)]\nfn two() {}\n#[cfg(b)]\nfn two() {}\n');
  commit(site.tree, 'What cannot be shown');
  git(site.tree, 'tag', 'odd');
  site.write('content/trees.yaml', project.trees.replace('release/1.0', 'odd'));
  for (const [path, symbol, code, at, says] of [
    ['old.rs', 'old', 'excerpt-not-text', 'old.rs', /Line 1 of old\.rs in 1\.0 is no text/],
    ['two.rs', 'two', 'excerpt-ambiguous-symbol', 'two" />', /two \[cfg\(a\)\] or two \[cfg\(b\)\]/],
  ] as const) {
    const excerpt = `<Excerpt tree="1.0" path="${path}" symbol="${symbol}" />`;
    site.write('content/explainers/settled.mdx', `---\ntitle: Odd\n---\n\n${excerpt}\n`);
    const { err } = await site.run('check');
    assert.match(err, new RegExp(`settled\\.mdx:5:${excerpt.indexOf(at) + 1} error ${code}\\n`), err);
    assert.match(err, says);
  }
});

test('a grammar that cannot be used is told where a symbol needs it, and makes a rule unknown, not broken', async (context) => {
  const site = await made(PROJECTS.tally, folder(context), {
    packageFile: async () => new TextEncoder().encode('no grammar'),
  });
  const checked = await site.run('check');
  const lines = pageOf(PROJECTS.tally).split('\n');
  const row = lines.findIndex((each) => each.startsWith('<Excerpt'));
  const column = (lines[row] ?? '').indexOf('Ledger.close') + 1;
  assert.match(checked.err, new RegExp(`settled\\.mdx:${row + 1}:${column} error excerpt-bad-grammar\\n`));
  assert.match(checked.err, /rules\/settled\.mdx:6:\d+ \w+ evidence-unknown\n/);
  assert.doesNotMatch(checked.err, /evidence-differs/);
});

test('each of the three shows another language, and has a page, a note and a rule of its own', () => {
  const endings = Object.values(PROJECTS).map(({ excerpt }) => excerpt.path.split('.').at(-1));
  assert.deepEqual(endings, ['c', 'rs', 'py']);
  for (const project of Object.values(PROJECTS))
    assert.doesNotMatch(pageOf(project) + ruleOf(project, 'yes') + project.mail + project.trees, OF_ANOTHER);
});
