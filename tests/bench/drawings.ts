/**
 * Opens every drawing of the built site in a browser, in three stacks of fonts and at five widths, and counts text that is cut,
 * leaves its box, lies over other text or over a box, or has a line run through it; and drawings wider than their page.
 *
 *     npm run bench:drawings -- [--site FOLDER] [--check]
 *
 * The stacks: our type; DejaVu Sans, where this machine has it, else ours made 20 % wider, which is how much wider DejaVu Sans
 * sets such words; and ours made 8 % wider, as Arial sets them.
 */
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { startBrowser } from '../browser/browser.ts';
import { measuredIn } from '../browser/drawings.ts';
import { faultsIn } from '../drawing-faults.ts';
import { serve } from '../site/build.ts';
import { figure, finish } from './figures.ts';
import { siteFor } from './site.ts';

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, site: { type: 'string' } },
});
const WIDTHS = [320, 390, 768, 1280, 1760];
/** Faults that are printed. */
const SHOWN = 20;

const built = await siteFor('bench-drawings', values.site);
const { server, origin } = await serve(built);
const browser = await startBrowser();
try {
  const paths = pagesWithDrawings();
  // What is laid over a page here is no page's own.
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const wide = new Set<string>();
  const sizes = new Set<number>();
  let [count, narrow] = [0, 0];
  for (const [stack, face] of await stacksOn(page)) {
    const faults: string[] = [];
    for (const path of paths) {
      await page.goto(origin + path);
      await page.addStyleTag({ content: `${face}\n:root { --pt-sans: "Measured" !important; }` });
      await page.evaluate(async () => {
        for (const each of document.querySelectorAll('details')) each.open = true;
        await document.fonts.load('14px Measured');
        await document.fonts.load('600 14px Measured');
      });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        for (const { name, overflow, letters, ...drawing } of await measuredIn(page)) {
          count += 1;
          if (width < 768) narrow += 1;
          sizes.add(Math.round(letters * 10) / 10);
          if (overflow > 0) wide.add(`${path} ${name} at ${width}: ${overflow} px`);
          faults.push(...faultsIn(drawing).map((fault) => `${path} ${name} at ${width}: ${fault}`));
        }
      }
    }
    figure(`text cut, overlapping or crossed by a line in ${stack}`, faults.length, '', 'at most', 0);
    for (const fault of faults.slice(0, SHOWN)) console.log(`      ${fault}`);
  }
  figure('drawings wider than their column', wide.size, '', 'at most', 0);
  for (const each of [...wide].slice(0, SHOWN)) console.log(`      ${each}`);
  figure('smallest letters of a drawing', Math.min(...sizes), 'px', 'at least', 14);
  console.log(
    `      ${count} drawings measured on ${paths.length} pages, ${narrow} of them at 320 or 390 px`,
  );
} finally {
  await browser.close();
  server.close();
}
finish(values.check);

/** Paths of the pages that have a drawing, from the sitemap of the build. */
function pagesWithDrawings(): string[] {
  return globSync('**/index.html', { cwd: built.folder })
    .filter((file) => readFileSync(`${built.folder}/${file}`, 'utf8').includes('class="pt-drawing"'))
    .map((file) => `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`)
    .sort();
}

/** What `Measured` stands for in each stack. */
async function stacksOn(page: Page): Promise<(readonly [name: string, face: string])[]> {
  const require = createRequire(import.meta.url);
  const file = require.resolve(
    '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  );
  const own = `url(data:font/woff2;base64,${readFileSync(file).toString('base64')}) format('woff2')`;
  const face = (source: string, more = '') =>
    `@font-face { font-family: 'Measured'; src: ${source}; font-weight: 200 900; ${more} }`;
  const hasDejaVu = await page.evaluate(() =>
    new FontFace('x', 'local("DejaVu Sans")').load().then(
      () => true,
      () => false,
    ),
  );
  const bold = "@font-face { font-family: 'Measured'; src: local('DejaVu Sans Bold'); font-weight: 600; }";
  return [
    ['our type', face(own)],
    hasDejaVu
      ? ['DejaVu Sans', `${face('local("DejaVu Sans")').replace('200 900', '400')}${bold}`]
      : ['our type, 20 % wider', face(own, 'size-adjust: 120%;')],
    ['our type, 8 % wider', face(own, 'size-adjust: 108%;')],
  ];
}
