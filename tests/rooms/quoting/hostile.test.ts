import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { masked } from '../../../src/mail/masked.ts';
import { readMail } from '../../../src/mail/read.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';
import { mutants } from '../../bench/hostile/mutants.ts';
import { SHAPES } from '../../bench/hostile/shapes.ts';

/** Seconds of processor time that reading takes: what else the machine does has no part in it. */
async function secondsFor(bytes: Uint8Array): Promise<number> {
  const start = process.cpuUsage();
  const { messages } = await readMail([{ path: 'hostile', bytes }]);
  readConversation(messages);
  for (const { body } of messages) masked(body.text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Small enough for a test; a step that is repeated for each pair of lines takes far longer than this limit. */
const BYTES = 150_000;
const MOST_SECONDS = 2;

for (const { name, make } of SHAPES) {
  test(`${name}: read to its end`, async () => {
    const seconds = await secondsFor(Buffer.from(make(BYTES)));
    assert.ok(seconds < MOST_SECONDS, `${seconds} s`);
  });
}

test('mails that were spoiled at random throw nothing and take no time', async () => {
  const mails = globSync('tests/corpus/*/input.*').map((path) => readFileSync(path, 'latin1'));
  for (const mail of mutants(mails, 7, 400)) {
    const seconds = await secondsFor(Buffer.from(mail, 'latin1'));
    assert.ok(seconds < MOST_SECONDS, `${seconds} s for ${JSON.stringify(mail.slice(0, 2000))}`);
  }
});
