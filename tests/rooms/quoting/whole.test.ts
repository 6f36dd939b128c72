import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readMail } from '../../../src/mail/read.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';
import { markedLines } from '../../../src/quoting/marks.ts';

/** Lines that mean something to a reader of mail, whole and broken. */
const LINE = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  fc.constantFrom(
    '',
    '-- ',
    '--',
    '---',
    '...',
    '[snip]',
    'On Mon, Jan 4, 2021 at 9:00 AM Tom Jones <tom@example.org> wrote:',
    'On Mon, Jan 4, 2021 at 9:00 AM Tom Jones',
    '<tom@example.org> wrote:',
    'Tom Jones writes:',
    '-----Original Message-----',
    'From: Tom Jones',
    'Sent: Monday',
    'diff --git a/x b/x',
    '@@ -1,2 +1,2 @@',
    '+one',
    ' a.c | 3 ++-',
    ' 1 file changed',
    'Signed-off-by: Tom Jones <tom@example.org>',
    '________________________________',
    'engines mailing list',
    '-----BEGIN PGP SIGNATURE-----',
    '-----END PGP SIGNATURE-----',
    'All errors (new ones prefixed by >>):',
    '| bar',
    'TJ> initials',
    'Regards,',
    '-Ada',
  ),
);
const QUOTED = fc
  .tuple(fc.constantFrom('', '> ', '>', '>> ', '> > ', '>> >> ', ' > '), LINE)
  .map(([marks, line]) => `${marks}${line.replace(/[\r\n\0]/g, ' ')}`);
const BODY = fc.array(QUOTED, { maxLength: 40 }).map((lines) => lines.join('\n'));

const filled = (lines: readonly string[]): string[] => lines.filter((line) => line.trim() !== '');

async function passagesOf(body: string) {
  const mail = `From: Ada <ada@example.org>\nTo: Tom Jones <tom@example.org>\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nMessage-ID: <a@example.org>\nSubject: s\nContent-Type: text/plain; charset=utf-8\n\n${body}`;
  const { messages } = await readMail([{ path: 'a.eml', bytes: new TextEncoder().encode(mail) }]);
  const received = readConversation(messages).messages.find(({ recovered }) => !recovered);
  return { text: messages[0]?.body.text ?? '', passages: received?.passages ?? [] };
}

test("the lines of a message's passages, put together, are its decoded body", async () => {
  await fc.assert(
    fc.asyncProperty(BODY, async (body) => {
      const { text, passages } = await passagesOf(body);
      assert.deepEqual(
        filled(passages.flatMap((passage) => passage.text.split('\n'))),
        filled(markedLines(text).map((line) => line.text)),
      );
    }),
    { numRuns: 400 },
  );
});

test('every mark of the body is counted in the depth of a passage', async () => {
  await fc.assert(
    fc.asyncProperty(BODY, async (body) => {
      const { text, passages } = await passagesOf(body);
      // Where marks were lost, depths are rebuilt; this holds for bodies that kept theirs.
      fc.pre(markedLines(text).some(({ depth }) => depth > 0));
      const counted = passages.flatMap(({ depth, text: own }) => filled(own.split('\n')).map(() => depth));
      const marked = markedLines(text).filter((line) => line.text.trim() !== '');
      assert.deepEqual(
        counted,
        marked.map(({ depth }) => depth),
      );
    }),
    { numRuns: 400 },
  );
});

test('ids of passages are distinct within a message', async () => {
  await fc.assert(
    fc.asyncProperty(BODY, async (body) => {
      const { passages } = await passagesOf(body);
      assert.equal(new Set(passages.map(({ id }) => id)).size, passages.length);
    }),
  );
});
