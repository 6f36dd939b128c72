import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConversation } from '../../src/quoting/conversation.ts';
import { type Nested, nest } from '../../src/site/view/thread.ts';
import { seedMessage } from './seeds.ts';

test('the passages of a mail without line breaks nest by depth too', async () => {
  const { messages } = readConversation([await seedMessage('dma-buf-vm-pfnmap')]);
  const reply = messages.find(({ recovered }) => !recovered);
  assert.ok(reply);
  const lines = (nested: readonly Nested[], indent = ''): string[] =>
    nested.flatMap((item) =>
      'inside' in item
        ? [
            ...item.introduced.map(({ text }) => `${indent}  (${text.slice(0, 11)})`),
            ...lines(item.inside, `${indent}  `),
          ]
        : item.run.map(
            ({ author, text }, index) => `${indent}${index === 0 ? `${author}: ` : ''}${text.slice(0, 12)}`,
          ),
    );
  assert.deepEqual(
    lines(
      nest({
        ...reply,
        original: null,
        outside: {},
        outsideSource: null,
        archiveUrl: null,
        seal: null,
        quotedBy: {},
      }),
    ).slice(0, 5),
    [
      '  (On Tue, 22 )',
      '    (On Tue, Nov)',
      '    Daniel Vetter: tldr; DMA bu',
      '    Since some u',
      '    To stop this',
    ],
  );
});
