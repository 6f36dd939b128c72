import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as plainRequest } from 'node:http';
import { Agent as HttpsAgent, request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AnswerRefused, type Fetched, type FetchOptions, type Host, NoAnswerInTime } from './host.ts';
import { LIMITS } from './limits.ts';
import { lookUp } from './look-up.ts';
import { isOwnNetwork } from './node-own-network.ts';

/** How names become addresses, and which addresses are of the own network; tests bring their own. */
export interface Network {
  addressesOf(name: string): Promise<readonly LookupAddress[]>;
  isOwn(address: string): boolean;
}

const NETWORK: Network = {
  addressesOf: (name) =>
    new Promise((resolve, reject) =>
      systemLookup(name, { all: true }, (error, found) => (error ? reject(error) : resolve(found))),
    ),
  isOwn: isOwnNetwork,
};

/**
 * Requests over HTTP. A server may lead on to another, a few times, never from https to http, and never from the
 * outside into the own network: what a stranger answers must not make this machine ask its neighbours. The addresses
 * that were looked at are the ones that are connected to, whatever their name stands for a moment later.
 */
export function fetcher(network: Network = NETWORK): Host['fetch'] {
  const anywhere = newAgents();
  // Connections are kept and used again: here are only such as were looked at.
  const outside = newAgents();
  return async (asked, options) => {
    const time = deadlines(asked, options);
    try {
      let url: Address = addressIn(asked);
      let mayBeOwn = true;
      for (let led = 0; ; led += 1) {
        const place = await time.orThrow(placeOf(url, network));
        if (!mayBeOwn && place.isOwn !== false)
          throw new AnswerRefused(`${asked} leads to ${url.href}, which is an address of the own network`);
        const agents: Agents = mayBeOwn ? anywhere : outside;
        const response: IncomingMessage = await time.orThrow(
          answerOf(url, agents, place.lookup, time.signal),
        );
        time.moved();
        mayBeOwn &&= place.isOwn === true && network.isOwn(response.socket.remoteAddress ?? '');
        const next = nextOf(response, url);
        if (next === null) return await time.orThrow(whole(response, asked, options.maxBytes, time.moved));
        response.destroy();
        if (led === LIMITS.redirects)
          throw new AnswerRefused(`${asked} leads on more than ${LIMITS.redirects} times`);
        url = next;
      }
    } finally {
      time.end();
    }
  };
}

const newAgents = () => {
  // As for the agents that are there for all: they ask a proxy only where Node was told to.
  const options = { keepAlive: true, ...(process.env.NODE_USE_ENV_PROXY ? { proxyEnv: process.env } : {}) };
  return { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
};

type Agents = ReturnType<typeof newAgents>;

type Address = URL & { readonly protocol: keyof Agents };

/** An address that can be asked; nothing is sent to a server to log in. */
function addressIn(written: string, base?: URL): Address {
  const url = URL.parse(written, base?.href);
  const said = base === undefined ? written : `${base.href} leads to ${written}, which`;
  if (url === null || !(url.protocol === 'http:' || url.protocol === 'https:'))
    throw new AnswerRefused(`${said} is no http or https address`);
  if (url.username !== '' || url.password !== '') throw new AnswerRefused(`${said} has a login in it`);
  return url as Address;
}

const LEADS_ON: readonly number[] = [301, 302, 303, 307, 308];

/** Where an answer leads on to; null where it is one. */
const nextOf = ({ statusCode, headers }: IncomingMessage, from: URL): Address | null =>
  headers.location === undefined || !LEADS_ON.includes(statusCode ?? 0)
    ? null
    : ledTo(headers.location, from);

/**
 * The address that a server leads on to.
 *
 * @throws AnswerRefused for what is none to be asked, or less safe than where it was told.
 */
export function ledTo(location: string, from: URL): Address {
  const next = addressIn(location, from);
  if (from.protocol === 'https:' && next.protocol !== 'https:')
    throw new AnswerRefused(`${from.href} leads to an address that is not safe: ${next.href}`);
  return next;
}

interface Place {
  /** Whether all addresses, or none, are of the own network; null where some are, or nobody knows them. */
  readonly isOwn: boolean | null;
  /** Gives what was looked at, and for the name of a proxy what the system says. */
  readonly lookup: LookupFunction;
}

async function placeOf({ hostname }: URL, network: Network): Promise<Place> {
  const name = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(name);
  let fault: Error | null = null;
  const addresses =
    family > 0
      ? [{ address: name, family }]
      : await network.addressesOf(name).catch((error: Error) => {
          fault = error;
          return [];
        });
  const own = addresses.filter(({ address }) => network.isOwn(address));
  const isOwn =
    addresses.length === 0 ? null : own.length === 0 ? false : own.length === addresses.length ? true : null;
  const lookup: LookupFunction = (asked, options, done) => {
    if (asked !== name) return systemLookup(asked, options, done);
    const [first] = addresses;
    if (first === undefined) done(fault ?? new Error(`${name} has no address`), '');
    else if (options.all) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };
  return { isOwn, lookup };
}

function answerOf(
  url: Address,
  agents: Agents,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? secureRequest : plainRequest;
    ask(url, {
      agent: agents[url.protocol],
      lookup,
      signal,
      headers: { accept: '*/*', 'accept-encoding': 'gzip', 'user-agent': 'postil' },
    })
      .on('response', resolve)
      .on('error', reject)
      .end();
  });
}

/** What undoes each Content-Encoding (RFC 9110, section 8.4.1). */
const UNPACKERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The whole body, unpacked. */
async function whole(
  response: IncomingMessage,
  asked: string,
  maxBytes: number,
  moved: () => void,
): Promise<Fetched> {
  const { statusCode = 0, headers } = response;
  const tooLarge = () => new AnswerRefused(`${asked} answered with more than ${maxBytes} bytes`);
  try {
    if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
    let packed = 0;
    const counted = async function* () {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        packed += chunk.length;
        moved();
        yield chunk;
      }
    };
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of unpacked(counted(), headers['content-encoding'], asked)) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge();
      if (size > LIMITS.messageBytes && size > packed * LIMITS.swelling)
        throw new AnswerRefused(
          `${asked} answered with what unpacks to more than ${LIMITS.swelling} times its size`,
        );
      chunks.push(chunk);
    }
    if (!response.complete) throw new Error('the connection broke before the answer was whole');
    return {
      status: statusCode,
      contentType: headers['content-type'] ?? null,
      bytes: Buffer.concat(chunks),
    };
  } finally {
    if (!response.complete) response.destroy();
  }
}

function unpacked(
  body: AsyncIterable<Buffer>,
  contentEncoding: string | undefined,
  asked: string,
): AsyncIterable<Buffer> {
  const encoding = (contentEncoding ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return body;
  const unpacker = lookUp(UNPACKERS, encoding)?.();
  if (unpacker === undefined)
    throw new AnswerRefused(`${asked} answered in an encoding that was not asked for: ${encoding}`);
  // What goes wrong is thrown where it is read.
  return pipeline(body, unpacker, () => {});
}

interface Deadlines {
  readonly signal: AbortSignal;
  /** Something came. */
  readonly moved: () => void;
  /** What settles in time; else the reason why it did not. */
  orThrow<T>(work: Promise<T>): Promise<T>;
  end(): void;
}

function deadlines(asked: string, { timeoutMs, stallMs = timeoutMs }: FetchOptions): Deadlines {
  const controller = new AbortController();
  const { signal } = controller;
  const over = (why: string) => () => controller.abort(new NoAnswerInTime(`${asked} ${why}`));
  const seconds = (ms: number) => `${ms / 1000} ${ms === 1000 ? 'second' : 'seconds'}`;
  const whole = setTimeout(over(`did not send all within ${seconds(timeoutMs)}`), timeoutMs);
  const stall = setTimeout(over(`sent nothing for ${seconds(stallMs)}`), stallMs);
  const passed = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
  passed.catch(() => {});
  return {
    signal,
    moved: () => void stall.refresh(),
    async orThrow(work) {
      try {
        return await Promise.race([work, passed]);
      } catch (error) {
        work.catch(() => {});
        throw signal.aborted ? signal.reason : error;
      }
    },
    end() {
      clearTimeout(whole);
      clearTimeout(stall);
    },
  };
}
