import type { Writable } from 'node:stream';

/**
 * Writes piece by piece, and waits where the reader is slower. One that has had enough, as `head` has, closes the
 * stream: what is left is then not made.
 */
export async function writePieces(pieces: AsyncIterable<string>, output: Writable): Promise<void> {
  let wake = (): void => {};
  const woken = (): void => wake();
  for (const event of ['drain', 'close', 'error']) output.on(event, woken);
  for await (const piece of pieces) {
    if (!output.writable) break;
    if (!output.write(piece) && output.writable) await new Promise<void>((resume) => (wake = resume));
  }
  for (const event of ['drain', 'close', 'error']) output.off(event, woken);
}
