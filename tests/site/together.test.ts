import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { writeScaleSite } from '../bench/scale/site.ts';
import { runAstro } from './build.ts';

let project: string;
before(() => {
  mkdirSync('tests/output', { recursive: true });
  project = mkdtempSync(resolve('tests/output/together-'));
  writeScaleSite(project, { messages: 6, threads: 2, explainers: 1, seed: 1 });
});
after(() => rmSync(project, { recursive: true, force: true }));

test('of two builds of one folder at once, one says that it waits, and both are right', async () => {
  const builds = await Promise.all([runAstro(['build'], {}, project), runAstro(['build'], {}, project)]);
  for (const { status, output } of builds) {
    assert.equal(status, 0, output);
    assert.match(output, /1[0-9] page\(s\) built/);
  }
  const waited = builds.filter(({ output }) =>
    /Another build runs in this folder \(process \d+\): this one waits until it has ended\.[\s\S]*The other build has ended: this one goes on\./.test(
      output,
    ),
  );
  assert.equal(waited.length, 1, builds.map(({ output }) => output).join('\n\n'));
  assert.ok(existsSync(join(project, 'dist/threads/thread-00000/index.html')));
  assert.deepEqual(readdirSync(join(project, '.astro/building')), []);
});
