import chromiumInPackage from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Nothing a page shows may depend on the outside, and the browser itself is to stay quiet too. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Starts the Chromium that an npm package carries, so that the tests see the same one on every machine;
 * CHROMIUM_PATH names another.
 *
 * The package's own list of arguments is for a cloud function: with its `--single-process` the browser dies when
 * the first context is closed.
 */
export async function startBrowser(): Promise<Browser> {
  try {
    return await chromium.launch({
      executablePath: await browserPath(),
      args: ['--no-sandbox', '--disable-gpu', ...QUIET],
    });
  } catch (error) {
    throw new Error('No browser to test with: name a Chromium in CHROMIUM_PATH.', { cause: error });
  }
}

/** Where the browser is; the package's own is unpacked at the first call. */
export const browserPath = async (): Promise<string> =>
  process.env.CHROMIUM_PATH || (await chromiumInPackage.executablePath());
