import { startOf } from '../../base/position.ts';
import type { Format } from './format.ts';
import { readExtent } from './heads.ts';
import { wholeText } from './whole-file.ts';

/** One message in a file, as mail programs save it and maildir folders hold it. */
export const eml: Format = {
  name: 'single message',
  sniff: (start) => FIELDS.test(start) && /^(?:from|date|message-id|received)[ \t]{0,9}:/im.test(start),
  async *read(file, extent) {
    const text = await wholeText(file);
    const place = startOf(file.path);
    if (typeof text === 'string') yield* readExtent(text, place, extent);
    else yield text;
  },
};

/** At least two header fields, folded or not, at the very start. */
const FIELDS =
  /^[A-Za-z][A-Za-z0-9-]{0,60}[ \t]{0,9}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*[A-Za-z][A-Za-z0-9-]{0,60}[ \t]{0,9}:/;
