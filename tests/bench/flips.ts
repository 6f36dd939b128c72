/**
 * Finds flips in a history that is made for it: the files that this site's rules look at, as each of its trees has them, one
 * commit a file, over forty releases. In which commit an answer changes is worked out by asking every commit.
 *
 *     npm run bench:flips -- [--rules N] [--check]
 *
 * Trees are read from the cache: run "postil sources" before.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { nodeHost } from '../../src/base/node-host.ts';
import { readPages } from '../../src/citations/page/pages.ts';
import { flipsOf } from '../../src/citations/rules/flips.ts';
import { readRules } from '../../src/citations/rules/rules.ts';
import { checksOf, pathsOf, runCheck, wantedBy } from '../../src/evidence/run.ts';
import { cacheFolder, HERE_ONLY, isFolder, openSources } from '../../src/sources/excerpt.ts';
import { readTrees } from '../../src/sources/trees-file.ts';
import { figure, finish, skipped } from './figures.ts';

const { values } = parseArgs({
  options: { rules: { type: 'string' }, check: { type: 'boolean', default: false } },
});
const TAGS = 40;

const host = nodeHost();
const [{ verified: pages }, { trees }] = await Promise.all([
  readPages('content', host),
  readTrees('content/trees.yaml', host),
]);
const names = Object.keys(trees);
// What is looked for below a folder needs the whole folder, which the history does not have.
const rules = readRules(pages, names)
  .verified.filter(({ rule }) => rule.kind === 'rule' && !checksOf(rule).flatMap(pathsOf).some(isFolder))
  .slice(0, values.rules === undefined ? undefined : Number(values.rules));
const paths = [
  ...new Set(
    wantedBy(
      rules.map(({ rule }) => rule),
      [''],
    ).map(({ path }) => path),
  ),
]
  .filter((path) => !isFolder(path))
  .sort();
const kept = cacheFolder(host);
const sources = await openSources(
  names.flatMap((tree) => paths.map((path) => ({ tree, path }))),
  { trees, host, cacheFolder: kept, providers: HERE_ONLY },
);
const textOf = (tree: string, path: string): string | null => {
  const file = sources.file({ tree, path });
  return file.state === 'found' ? file.text : null;
};
const isHere = names.every((tree) => sources.file({ tree, path: paths[0] ?? '' }).state !== 'unavailable');

if (!isHere)
  skipped('flips in a history of forty releases', 'the trees are not in the cache: run "postil sources"');
else await measure();
finish(values.check);

async function measure(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'postil-flips-'));
  const cache = mkdtempSync(join(tmpdir(), 'postil-flips-cache-'));
  try {
    const truth = makeHistory(root);
    const options = { repository: root, host, cacheFolder: cache, code: 'bench' };
    const cold = await timed(() => flipsOf(rules, options));
    const warm = await timed(() => flipsOf(rules, options));
    if (typeof cold.result === 'string') throw new Error(cold.result);
    const wanted = await changes(truth);
    const found = new Map<string, string | null>(
      cold.result.flatMap(({ rule, check, between, commit }) =>
        check === null ? [] : [[`${rule}/${check} ${between[1]}`, commit?.subject ?? null] as const],
      ),
    );
    const right = wanted.filter(({ key, subject }) => found.get(key) === subject);
    for (const { key, subject } of wanted)
      if (found.get(key) !== subject) console.log(`      ${key}: ${found.get(key)} instead of ${subject}`);
    figure(
      `changes of answers of ${rules.length} rules over ${TAGS} releases`,
      wanted.length,
      '',
      'at least',
      1,
    );
    figure('found with the right commit', (100 * right.length) / wanted.length, '%', 'at least', 100);
    figure('found that are none', found.size - wanted.length, '', 'at most', 0);
    figure('cold', cold.seconds, 's', 'at most', 300);
    figure('warm', warm.seconds, 's', 'at most', 5);
  } finally {
    for (const folder of [root, cache]) rmSync(folder, { recursive: true, force: true });
  }
}

interface Step {
  readonly path: string;
  readonly tree: string;
  readonly release: string;
}

/** The first tree whole; then, file by file, the next one, and a tag after each so many commits. */
function makeHistory(root: string): readonly Step[] {
  const run = (...args: string[]): void => {
    const ran = spawnSync(
      'git',
      ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args],
      {
        env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', HOME: root },
      },
    );
    if (ran.status !== 0) throw new Error(String(ran.stderr));
  };
  const put = (path: string, tree: string): void => {
    const [text, to] = [textOf(tree, path), join(root, path)];
    if (text === null) rmSync(to, { force: true });
    else {
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, text);
    }
  };
  run('init', '-q');
  const [first = ''] = names;
  for (const path of paths) put(path, first);
  run('add', '-A');
  run('commit', '-q', '-m', 'begin', '--allow-empty');
  run('tag', 'v1.0');
  const steps = names
    .slice(1)
    .flatMap((tree, at) =>
      paths.flatMap((path) => (textOf(names[at] ?? '', path) === textOf(tree, path) ? [] : [{ path, tree }])),
    );
  const each = Math.ceil(steps.length / (TAGS - 1));
  const done: Step[] = [];
  for (const [at, { path, tree }] of steps.entries()) {
    put(path, tree);
    run('add', '-A');
    run('commit', '-q', '-m', `${path} of ${tree}`);
    const release = `1.${Math.floor(at / each) + 1}`;
    done.push({ path, tree, release });
    if (at % each === each - 1 || at === steps.length - 1) run('tag', `v${release}`);
  }
  return done;
}

/** Which step changes which answer, by asking after each step that touches what a check looks at; of a release, the last. */
async function changes(
  steps: readonly Step[],
): Promise<{ readonly key: string; readonly subject: string }[]> {
  const found: { key: string; subject: string }[] = [];
  for (const { rule } of rules)
    for (const check of checksOf(rule)) {
      const state: Record<string, string> = Object.fromEntries(paths.map((path) => [path, names[0] ?? '']));
      const ask = async (): Promise<string> =>
        (await runCheck(check, 'any', { ...sources, ...asOf(state) })).state;
      let last = await ask();
      let atTag = last;
      let changedBy: string | null = null;
      for (const [at, { path, tree, release }] of steps.entries()) {
        state[path] = tree;
        if (pathsOf(check).includes(path)) {
          const now = await ask();
          if (now !== last) changedBy = `${path} of ${tree}`;
          last = now;
        }
        if (steps[at + 1]?.release === release) continue;
        if (last !== atTag && changedBy !== null)
          found.push({ key: `${rule.slug}/${check.id} ${release}`, subject: changedBy });
        atTag = last;
      }
    }
  return found;
}

/** Sources in which each file is that of the tree that it has come to. */
function asOf(state: Readonly<Record<string, string>>): Partial<typeof sources> {
  const of = <T extends { readonly tree: string; readonly path: string }>(wanted: T): T => ({
    ...wanted,
    tree: state[wanted.path] ?? names[0] ?? '',
  });
  return {
    file: (wanted) => sources.file(of(wanted)),
    folder: (wanted) => sources.folder(of(wanted)),
    search: (wanted, words, comments) => sources.search(of(wanted), words, comments),
    functions: (wanted, name, settings) => sources.functions(of(wanted), name, settings),
    shape: (wanted, name) => sources.shape(of(wanted), name),
    words: (wanted, word) => sources.words(of(wanted), word),
    callers: (wanted, name) => sources.callers(of(wanted), name),
    definitions: (wanted) => sources.definitions(of(wanted)),
    mentions: (wanted, name) => sources.mentions(of(wanted), name),
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly seconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
}
