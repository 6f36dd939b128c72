/**
 * Measures rules and their sources:
 *
 *     npm run bench:evidence -- [--packages FOLDER] [--code FOLDER]… [--check]
 *
 * The trees of content/trees.yaml are fetched where they are not in the cache yet. --packages names a folder with
 * Debian's linux-source packages of two of these trees, as "apt-get download" leaves them: the first fetch is measured
 * on them, so that no network is in the figure. --code names a git repository with code in other languages than C, whose
 * largest files are compared with what universal-ctags lists.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { nodeHost } from '../../src/base/node-host.ts';
import { readPages } from '../../src/citations/page/pages.ts';
import { readRules } from '../../src/citations/rules/rules.ts';
import { checksOf, isAsExpected, runCheck, wantedBy } from '../../src/evidence/run.ts';
import { filesIn } from '../../src/sources/bundle.ts';
import { definitionsIn } from '../../src/sources/c/symbol.ts';
import { cacheFolder, openSources, type Sources } from '../../src/sources/excerpt.ts';
import type { Trees } from '../../src/sources/tree.ts';
import { overridesFor, readTrees } from '../../src/sources/trees-file.ts';
import { fetchFrom, type Package, packagesIn } from './debian-archive.ts';
import { figure, finish, skipped } from './figures.ts';
import { symbolsOfLanguages } from './symbols.ts';

const { values } = parseArgs({
  options: {
    packages: { type: 'string' },
    code: { type: 'string', multiple: true },
    check: { type: 'boolean' },
  },
});

const FILES = ['mm/gup.c', 'mm/memory.c', 'virt/kvm/kvm_main.c', 'include/linux/mm.h'];
const FOLDER = 'drivers/dma-buf/';

const host = nodeHost();
const { trees } = await readTrees('content/trees.yaml', host);
const { verified: pages } = await readPages('content', host);
const rules = readRules(pages, Object.keys(trees)).verified.map(({ rule }) => rule);
const wanted = wantedBy(rules, Object.keys(trees));
const more = Object.keys(trees).flatMap((tree) => [...FILES, FOLDER].map((path) => ({ tree, path })));
const sources = await openSources([...wanted, ...more], {
  trees,
  host,
  cacheFolder: cacheFolder(host),
  overrides: overridesFor(trees, host.env),
});

await answers(sources, trees);
await symbols(sources, trees);
await symbolsOfLanguages(values.code ?? []);
warmCheck();
if (values.packages) await firstFetch(packagesIn(values.packages, trees));
else skipped('first fetch', 'no folder with Debian packages was named');
finish(values.check ?? false);

async function answers(from: Sources, of: Trees): Promise<void> {
  let [same, all, unknown] = [0, 0, 0];
  for (const check of rules.flatMap(checksOf)) {
    for (const [tree, { version }] of Object.entries(of)) {
      const answer = await runCheck(check, tree, from);
      const expected = check.expect[tree];
      const result = expected === undefined ? false : isAsExpected(expected, answer, check.kind, true);
      all += 1;
      if (result) same += 1;
      if (result === null) unknown += 1;
      if (result === false) console.log(`      ${check.id} in ${version}: ${JSON.stringify(answer)}`);
    }
  }
  if (unknown > 0) skipped('answers as measured', `${unknown} of ${all} need trees that are not here`);
  else figure(`answers as measured, of ${all}`, same, 'answers', 'at least', all);
}

/** Every function that universal-ctags lists, with the line of its name. */
async function symbols(from: Sources, of: Trees): Promise<void> {
  if (spawnSync('ctags', ['--version']).status !== 0)
    return skipped('functions found', 'universal-ctags is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
  let [found, all] = [0, 0];
  for (const tree of Object.keys(of)) {
    for (const { path, text } of await textsOf(tree, from)) {
      const file = join(folder, basename(path));
      writeFileSync(file, text);
      const own = new Set(
        (await definitionsIn(text)).flatMap(({ kind, name, alias, line }) =>
          kind === 'function' ? [`${name} ${line}`, `${alias} ${line}`] : [],
        ),
      );
      for (const each of listedByCtags(file)) {
        all += 1;
        if (own.has(each)) found += 1;
        else console.log(`      ${tree} ${path}: ${each}`);
      }
    }
  }
  rmSync(folder, { recursive: true });
  figure(
    `functions found at the line that ctags gives, of ${all}`,
    (100 * found) / all,
    '%',
    'at least',
    99.5,
  );
}

async function textsOf(tree: string, from: Sources): Promise<{ path: string; text: string }[]> {
  const folder = from.folder({ tree, path: FOLDER });
  const below = folder.state === 'found' ? await filesIn(folder.packed) : [];
  const single = FILES.map((path) => ({ path, file: from.file({ tree, path }) }));
  return [
    ...single.flatMap(({ path, file }) => (file.state === 'found' ? [{ path, text: file.text }] : [])),
    ...below.filter(({ path }) => /^drivers\/dma-buf\/[^/]+\.c$/.test(path)),
  ];
}

function listedByCtags(file: string): string[] {
  const args = ['--language-force=C', '--kinds-C=f', '--fields=n', '-u', '-f', '-', file];
  const lines = execFileSync('ctags', args, { maxBuffer: 64 * 1024 * 1024 })
    .toString()
    .split('\n');
  return lines.flatMap((line) => {
    const number = /\tline:(\d+)/.exec(line)?.[1];
    return number === undefined || line.startsWith('!') ? [] : [`${line.split('\t')[0]} ${number}`];
  });
}

/** The whole command, from start to exit; the best of five, since other programs run too. */
function warmCheck(): void {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, ['src/cli/main.ts', 'check'], { stdio: 'ignore' });
    if (status !== 0) throw new Error('postil check found something wrong: it must be right to be measured.');
    return (performance.now() - start) / 1000;
  });
  figure(`warm postil check, ${rules.length} rules`, Math.min(...times), 's', 'at most', 2);
}

/** Both packages at once: through everything that a first fetch does, and through xz alone; by turns. */
async function firstFetch(packages: readonly Package[]): Promise<void> {
  if (packages.length < 2) return skipped('first fetch', 'the folder does not have packages of two trees');
  const two = packages.slice(-2);
  const paths = [...new Set(wanted.map(({ path }) => path))];
  const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
  try {
    const rounds = [];
    for (let round = 0; round < 3; round += 1)
      rounds.push(await fetchFrom(two, paths, join(folder, `${round}`)));
    const own = Math.min(...rounds.map(({ seconds }) => seconds));
    const whole = Math.min(...rounds.map(({ wholeSeconds }) => wholeSeconds));
    const processor = Math.min(...rounds.map((round) => round.processor / round.xzProcessor));
    const xz = Math.min(...rounds.map(({ xzSeconds }) => xzSeconds));
    console.log(
      `      (${two.map(({ tree }) => tree).join(' and ')}: ${own.toFixed(1)} s after the download, ${whole.toFixed(1)} s with apt, xz alone ${xz.toFixed(1)} s; processor time with apt ${processor.toFixed(2)} x of xz's)`,
    );
    figure("first fetch of two trees after the download, in xz's time", own / xz, 'x', 'at most', 1.3);
    figure('memory of it', Math.max(...rounds.map(({ megabytes }) => megabytes)), 'MB', 'at most', 300);
    const left = globSync('**/postil-*', { cwd: folder });
    if (left.length > 0) throw new Error(`Left behind: ${left.join(', ')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
