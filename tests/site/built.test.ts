import assert from 'node:assert/strict';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import { nodeHost } from '../../src/base/node-host.ts';
import { readPages } from '../../src/citations/page/pages.ts';
import type { Lock } from '../../src/sources/lock.ts';
import { EXAMPLE_CONTENT, EXAMPLE_TREES } from '../example.ts';
import { buildExample, copyExample, runAstro } from './build.ts';
import { holdsWhenBuilt } from './suite.ts';

holdsWhenBuilt({
  name: 'the built example, served under a base path',
  content: EXAMPLE_CONTENT,
  origin: 'https://rill.example',
  base: '/docs/',
  build: () => buildExample('site', '/docs/'),
  trees: EXAMPLE_TREES,
  comparison: 'open-with-a-deadline',
  least: {
    rules: 6,
    quotes: 12,
    excerpts: 10,
    notes: 12,
    terms: 6,
    diagrams: 2,
    debates: 2,
    symbols: 8,
    mentions: 3,
    positions: [9, 2],
    fed: 8,
    paragraphs: 4,
    codeLines: 20,
    termLinks: 2,
    claims: [3, 3],
  },
});

test('a wrong letter in a quote ends the build at its line, before any page is written', async () => {
  const { status, output, pages } = await buildChanged((project) => {
    const file = join(project, 'content/explainers/valve-deadline.mdx');
    writeFileSync(file, readFileSync(file, 'utf8').replace('An open valve is', 'An open value is'));
  });
  assert.equal(status, 1);
  assert.match(output, /explainers[/\\]valve-deadline\.mdx:\d+:\d+ error quote-not-verbatim/);
  assert.match(output, /closest: {2}An open valve is the dangerous state/);
  assert.deepEqual(pages, []);
});

test('where no tree can be had, the site is built with placeholders, locked answers and counted warnings', async () => {
  const lock = JSON.parse(readFileSync(`${EXAMPLE_CONTENT}/postil.lock.json`, 'utf8')) as Lock;
  const [forgotten = ''] = Object.keys(lock.answers);
  const { status, output, pages } = await buildChanged((project) => {
    rmSync(join(project, 'trees'), { recursive: true });
    const { [forgotten]: _, ...answers } = lock.answers;
    writeFileSync(join(project, 'content/postil.lock.json'), JSON.stringify({ ...lock, answers }));
  });
  assert.equal(status, 0, output);
  const placeholders = pages.flatMap((html) => html.match(/The source is not on this machine/g) ?? []).length;
  const { verified: written } = await readPages(EXAMPLE_CONTENT, nodeHost());
  const excerpts = written
    .flatMap(({ uses }) => uses)
    .filter(({ component }) => component === 'Excerpt').length;
  assert.ok(excerpts >= 10);
  assert.equal(placeholders, excerpts);
  // One for each tree, which tells how many excerpts miss it and what would name it.
  assert.match(output, /0 errors, 2 warnings/);
  const missed = [...output.matchAll(/: (\d+) excerpts are shown without code/g)].map(([, count]) =>
    Number(count),
  );
  assert.equal(missed.length, 2);
  assert.equal(
    missed.reduce((sum, count) => sum + count),
    excerpts,
  );
  assert.match(output, /POSTIL_TREE_V1_0=PATH/);
  const documents = pages.map((html) => parseHTML(html).document);
  const all = (selector: string) => documents.flatMap((each) => [...each.querySelectorAll(selector)]);
  assert.deepEqual(all('.pt-excerpt .ec-line'), []);
  assert.equal(all('.pt-locked').length, Object.keys(lock.answers).length - 1);
  const verdicts = new Set(all('.pt-matrix td .pt-word').map((word) => word.textContent));
  assert.deepEqual([...verdicts].sort(), [
    'broken from here on (locked)',
    'holds (locked)',
    'not applicable (locked)',
    'not yet (locked)',
    'unknown (locked)',
  ]);
});

/** Builds the example with something in it changed, and a cache of its own. */
async function buildChanged(
  change: (project: string) => void,
): Promise<{ readonly status: number; readonly output: string; readonly pages: readonly string[] }> {
  const project = copyExample();
  try {
    change(project);
    const { status, output } = await runAstro(['build'], { XDG_CACHE_HOME: join(project, 'cache') }, project);
    const pages = globSync('dist/**/*.html', { cwd: project }).map((page) =>
      readFileSync(join(project, page), 'utf8'),
    );
    return { status, output, pages };
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}
