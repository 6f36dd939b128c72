import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { lendPostil } from '../../../scripts/lend.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { quote } from '../../../src/cli/commands/quote.ts';
import { commitAll } from '../../site/build.ts';
import { MAIL_CASES } from './mail-cases.ts';

/** Mails in one thread. */
const TOGETHER = 40;

const MOST_BYTES = 40_000;

/** What says nothing but how large it is would make a build slow: it has been read already, alone. */
const IN_PAGES = MAIL_CASES.filter(({ holdsNone, mail }) => holdsNone !== true && mail.length < MOST_BYTES);

const TITLES = [
  '<script>HOSTILE_RUN()</script>',
  '](javascript:HOSTILE_RUN()) [x',
  '# HOSTILE heading',
  '{process.exit(1)} <Quote>',
  ']]><script>HOSTILE_RUN()</script>',
  '"onmouseover="HOSTILE_RUN()',
  '{{count}} $t(postil.kind.explainer)',
  'a\u0000b\u0007c\u001b[31md',
  'Left \u202eturned',
  '<b>&amp;&lt;script&gt;</b>',
  '![HOSTILE picture](http://evil.example/p.png)',
  '| a | b |',
  `${'x'.repeat(600)}`,
  '__proto__',
];

export interface HostileSite {
  readonly project: string;
  readonly mails: number;
  readonly quotes: number;
}

/** A site of all mails of the table, and a page with what `postil quote` prints of many of them, in a folder of its own. */
export async function hostileSite(): Promise<HostileSite> {
  mkdirSync('tests/output', { recursive: true });
  const project = mkdtempSync(resolve('tests/output/hostile-'));
  const write = (path: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  write('package.json', '{ "name": "hostile", "private": true, "type": "module" }\n');
  write('astro.config.mjs', CONFIG);
  write('src/content.config.ts', COLLECTIONS);
  write('content/index.mdx', '---\ntitle: Mail of strangers\n---\n\nWords.\n');
  for (const [at, { mail, ending = 'eml' }] of IN_PAGES.entries())
    write(`content/threads/${threadAt(at)}/${String(at).padStart(3, '0')}.${ending}`, mail);
  for (let at = 0; at < IN_PAGES.length; at += TOGETHER)
    write(
      `content/threads/${threadAt(at)}/thread.yaml`,
      `title: ${JSON.stringify(TITLES[at / TOGETHER] ?? 'More')}\nsummary: ${JSON.stringify(TITLES[at / TOGETHER])}\n`,
    );
  const pasted = await printedQuotes();
  write('content/explainers/said.mdx', `---\ntitle: What they said\n---\n\n${pasted.join('\n\n')}\n`);
  write('.gitignore', 'node_modules\ndist\n.astro\n');
  lendPostil(project);
  commitAll(project);
  return { project, mails: IN_PAGES.length, quotes: pasted.length };
}

const threadAt = (at: number): string => `t${String(Math.floor(at / TOGETHER)).padStart(2, '0')}`;

/** Words of mails that are meant to be pasted into a page. */
const ASKED = /^(?:words|page source in words|Markdown in words|address|name): /;

/** What the command prints for the first line of their own. */
async function printedQuotes(): Promise<string[]> {
  const found: string[] = [];
  for (const [at, { id, mail }] of IN_PAGES.entries()) {
    if (!ASKED.test(id)) continue;
    const host = memoryHost({
      [`content/threads/${threadAt(at)}/thread.yaml`]: 'title: Asked\n',
      [`content/threads/${threadAt(at)}/a.eml`]: mail,
    });
    const lines = String(mail).split('\n\n').slice(1).join('\n').split('\n');
    const words = lines.find((line) => /\S/.test(line) && line !== 'Before.') ?? '';
    const { output } = await quote(
      words,
      { content: 'content', max: 1, json: true },
      { host, cacheFolder: 'cache' },
    );
    const [first] = (JSON.parse(output ?? '{}') as Found).found ?? [];
    if (first?.distance === 0) found.push(first.mdx);
  }
  return found;
}

interface Found {
  readonly found?: readonly { readonly mdx: string; readonly distance: number }[];
}

const CONFIG = `import { defineConfig } from 'astro/config';
import postil from 'postil';

export default defineConfig({
  site: 'https://hostile.example',
  trailingSlash: 'always',
  integrations: [postil({ title: 'Strangers' })],
});
`;

const COLLECTIONS = `import { postilCollections } from 'postil/collections';

export const collections = postilCollections();
`;
