import { createTarDecoder } from 'modern-tar';
import { streamOf } from '../chunks.ts';
import { MailFault } from '../fault.ts';
import { isMailPath } from '../folder.ts';
import type { Container } from './container.ts';

/** A tar archive of mail files, or of a maildir. Only plain files are read, and none is ever unpacked to disk. */
export const tar: Container = {
  name: 'tar',
  // POSIX.1, pax: the magic of a ustar header, GNU's too.
  sniff: (start) => Buffer.from(start.subarray(257, 262)).toString('latin1') === 'ustar',
  async *files({ path, chunks }) {
    try {
      const entries = streamOf(chunks).pipeThrough(createTarDecoder({ strict: true }));
      for await (const { header, body } of entries) {
        if (header.type === 'file' && isMailPath(header.name))
          yield { path: `${path}/${header.name}`, chunks: body };
        // What was not read to its end is in the way of the next entry.
        if (!body.locked) await body.cancel();
      }
    } catch (error) {
      if (error instanceof MailFault) throw error;
      throw new MailFault(
        'mail-unreadable',
        'The tar archive ends early or is damaged; what stands before the damage was read.',
        'Download the archive again.',
      );
    }
  },
};
