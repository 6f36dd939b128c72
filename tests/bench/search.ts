/**
 * Types 200 identifiers of this site's content into its search, in a browser, whole and in part, and counts how
 * often a right place is among the first three results; then every known Message-ID and every person:
 *
 *     npm run bench:search -- [--seed N] [--check]
 *
 * A place is right when it is about the identifier: `search/right-pages.ts` says how. For a part (`user_pages` and
 * `pin_user` of `pin_user_pages`) it must be about a name that has the part; how often it is the very name that was drawn is
 * printed too, but many parts are shared, and nobody can tell which is meant.
 */
import { parseArgs } from 'node:util';
import { nodeHost } from '../../src/base/node-host.ts';
import { verifySite } from '../../src/citations/verify.ts';
import { withoutBrackets } from '../../src/site/search/records.ts';
import { threadPath } from '../../src/site/view/href.ts';
import { cacheFolder } from '../../src/sources/excerpt.ts';
import { startBrowser } from '../browser/browser.ts';
import { buildSite, serve } from '../site/build.ts';
import { figure, finish } from './figures.ts';
import { seeded } from './random.ts';
import { ask, type Result } from './search/asking.ts';
import { hasPart, partsOf, rightPlaces } from './search/right-pages.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, check: { type: 'boolean', default: false } },
});
const WANTED = 200;
const FIRST = 3;

const host = nodeHost();
const { site } = await verifySite({ contentFolder: 'content', host, cacheFolder: cacheFolder(host) });
const built = await buildSite('bench-search', '/');
if (built.status !== 0) throw new Error(built.output);
const { server, origin } = await serve(built);
const browser = await startBrowser();
try {
  const page = await browser.newPage();
  await page.goto(origin);
  const find = (words: string) => ask(page, words);
  const places = rightPlaces(site);
  const random = seeded(Number(values.seed));
  const names = [...places.keys()]
    .sort()
    .map((name) => ({ name, key: random.below(1e9) }))
    .sort((a, b) => a.key - b.key)
    .slice(0, WANTED)
    .map(({ name }) => name);
  await identifiers(names, places, find);
  await messages(find);
  await people(find);
} finally {
  await browser.close();
  server.close();
}
finish(values.check);

type Find = (words: string) => Promise<Result[]>;

async function identifiers(
  names: readonly string[],
  places: ReadonlyMap<string, ReadonlySet<string>>,
  find: Find,
): Promise<void> {
  const counts = { whole: 0, parts: 0, right: 0, same: 0 };
  for (const name of names) {
    const own = places.get(name) ?? new Set();
    if (isRight(await find(name), own)) counts.whole += 1;
    else console.log(`      ${name}: not among the first ${FIRST}`);
    for (const part of partsOf(name)) {
      const results = await find(part);
      const any = new Set([...places].filter(([other]) => hasPart(other, part)).flatMap(([, to]) => [...to]));
      counts.parts += 1;
      if (isRight(results, any)) counts.right += 1;
      else console.log(`      ${part} of ${name}: not among the first ${FIRST}`);
      if (isRight(results, own)) counts.same += 1;
    }
  }
  figure('identifiers tried', names.length, '', 'at least', WANTED);
  figure(
    `whole identifiers found in the first ${FIRST}`,
    (100 * counts.whole) / names.length,
    '%',
    'at least',
    98,
  );
  figure(
    `${counts.parts} parts found in the first ${FIRST}`,
    (100 * counts.right) / counts.parts,
    '%',
    'at least',
    98,
  );
  console.log(`      of the very name that was drawn: ${((100 * counts.same) / counts.parts).toFixed(2)} %`);
}

async function messages(find: Find): Promise<void> {
  const known = site.threads.flatMap(({ slug, messages: all }) =>
    all.flatMap(({ id, messageId, outside }) => {
      const given = messageId ?? outside['Message-ID'];
      return given ? [{ given: withoutBrackets(given), path: threadPath(slug, id) }] : [];
    }),
  );
  let found = 0;
  for (const { given, path } of known)
    for (const words of [given, `<${given}>`]) {
      const [first] = await find(words);
      if (first?.paths.includes(path)) found += 1;
      else console.log(`      ${words}: not first`);
    }
  figure(
    'Message-IDs that lead first to their message',
    (100 * found) / (2 * known.length),
    '%',
    'at least',
    100,
  );
}

async function people(find: Find): Promise<void> {
  const names = new Set(
    site.threads.flatMap(({ messages: all }) => all.flatMap(({ from }) => from.name ?? [])),
  );
  let found = 0;
  for (const name of names) {
    const [first] = await find(name);
    if (first?.kind === 'Person') found += 1;
    else console.log(`      ${name}: not first`);
  }
  figure('people found first, as people', (100 * found) / names.size, '%', 'at least', 100);
}

/** @param places a place of a page without its anchor is right when any place of that page is shown. */
function isRight(results: readonly Result[], places: ReadonlySet<string>): boolean {
  return results
    .slice(0, FIRST)
    .flatMap(({ paths }) => paths)
    .some(
      (path) => places.has(path) || (!path.startsWith('/symbols/') && places.has(path.split('#')[0] ?? '')),
    );
}
