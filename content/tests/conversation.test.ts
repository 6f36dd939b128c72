import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConversation } from '../../src/quoting/conversation.ts';
import { seedMessage } from './seeds.ts';

test('the recovered patch holds its own words and all its trailers', async () => {
  const { messages } = readConversation([await seedMessage('unsafe-follow-pfn-review')]);
  const recovered = messages.find(({ id }) => id === 'daniel-vetter-2021-03-16-1533z');
  assert.deepEqual(
    [...new Set(recovered?.passages.map(({ depth, author, source }) => `${depth} ${author} ${source}`))],
    ['0 Daniel Vetter daniel-vetter-2021-03-16-1533z'],
  );
  assert.equal(recovered?.trailers.length, 16);
});

test('passages whose depth had to be rebuilt are inferred, the others stated', async () => {
  const confidences = async (seed: Parameters<typeof seedMessage>[0]) => {
    const { messages } = readConversation([await seedMessage(seed)]);
    return [...new Set(messages.flatMap(({ passages }) => passages.map(({ confidence }) => confidence)))];
  };
  assert.deepEqual(await confidences('unsafe-follow-pfn'), ['stated']);
  assert.deepEqual(await confidences('dma-buf-mmap-info'), ['inferred']);
  assert.deepEqual(await confidences('dma-buf-vm-pfnmap'), ['inferred']);
});

test('every passage has an id of its own', async () => {
  const ids = readConversation([await seedMessage('page-count-cow')]).messages.flatMap(({ passages }) =>
    passages.map(({ id }) => id),
  );
  assert.equal(new Set(ids).size, ids.length);
});
