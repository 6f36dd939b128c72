import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import type { Host } from '../../../src/base/host.ts';
import { importMail } from '../../../src/cli/commands/import.ts';
import { downloaded } from '../../../src/cli/commands/import-url.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import type { Provided, Provider } from '../../../src/sources/provider.ts';
import { git } from '../../../src/sources/providers/git.ts';
import { http } from '../../../src/sources/providers/http.ts';
import { local } from '../../../src/sources/providers/local.ts';
import { tarOf, zipOf } from '../../archives.ts';
import { serve } from '../../loopback.ts';
import { gitRepository, host } from '../../rooms/sources/fixture-tree.ts';
import { BORROWERS } from './borrowers.ts';
import { ODD_FILES } from './odd-files.ts';

/** What a stranger hands over that is no mail by itself, and what Postil has to say of it. */
export interface WorldCase {
  readonly of: 'tree' | 'git repository' | 'archive' | 'server';
  readonly name: string;
  /** Makes it below a folder and has Postil read it; all that is then said and shown, as text. */
  ask(place: Place): Promise<string>;
  /** What it says among other things. */
  readonly says: RegExp;
}

export interface Place {
  readonly context: TestContext;
  /** Empty. */
  readonly root: string;
  /** A file outside of the root, whose words nobody is to see. */
  readonly secret: string;
}

/** The words of that file. */
export const SECRET = 'opens the strongroom';

const TREE = { version: 'HEAD', tag: 'HEAD', browse: 'https://source.example/{path}#L{line}' };

const order = (paths: readonly string[], override: string | null, more: object = {}, world: Host = host) =>
  ({
    treeName: 'mine',
    tree: { ...TREE, ...more },
    paths,
    override,
    host: world,
    onProgress: () => {},
    workFolder: '/nonexistent',
  }) satisfies Parameters<Provider['provide']>[0];

/** What was provided, with the text of every file. */
const told = (provided: Provided): string =>
  'declined' in provided
    ? `declined: ${provided.declined}`
    : JSON.stringify([
        [...provided.files].map(([path, bytes]) => [path, bytes && Buffer.from(bytes).toString()]),
        [...(provided.refused ?? [])],
      ]);

/** Where in a tree such a thing stands, and what is asked of it. */
const STANDS: Readonly<Record<string, readonly [at: string, paths: readonly string[], says: RegExp]>> = {
  'a file': ['lib/odd.c', ['lib/odd.c'], /odd\.c (?:is|has) /],
  'a file of a folder that is searched': ['lib/odd.c', ['lib/'], /lib\//],
  'the folder of a file': ['lib', ['lib/shelf.c'], /null|declined|shelf\.c is /],
  'the Makefile': ['Makefile', ['lib/shelf.c'], /Makefile|lend|declined/],
};

const TREES: readonly WorldCase[] = Object.entries(ODD_FILES).flatMap(([kind, make]) =>
  Object.entries(STANDS).map(([where, [at, paths, says]]) => ({
    of: 'tree' as const,
    name: `${kind} in the place of ${where}`,
    says,
    async ask({ root, secret }: Place) {
      for (const [path, content] of Object.entries(EXAMPLE_SITE)) {
        if (!path.startsWith('tree/')) continue;
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content);
      }
      rmSync(join(root, 'tree', at), { recursive: true, force: true });
      make(join(root, 'tree', at), secret);
      return told(await local.provide(order(paths, join(root, 'tree'))));
    },
  })),
);

const BORROWING: readonly WorldCase[] = Object.entries(BORROWERS).map(([name, make]) => ({
  of: 'git repository' as const,
  name: `objects of another repository by ${name}`,
  says: /declined: .*(?:takes|leads|link)/,
  async ask({ root }: Place) {
    const theirs = join(root, 'theirs');
    mkdirSync(theirs);
    gitRepository(theirs);
    make(join(root, 'mine'), theirs);
    return told(await git.provide(order(['mm/basket.c'], `${join(root, 'mine')}#HEAD`)));
  },
}));

const REFERENCES: readonly WorldCase[] = [
  '--upload-pack=touch ran',
  '-x',
  '--output=ran',
  'HEAD:mm/basket.c',
  ':/one',
  'HEAD HEAD',
  'HEAD\nHEAD:mm/basket.c',
  '*',
  '@{-1}',
  'nowhere',
  'HEAD..HEAD~',
  '../../../etc/passwd',
].map((ref) => ({
  of: 'git repository',
  name: `the reference ${JSON.stringify(ref)}`,
  says: /declined: /,
  async ask({ root }) {
    return told(await git.provide(order(['mm/basket.c'], `${gitRepository(root)}#${ref}`)));
  },
}));

const MAIL = 'From: Ada <ada@example.org>\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nSubject: Apples\n\nWords.\n';
const ZEROS = Buffer.alloc(64 * 1024 * 1024);

/** What an archive is, and what an import says of it. */
const ARCHIVED: readonly (readonly [name: string, bytes: () => string | Uint8Array, says: RegExp])[] = [
  ['a tar whose member leads upwards', () => tarOf([{ name: '../../outside', content: MAIL }]), /./],
  ['a tar whose member begins at the root', () => tarOf([{ name: '/outside', content: MAIL }]), /./],
  ['a tar with a link out of it', () => tarOf([{ name: 'a', content: '', type: '2' }]), /./],
  ['a tar with a hard link', () => tarOf([{ name: 'a', content: '', type: '1' }]), /./],
  ['a tar with a device', () => tarOf([{ name: 'a', content: '', type: '3' }]), /./],
  ['a tar with a pipe', () => tarOf([{ name: 'a', content: '', type: '6' }]), /./],
  ['a tar that is cut off', () => tarOf([{ name: 'a.eml', content: MAIL }]).subarray(0, 700), /./],
  ['a zip whose member leads upwards', () => zipOf([{ name: '../../outside', content: MAIL }]), /./],
  ['a zip with a password', () => zipOf([{ name: 'a.eml', content: MAIL, flags: 1 }]), /./],
  ['a zip packed in an unknown way', () => zipOf([{ name: 'a.eml', content: MAIL, method: 99 }]), /./],
  [
    'a zip that lists one member twice',
    () =>
      zipOf([
        { name: 'a.eml', content: MAIL },
        { name: 'b.eml', content: '', isFirst: true },
      ]),
    /./,
  ],
  ['a zip that is cut off', () => zipOf([{ name: 'a.eml', content: MAIL }]).subarray(0, 60), /./],
  ['gzip of what is no mail', () => gzipSync('Words.'), /error/],
  ['gzip that is cut off', () => gzipSync(MAIL.repeat(100)).subarray(0, 90), /error/],
  ['gzip of gzip of gzip', () => gzipSync(gzipSync(gzipSync(MAIL))), /./],
  ['gzip of zeros, a thousand times as large', () => gzipSync(ZEROS), /error/],
  ['gzip with words behind it', () => Buffer.concat([gzipSync(MAIL), Buffer.from('$(touch ran)')]), /./],
  ['bytes of no kind', () => Buffer.from([0, 255, 254, 1, 2, 3]), /error/],
  ['nothing', () => '', /./],
  ['a hundred thousand lines that begin a mail', () => 'From a\n'.repeat(100_000), /./],
  ['a mail whose name is a command', () => MAIL.replace('Ada', '$(touch ran) `touch ran`'), /./],
  ['a mail whose subject is a path', () => MAIL.replace('Apples', '../../../outside'), /./],
];

const ARCHIVES: readonly WorldCase[] = ARCHIVED.map(([name, bytes, says]) => ({
  of: 'archive',
  name,
  says,
  async ask({ root }) {
    const file = join(root, 'archive');
    const content = join(root, 'content');
    mkdirSync(content);
    writeFileSync(file, bytes());
    const { output, diagnostics } = await importMail(
      [file],
      { content, all: true },
      { host, cacheFolder: '' },
    );
    return JSON.stringify([output, diagnostics]);
  },
}));

const answers =
  (status: number, headers: Record<string, string> = {}, body: string | Uint8Array = ''): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

/** How a server answers who asks for mail. */
const ANSWERS: readonly (readonly [name: string, answer: RequestListener])[] = [
  ['404', answers(404)],
  ['500', answers(500)],
  ['a redirection to itself', answers(302, { location: '/a.mbox' })],
  ['a redirection to nowhere', answers(302)],
  ['a redirection to a file', answers(302, { location: 'file:///etc/passwd' })],
  ['a redirection to a script', answers(302, { location: 'javascript:alert(1)' })],
  ['a redirection to data', answers(302, { location: 'data:text/plain,From: a' })],
  ['a redirection to ftp', answers(301, { location: 'ftp://mail.example/a.mbox' })],
  ['a redirection to what is no address', answers(307, { location: 'http://[' })],
  ['a redirection with a name and a password', answers(308, { location: 'http://a:b@127.0.0.1:1/' })],
  ['a body that is not packed as it says', answers(200, { 'content-encoding': 'gzip' }, 'Words.')],
  ['a body packed in an unknown way', answers(200, { 'content-encoding': 'zstd-of-ours' }, 'Words.')],
  ['a body that unpacks a thousandfold', answers(200, { 'content-encoding': 'deflate' }, deflateSync(ZEROS))],
  ['a body larger than it may be', answers(200, { 'content-length': String(10 ** 12) })],
  [
    'half of a body',
    (_, response) =>
      void response.writeHead(200, { 'content-length': '9' }).write('From', () => response.destroy()),
  ],
  ['a connection that is closed at once', (request) => void request.socket.destroy()],
  ['words that are no HTTP', (request) => void request.socket.end('hello\r\n\r\n')],
  ['nothing at all', () => {}],
  ['headers without end', answers(200, { x: 'x'.repeat(200_000) })],
];

/** Where what it answered is needed, it is refused as mail, or the server as a source of a tree. */
const SERVERS: readonly WorldCase[] = ANSWERS.flatMap(([name, answer]) => [
  {
    of: 'server' as const,
    name: `mail from a server that answers with ${name}`,
    says: /import-unreachable/,
    async ask({ context }: Place) {
      const small: Host = {
        ...host,
        fetch: (url, options) => host.fetch(url, { ...options, maxBytes: 1e6 }),
      };
      const patience = { wholeMs: 3000, stallMs: 300 };
      return JSON.stringify(await downloaded(`${await serve(context, answer)}/a.mbox`, small, patience));
    },
  },
  {
    of: 'server' as const,
    name: `code from a server that answers with ${name}`,
    says: /null|declined/,
    async ask({ context }: Place) {
      const bounded: Host = {
        ...host,
        fetch: (url, options) =>
          host.fetch(url, { ...options, maxBytes: 1e6, timeoutMs: 1000, stallMs: 300 }),
      };
      const raw = `${await serve(context, answer)}/{path}`;
      return told(await http.provide(order(['a.c'], null, { raw }, bounded)));
    },
  },
]);

export const WORLD_CASES: readonly WorldCase[] = [
  ...TREES,
  ...BORROWING,
  ...REFERENCES,
  ...ARCHIVES,
  ...SERVERS,
];
