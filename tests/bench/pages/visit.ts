import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';

/** What a first visit of a page costs, before anybody touches it. Bytes are as they are sent, compressed by gzip. */
export interface Visit {
  /** Inline scripts are counted as if they were a file of their own. */
  readonly script: number;
  readonly style: number;
  readonly font: number;
  readonly all: number;
  readonly requests: number;
  /** Scripts that hold up the page until they have come. */
  readonly blocking: number;
  readonly otherHosts: number;
  /** Cumulative layout shift, while loading and while the page is scrolled to its end. */
  readonly shift: number;
}

/** Time for work that a page puts off until it is idle. */
const IDLE_MS = 1500;

export async function visit(browser: Browser, url: string, width: number): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height: 844 } });
  const page = await context.newPage();
  const sent: { readonly type: string; readonly bytes: number; readonly host: string }[] = [];
  page.on('response', (response) => {
    const bytes = Number(response.headers()['content-length'] ?? 0);
    sent.push({ type: response.request().resourceType(), bytes, host: new URL(response.url()).host });
  });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.waitForTimeout(IDLE_MS);
  const before = sent.length;
  const { inline, blocking } = await page.evaluate(() => ({
    inline: [...document.querySelectorAll('script:not([src])')]
      .map((script) => script.textContent)
      .join('\n'),
    blocking: document.querySelectorAll('script[src]:not([type=module], [async], [defer])').length,
  }));
  for (let at = 0; at < 20; at += 1)
    await page.evaluate((part) => scrollTo(0, (document.body.scrollHeight * part) / 20), at);
  await page.waitForTimeout(200);
  const shift = await page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((sum, each) => sum + each, 0),
  );
  await context.close();
  const own = sent.slice(0, before);
  const bytes = (type?: string) =>
    own.filter((each) => type === undefined || each.type === type).reduce((sum, each) => sum + each.bytes, 0);
  return {
    script: bytes('script') + gzipSync(inline).length,
    style: bytes('stylesheet'),
    font: bytes('font'),
    all: bytes(),
    requests: own.length,
    blocking,
    otherHosts: own.filter(({ host }) => host !== new URL(url).host).length,
    shift,
  };
}
