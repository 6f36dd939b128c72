import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { after, before } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type Built, buildExample, serve } from '../site/build.ts';
import { startBrowser } from './browser.ts';

/** One page of the example of each kind. */
export const KINDS = [
  '/',
  '/start/',
  '/explainers/valve-deadline/',
  '/threads/',
  '/threads/valve-deadline/',
  '/threads/valve-deadline/coverage/',
  '/rules/',
  '/rules/open-with-a-deadline/',
  '/symbols/',
  '/people/',
  '/people/ines-karlsen/',
  '/timeline/',
  '/glossary/',
  '/reference/writing/',
  '/reference/diagnostics/excerpt-anchor/',
];

/** More pages of the example: of the same kinds, with other things on them. */
export const MORE = [
  '/explainers/old-readings/',
  '/rules/watchdog-closes-all/',
  '/people/tomas-ribeiro/',
  '/threads/old-readings/',
  '/reference/diagnostics/',
  '/404.html',
];

/** What is read of a page; the frame around it is Starlight's. */
export const CONTENT = '.sl-markdown-content';

export interface BuiltSite {
  /** Opens a page in a context of its own, and closes it afterwards. */
  open(path: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void>;
  /** Lends an empty page in a context of its own. */
  lend(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void>;
  /** Opens a page for several tests of it, which say the state that they look at (`look`), until it is closed. */
  keep(path: string, options: BrowserContextOptions): Promise<{ page: Page; close(): Promise<void> }>;
  readonly origin: string;
}

/**
 * The built example.
 *
 * @param name of the folder it is built into where nobody has built it for all suites.
 */
export const builtExample = (name: string): BuiltSite =>
  builtSite(process.env.POSTIL_BUILT_EXAMPLE, () => buildExample(name, '/'));

/**
 * Serves a built site before the tests of a suite, and stops it after them.
 *
 * @param folder where it is, when somebody has built it for all suites.
 */
export function builtSite(folder: string | undefined, build: () => Promise<Built>): BuiltSite {
  let browser: Browser;
  let server: Server;
  let origin = '';
  before(async () => {
    const built = folder ? { folder, base: '/', status: 0, output: '' } : await build();
    assert.equal(built.status, 0, built.output);
    ({ server, origin } = await serve(built));
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });
  const lend: BuiltSite['lend'] = async (options, use) => {
    const context = await browser.newContext(options);
    try {
      await use(await context.newPage());
    } finally {
      await context.close();
    }
  };
  return {
    get origin() {
      return origin;
    },
    lend,
    async keep(path, options) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      await page.goto(origin + path);
      return { page, close: () => context.close() };
    },
    open: (path, options, use) =>
      lend(options, async (page) => {
        await page.goto(origin + path);
        await use(page);
      }),
  };
}

/** The state in which a page is looked at. */
interface Look {
  readonly width: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active' | 'none';
  readonly media?: 'screen' | 'print';
}

/** Turns a page that is open to another state; what is not named is as most readers have it. */
export async function look(page: Page, { width, height = 900, ...media }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    media: 'screen',
    colorScheme: 'light',
    forcedColors: 'none',
    // Nothing is looked at while it turns.
    reducedMotion: 'reduce',
    ...media,
  });
}

/** Waits until the scripts of a page have seen its new state: the theme, and which code has to be scrolled. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.documentElement.dataset.theme ===
        (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark') &&
      [...document.querySelectorAll('.expressive-code pre')].every(
        (code) =>
          // What is folded away has no size yet.
          !code.checkVisibility() || code.scrollWidth > code.clientWidth === code.hasAttribute('tabindex'),
      ),
  );
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page; how large targets are (WCAG 2.2, 2.5.8) too, which it leaves out unless asked. */
export async function violationsOf(page: Page): Promise<string[]> {
  // Not as an element: a policy may forbid inline scripts.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const found = await axe.run({
      rules: { 'target-size': { enabled: true } },
      // What passes is not told, nor by which selector each is found: finding those takes as long as the rules.
      resultTypes: ['violations'],
      selectors: false,
      preload: false,
    });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`,
    );
  });
}

/**
 * Opens a page anew at each width, and gives what it does there that it should not: errors, requests to other hosts,
 * anything that shifts (layout-shift entries, as https://web.dev/articles/cls has them).
 *
 * @param more what else is done with each page before it is closed.
 */
export async function faultsOf(
  { origin, lend }: BuiltSite,
  path: string,
  widths: readonly number[],
  more: (page: Page) => Promise<void> = async () => {},
): Promise<string[]> {
  const faults: string[] = [];
  const visit = (width: number): Promise<void> =>
    lend({ viewport: { width, height: 800 } }, async (page) => {
      const told = (fault: string) => faults.push(`${width} px: ${fault}`);
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
          console.error(`${effectiveDirective} forbids ${blockedURI}`);
        });
      });
      page.on('console', (message) => message.type() === 'error' && told(message.text()));
      page.on('pageerror', (error) => told(error.message));
      page.on('request', (request) => request.url().startsWith(origin) || told(request.url()));
      await page.goto(origin + path);
      if (!(await page.locator('h1').isVisible())) told('no heading');
      const shift = await shiftOf(page);
      if (shift !== 0) told(`shifts by ${shift}`);
      await more(page);
    });
  // They mostly wait.
  await Promise.all(widths.map(visit));
  return faults;
}

/**
 * By how much what a reader sees of a page has moved since it was opened, half a second from now. Chromium also counts a blank
 * between two elements that has no place until the second one arrives; nobody sees that move.
 */
const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            readonly value: number;
            readonly sources: readonly { readonly node: Node | null }[];
          })[]) {
            const isSeen = ({ node }: { readonly node: Node | null }) =>
              node?.nodeType !== Node.TEXT_NODE || /\S/.test(node.textContent ?? '');
            if (entry.sources.length === 0 || entry.sources.some(isSeen)) sum += entry.value;
          }
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 600);
      }),
  );

/** What may move while a page arrives in pieces: a word that wraps once its end is there, a row that gets its last cell. */
export const MAY_MOVE = 0.01;

/**
 * By how much a page shifts that arrives in small pieces: a style that depends on what comes later in a page (`:has()`,
 * columns by their number, the middle of a row that grows) moves what a reader has begun to read.
 */
export async function shiftWhileArriving({ open }: BuiltSite, path: string, width: number): Promise<number> {
  let shift = 0;
  await open(`${path}?pieces=3500`, { viewport: { width, height: 800 } }, async (page) => {
    shift = await shiftOf(page);
  });
  return shift;
}

/** The words that a reader sees, each once. */
export async function wordsOf(page: Page, of = CONTENT): Promise<Set<string>> {
  const text = await page.locator(of).first().innerText();
  return new Set(text.toLowerCase().match(/[\p{L}\d_]+/gu) ?? []);
}

/** The same with what is a tap away: the words of parts that are closed, below a line that says so. */
export async function wordsWithin(page: Page): Promise<Set<string>> {
  const folded = await page.locator(`${CONTENT} details:not([open]) > summary`).evaluateAll((all) =>
    all.flatMap((each) => {
      const texts: string[] = [];
      const walker = document.createTreeWalker(each.parentElement ?? each, NodeFilter.SHOW_TEXT);
      while (each.checkVisibility() && walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
      return texts;
    }),
  );
  const words = folded.join(' ').toLowerCase();
  return new Set([...(await wordsOf(page)), ...(words.match(/[\p{L}\d_]+/gu) ?? [])]);
}

/** Pieces of text that lie over each other by more than a hair, and text that leaves the screen sideways. */
export function collisionsOn(page: Page): Promise<string[]> {
  return page.evaluate((content) => {
    const HAIR = 2;
    const pieces: { element: Element; text: string; x: number; y: number; right: number; bottom: number }[] =
      [];
    const root = document.querySelector(content);
    if (!root) return ['no content'];
    const faults: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (!element || text === '' || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.closest('.sr-only, .pt-heading, .pt-own-run > .pt-speaker, svg, option')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const scroller = element.closest('pre, .pt-drawing, table');
      const frame = scroller?.getBoundingClientRect();
      // What is more than a line or two of what is folded, is not shown.
      const clip = element.closest('.pt-clip, .pt-note > summary')?.getBoundingClientRect();
      for (const { x, y, right, bottom } of range.getClientRects()) {
        if (frame && (x >= frame.right || right <= frame.x)) continue;
        if (clip && y >= clip.bottom - HAIR) continue;
        const seenRight = Math.min(right, frame?.right ?? right);
        if (seenRight > innerWidth + HAIR) faults.push(`leaves the screen: ${text.slice(0, 40)}`);
        if (right > x && bottom > y)
          pieces.push({
            element,
            text,
            x: Math.max(x, frame?.x ?? x),
            y: y + scrollY,
            right: seenRight,
            bottom: bottom + scrollY,
          });
      }
    }
    pieces.sort((a, b) => a.y - b.y);
    const isStuck = (element: Element) => element.closest('.pt-speaker, .pt-from') !== null;
    for (const [index, a] of pieces.entries()) {
      for (let at = index + 1; at < pieces.length; at++) {
        const b = pieces[at];
        if (!b || b.y >= a.bottom) break;
        if (a.element === b.element || isStuck(a.element) || isStuck(b.element)) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.x, b.x);
        // Lines of text stand closer than their letters' full height; half of it is an overlap in truth.
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.y, b.y);
        const lower = Math.min(a.bottom - a.y, b.bottom - b.y);
        if (wide > HAIR && high > Math.max(HAIR, lower * 0.3))
          faults.push(`"${a.text.slice(0, 30)}" over "${b.text.slice(0, 30)}" by ${Math.round(high)} px`);
      }
    }
    return [...new Set(faults)];
  }, CONTENT);
}
