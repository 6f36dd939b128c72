import type { Browser } from 'playwright-core';

/** A middling phone on a middling network, as Chromium's own tools simulate them: "Fast 3G", a processor four times slower. */
const PHONE = { latency: 562.5, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9 };
const SLOWER = 4;

export interface Cold {
  /** From the press of the button to the first answer on the screen; the words are typed at once. */
  readonly ms: number;
  /** What was loaded for it beyond the page, compressed, as far as the server says how much. */
  readonly bytes: number;
}

/** Searches for the first time, in a browser that has loaded one page of the site and nothing of the search. */
export async function askedCold(browser: Browser, url: string, words: string): Promise<Cold> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', { offline: false, ...PHONE });
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(url, { waitUntil: 'networkidle', timeout: 60_000 });
    const sent: number[] = [];
    page.on('response', (response) => sent.push(Number(response.headers()['content-length'] ?? 0)));
    const ms = await page.evaluate(async (typed) => {
      const button = document.querySelector<HTMLButtonElement>('site-search button');
      const input = document.querySelector<HTMLInputElement>('site-search input');
      if (!button || !input) throw new Error('This page has no search.');
      const begun = performance.now();
      button.click();
      input.value = typed;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      while (document.querySelector('site-search ol a') === null)
        await new Promise((resolve) => setTimeout(resolve, 10));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - begun;
    }, words);
    return { ms, bytes: sent.reduce((sum, each) => sum + each, 0) };
  } finally {
    await context.close();
  }
}
