import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { LIMITS } from '../../base/limits.ts';
import { startOf } from '../../base/position.ts';
import { type ByteString, byteString } from '../bytes.ts';
import { collected } from '../chunks.ts';
import type { OpenFile } from '../containers/container.ts';
import type { Delivery, Found } from './format.ts';
import { guarded } from './guard.ts';

/** Reads a format whose files are small: one message, or one page of them. */
export const wholeFile = (
  ending: Found['ending'],
  split: (text: ByteString, path: string) => readonly Delivery[],
) =>
  async function* read(file: OpenFile): AsyncGenerator<Found | Diagnostic> {
    const text = await wholeText(file);
    if (typeof text !== 'string') yield text;
    else
      yield* guarded(
        (async function* () {
          for (const delivery of split(text, file.path)) yield { delivery, raw: text, ending };
        })(),
        startOf(file.path),
      );
  };

/** All of a file, or the diagnostic that it is too large for one message. */
export async function wholeText({ path, chunks }: OpenFile): Promise<ByteString | Diagnostic> {
  const bytes = await collected(chunks, LIMITS.messageBytes);
  if (bytes !== null) return byteString(bytes);
  return diagnose('mail-too-large', startOf(path), {
    message: `The file is no mbox and holds more than ${LIMITS.messageBytes / 1024 ** 2} MiB, which is more than one message may.`,
  });
}
