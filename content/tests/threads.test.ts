import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readThreads } from '../../src/citations/threads/threads.ts';
import { readConversation } from '../../src/quoting/conversation.ts';
import { host } from '../../tests/rooms/sources/fixture-tree.ts';
import { seedMessage } from './seeds.ts';

const { verified: threads } = await readThreads('content', host);
const reply = threads.get('dma-buf-vm-pfnmap')?.thread.messages.find(({ recovered }) => !recovered);

test('with the address that thread.yaml gives, the lines of the flattened reply are proven', () => {
  assert.equal(reply?.proof, 'DKIM body hash');
  assert.deepEqual(
    reply.passages.filter(({ depth }) => depth === 0).map(({ text }) => text),
    [
      'On Tue, 22 Nov 2022 at 19:04, Jason Gunthorpe <jgg@ziepe.ca> wrote:',
      [
        'The vma has a filp which is the refcounted dma_buf. With dma_buf you',
        "never get an individual page it's always the entire object. And it's",
        "up to the allocator how exactly it wants to use or not use the page's",
        'refcount. So if gup goes in and elevates the refcount, you can break',
        "stuff, which is why I'm doing this.",
      ].join('\n'),
      '-Daniel',
      '--\nDaniel Vetter\nSoftware Engineer, Intel Corporation\nhttp://blog.ffwll.ch',
    ],
  );
});

test('the passages of a proven message are stated, and only the line with the address has another id', async () => {
  const { messages } = readConversation([await seedMessage('dma-buf-vm-pfnmap')]);
  const bare = messages.find(({ recovered }) => !recovered);
  assert.deepEqual(
    reply?.passages.slice(1).map(({ id, confidence }) => [id, confidence]),
    bare?.passages.slice(1).map(({ id }) => [id, 'stated']),
  );
  assert.notEqual(reply?.passages[0]?.id, bare?.passages[0]?.id);
});

test('no other message has, or needs, a proof', () => {
  const proven = [...threads.values()].flatMap(({ thread }) =>
    thread.messages.filter(({ proof }) => proof !== null).map(({ id }) => id),
  );
  assert.deepEqual(proven, ['daniel-vetter-2022-11-22-1808z']);
});
