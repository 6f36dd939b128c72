import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Host } from '../../../src/base/host.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { readThreads } from '../../../src/citations/threads/threads.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { inlineStyles } from '../../../src/site/built/inline-styles.ts';
import { builtLinks } from '../../../src/site/built/links.ts';
import { treeOf } from '../../../src/site/built/tree.ts';
import { originalsOf } from '../../../src/site/originals.ts';
import { mail } from '../../mail-site.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Megabytes that are held after some work, beyond those before. */
function heldBy(work: () => unknown): number {
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = work();
  collect();
  const after = process.memoryUsage().heapUsed;
  assert.ok(kept);
  return (after - before) / 1e6;
}

test('what is kept of a page does not keep the page', () => {
  const held = heldBy(() => {
    const [links, styles] = [builtLinks('/'), inlineStyles()];
    for (let nth = 0; nth < 100; nth += 1) {
      const words = String.fromCharCode(97 + (nth % 26)).repeat(1_000_000);
      const html = `<h2 id="a-heading-of-page-${nth}" style="--of-page:${nth}">x</h2><a href="/another/page/#place-${nth}">x</a><p>${words}</p>`;
      const tree = treeOf(html);
      links.add({ path: `/${nth}/`, tree });
      styles.changesIn(tree);
    }
    return [links, styles];
  });
  assert.ok(held < 20, `${held} MB of 100 MB of pages`);
});

const THREADS = 40;

/** A site of many threads, and how many of its mails were open at once, or were opened at all. */
function manyThreads() {
  const host = memoryHost(
    Object.fromEntries(
      Array.from({ length: THREADS }, (_, nth) => [
        [`content/threads/t${nth}/thread.yaml`, 'title: T\n'],
        [
          `content/threads/t${nth}/a.eml`,
          mail({ From: 'Ada <a@basket.example>', 'Message-ID': `<${nth}@m.example>` }, 'Baskets are full.'),
        ],
      ]).flat(),
    ),
  );
  const seen = { open: 0, most: 0, opened: 0 };
  const stream: Host['stream'] = async (path, ...more) => {
    const bytes = await host.stream(path, ...more);
    if (!bytes || !path.endsWith('.eml')) return bytes;
    return (async function* () {
      seen.opened += 1;
      seen.open += 1;
      seen.most = Math.max(seen.most, seen.open);
      // A disk takes its time.
      await new Promise((done) => setTimeout(done, 2));
      yield* bytes;
      seen.open -= 1;
    })();
  };
  return { host: { ...host, stream }, seen };
}

test('few mails are open at once, however many threads there are', async () => {
  const { host, seen } = manyThreads();
  const { verified } = await readThreads('content', host);
  assert.equal(verified.size, THREADS);
  assert.ok(seen.most <= 8, `${seen.most} were open`);
});

test('a mail is read again to be shown when its page is made, and not before', async () => {
  const { host, seen } = manyThreads();
  const { site } = await verifySite({ contentFolder: 'content', host, cacheFolder: 'cache' });
  seen.opened = 0;
  const { originals, originalText } = originalsOf(site, 'content', host);
  assert.equal(originals.length, THREADS);
  assert.equal(seen.opened, 0);
  const [first] = originals;
  assert.ok(first);
  assert.match(await originalText(first), /^Baskets are full\.$/m);
  assert.equal(seen.opened, 1);
});
