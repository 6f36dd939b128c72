import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMail } from '../../../src/mail/read.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';

const HEADER =
  'From: Ada <a@x.org>\nTo: Tom Jones <t@x>\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nMessage-ID: <a@x>\nSubject: s\n\n';

/** Bodies that would take a careless reader minutes, or its stack. */
const BODIES: Readonly<Record<string, string>> = {
  'ten thousand quote marks on one line': `${'>'.repeat(10_000)} x\n`,
  'ever deeper quotes': Array.from({ length: 7_000 }, (_, depth) => `${'>'.repeat(depth)} x`).join('\n'),
  'one line of five million letters': 'a'.repeat(5_000_000),
  'a million spaces before a colon': `${' '.repeat(1_000_000)}:`,
  'a hundred thousand equal lines, quoted by turns': '> hello there\nand I say\n'.repeat(50_000),
  'fifty thousand attribution lines': 'On Mon, Jan 4, 2021 at 9:00 AM Tom Jones wrote:\n\n'.repeat(50_000),
  'a hundred thousand lines that almost introduce somebody':
    'On Mon, Jan 4, 2021 at 9:00 AM Tom Jones wrote\n'.repeat(100_000),
  'fifty thousand separators': '--\nx\n'.repeat(50_000),
  'NUL bytes': '\0'.repeat(100_000),
};

for (const [what, body] of Object.entries(BODIES)) {
  // The limit tells a hang from a slow machine: each of these takes about a second at most.
  test(`a mail of ${what} is read to its end`, { timeout: 60_000 }, async () => {
    const { messages } = await readMail([{ path: 'x', bytes: Buffer.from(HEADER + body) }]);
    assert.ok(readConversation(messages).messages.length > 0);
  });
}

test('a mail with a million lines of header is read to its end', { timeout: 60_000 }, async () => {
  const mail = `${HEADER.trimEnd()}\n${'X: a\n b\n'.repeat(500_000)}\nx`;
  const { messages } = await readMail([{ path: 'x', bytes: Buffer.from(mail) }]);
  assert.equal(messages[0]?.body.text, 'x');
});
