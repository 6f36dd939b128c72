import { existsSync } from 'node:fs';
import chromiumInPackage from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Nothing a page shows may depend on the outside, and the browser itself is to stay quiet too. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Starts the machine's own Chromium (CHROMIUM_PATH names another); where there is none, the one that an npm
 * package carries.
 */
export async function startBrowser(): Promise<Browser> {
  const own = [process.env.CHROMIUM_PATH, ...INSTALLED].find((path) => path && existsSync(path));
  if (own) return chromium.launch({ executablePath: own, args: ['--no-sandbox', '--disable-gpu', ...QUIET] });
  try {
    return await chromium.launch({
      executablePath: await chromiumInPackage.executablePath(),
      args: [...chromiumInPackage.args, ...QUIET],
    });
  } catch (error) {
    throw new Error('No browser to test with: install Chromium, or name one in CHROMIUM_PATH.', {
      cause: error,
    });
  }
}
