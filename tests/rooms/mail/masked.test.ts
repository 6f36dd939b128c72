import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressesIn, masked } from '../../../src/mail/masked.ts';

test('every letter before the sign of an address is a mark, and the text is as long as it was', () => {
  assert.equal(
    masked('Ask Ada <ada.bell@example.org> twice.'),
    `Ask Ada <${'…'.repeat(8)}@example.org> twice.`,
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'a@.=40%<> \n"[]()tdo…/:&#;é用') }), (text) => {
      assert.equal(masked(text).length, text.length);
      assert.equal(masked(masked(text)), masked(text));
    }),
    { numRuns: 2000 },
  );
});

/** Sentences, code and links in which nobody can be written to. */
const NO_ADDRESSES = [
  'look at example.org today',
  'Meet me at noon (UTC)',
  'root@debian:~# make',
  '@@ -1,2 +3 @@ int main(void)',
  'npm install basket@1.2.3',
  'https://medium.example/@ada/post',
  '0 at 5.4 or at 6.1',
  'a @param b.c of it',
  'x = y@z',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
];

for (const text of NO_ADDRESSES)
  test(`nothing of "${text}" is masked`, () => {
    assert.equal(masked(text), text);
  });

test('a Message-ID is none where it is known, or stands in a link to an archive', () => {
  const id = '20210104100000.7-1-ada@mail.example';
  assert.equal(
    masked(`<${id}> https://lists.example/m/${id}`, (text) => text === id),
    `<${id}> https://lists.example/m/${id}`,
  );
  const link = 'https://lore.kernel.org/r/20210104100000.GA7@mail.example';
  assert.equal(masked(link), link);
  assert.notEqual(masked(`<${id}>`), `<${id}>`);
});

test('in a link only what is an address is masked, with whoever asks and their secret', () => {
  assert.equal(
    masked('https://lists.example/leave?who=ada%40example.org&why=1'),
    'https://lists.example/leave?who=………%40example.org&why=1',
  );
  assert.equal(masked('https://ada:secret@host.example/'), `https://${'…'.repeat(10)}@host.example/`);
});

test('a text of nothing but signs takes no longer than another', () => {
  for (const piece of ['a=40', 'a@', '"@', ' at a.b', 'a dot ', 'https://a:@', 'a@b.'])
    assert.equal(typeof addressesIn(piece.repeat(20_000)).length, 'number');
});
