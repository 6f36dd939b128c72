import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { importMail } from '../../../src/cli/commands/import.ts';
import { serve } from '../../loopback.ts';
import { folder, host } from '../sources/fixture-tree.ts';

const mail = (id: string, minute: number, subject: string, parent?: string): string =>
  `From mboxrd@z Thu Jan  1 00:00:00 1970
From: Ada <ada@example.org>
Date: Mon, 4 Jan 2021 10:0${minute}:00 +0000
Message-ID: <${id}@example.org>
${parent ? `In-Reply-To: <${parent}@example.org>\n` : ''}Subject: ${subject}

Words of ${id}.

`;
const THREAD = mail('a', 0, '[PATCH] mm: count pages') + mail('b', 1, 'Re: [PATCH] mm: count pages', 'a');
const OTHER = mail('c', 2, 'mm: lend books');

interface Desk {
  readonly content: string;
  /** Imports and returns what is printed and the codes of what went wrong. */
  run(source: string, options?: Record<string, string | boolean>): Promise<readonly string[]>;
  /** The files of a thread. */
  files(thread: string): readonly string[];
}

function desk(context: TestContext): Desk {
  const content = join(folder(context), 'content');
  return {
    content,
    async run(source, options = {}) {
      const { output, diagnostics } = await importMail(
        [source],
        { content, ...options },
        { host, cacheFolder: '' },
      );
      return [
        ...(output?.split('\n').map((line) => line.replace(`${content}/threads/`, '')) ?? []),
        ...diagnostics.map(({ code }) => code),
      ];
    },
    files: (thread) => readdirSync(join(content, 'threads', thread)),
  };
}

function saved(context: TestContext, name: string, bytes: string | Uint8Array): string {
  const path = join(folder(context), name);
  writeFileSync(path, bytes);
  return path;
}

test('a thread becomes a folder with a file for each message, as received, and a thread.yaml', async (context) => {
  const { run, files, content } = desk(context);
  assert.deepEqual(await run(saved(context, 'a.mbox', THREAD)), [
    'mm-count-pages: 2 messages added, 0 there already',
  ]);
  assert.deepEqual(files('mm-count-pages'), [
    'ada-2021-01-04-1000z.eml',
    'ada-2021-01-04-1001z.eml',
    'thread.yaml',
  ]);
  const read = (file: string) => readFileSync(join(content, 'threads/mm-count-pages', file), 'utf8');
  assert.equal(
    `From mboxrd@z Thu Jan  1 00:00:00 1970\n${read('ada-2021-01-04-1000z.eml')}`,
    mail('a', 0, '[PATCH] mm: count pages'),
  );
  assert.equal(read('thread.yaml'), 'title: "mm: count pages"\ntopic: other\nsummary: ""\n');
});

test('an import that is done again changes nothing, and one that was stopped goes on', async (context) => {
  const { run, files, content } = desk(context);
  const mbox = saved(context, 'a.mbox', THREAD);
  await run(mbox);
  assert.deepEqual(await run(mbox), ['mm-count-pages: 0 messages added, 2 there already']);
  rmSync(join(content, 'threads/mm-count-pages/ada-2021-01-04-1001z.eml'));
  assert.deepEqual(await run(mbox), ['mm-count-pages: 1 message added, 1 there already']);
  assert.equal(files('mm-count-pages').length, 3);
});

test('two messages that have one Message-ID by mistake are both kept', async (context) => {
  const { run, files } = desk(context);
  const namesake = mail('a', 5, 'Re: [PATCH] mm: count pages').replace(
    'Words of a',
    'Nothing like the first',
  );
  await run(saved(context, 'two.mbox', THREAD + namesake), { all: true });
  assert.equal(files('mm-count-pages').filter((name) => name.endsWith('.eml')).length, 3);
});

test('a thread.yaml that the author wrote is left alone', async (context) => {
  const { run, content } = desk(context);
  mkdirSync(join(content, 'threads/mine'), { recursive: true });
  writeFileSync(join(content, 'threads/mine/thread.yaml'), 'title: Mine\n');
  await run(saved(context, 'a.mbox', THREAD), { thread: 'mine' });
  assert.equal(readFileSync(join(content, 'threads/mine/thread.yaml'), 'utf8'), 'title: Mine\n');
});

test('of several threads one has to be chosen, or all of them', async (context) => {
  const { run, content } = desk(context);
  const mbox = saved(context, 'a.mbox', THREAD + OTHER);
  assert.deepEqual(await run(mbox), ['import-several-threads']);
  assert.equal(existsSync(content), false);
  assert.deepEqual(await run(mbox, { subject: 'no such words' }), ['import-no-thread']);
  assert.deepEqual(await run(mbox, { subject: 'LEND' }), ['mm-lend-books: 1 message added, 0 there already']);
  assert.deepEqual(await run(mbox, { all: true }), [
    'mm-count-pages: 2 messages added, 0 there already',
    'mm-lend-books: 0 messages added, 1 there already',
  ]);
});

test('a folder of mail is imported, a maildir too', async (context) => {
  const { run } = desk(context);
  const maildir = folder(context);
  for (const [name, text] of [
    ['cur/1:2,S', mail('a', 0, 'x')],
    ['new/2', mail('b', 1, 'Re: x', 'a')],
    ['tmp/3', 'half'],
  ]) {
    mkdirSync(join(maildir, name?.split('/')[0] ?? ''), { recursive: true });
    writeFileSync(join(maildir, name ?? ''), (text ?? '').replace(/^From .*\n/, ''));
  }
  assert.deepEqual(await run(maildir), ['x: 2 messages added, 0 there already']);
});

test("an address of a message in a public-inbox stands for its thread's mbox", async (context) => {
  const { run, content } = desk(context);
  const asked: string[] = [];
  const server = await serve(context, (request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/gzip' }).end(gzipSync(THREAD));
  });
  assert.deepEqual(await run(`${server}/list/a@example.org/`), [
    'mm-count-pages: 2 messages added, 0 there already',
  ]);
  assert.deepEqual(asked, ['/list/a@example.org/t.mbox.gz']);
  assert.match(
    readFileSync(join(content, 'threads/mm-count-pages/thread.yaml'), 'utf8'),
    new RegExp(`archive: "${server}/list/\\{messageId\\}/"`),
  );
});

test('a server that fails once is asked again; one that refuses, or answers with a page, is told', async (context) => {
  const { run } = desk(context);
  let asked = 0;
  const server = await serve(context, (request, response) => {
    asked += 1;
    if (request.url === '/flaky.mbox' && asked === 1) response.destroy();
    else if (request.url === '/flaky.mbox') response.end(THREAD);
    else if (request.url === '/page') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
    else response.writeHead(404).end();
  });
  assert.deepEqual(await run(`${server}/flaky.mbox`), ['mm-count-pages: 2 messages added, 0 there already']);
  assert.deepEqual(await run(`${server}/page`), ['import-unreachable']);
  assert.deepEqual(await run(`${server}/none`), ['import-unreachable']);
  assert.deepEqual(await run('http://127.0.0.1:1/x'), ['import-unreachable']);
});

test('a page of a web archive is kept whole, as it was received', async (context) => {
  const { run, files, content } = desk(context);
  const page = 'Re: pages\n\nFrom: Ada\nDate: Mon Jan 04 2021 - 10:00:00 EST\n\n\nHello\n';
  await run(saved(context, 'page.txt', page));
  assert.deepEqual(files('pages'), ['ada-2021-01-04-1500z.txt', 'thread.yaml']);
  assert.equal(readFileSync(join(content, 'threads/pages/ada-2021-01-04-1500z.txt'), 'utf8'), page);
});

test('of a large mbox only the bytes of the chosen thread are read a second time', async (context) => {
  const mbox = saved(
    context,
    'a.mbox',
    OTHER + THREAD + Array.from({ length: 20 }, (_, at) => mail(`other${at}`, 3, `other ${at}`)).join(''),
  );
  const content = join(folder(context), 'content');
  const parts: unknown[] = [];
  const watching: typeof host = {
    ...host,
    stream: (path, part) => {
      if (path === mbox) parts.push(part);
      return host.stream(path, part);
    },
  };
  const { output } = await importMail(
    [mbox],
    { content, subject: 'count' },
    { host: watching, cacheFolder: '' },
  );
  assert.match(output ?? '', /mm-count-pages: 2 messages added/);
  const [first, second] = [
    mail('a', 0, '[PATCH] mm: count pages'),
    mail('b', 1, 'Re: [PATCH] mm: count pages', 'a'),
  ];
  assert.deepEqual(parts, [
    undefined,
    { start: OTHER.length, end: OTHER.length + first.length, line: 9 },
    { start: OTHER.length + first.length, end: OTHER.length + first.length + second.length, line: 17 },
  ]);
});

test('what is wrong with a message is told with its line, when it is imported', async (context) => {
  const mbox = saved(
    context,
    'a.mbox',
    OTHER.replace('Words', 'W\0rds') +
      THREAD.replace('Words of b', 'W\0rds of b') +
      OTHER.replace(/c@/g, 'd@'),
  );
  const content = join(folder(context), 'content');
  const { diagnostics } = await importMail([mbox], { content, subject: 'count' }, { host, cacheFolder: '' });
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place.line]),
    [['mail-damaged', 18]],
  );
});

test('a bare Message-ID is looked up at the archive that the threads of the site name', async (context) => {
  const { run, content } = desk(context);
  const asked: string[] = [];
  const server = await serve(context, (request, response) => {
    asked.push(request.url ?? '');
    if (!request.url?.startsWith('/list/a@')) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': 'application/gzip' }).end(gzipSync(THREAD));
  });
  mkdirSync(join(content, 'threads/mine'), { recursive: true });
  writeFileSync(
    join(content, 'threads/mine/thread.yaml'),
    `title: Mine\narchive: ${server}/list/{messageId}/\n`,
  );
  assert.deepEqual(await run('<a@example.org>'), ['mm-count-pages: 2 messages added, 0 there already']);
  assert.deepEqual(await run('a@example.org'), ['mm-count-pages: 0 messages added, 2 there already']);
  assert.deepEqual(asked, ['/list/a@example.org/t.mbox.gz', '/list/a@example.org/t.mbox.gz']);
});

test('a Message-ID that no archive has is refused, and a file of its name is a file', async (context) => {
  const content = join(folder(context), 'content');
  mkdirSync(content, { recursive: true });
  const asked: string[] = [];
  const offline: typeof host = {
    ...host,
    fetch: async (url) => {
      asked.push(url);
      return { status: 404, contentType: null, bytes: new Uint8Array() };
    },
  };
  const context_ = { host: offline, cacheFolder: '' };
  const refused = async () => {
    const { diagnostics } = await importMail(['a/b@example.org'], { content }, context_);
    return diagnostics.map(({ code, message }) => `${code}: ${message}`);
  };
  // No archive is taken for granted.
  assert.deepEqual(await refused(), [
    'import-unreachable: No archive is named in which the message could be looked up.',
  ]);
  assert.deepEqual(asked, []);
  writeFileSync(join(content, 'archive.yaml'), 'archive: https://lore.kernel.org/r/{messageId}\n');
  assert.match((await refused()).join(), /^import-unreachable: No archive has the message\./);
  assert.deepEqual(asked, ['https://lore.kernel.org/all/a%2Fb@example.org/t.mbox.gz']);
  const file = saved(context, 'a@example.org', THREAD);
  const { output } = await importMail([file], { content }, context_);
  assert.match(output ?? '', /2 messages added/);
});

/** What the lock has of the mail: its name, and where it was found. */
const sealsIn = (content: string): readonly (readonly [key: string, at: string | null])[] => {
  const { seals } = JSON.parse(readFileSync(join(content, 'postil.lock.json'), 'utf8'));
  return Object.entries<{ published?: { at: string } }>(seals.mail).map(([key, { published }]) => [
    key,
    published?.at ?? null,
  ]);
};

test('what is imported is sealed at once, each time what is new, and what was changed meanwhile is not', async (context) => {
  const { run, content, files } = desk(context);
  const first = THREAD.slice(0, THREAD.indexOf('From mboxrd', 10));
  await run(saved(context, 'a.mbox', first));
  assert.deepEqual(sealsIn(content), [['mm-count-pages <a@example.org>', null]]);
  const lock = readFileSync(join(content, 'postil.lock.json'), 'utf8');
  const [file = ''] = files('mm-count-pages').filter((name) => name.endsWith('.eml'));
  const path = join(content, 'threads/mm-count-pages', file);
  writeFileSync(path, readFileSync(path, 'utf8').replace('Words of a', 'No words of a'));
  await run(saved(context, 'b.mbox', mail('b', 1, 'Re: [PATCH] mm: count pages', 'a')), {
    thread: 'mm-count-pages',
  });
  assert.deepEqual(
    sealsIn(content).map(([key]) => key),
    ['mm-count-pages <a@example.org>', 'mm-count-pages <b@example.org>'],
  );
  const entry = lock
    .split('\n')
    .find((line) => line.includes('<a@'))
    ?.replace(/,$/, '');
  assert.ok(readFileSync(join(content, 'postil.lock.json'), 'utf8').includes(entry ?? '?'));
});

test('what an archive sends is sealed as published there', async (context) => {
  const server = await serve(context, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/mbox' }).end(THREAD);
  });
  const { run, content } = desk(context);
  await run(`${server}/list/a@example.org/`);
  assert.deepEqual(sealsIn(content), [
    ['mm-count-pages <a@example.org>', `${server}/list/a@example.org/`],
    ['mm-count-pages <b@example.org>', `${server}/list/b@example.org/`],
  ]);
});

test('while the lock cannot be read nothing is sealed, and that is said', async (context) => {
  const { run, content } = desk(context);
  mkdirSync(content, { recursive: true });
  writeFileSync(join(content, 'postil.lock.json'), '{');
  assert.deepEqual(await run(saved(context, 'a.mbox', THREAD)), [
    'mm-count-pages: 2 messages added, 0 there already',
    'Nothing was sealed: "npx postil seal --update" tells why.',
  ]);
  assert.equal(readFileSync(join(content, 'postil.lock.json'), 'utf8'), '{');
});

/** A desk whose redactions.yaml holds these entries. */
function deskWith(context: TestContext, redactions: string): Desk {
  const made = desk(context);
  mkdirSync(made.content, { recursive: true });
  writeFileSync(join(made.content, 'redactions.yaml'), redactions);
  return {
    ...made,
    run: async (source, options) =>
      (await made.run(source, options)).map((line) => line.replace(`${made.content}/`, '')),
  };
}

test('mail that is to be left out does not come by an import, whatever of it was asked for', async (context) => {
  for (const [words, said] of [
    ['', 'redactions.yaml:1: left out, as was asked on 2026-02-01: a@example.org'],
    [
      '  words: Words of a\n',
      'redactions.yaml:1: left out, as it was asked on 2026-02-01 that words of it be: a@example.org; put its file there by hand to show the rest',
    ],
  ] as const) {
    const { run, content, files } = deskWith(
      context,
      `- message: a@example.org\n${words}  date: 2026-02-01\n`,
    );
    const mbox = saved(context, 'a.mbox', THREAD);
    assert.deepEqual(await run(mbox), ['mm-count-pages: 1 message added, 0 there already', said]);
    assert.deepEqual(files('mm-count-pages'), ['ada-2021-01-04-1001z.eml', 'thread.yaml']);
    assert.deepEqual(
      sealsIn(content).map(([key]) => key),
      ['mm-count-pages <b@example.org>'],
    );
    assert.deepEqual(await run(mbox), ['mm-count-pages: 0 messages added, 1 there already', said]);
  }
});

test('a thread of which all is to be left out leaves no folder', async (context) => {
  const { run, content } = deskWith(context, '- message: c@example.org\n  date: 2026-02-01\n');
  assert.deepEqual(await run(saved(context, 'c.mbox', OTHER)), [
    'redactions.yaml:1: left out, as was asked on 2026-02-01: c@example.org',
  ]);
  assert.deepEqual(readdirSync(content), ['redactions.yaml']);
});

for (const who of ['name: Ada', 'address: ADA@example.org'])
  test(`the mail of somebody who is not to be named (${who}) comes without their name in its file's`, async (context) => {
    const { run, files } = deskWith(
      context,
      `- name: Eve\n  date: 2026-01-01\n- ${who}\n  date: 2026-02-01\n`,
    );
    assert.deepEqual(await run(saved(context, 'a.mbox', THREAD)), [
      'mm-count-pages: 2 messages added, 0 there already',
      'redactions.yaml:3: 2 messages by somebody who is not to be named, as was asked on 2026-02-01; no page names them',
    ]);
    assert.deepEqual(files('mm-count-pages'), [
      'left-out-2-2021-01-04-1000z.eml',
      'left-out-2-2021-01-04-1001z.eml',
      'thread.yaml',
    ]);
  });

test('while wishes cannot be read nothing is imported', async (context) => {
  const { run, content } = deskWith(context, '- message: a@example.org\n');
  assert.deepEqual(await run(saved(context, 'a.mbox', THREAD)), ['redactions-invalid']);
  assert.deepEqual(readdirSync(content), ['redactions.yaml']);
});
