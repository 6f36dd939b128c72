import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runAstro } from '../../site/build.ts';

/**
 * Builds the same text as a plain Starlight site, with nothing of ours in it: pages of a built site, as they stand in
 * Markdown beside it.
 *
 * @param pages their paths without slashes at the ends: `explainers/pinning`.
 */
export async function buildPlain(from: string, pages: readonly string[]): Promise<string> {
  const project = resolve('tests/output/plain-starlight');
  rmSync(project, { recursive: true, force: true });
  for (const page of pages) {
    const [head = '', ...rest] = readFileSync(join(from, `${page}.md`), 'utf8').split('\n');
    const title = JSON.stringify(head.replace(/^# /, ''));
    write(join(project, `src/content/docs/${page}.md`), `---\ntitle: ${title}\n---\n${rest.join('\n')}`);
  }
  write(
    join(project, 'astro.config.mjs'),
    `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
export default defineConfig({ integrations: [starlight({ title: 'Plain', sidebar: [{ label: 'All', items: [{ autogenerate: { directory: 'explainers' } }] }] })] });
`,
  );
  write(
    join(project, 'src/content.config.ts'),
    `import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
  );
  // Astro looks here for what it has to bundle.
  write(
    join(project, 'package.json'),
    `${JSON.stringify({ type: 'module', dependencies: { '@astrojs/starlight': '*', astro: '*' } })}\n`,
  );
  const { status, output } = await runAstro(['build'], {}, project);
  if (status !== 0) throw new Error(output);
  return join(project, 'dist');
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
