/** Pages that Astro takes from the build before: what was edited, and all that shows it, is rendered again. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { keepPages } from '../../src/site/again.ts';
import { copyExample, runAstro } from './build.ts';
import { digestsOf } from './same.ts';

let project: string;
before(() => {
  project = copyExample();
});
after(() => rmSync(project, { recursive: true, force: true }));

const cache = () => join(project, 'node_modules/.astro');

async function built(): Promise<ReadonlyMap<string, string>> {
  const { status, output } = await runAstro(['build'], {}, project);
  assert.equal(status, 0, output);
  return digestsOf(join(project, 'dist'));
}

function edit(file: string, from: string, to: string): void {
  const path = join(project, file);
  const text = readFileSync(path, 'utf8');
  assert.ok(text.includes(from), file);
  writeFileSync(path, text.replace(from, to));
}

function postil(...line: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('src/cli/main.ts'), ...line], {
    cwd: project,
    encoding: 'utf8',
    env: {
      ...process.env,
      POSTIL_TREE_V1_0: join(project, 'trees/1.0'),
      POSTIL_TREE_V2_0: join(project, 'trees/2.0'),
    },
  });
  assert.equal(status, 0, `${stdout}${stderr}`);
}

/** What is edited, and a page that shows it without being of the file. */
const EDITS: readonly {
  readonly what: string;
  readonly make: () => void;
  readonly pages: readonly string[];
}[] = [
  {
    what: 'a quote',
    make: () =>
      edit(
        'content/explainers/old-readings.mdx',
        'Yes. A plant survives a dry day.',
        'A plant survives a dry day.',
      ),
    pages: ['explainers/old-readings/index.html', 'threads/old-readings/coverage/index.html'],
  },
  {
    what: 'a mail',
    make: () => {
      appendFileSync(
        join(project, 'content/threads/valve-deadline/list.mbox'),
        '\nFrom x Mon Mar 11 10:00:00 2024\nFrom: Nora Lind <nora@rill.example>\nSubject: Re: valves\nDate: Mon, 11 Mar 2024 10:00:00 +0000\nMessage-ID: <2024-full@rill.example>\n\nThe tank is full.\n',
      );
      postil('seal', '--update');
    },
    pages: ['threads/valve-deadline/index.html', 'threads/valve-deadline/coverage/index.html'],
  },
  {
    what: 'a tree',
    make: () => {
      edit('trees/2.0/src/valve.c', 'valve->is_open = true', 'valve->is_open = 1');
      postil('sources', '--update');
    },
    pages: ['explainers/valve-deadline/index.html'],
  },
  {
    what: 'a rule',
    make: () => edit('content/rules/openings-are-logged.mdx', 'statement: ', 'statement: In the end, '),
    pages: ['rules/openings-are-logged/index.html', 'rules/index.html'],
  },
  {
    what: 'an explainer',
    make: () => appendFileSync(join(project, 'content/start.mdx'), '\nAnother word.\n'),
    pages: ['start/index.html'],
  },
];

test('a build after edits is byte for byte that of a site that was never built before', async () => {
  const first = await built();
  for (const { make } of EDITS) make();
  const again = await built();
  for (const { what, pages } of EDITS)
    for (const page of pages) assert.notEqual(again.get(page), first.get(page), `${what}: ${page}`);
  // As a build leaves it that is stopped: no page is taken from it.
  keepPages(cache());
  const fresh = await built();
  const differing = [...fresh.keys(), ...again.keys()].filter((path) => fresh.get(path) !== again.get(path));
  assert.deepEqual([...new Set(differing)], []);
});

test('where nothing was edited, pages are those of the build before', async () => {
  const page = 'rules/openings-are-logged/index.html';
  const kept = join(cache(), 'dist', page);
  writeFileSync(kept, readFileSync(kept, 'utf8').replace('</main>', '<p>Kept.</p></main>'));
  await built();
  assert.match(readFileSync(join(project, 'dist', page), 'utf8'), /Kept\./);
});

test('of a build that was stopped no page is taken', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'postil-again-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const manifest = join(folder, 'incremental-build.json');
  keepPages(folder)();
  writeFileSync(manifest, '{}');
  const end = keepPages(folder);
  assert.ok(existsSync(manifest), 'the one before had ended');
  keepPages(folder);
  assert.ok(!existsSync(manifest));
  end();
});
