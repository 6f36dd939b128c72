import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { AnswerRefused, type Host } from '../../src/base/host.ts';
import { fetcher, ledTo, type Network } from '../../src/base/node-fetch.ts';
import { isOwnNetwork } from '../../src/base/node-own-network.ts';
import { importMail } from '../../src/cli/commands/import.ts';
import { downloaded } from '../../src/cli/commands/import-url.ts';
import { http } from '../../src/sources/providers/http.ts';
import { serve } from '../loopback.ts';
import { folder, host } from '../rooms/sources/fixture-tree.ts';

const MAIL = 'From: Ada <ada@example.org>\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nSubject: Apples\n\nWords.\n';
const LIMITS = { timeoutMs: 10_000, maxBytes: 1024 * 1024 };

const refusedBy = (answer: Uint8Array | Diagnostic): Diagnostic => {
  assert.ok(!(answer instanceof Uint8Array), 'the answer was taken');
  assert.equal(answer.code, 'import-unreachable');
  return answer;
};

/** A server that counts what it is asked. */
async function counted(context: TestContext, answer: RequestListener) {
  const asked: string[] = [];
  const server = await serve(context, (request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  return { server, asked };
}

test('an answer that is too large is asked for once', async (context) => {
  const { server, asked } = await counted(context, (_, response) => {
    // It says so before it sends anything.
    response.writeHead(200, { 'content-length': 10 ** 12 }).write('From: a');
  });
  const { message } = refusedBy(await downloaded(`${server}/a.mbox`, host));
  assert.equal(message, `${server}/a.mbox answered with more than 268435456 bytes.`);
  assert.deepEqual(asked, ['/a.mbox']);
});

test('an answer that grows without end is cut off where it is too large, and asked for once', async (context) => {
  const { server, asked } = await counted(context, (_, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  });
  const small: Host = { ...host, fetch: (url, options) => host.fetch(url, { ...options, maxBytes: 1e6 }) };
  const { message } = refusedBy(await downloaded(`${server}/a.mbox`, small));
  assert.equal(message, `${server}/a.mbox answered with more than 1000000 bytes.`);
  assert.equal(asked.length, 1);
});

test('a server that drips is given up after the time for one import, all tries together', async (context) => {
  const { server, asked } = await counted(context, (_, response) => {
    const drip = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(drip));
  });
  const begin = performance.now();
  const diagnostic = refusedBy(await downloaded(`${server}/a.mbox`, host, { wholeMs: 400, stallMs: 200 }));
  assert.ok(performance.now() - begin < 3000, 'it took its time');
  assert.match(diagnostic.message, /\/a\.mbox did not send all within 0\.\d+ seconds\.$/);
  assert.equal(diagnostic.expected, 'all of it within 0.4 seconds, and never 0.2 seconds without a byte');
  assert.match(diagnostic.fix, /download the file with a program that waits, and import that/);
  assert.equal(asked.length, 1);
});

test('a server that falls silent is given up sooner, and asked again while there is time', async (context) => {
  const { server, asked } = await counted(context, (_, response) => void response.write('From: a'));
  const { message } = refusedBy(
    await downloaded(`${server}/a.mbox`, host, { wholeMs: 10_000, stallMs: 100 }),
  );
  assert.equal(message, `${server}/a.mbox sent nothing for 0.1 seconds.`);
  assert.equal(asked.length, 3);
});

/** A server on a loopback address of its own, so that one may stand for the outside. */
async function serveAt(context: TestContext, address: string, answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, address);
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

/** 127.0.0.1 is the world, 127.0.0.2 the own network; names are looked up in a table, one answer after the other. */
function networkOf(names: Readonly<Record<string, readonly string[][]>> = {}): Network {
  const looked = new Map<string, number>();
  return {
    isOwn: (address) => address === '127.0.0.2',
    async addressesOf(name) {
      const answers = names[name] ?? [];
      const at = looked.get(name) ?? 0;
      looked.set(name, at + 1);
      const answer = answers[Math.min(at, answers.length - 1)] ?? [];
      return answer.map((address) => ({ address, family: isIP(address) }));
    },
  };
}

const secret: RequestListener = (_, response) => void response.end('a secret of the own network');
const to =
  (location: string): RequestListener =>
  (_, response) =>
    void response.writeHead(302, { location }).end();

const INWARD: readonly {
  readonly name: string;
  readonly location: (port: number) => string;
  readonly names?: Readonly<Record<string, readonly string[][]>>;
}[] = [
  { name: 'an address', location: (port) => `http://127.0.0.2:${port}/` },
  { name: 'an address as one number', location: (port) => `http://2130706434:${port}/` },
  { name: 'an address in octal', location: (port) => `http://0177.0.0.2:${port}/` },
  { name: 'an address in hexadecimal', location: (port) => `//0x7f.2:${port}/` },
  {
    name: 'a name of it',
    location: (port) => `http://inside.example:${port}/`,
    names: { 'inside.example': [['127.0.0.2']] },
  },
  {
    name: 'a name of it and of the world',
    location: (port) => `http://both.example:${port}/`,
    names: { 'both.example': [['127.0.0.1', '127.0.0.2']] },
  },
];

for (const { name, location, names } of INWARD)
  test(`no answer from outside leads into the own network: ${name}`, async (context) => {
    let reached = 0;
    const inside = await serveAt(context, '127.0.0.2', (request, response) => {
      reached += 1;
      secret(request, response);
    });
    const world = await serveAt(context, '127.0.0.1', to(location(inside)));
    const get = fetcher(networkOf(names));
    await assert.rejects(
      get(`http://127.0.0.1:${world}/`, LIMITS),
      (error) =>
        error instanceof AnswerRefused && /which is an address of the own network$/.test(error.message),
    );
    assert.equal(reached, 0);
    // The same way with nobody who looks leads there.
    const anywhere = fetcher({ ...networkOf(names), isOwn: () => false });
    const { bytes } = await anywhere(`http://127.0.0.1:${world}/`, LIMITS).catch(() => ({ bytes: '' }));
    if (name !== 'a name of it and of the world') assert.equal(String(bytes), 'a secret of the own network');
  });

test('a name that stands for another address when it is looked up again is not looked up again', async (context) => {
  const inside = await serveAt(context, '127.0.0.2', secret);
  const outside = createServer((_, response) => void response.end('words of the world')).listen(
    inside,
    '127.0.0.1',
  );
  context.after(() => {
    outside.close();
    outside.closeAllConnections();
  });
  await new Promise((resolve) => outside.once('listening', resolve));
  const world = await serveAt(context, '127.0.0.1', to(`http://rebound.example:${inside}/`));
  const get = fetcher(networkOf({ 'rebound.example': [['127.0.0.1'], ['127.0.0.2']] }));
  const { bytes } = await get(`http://127.0.0.1:${world}/`, LIMITS);
  assert.equal(String(bytes), 'words of the world');
});

test('whoever names an address of the own network is led on there, and not back from outside', async (context) => {
  const inside = await serveAt(context, '127.0.0.2', secret);
  const first = await serveAt(context, '127.0.0.2', to(`http://127.0.0.2:${inside}/`));
  const get = fetcher(networkOf());
  assert.equal(
    String((await get(`http://127.0.0.2:${first}/`, LIMITS)).bytes),
    'a secret of the own network',
  );
  const world = await serveAt(context, '127.0.0.1', to(`http://127.0.0.2:${inside}/`));
  const out = await serveAt(context, '127.0.0.2', to(`http://127.0.0.1:${world}/`));
  await assert.rejects(get(`http://127.0.0.2:${out}/`, LIMITS), AnswerRefused);
});

const OWN =
  `127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 198.18.0.1
  192.0.0.192 224.0.0.1 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 fd00::1 fc00::1 fec0::1 ff02::1 ::ffff:127.0.0.1
  ::ffff:7f00:1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: localhost`.split(/\s+/);
const WORLD =
  '8.8.8.8 172.32.0.1 172.15.0.1 192.169.0.1 100.128.0.1 11.0.0.1 126.0.0.1 128.0.0.1 2606:4700::1 ::ffff:8.8.8.8 64:ff9b::808:808'.split(
    ' ',
  );

test('addresses of the own network are known in every form', () => {
  assert.deepEqual(
    OWN.filter((address) => !isOwnNetwork(address)),
    [],
  );
  assert.deepEqual(WORLD.filter(isOwnNetwork), []);
});

/** Where an answer may not lead, from a server on this machine. */
const ASTRAY: readonly (readonly [to: string, said: RegExp])[] = [
  ['/again', /leads on more than 5 times/],
  ['file:///etc/passwd', /is no http or https address/],
  ['ftp://mail.example/a.mbox', /is no http or https address/],
  ['javascript:alert(1)', /is no http or https address/],
  ['data:text/plain,From: a', /is no http or https address/],
  ['http://[', /is no http or https address/],
  ['http://ada:secret@127.0.0.1/', /has a login in it/],
];

for (const [location, said] of ASTRAY)
  test(`an import is not led astray: ${location}`, async (context) => {
    const { server, asked } = await counted(context, to(location));
    const content = join(folder(context), 'content');
    const { diagnostics } = await importMail([`${server}/a.mbox`], { content }, { host, cacheFolder: '' });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['import-unreachable'],
    );
    assert.match(diagnostics[0]?.message ?? '', said);
    assert.equal(asked.length, location === '/again' ? 6 : 1);
    assert.equal(existsSync(content), false);
  });

test('nothing leads from https to http', () => {
  const from = new URL('https://mail.example/list/a.mbox');
  assert.throws(() => ledTo('http://mail.example/list/a.mbox', from), AnswerRefused);
  assert.equal(ledTo('../b.mbox', from).href, 'https://mail.example/b.mbox');
  assert.equal(ledTo('https://other.example/', new URL('http://mail.example/')).protocol, 'https:');
});

test('an import is led on where a server has moved', async (context) => {
  const { server, asked } = await counted(context, (request, response) => {
    if (request.url === '/b/c.mbox') response.end(MAIL);
    else response.writeHead(301, { location: request.url === '/a.mbox' ? '/b/a.mbox' : 'c.mbox' }).end();
  });
  assert.equal(String(await downloaded(`${server}/a.mbox`, host)), MAIL);
  assert.deepEqual(asked, ['/a.mbox', '/b/a.mbox', '/b/c.mbox']);
});

/** What a body says that it is packed with, and what becomes of it. */
const PACKED: readonly (readonly [encoding: string, body: Uint8Array, said: string | RegExp])[] = [
  ['gzip', gzipSync(MAIL), MAIL],
  ['x-gzip', gzipSync(MAIL), MAIL],
  ['deflate', deflateSync(MAIL), MAIL],
  ['identity', Buffer.from(MAIL), MAIL],
  ['gzip', gzipSync(Buffer.alloc(300 * 1024 * 1024)), /unpacks to more than 100 times its size/],
  ['gzip', gzipSync(MAIL).subarray(0, 40), /does not answer/],
  ['gzip', Buffer.from(MAIL), /does not answer/],
  ['gzip, gzip', gzipSync(gzipSync(MAIL)), /in an encoding that was not asked for: gzip, gzip/],
  ['zip', Buffer.from(MAIL), /in an encoding that was not asked for: zip/],
];

for (const [encoding, body, said] of PACKED)
  test(`a body that says ${encoding}: ${said instanceof RegExp ? said.source : 'is unpacked'}`, async (context) => {
    const { server } = await counted(context, (_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
    });
    const answer = await downloaded(`${server}/a.mbox`, host);
    if (typeof said === 'string') assert.equal(String(answer), said);
    else assert.match(refusedBy(answer).message, said);
  });

test('the server of a tree is asked once for what is too large', async (context) => {
  const { server, asked } = await counted(context, (_, response) => {
    response.writeHead(200, { 'content-length': 10 ** 12 }).write('int');
  });
  const tree = { version: '1', tag: '1', browse: 'https://source.example/', raw: `${server}/{path}` };
  const provided = await http.provide({
    treeName: 't',
    tree,
    paths: ['a.c', 'b.c'],
    override: null,
    host,
    onProgress: () => {},
    workFolder: '',
  });
  assert.match('declined' in provided ? String(provided.declined) : '', /answered with more than/);
  assert.equal(asked.length, 1);
});
