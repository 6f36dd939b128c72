import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Host } from '../../../src/base/host.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { nodeHost } from '../../../src/base/node-host.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { serve } from '../../loopback.ts';
import { codesTold, postil } from './command.ts';

const PAGE = '---\ntitle: Lending\n---\n\n<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n';
const GOOD = String(EXAMPLE_SITE['tree/lib/shelf.c']);
const BAD = GOOD.replace('lend(', 'lend(void *evil, ');

interface Desk {
  readonly host: Host;
  /** What the servers give of lib/shelf.c now: each its own; null for an error. */
  readonly gives: (string | null)[];
  readonly asked: string[];
}

/** The example site, its tree at servers, locked as the good text is. */
async function desk(context: TestContext, mirrors = 0): Promise<Desk> {
  const gives: (string | null)[] = [GOOD, GOOD];
  const asked: string[] = [];
  const addresses = await Promise.all(
    [0, 1].map((which) =>
      serve(context, (request, response) => {
        asked.push(`${which}${request.url}`);
        const text = request.url === '/lib/shelf.c' ? gives[which] : EXAMPLE_SITE[`tree${request.url}`];
        if (text === null) response.writeHead(403).end();
        else if (text === undefined) response.writeHead(404).end();
        else response.end(text);
      }),
    ),
  );
  const tree = {
    version: '1.0.3',
    tag: 'v1.0.3',
    browse: 'https://source.example/{path}#L{line}',
    raw: `${addresses[0]}/{path}`,
    ...(mirrors > 0 ? { mirrors: [`${addresses[1]}/{path}`] } : {}),
  };
  const host = {
    ...memoryHost(
      {
        ...EXAMPLE_SITE,
        'content/explainers/lending.mdx': PAGE,
        'content/trees.yaml': JSON.stringify({ 'v1.0.3': tree }),
      },
      { HOME: '/home' },
    ),
    fetch: nodeHost().fetch,
  };
  const { code, err } = await postil('sources --update --tree v1.0.3=tree', { host });
  assert.equal(code, 0, err);
  return { host, gives, asked };
}

test('a bad copy in the cache is told, and fetching it again is the first advice; it cures it', async (context) => {
  const { host, gives, asked } = await desk(context);
  gives[0] = BAD;
  const first = await postil('sources', { host });
  assert.deepEqual(codesTold(first), ['excerpt-drift']);
  assert.match(first.err, /fix: {6}Where a server gave it, run "npx postil sources --refetch" first/);
  gives[0] = GOOD;
  assert.deepEqual(codesTold(await postil('sources', { host })), ['excerpt-drift']);
  const count = asked.length;
  const again = await postil('sources --refetch v1.0.3', { host });
  assert.deepEqual([again.code, codesTold(again)], [0, []], again.err);
  assert.match(again.out, /^v1\.0\.3: \d+ files? fetched again, another than before: lib\/shelf\.c$/m);
  assert.ok(asked.length > count);
  const third = await postil('sources --refetch', { host });
  assert.match(third.out, /^v1\.0\.3: \d+ files? fetched again, none is another than before$/m);
  assert.equal((await postil('check', { host })).code, 0);
});

test('what cannot be fetched again stays in the cache', async (context) => {
  const { host, gives } = await desk(context);
  await postil('sources', { host });
  gives[0] = null;
  assert.match((await postil('sources --refetch', { host })).err, /v1\.0\.3/);
  assert.match((await postil('sources', { host })).out, /1 excerpts have their source here/);
});

test('a tree that is not there cannot be fetched again', async (context) => {
  const { host } = await desk(context);
  const { code, err } = await postil('sources --refetch v1.0.4', { host });
  assert.equal(code, 1);
  assert.match(err, /v1\.0\.4/);
});

test('files that one server gave, and nothing was compared with, are counted', async (context) => {
  const { host } = await desk(context);
  const { out } = await postil('sources', { host });
  assert.match(
    out,
    /^v1\.0\.3: \d files? from one server, compared with nothing when first fetched; "mirrors"/m,
  );
});

test('with a second server only what both give alike is taken', async (context) => {
  const { host, gives, asked } = await desk(context, 1);
  gives[0] = BAD;
  const differing = await postil('check', { host });
  assert.match(differing.err, /gives another lib\/shelf\.c than the first server/);
  assert.ok(!codesTold(differing).includes('excerpt-drift'));
  gives[0] = GOOD;
  const { out, code } = await postil('sources', { host });
  assert.equal(code, 0);
  assert.doesNotMatch(out, /compared with nothing/);
  assert.ok(asked.includes('1/lib/shelf.c'));
});
