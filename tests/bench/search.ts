/**
 * Asks the search of the built site, in a browser. First what newcomers ask, and how often the right place is first and among the
 * first three:
 *
 *     npm run bench:search -- [--questions FILE [--addresses FILE]] [--site FOLDER] [--seed N] [--check]
 *
 * Without a file the questions are those of `search/questions.md`, which says what a file of them looks like; `--addresses` names
 * a second table, of what the words of its second column mean. Then how long the first answer takes on a phone that has
 * nothing of the search yet. Without `--questions` also 200 identifiers of this site's content, whole and in part, every
 * known Message-ID and every person.
 *
 * A place is right for an identifier when it is about it: `search/right-pages.ts` says how. For a part (`user_pages` and
 * `pin_user` of `pin_user_pages`) it must be about a name that has the part; how often it is the very name that was drawn is
 * printed too, but many parts are shared, and nobody can tell which is meant.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { nodeHost } from '../../src/base/node-host.ts';
import type { Site } from '../../src/citations/site.ts';
import { withoutBrackets } from '../../src/citations/threads/message-ids.ts';
import { verifySite } from '../../src/citations/verify.ts';
import { threadPath } from '../../src/site/view/href.ts';
import { cacheFolder } from '../../src/sources/excerpt.ts';
import { startBrowser } from '../browser/browser.ts';
import { figure, finish } from './figures.ts';
import { serveCompressed } from './pages/serve.ts';
import { seeded } from './random.ts';
import { ask, type Result } from './search/asking.ts';
import { askedCold } from './search/cold.ts';
import { answersQuestion, type Question, questionsIn } from './search/questions.ts';
import { hasPart, partsOf, rightPlaces } from './search/right-pages.ts';
import { siteFor } from './site.ts';

const { values } = parseArgs({
  options: {
    questions: { type: 'string' },
    addresses: { type: 'string' },
    site: { type: 'string' },
    seed: { type: 'string', default: '1' },
    check: { type: 'boolean', default: false },
  },
});
const WANTED = 200;
const FIRST = 3;

const OWN = 'tests/bench/search/questions.md';
const asked = questionsIn(
  readFileSync(values.questions ?? OWN, 'utf8'),
  values.addresses === undefined ? '' : readFileSync(values.addresses, 'utf8'),
);
const { folder } = await siteFor('bench-search', values.site);
const { server, origin } = await serveCompressed(folder);
const browser = await startBrowser();
try {
  const page = await browser.newPage();
  await page.goto(origin);
  const find = (words: string) => ask(page, words);
  await questions(asked, find);
  await cold(asked);
  if (values.questions === undefined) {
    const host = nodeHost();
    const { site } = await verifySite({ contentFolder: 'content', host, cacheFolder: cacheFolder(host) });
    const places = rightPlaces(site);
    const random = seeded(Number(values.seed));
    const names = [...places.keys()]
      .sort()
      .map((name) => ({ name, key: random.below(1e9) }))
      .sort((a, b) => a.key - b.key)
      .slice(0, WANTED)
      .map(({ name }) => name);
    await identifiers(names, places, find);
    await messages(site, find);
    await people(site, find);
  }
} finally {
  await browser.close();
  server.close();
}
finish(values.check);

type Find = (words: string) => Promise<Result[]>;

async function questions(all: readonly Question[], find: Find): Promise<void> {
  let first = 0;
  let among = 0;
  for (const question of all) {
    const results = await find(question.asked);
    const rank = results.findIndex(({ paths }) => paths.some((path) => answersQuestion(path, question)));
    if (rank === 0) first += 1;
    if (rank >= 0 && rank < FIRST) among += 1;
    if (rank !== 0)
      console.log(
        `      ${question.asked}: ${rank === -1 ? 'not there' : `at ${rank + 1}`}, first is ${results[0]?.paths[0]}`,
      );
  }
  figure(
    `${all.length} questions with the right place first`,
    (100 * first) / all.length,
    '%',
    'at least',
    80,
  );
  figure(`in the first ${FIRST}`, (100 * among) / all.length, '%', 'at least', 95);
}

/** The middle of several tries: a machine that does something else makes one of them slow. */
async function cold(all: readonly Question[]): Promise<void> {
  const tries = [];
  for (const { asked: words } of all.slice(0, 3))
    tries.push(await askedCold(browser, `${origin}/start/`, words));
  const [, middle] = tries.sort((a, b) => a.ms - b.ms);
  figure('first answer on a phone', (middle?.ms ?? Number.POSITIVE_INFINITY) / 1000, 's', 'at most', 2.5);
  figure('loaded for it', (middle?.bytes ?? 0) / 1024, 'KB', 'at most', 100);
}

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

async function messages(site: Site, find: Find): Promise<void> {
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

async function people(site: Site, find: Find): Promise<void> {
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
