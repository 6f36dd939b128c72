import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { checkProject } from '../../../src/site/project.ts';

const srcDir = pathToFileURL('/docs/src/');
const named = (...names: string[]): AstroIntegration[] => names.map((name) => ({ name, hooks: {} }));

test('a project with collections and without a Starlight of its own is taken', async () => {
  const host = memoryHost({ '/docs/src/content.config.mjs': '' });
  await checkProject({ integrations: named('postil', '@astrojs/sitemap'), srcDir }, host);
});

test('a project without collections is told what to write, and where', async () => {
  await assert.rejects(
    checkProject({ integrations: named('postil'), srcDir }, memoryHost({})),
    /There is no \/docs\/src\/content\.config\.ts[\s\S]*export const collections = postilCollections\(\);/,
  );
});

test('a Starlight site is told where its settings go', async () => {
  const host = memoryHost({ '/docs/src/content.config.ts': '' });
  await assert.rejects(
    checkProject({ integrations: named('@astrojs/starlight', 'postil'), srcDir }, host),
    /give its settings to postil\(\{ starlight: \{ … \} \}\)/,
  );
});
