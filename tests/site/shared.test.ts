import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { writeScaleSite } from '../bench/scale/site.ts';
import { runAstro } from './build.ts';

/** Writes down what the bundler was given to put together. */
const CONFIG = `import { appendFileSync } from 'node:fs';
import { defineConfig } from 'astro/config';
import postil from 'postil';

const listener = {
  name: 'listener',
  generateBundle(_, bundle) {
    for (const { code } of Object.values(bundle)) if (code) appendFileSync('bundled.txt', code);
  },
};

export default defineConfig({ integrations: [postil({ title: 'Small' })], vite: { plugins: [listener] } });
`;

test('the mail of a site is nothing that its bundler has to read', async (context) => {
  mkdirSync('tests/output', { recursive: true });
  const project = mkdtempSync(resolve('tests/output/shared-'));
  context.after(() => rmSync(project, { recursive: true, force: true }));
  writeScaleSite(project, { messages: 6, threads: 2, explainers: 1, seed: 1 });
  writeFileSync(join(project, 'astro.config.mjs'), CONFIG);

  const { status, output } = await runAstro(['build'], {}, project);
  assert.equal(status, 0, output);
  const bundled = readFileSync(join(project, 'bundled.txt'), 'utf8');
  // Of pages there is code: what they say of themselves.
  assert.ok(bundled.includes('What was said of it, part 0'));
  const page = readFileSync(join(project, 'dist/threads/thread-00000/index.html'), 'utf8');
  const subject = /\[RFC\] \w+/.exec(page)?.[0] ?? '';
  assert.match(subject, /\w{2}/);
  assert.ok(!bundled.includes(subject), subject);
});
