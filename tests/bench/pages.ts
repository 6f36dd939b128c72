/**
 * Visits pages for the first time, in a browser that has nothing of the site yet, and says what they cost: script, style
 * and everything, compressed; what moves while they load; what they ask of other hosts. Beside it stands the same text as
 * a plain Starlight site, built in the same run:
 *
 *     npm run bench:pages -- [--check]
 *
 * Lighthouse is asked for its scores where it is at hand (in PATH, or named in LIGHTHOUSE): with its 176 MB it is no dependency
 * of this project.
 */
import { parseArgs } from 'node:util';
import { browserPath, startBrowser } from '../browser/browser.ts';
import { figure, finish, skipped } from './figures.ts';
import { findLighthouse, lighthouse } from './pages/lighthouse.ts';
import { buildPlain } from './pages/plain-starlight.ts';
import { serveCompressed } from './pages/serve.ts';
import { type Visit, visit } from './pages/visit.ts';
import { siteFor } from './site.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const EXPLAINERS = ['explainers/pinning', 'explainers/dma-buf-mmap', 'explainers/guest-mapping'];
const KINDS = [
  '',
  'explainers/pinning',
  'rules',
  'rules/two-gates',
  'threads/page-count-cow',
  'experiments/pins-are-counted',
  'glossary',
  'people/daniel-vetter',
];
const WIDTHS = [390, 1280];

const built = await siteFor('bench-pages');
const ours = await serveCompressed(built.folder);
const plain = await serveCompressed(await buildPlain(built.folder, EXPLAINERS));
const browser = await startBrowser();
try {
  const own = await visits(ours.origin, EXPLAINERS);
  const theirs = await visits(plain.origin, EXPLAINERS);
  for (const [index, page] of EXPLAINERS.entries()) compare(page, own[index], theirs[index]);
  const most = (of: keyof Visit) => Math.max(...own.map((each) => each[of]));
  figure('script of an explainer before interaction', most('script') / 1024, 'KB', 'at most', 20);
  figure('scripts of an explainer that block', most('blocking'), '', 'at most', 0);
  figure('styles of an explainer', most('style') / 1024, 'KB', 'at most', 30);
  figure('first visit of an explainer, fonts included', most('all') / 1024, 'KB', 'at most', 200);
  const everywhere = [...own, ...(await visits(ours.origin, KINDS))];
  figure('layout shift', Math.max(...everywhere.map(({ shift }) => shift)), '', 'at most', 0);
  figure(
    'requests to other hosts',
    Math.max(...everywhere.map(({ otherHosts }) => otherHosts)),
    '',
    'at most',
    0,
  );
} finally {
  await browser.close();
}
await scores();
ours.server.close();
plain.server.close();
finish(values.check);

/** The costliest of each page's visits, narrow and wide. */
async function visits(origin: string, pages: readonly string[]): Promise<Visit[]> {
  const found: Visit[] = [];
  for (const page of pages) {
    const all: Visit[] = [];
    for (const width of WIDTHS) all.push(await visit(browser, `${origin}/${page}${page ? '/' : ''}`, width));
    const [first] = all;
    if (first) found.push({ ...first, shift: Math.max(...all.map(({ shift }) => shift)) });
  }
  return found;
}

function compare(page: string, own: Visit | undefined, theirs: Visit | undefined): void {
  if (!own || !theirs) return;
  const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  const row = (name: string, of: (visit: Visit) => string) =>
    console.log(`      ${name}: ${of(own)}, plain Starlight ${of(theirs)}`);
  console.log(`${page}, first visit`);
  row('script', ({ script }) => kb(script));
  row('styles', ({ style }) => kb(style));
  row('everything', ({ all, requests }) => `${kb(all)} in ${requests} requests`);
  row('layout shift', ({ shift }) => shift.toFixed(3));
}

async function scores(): Promise<void> {
  const program = findLighthouse();
  if (!program)
    return skipped('Lighthouse scores', 'there is no lighthouse in PATH; LIGHTHOUSE may name one');
  const path = await browserPath();
  for (const page of KINDS) {
    const {
      scores: all,
      contentful,
      faults,
    } = await lighthouse(program, `${ours.origin}/${page}${page ? '/' : ''}`, path);
    for (const [name, score] of Object.entries(all))
      figure(`Lighthouse ${name} of /${page}`, score, 'of 100', 'at least', 100);
    figure(`largest contentful paint of /${page}`, contentful / 1000, 's', 'at most', 1.8);
    for (const fault of faults) console.log(`      ${fault}`);
  }
}
