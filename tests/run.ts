/**
 * Runs everything that must hold before a change lands, and closes with the counts.
 *
 *     npm test                    everything
 *     npm test -- rooms/mail      only the files whose path holds one of the words
 *     npm test -- --slowest       and which twenty files and tests took longest
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs } from 'node:util';
import { browserPath } from './browser/browser.ts';
import { type Built, buildExample, buildSite } from './site/build.ts';

/** The example, which suites of the engine open, and this repository's own site, which those beside its content do. */
type Site = 'example' | 'site';

/** One piece of work for one worker. */
interface Job {
  readonly name: string;
  /** Astro keeps its working files in the project: whatever starts it here waits for the others that do. */
  readonly startsAstro?: boolean;
  /** Opens pages of a site: waits until that is built. */
  readonly opens?: Site;
  readonly run: () => Promise<void>;
}

// Some two hundred processes read the same files: what Node has compiled once it need not compile again.
process.env.NODE_COMPILE_CACHE ??= resolve('tests/output/compiled');

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { slowest: { type: 'boolean' } },
});
const counts = { passed: 0, failed: 0 };
interface Time {
  readonly name: string;
  readonly seconds: number;
}
const times: Time[] = [];
const spent: Time[] = [];
const report = new spec();
report.pipe(process.stdout);

const files = globSync('{tests,content}/**/*.test.ts')
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort();
const opens = (file: string): Site | null => {
  if (file.startsWith('content/')) return /\/(?:browser|site)\//.test(file) ? 'site' : null;
  return file.startsWith('tests/browser/') ? 'example' : null;
};
const open = (site: Site) => files.filter((file) => opens(file) === site);
// They build copies of the example, each in a folder of its own.
const ofBuilds = files.filter((file) => file.startsWith('tests/site/'));
const others = files.filter((file) => !opens(file) && !ofBuilds.includes(file));
const fileJob = (file: string): Job => {
  const site = opens(file);
  return { name: file, ...(site && { opens: site }), run: () => runFile(file) };
};

const built = new Set<Site>();
let unpacked: Promise<string> | undefined;
let astroRuns = false;
const jobs: Job[] = [
  ...(open('site').length > 0 ? [build('site', () => buildSite('browser', '/'))] : []),
  ...(open('example').length > 0 ? [build('example', () => buildExample('browser-example', '/'))] : []),
  commands('types', 'astro sync', 'node tests/types.ts'),
  ...[...ofBuilds, ...open('example'), ...open('site')].map(fileJob),
  commands('lint and format', 'biome check --error-on-warnings .'),
  ...others.map(fileJob),
];

// Browsers and servers leave a processor idle now and then.
await work(Math.min(4, availableParallelism() + 1));
report.end();
await new Promise((printed) => report.on('end', printed));
if (values.slowest) {
  tellSlowest('files', spent);
  tellSlowest('tests', times);
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 || files.length === 0 ? 1 : 0;

function tellSlowest(what: string, times: readonly Time[]): void {
  console.log(`\nThe slowest ${what}:`);
  for (const { name, seconds } of [...times].sort((a, b) => b.seconds - a.seconds).slice(0, 20))
    console.log(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
}

/** Does the jobs with so many workers; each takes the first that may run now. */
async function work(workers: number): Promise<void> {
  await new Promise<void>((done) => {
    let busy = 0;
    const next = (): void => {
      while (busy < workers) {
        const at = jobs.findIndex(
          ({ startsAstro, opens }) => !(startsAstro && astroRuns) && (!opens || built.has(opens)),
        );
        const [job] = at < 0 ? [] : jobs.splice(at, 1);
        if (!job) break;
        busy += 1;
        astroRuns ||= job.startsAstro === true;
        const began = performance.now();
        void job.run().then(() => {
          spent.push({ name: job.name, seconds: (performance.now() - began) / 1000 });
          busy -= 1;
          if (job.startsAstro) astroRuns = false;
          next();
        });
      }
      if (busy === 0) done();
    };
    next();
  });
}

/** Built once for all suites that only open pages; a suite that is run by itself builds its own. */
function build(site: Site, start: () => Promise<Built>): Job {
  return {
    name: `the ${site}, built`,
    startsAstro: site === 'site',
    run: async () => {
      const { status, folder, output } = await start();
      // The package unpacks its browser at the first call, which two suites must not do at once.
      unpacked ??= browserPath();
      await unpacked;
      if (status === 0) process.env[`POSTIL_BUILT_${site.toUpperCase()}`] = folder;
      counted(`the ${site}, built`, status === 0, output);
      built.add(site);
    },
  };
}

function commands(name: string, ...lines: readonly string[]): Job {
  return {
    name,
    startsAstro: lines.some((line) => line.startsWith('astro')),
    run: async () => {
      for (const line of lines) {
        const { status, output } = await printed(line);
        if (status !== 0) return counted(name, false, output);
      }
      counted(name, true, '');
    },
  };
}

function counted(name: string, passed: boolean, output: string): void {
  counts[passed ? 'passed' : 'failed'] += 1;
  console.log(passed ? `✔ ${name}` : `✖ ${name}\n${output}`);
}

function printed(line: string): Promise<{ readonly status: number; readonly output: string }> {
  return new Promise((done) => {
    const child = spawn(line, { shell: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.on('close', (code) => done({ status: code ?? 1, output }));
  });
}

/** Files run side by side: what one tells is printed when it is done. */
function runFile(file: string): Promise<void> {
  const tests = run({ files: [file], concurrency: 1 });
  const told: unknown[] = [];
  tests.on('data', (event) => {
    if (event.type !== 'test:diagnostic' && event.type !== 'test:summary') told.push(event);
    if (event.type !== 'test:pass' && event.type !== 'test:fail') return;
    const { name, details } = event.data;
    if (details.type === 'suite') return;
    counts[event.type === 'test:pass' ? 'passed' : 'failed'] += 1;
    times.push({ name: `${file}: ${name}`, seconds: details.duration_ms / 1000 });
  });
  return new Promise((done) =>
    tests.on('end', () => {
      for (const event of told) report.write(event);
      done();
    }),
  );
}
