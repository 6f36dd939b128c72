/**
 * Looks up the names of code in another project's documentation, in that project's own code:
 *
 *     npm run bench:names -- --git CLONE --docs Documentation/technical/ [--pages N]
 *
 * What is said to be nowhere is printed, each with its sentence, for somebody to look through: how many of them are rightly said
 * to be nowhere is not for a program to tell.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { nodeHost } from '../../src/base/node-host.ts';
import { namesIn } from '../../src/citations/prose/code-names.ts';
import { isInLexicon } from '../../src/citations/prose/names.ts';
import { cacheFolder, HERE_ONLY, openSources, WHOLE_TREE } from '../../src/sources/excerpt.ts';
import { skipped } from './figures.ts';

const { values } = parseArgs({
  options: {
    git: { type: 'string' },
    docs: { type: 'string', default: 'Documentation/' },
    pages: { type: 'string', default: '100' },
  },
});

if (values.git === undefined) skipped('names of another project', 'no clone is named: --git PATH');
else await measure(values.git);

async function measure(repository: string): Promise<void> {
  const git = (...args: string[]): string =>
    spawnSync('git', ['-C', repository, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
  const host = nodeHost();
  const sources = await openSources([{ tree: 'own', path: WHOLE_TREE }], {
    trees: { own: { version: 'HEAD', tag: 'HEAD', browse: '{path}:{line}' } },
    host,
    cacheFolder: cacheFolder(host),
    overrides: { own: `${repository}#HEAD` },
    providers: HERE_ONLY,
  });
  const lexicon = await sources.lexicon('own');
  if (!lexicon) throw new Error('The clone cannot be read.');
  const pages = git('ls-tree', '-r', '--name-only', 'HEAD', '--', ...values.docs.split(','))
    .split('\n')
    .filter((path) => /\.(?:adoc|txt|md|rst)$/.test(path))
    .slice(0, Number(values.pages));
  let [names, known] = [0, 0];
  for (const page of pages)
    for (const line of git('show', `HEAD:${page}`).split('\n'))
      for (const [, code = ''] of line.matchAll(/(?<![`\w])`{1,2}([^`\n]{1,100})`{1,2}(?![`\w])/g))
        for (const sought of namesIn(code)) {
          names += 1;
          if (isInLexicon(sought, lexicon)) known += 1;
          else console.log(`      nowhere: ${sought.name}  ${page}: ${line.trim().slice(0, 110)}`);
        }
  console.log(
    `      ${pages.length} pages, ${names} names, ${known} found, ${names - known} said to be nowhere`,
  );
}
