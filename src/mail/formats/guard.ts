import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Place } from '../../base/position.ts';
import type { Found } from './format.ts';

/**
 * Reads one message of many so that no other pays for it: a fault that nobody has foreseen costs the message alone,
 * and a body that is longer than anybody's is cut.
 *
 * @param place where its header starts.
 */
export async function* guarded(
  message: Iterable<Found | Diagnostic> | AsyncIterable<Found | Diagnostic>,
  place: Place,
): AsyncGenerator<Found | Diagnostic> {
  try {
    for await (const found of message) {
      if ('delivery' in found) yield* shortened(found, place);
      else yield found;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    yield diagnose('mail-unreadable', place, {
      message: `The message cannot be taken apart (${reason}); it was left out, the others were read.`,
      fix: 'Take the message from another archive, or out of this one.',
    });
  }
}

function* shortened(found: Found, place: Place): Generator<Found | Diagnostic> {
  const { text, shape } = found.delivery.body;
  const isLong = shape === 'flattened' && text.length > LIMITS.flattenedLetters;
  const end = isLong ? LIMITS.flattenedLetters : endOfLine(text, LIMITS.bodyLines);
  if (end === null) {
    yield found;
    return;
  }
  const body = { ...found.delivery.body, text: text.slice(0, end) };
  yield { ...found, delivery: { ...found.delivery, body } };
  yield diagnose('mail-cut', place, {
    message: isLong
      ? `The message is one line of more than ${LIMITS.flattenedLetters} letters; what stands behind them was not read.`
      : `The message has more than ${LIMITS.bodyLines} lines; what stands below them was not read.`,
  });
}

/** Where the line of a number ends, if more than its line end follows; null where it does not. */
function endOfLine(text: string, count: number): number | null {
  if (text.length <= count) return null;
  let at = -1;
  for (let line = 0; line < count; line += 1) {
    at = text.indexOf('\n', at + 1);
    if (at === -1) return null;
  }
  return at + 1 < text.length ? at : null;
}
