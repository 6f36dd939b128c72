/**
 * Reads one shape at several sizes, `one.ts NAME SIZE...`, and prints a line of JSON for each: the seconds of processor
 * time it took and the codes of what was told about it. A process of its own each: one that hangs or has no memory
 * left takes no other with it.
 */
import { masked } from '../../../src/mail/masked.ts';
import { readMail } from '../../../src/mail/read.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';
import { processorSeconds } from '../figures.ts';
import { SHAPES } from './shapes.ts';

const [name = '', ...sizes] = process.argv.slice(2);
const shape = SHAPES.find((each) => each.name === name);
if (!shape) throw new Error(`There is no shape "${name}".`);

/** Times are the best of as many; a short one is disturbed more by what else the machine does. */
const ROUNDS = 4;
const LONG = 1;

const encoding = shape.isBytes ? 'latin1' : 'utf8';
await once(Buffer.from(shape.make(200_000), encoding));
for (const size of sizes.map(Number)) {
  const bytes = Buffer.from(shape.make(size), encoding);
  let best = await once(bytes);
  for (let round = 1; round < ROUNDS && best.seconds < LONG; round += 1) {
    const next = await once(bytes);
    if (next.seconds < best.seconds) best = next;
  }
  console.log(JSON.stringify({ size, ...best }));
}

async function once(bytes: Buffer): Promise<{ seconds: number; codes: readonly string[] }> {
  const start = processorSeconds();
  const { messages, diagnostics } = await readMail([{ path: 'hostile', bytes }]);
  readConversation(messages);
  for (const { body } of messages) masked(body.text);
  return {
    seconds: processorSeconds() - start,
    codes: [...new Set(diagnostics.map(({ code }) => code))],
  };
}
