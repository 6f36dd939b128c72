/**
 * Makes a site with a large archive, builds and checks it, and says what that costs:
 *
 *     npm run bench:scale -- [--messages N] [--threads N] [--explainers N] [--seed N] [--small] [--keep] [--check]
 *
 * --small measures a site of a tenth of the mail as well, and tells how time and size grow; and one that has also a tenth of the
 * explainers, for the weight of a page of a thread: each quote of a message is a link on it. --keep leaves the sites in tests/output.
 */
import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { figure, finish } from './figures.ts';
import { type Measured, measured } from './scale/measured.ts';
import { writeScaleSite } from './scale/site.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    threads: { type: 'string' },
    explainers: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    small: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});

const root = resolve(import.meta.dirname, '../..');
const messages = Number(values.messages);
const threads = Number(values.threads ?? Math.max(1, Math.round(messages / 10)));
const explainers = Number(values.explainers);

const small = values.small
  ? await measureSite(Math.round(messages / 10), Math.max(1, Math.round(threads / 10)), explainers)
  : null;
const alike = values.small
  ? await measureSite(
      Math.round(messages / 10),
      Math.max(1, Math.round(threads / 10)),
      Math.max(1, Math.round(explainers / 10)),
    )
  : null;
const large = await measureSite(messages, threads, explainers);
const name = `${messages} messages in ${threads} threads`;
figure(`build of ${name}`, large.build.seconds, 's', 'at most', 120);
figure('memory of the build', large.build.megabytes, 'MB', 'at most', 1200);
figure('check, warm', large.warm.seconds, 's', 'at most', 2);
figure('check after one mail was edited', large.afterMail.seconds, 's', 'at most', 2);
figure('check after one page was edited', large.afterPage.seconds, 's', 'at most', 2);
if (small) {
  const times = (of: (site: Site) => number) => of(large) / of(small);
  figure(
    'processor time for ten times the mail',
    times(({ build }) => build.processor),
    'x',
    'at most',
    11,
  );
  figure(
    'size for ten times the mail',
    times(({ bytes }) => bytes),
    'x',
    'at most',
    11,
  );
}
if (alike) {
  const shared = [...large.pages].flatMap(([path, bytes]) => {
    const other = alike.pages.get(path);
    return other === undefined ? [] : [bytes / other];
  });
  const most = Math.max(...shared.map((ratio) => Math.abs(ratio - 1) * 100));
  figure(
    `weight of ${shared.length} thread pages beside ten times the threads, differs by`,
    most,
    '%',
    'at most',
    5,
  );
}
finish(values.check);

interface Site {
  readonly build: Measured;
  readonly warm: Measured;
  readonly afterMail: Measured;
  readonly afterPage: Measured;
  readonly bytes: number;
  /** The pages of the first threads, which every size has, and their bytes. */
  readonly pages: ReadonlyMap<string, number>;
}

async function measureSite(count: number, inThreads: number, explained: number): Promise<Site> {
  const folder = join(root, `tests/output/scale-${count}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeScaleSite(folder, {
    messages: count,
    threads: inThreads,
    explainers: explained,
    seed: Number(values.seed),
  });
  const postil = join(root, 'src/cli/main.ts');
  // Whatever an earlier run left in the user's own cache must not make the first check a warm one.
  const cache = { XDG_CACHE_HOME: join(folder, 'cache') };
  const cold = await run('check, cold', [postil, 'check'], folder, cache);
  const warm = await run('check, warm', [postil, 'check'], folder, cache);
  if (cold.output !== warm.output) throw new Error('The check says other things when it is warm.');
  const after = async (what: string, file: string) => {
    appendFileSync(join(folder, 'content', file), '\nOne more line.\n');
    return await run(`check, after one ${what} was edited`, [postil, 'check'], folder, cache);
  };
  const afterMail = await after('mail', 'threads/thread-00001/list.mbox');
  const afterPage = await after('page', 'explainers/about-1.mdx');
  const build = await run('build', [join(root, 'node_modules/astro/bin/astro.mjs'), 'build'], folder, cache);
  const files = filesIn(join(folder, 'dist'));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const pages = new Map(
    files.flatMap(({ path, size }) =>
      /^threads\/thread-0000\d\/index\.html$/.test(path) ? [[path, size] as const] : [],
    ),
  );
  const ofThreads = files.filter(({ path }) => /^threads\/thread-[^/]+\/index\.html$/.test(path));
  const mean = ofThreads.reduce((sum, { size }) => sum + size, 0) / ofThreads.length;
  const lines = build.output.trimEnd().split('\n').length;
  console.log(
    `      (${count} messages: dist ${(bytes / 1e6).toFixed(1)} MB in ${files.length} files; a thread page has ${(mean / 1024).toFixed(1)} KB; the build prints ${lines} lines)`,
  );
  if (!values.keep) rmSync(folder, { recursive: true });
  return { build, warm, afterMail, afterPage, bytes, pages };
}

async function run(
  what: string,
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Measured> {
  const done = await measured(args, folder, env);
  const { seconds, processor, megabytes } = done;
  console.log(
    `      (${what}: ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of the processor, ${Math.round(megabytes)} MB)`,
  );
  if (done.status !== 0) throw new Error(done.output.slice(-4000));
  return done;
}

function filesIn(folder: string): { readonly path: string; readonly size: number }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => {
    if (!entry.isFile()) return [];
    const path = join(entry.parentPath, entry.name);
    return [{ path: path.slice(folder.length + 1), size: statSync(path).size }];
  });
}
