/**
 * Measures the mail engine against libraries that only decode, on the same mbox in one run:
 *
 *     npm run bench:mail -- --mbox FILE [--original FILE] [--check]
 *
 * --mbox names an mbox of list mail. --original names the mbox that holds the originals of the messages which
 * the thread dma-buf-mmap-info recovers from quotes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { unwrappedLink } from '../../src/mail/links.ts';
import { readMail } from '../../src/mail/read.ts';
import { readConversation } from '../../src/quoting/conversation.ts';
import { mailIn } from '../mail.ts';
import { figure, finish, skipped } from './figures.ts';

const SMALL_HEAP = ['--max-old-space-size=40', '--max-semi-space-size=4'];

const { values } = parseArgs({
  options: { mbox: { type: 'string' }, original: { type: 'string' }, check: { type: 'boolean' } },
});

if (values.mbox) await throughput(values.mbox);
else skipped('throughput', 'no mbox was named');
if (values.original) await recovered(values.original);
else skipped('recovered messages', 'no mbox with their originals was named');
finish(values.check ?? false);

/**
 * Runs all by turns, so that whatever else the machine does falls on each, and compares the best of each. The mail is
 * taken ten times over: a mailing list is long enough for the compiler to have seen all of the code.
 */
async function throughput(path: string): Promise<void> {
  const once = readFileSync(path);
  const ten = Buffer.from(
    Array.from({ length: 10 }, (_, copy) => distinctCopy(once.toString('latin1'), copy)).join('\n'),
    'latin1',
  );
  const messages = cut(ten.toString('latin1')).map((message) => Buffer.from(message, 'latin1'));
  const read = async (bytes: Buffer) => readConversation((await readMail([{ path, bytes }])).messages);
  const best = { engine: Infinity, postalMime: Infinity, mailparser: Infinity, tenth: Infinity };
  const time = async (what: keyof typeof best, work: () => Promise<unknown>) => {
    best[what] = Math.min(best[what], await seconds(work));
  };
  for (let round = 0; round < 8; round += 1) {
    await time('tenth', () => read(once));
    await time('engine', () => read(ten));
    await time('postalMime', async () => {
      for (const message of messages) await PostalMime.parse(message);
    });
    await time('mailparser', async () => {
      for (const message of messages) await simpleParser(message);
    });
  }
  const rate = (what: keyof typeof best) => Math.round(messages.length / best[what]);
  console.log(
    `      (${messages.length} messages; the engine ${rate('engine')} a second, postal-mime ${rate('postalMime')}, mailparser ${rate('mailparser')})`,
  );
  figure("messages a second, in postal-mime's", best.postalMime / best.engine, 'x', 'at least', 1);
  figure("messages a second, in mailparser's", best.mailparser / best.engine, 'x', 'at least', 2);
  figure('time for ten times the mail', best.engine / best.tenth, 'x', 'at most', 11);
  memory(once);
}

/**
 * Peak memory of reading, which must not grow with the archive. Each size is read by a process of its own, with a
 * small heap: what is measured is what is held, not what waits to be collected.
 */
function memory(mbox: Buffer): void {
  const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
  // Enough copies to tell a stream from a heap.
  const [small = 1, large = 1] = [20, 200].map((copies) => {
    const path = join(folder, `${copies}.mbox`);
    writeFileSync(
      path,
      Buffer.concat(Array.from({ length: copies }, () => [mbox, Buffer.from('\n')]).flat()),
    );
    const { stdout } = spawnSync(
      process.execPath,
      [...SMALL_HEAP, join(import.meta.dirname, 'peak-memory.ts'), path],
      {
        encoding: 'utf8',
      },
    );
    return (JSON.parse(stdout) as { megabytes: number }).megabytes;
  });
  rmSync(folder, { recursive: true });
  console.log(`      (${Math.round(small)} MB, then ${Math.round(large)} MB)`);
  figure('memory to read ten times the mail', large / small, 'x', 'at most', 1.2);
}

async function recovered(path: string): Promise<void> {
  const originals = readConversation(
    (await readMail([{ path, bytes: readFileSync(path) }])).messages,
  ).messages;
  const words = new Map(
    originals.map(({ from, passages }) => [
      passages,
      {
        author: from.name,
        text: folded(
          passages
            .filter(({ depth }) => depth === 0)
            .map(({ text }) => text)
            .join(' '),
        ),
      },
    ]),
  );
  const { messages } = readConversation(
    (await readMail(mailIn('content/threads/dma-buf-mmap-info'))).messages,
  );
  let found = 0;
  const invented: string[] = [];
  for (const message of messages.filter((each) => each.recovered)) {
    for (const { depth, kind, text, author } of message.passages) {
      if (depth > 0 || kind === 'attribution' || kind === 'elision') continue;
      const own = [...words.values()].some(
        (original) => original.author === author && original.text.includes(folded(text)),
      );
      if (own) found += 1;
      else invented.push(`${author}: ${text.slice(0, 60)}`);
    }
  }
  for (const each of invented) console.log(`      not in the originals: ${each}`);
  figure(
    'recovered passages found in the originals, by that author',
    (100 * found) / (found + invented.length),
    '%',
    'at least',
    100,
  );
}

/** The same mail as if other people had sent it, so that nothing is merged as a copy. */
function distinctCopy(mbox: string, copy: number): string {
  return mbox.replace(/^((?:Message-ID|In-Reply-To|References): *<)/gim, `$1${copy}.`);
}

function cut(mbox: string): string[] {
  return mbox.split(/^From mboxrd@z .*\n/m).filter((message) => message.trim() !== '');
}

/** Seconds of processor time: what else the machine does costs the wall clock more. */
async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000_000;
}

/** White space folded, and links as they were typed: gateways wrap them on the way. */
function folded(text: string): string {
  return text
    .replace(/https:\/\/\S+/g, unwrappedLink)
    .replace(/\s+/g, ' ')
    .trim();
}
