import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Place } from '../../base/position.ts';
import type { ByteString } from '../bytes.ts';
import type { Extent, Found } from './format.ts';
import { guarded } from './guard.ts';
import { readMessage } from './message.ts';

/**
 * Reads a message, or as much of it as is asked for.
 *
 * @param place where its header starts.
 */
export async function* readExtent(
  raw: ByteString,
  place: Place,
  extent: Extent,
): AsyncGenerator<Found | Diagnostic> {
  const head = extent === 'all' ? raw : headOf(raw);
  for await (const found of guarded(readMessage(head, place), place))
    if (head === raw || 'delivery' in found) yield found;
}

/** Its header; the whole message where that has no Message-ID, as it is then known by what stands in it. */
function headOf(raw: ByteString): ByteString {
  const end = /\n\r?\n/.exec(raw);
  const head = end === null ? raw : raw.slice(0, end.index + end[0].length);
  return /^message-id:[ \t]*<[^<>\s]+>/im.test(head) ? head : raw;
}
