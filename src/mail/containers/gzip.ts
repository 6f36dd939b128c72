import { LIMITS } from '../../base/limits.ts';
import { type Chunks, streamOf } from '../chunks.ts';
import { MailFault } from '../fault.ts';
import type { Container } from './container.ts';

/** gzip (RFC 1952), several members one after another included. */
export const gzip: Container = {
  name: 'gzip',
  sniff: (start) => start[0] === 0x1f && start[1] === 0x8b,
  async *files({ path, chunks }) {
    yield { path, chunks: unzipped(chunks) };
  },
};

/**
 * Unpacks as it is asked for, and stops where the file swells as no mail does: a few kilobytes can claim to hold
 * gigabytes.
 *
 * @throws MailFault when the file is damaged, ends early or swells.
 */
async function* unzipped(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let packed = 0;
  const counted = (async function* () {
    for await (const chunk of chunks) {
      packed += chunk.length;
      yield chunk;
    }
  })();
  let size = 0;
  try {
    const stream = streamOf(counted).pipeThrough(new DecompressionStream('gzip'));
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > LIMITS.messageBytes && size > packed * LIMITS.swelling) throw swollen();
      yield chunk;
    }
  } catch (error) {
    if (error instanceof MailFault) throw error;
    throw new MailFault(
      'mail-unreadable',
      'The file is compressed with gzip and ends early or is damaged; what stands before the damage was read.',
      'Download the file again.',
    );
  }
}

const swollen = (): MailFault =>
  new MailFault(
    'mail-too-large',
    `The compressed file unpacks to more than ${LIMITS.swelling} times its size, as no mail does.`,
    'Unpack it yourself and look at what it holds.',
  );
