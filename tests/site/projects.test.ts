/** A site of a project that the generator was not written for, built as its author builds it. */
import assert from 'node:assert/strict';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { filesFor } from '../../create-postil/src/project.ts';
import { lendPostil } from '../../scripts/lend.ts';
import { made } from '../projects/made.ts';
import { OF_ANOTHER } from '../projects/of-another.ts';
import { PROJECTS } from '../projects/projects.ts';
import { runAstro } from './build.ts';

test('the page of a Python project has its quote, code, note and rule, and no page speaks of another project', async (context) => {
  mkdirSync('tests/output', { recursive: true });
  const root = mkdtempSync(resolve('tests/output/a project-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const project = PROJECTS.tally;
  const { site, run } = await made(project, root);
  for (const [path, text] of Object.entries(filesFor({ name: 'tally', title: 'Tally', postil: '*' })))
    writeFileSync(join(site, path), text);
  for (const part of ['src', 'public', 'tsconfig.json', 'content/index.mdx'])
    cpSync(join('create-postil/template', part), join(site, part), { recursive: true });
  lendPostil(site);
  const index = join(site, 'content/index.mdx');
  writeFileSync(
    index,
    readFileSync(index, 'utf8')
      .replaceAll('/explainers/first/', '/explainers/settled/')
      .replaceAll('/threads/example/', `/threads/${project.thread}/`),
  );
  assert.equal((await run('sources', '--update')).code, 0);

  const { status, output } = await runAstro(['build'], { XDG_CACHE_HOME: join(root, 'cache') }, site);
  assert.equal(status, 0, output);
  assert.doesNotMatch(output, OF_ANOTHER);
  const dist = join(site, 'dist');
  const page = readFileSync(join(dist, 'explainers/settled/index.html'), 'utf8');
  for (const shown of [
    project.quote.words,
    'https://code.tally.example/256/tally/ledger.py#L8',
    'This is what came of it.',
  ])
    assert.ok(page.includes(shown), shown);
  const thread = readFileSync(join(dist, 'threads', project.thread, 'index.html'), 'utf8');
  assert.ok(thread.includes('Nobody objected.'));
  assert.match(readFileSync(join(dist, 'rules/settled/index.html'), 'utf8'), /tally 256/);
  const pages = globSync('**/*.html', { cwd: dist });
  assert.ok(pages.length >= 5, pages.join());
  for (const each of pages) {
    const html = readFileSync(join(dist, each), 'utf8');
    const text = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
    assert.doesNotMatch(text, OF_ANOTHER, each);
  }
});
