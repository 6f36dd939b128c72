/**
 * Measures the mail engine against libraries that only decode, on the same mbox in one run:
 *
 *     npm run bench:mail -- --mbox FILE [--original FILE] [--check]
 *
 * --mbox names an mbox of list mail. --original names the mbox that holds the originals of the messages which
 * the thread dma-buf-mmap-info recovers from quotes.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import PostalMime from 'postal-mime';
import { unwrappedLink } from '../../src/mail/links.ts';
import { readMail } from '../../src/mail/read.ts';
import { readConversation } from '../../src/quoting/conversation.ts';
import { seedMessage } from '../seeds.ts';
import { figure, finish, skipped } from './figures.ts';

const { values } = parseArgs({
  options: { mbox: { type: 'string' }, original: { type: 'string' }, check: { type: 'boolean' } },
});

if (values.mbox) await throughput(values.mbox);
else skipped('throughput', 'no mbox was named');
if (values.original) await recovered(values.original);
else skipped('recovered messages', 'no mbox with their originals was named');
finish(values.check ?? false);

/** Runs both by turns, so that whatever else the machine does falls on both, and compares the best of each. */
async function throughput(path: string): Promise<void> {
  const once = readFileSync(path);
  const messages = cut(once.toString('latin1'));
  const engine: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    engine.push(
      await seconds(async () => readConversation((await readMail([{ path, bytes: once }])).messages)),
    );
    peer.push(
      await seconds(async () => {
        for (const message of messages) await PostalMime.parse(Buffer.from(message, 'latin1'));
      }),
    );
  }
  const [own, other] = [Math.min(...engine), Math.min(...peer)];
  console.log(
    `      (${messages.length} messages; the engine ${Math.round(messages.length / own)} a second, postal-mime ${Math.round(messages.length / other)})`,
  );
  figure("messages a second, in postal-mime's", other / own, 'x', 'at least', 1);
  const ten = Buffer.from(
    Array.from({ length: 10 }, (_, copy) => distinctCopy(once.toString('latin1'), copy)).join('\n'),
    'latin1',
  );
  const tenfolds: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    tenfolds.push(
      await seconds(async () => readConversation((await readMail([{ path, bytes: ten }])).messages)),
    );
  }
  figure('time for ten times the mail', Math.min(...tenfolds) / own, 'x', 'at most', 11);
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
  const { messages } = readConversation([await seedMessage('dma-buf-mmap-info')]);
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

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** White space folded, and links as they were typed: gateways wrap them on the way. */
function folded(text: string): string {
  return text
    .replace(/https:\/\/\S+/g, unwrappedLink)
    .replace(/\s+/g, ' ')
    .trim();
}
