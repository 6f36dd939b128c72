/** Takes the README's picture of a page, with the tests' own build and browser. */
import { buildSite, serve } from '../site/build.ts';
import { startBrowser } from './browser.ts';

const built = await buildSite('picture', '/');
const { server, origin } = await serve(built);
const browser = await startBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
await page.goto(`${origin}/explainers/guest-mapping/#two-guesses`, { waitUntil: 'networkidle' });
await page.screenshot({ path: 'docs/page.png' });
await browser.close();
server.close();
