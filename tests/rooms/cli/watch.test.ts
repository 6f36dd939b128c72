import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { folder } from '../sources/fixture-tree.ts';

const PAGE = 'explainers/lending.mdx';
const quote = (words: string) =>
  `---\ntitle: Lending\n---\n\n<Quote from="lending/ada-reed-2021-01-04-1000z" by="Ada Reed">${words}</Quote>\n`;

/** The example site on disk, and "postil check --watch" running on it. */
function watched(context: TestContext) {
  const site = folder(context);
  const write = (path: string, text: string | Uint8Array) => {
    const file = join(site, 'content', path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  };
  for (const [path, text] of Object.entries(EXAMPLE_SITE))
    if (path.startsWith('content/')) write(path.slice('content/'.length), text);
  const child = spawn(process.execPath, [
    'src/cli/main.ts',
    'check',
    '--watch',
    '--content',
    join(site, 'content'),
  ]);
  context.after(() => child.kill());
  return { write, said: listen(child) };
}

/** Waits until something has been printed after what was waited for last. */
function listen(child: ChildProcess): (pattern: RegExp) => Promise<string> {
  let [output, from] = ['', 0];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return async (pattern) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const found = pattern.exec(output.slice(from));
      if (found) {
        from += found.index + found[0].length;
        return found[0];
      }
      await pause(50);
    }
    throw new Error(`Not printed: ${pattern}, but:\n${output.slice(from)}`);
  };
}

test('after every save the site is checked again, and what changed is named', async (context) => {
  const { write, said } = watched(context);
  await said(/0 quotes.*0 errors, 0 warnings/);
  write(PAGE, quote('Nobody counts the page of a book'));
  await said(/explainers\/lending\.mdx:\n/);
  await said(/lending\.mdx:5:\d+ error quote-not-verbatim|1 error, 0 warnings/);
  write(PAGE, quote('Nobody counts the pages of a book that is lent.'));
  await said(/1 quotes.*0 errors, 0 warnings/);
});
