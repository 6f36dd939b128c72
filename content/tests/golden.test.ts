import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { readConversation } from '../../src/quoting/conversation.ts';
import { SEEDS, type Seed, seedMessage } from './seeds.ts';

/** A paragraph as it was labelled by hand: how deep it stands, who wrote it, how it begins and ends. */
const Label = z.object({
  depth: z.number(),
  author: z.string(),
  kind: z.string(),
  first: z.string(),
  last: z.string(),
});
const Golden = z.object({ about: z.string(), blocks: z.array(Label) });

for (const seed of Object.keys(SEEDS) as Seed[]) {
  test(`every paragraph of ${seed} has the depth, author and kind that its labels give`, async () => {
    const { blocks } = Golden.parse(JSON.parse(readFileSync(`content/tests/golden/${seed}.json`, 'utf8')));
    const message = readConversation([await seedMessage(seed)]).messages.find(({ recovered }) => !recovered);
    assert.ok(message);
    const passages = message.passages.map(({ depth, author, kind, text }) => ({
      depth,
      author,
      kind,
      text: folded(text),
    }));
    let at = -1;
    for (const { first, last, ...label } of blocks) {
      // A signature's delimiter and its lines are one passage where no blank line parts them.
      if (passages[at + 1]?.text.startsWith(first) || at === -1) at += 1;
      const { text = '', ...found } = passages[at] ?? {};
      assert.deepEqual(
        { ...found, first: text.includes(first), last: text.includes(last) },
        { ...label, first: true, last: true },
      );
    }
    assert.equal(at, passages.length - 1, 'every passage has a label');
  });
}

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();
