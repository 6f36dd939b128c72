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

/** What is read of a page; the frame around it is Starlight's. */
export const CONTENT = '.sl-markdown-content';

export interface BuiltSite {
  /** Opens a page in a context of its own, and closes it afterwards. */
  open(path: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void>;
  /** Lends an empty page in a context of its own. */
  lend(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void>;
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
    open: (path, options, use) =>
      lend(options, async (page) => {
        await page.goto(origin + path);
        await use(page);
      }),
  };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page; how large targets are (WCAG 2.2, 2.5.8) too, which it leaves out unless asked. */
export async function violationsOf(page: Page): Promise<string[]> {
  // Not as an element: a policy may forbid inline scripts.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const found = await axe.run({ rules: { 'target-size': { enabled: true } } });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`,
    );
  });
}

/** What a page does that it should not while it is opened: errors, and requests to other hosts. */
export async function faultsOf({ origin, lend }: BuiltSite, path: string): Promise<string[]> {
  const faults: string[] = [];
  await lend({}, async (page) => {
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        console.error(`${effectiveDirective} forbids ${blockedURI}`);
      });
    });
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => request.url().startsWith(origin) || faults.push(request.url()));
    await page.goto(origin + path, { waitUntil: 'networkidle' });
    if (!(await page.locator('h1').isVisible())) faults.push('no heading');
  });
  return faults;
}

/** The words that a reader sees, each once. */
export async function wordsOf(page: Page, of = CONTENT): Promise<Set<string>> {
  const text = await page.locator(of).first().innerText();
  return new Set(text.toLowerCase().match(/[\p{L}\d_]+/gu) ?? []);
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
      if (element.closest('.sr-only, svg, option')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const scroller = element.closest('pre, .pt-drawing, table');
      const frame = scroller?.getBoundingClientRect();
      for (const { x, y, right, bottom } of range.getClientRects()) {
        if (frame && (x >= frame.right || right <= frame.x)) continue;
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
    const isStuck = (element: Element) => element.closest('.pt-speaker') !== null;
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
