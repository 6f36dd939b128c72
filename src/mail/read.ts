// Comes in: mail files as bytes. Goes out: messages, each once, and a diagnostic for each file that is none.
// Promises: never throws for what a file holds, reads the other files when one is bad, invents no field.
// Refuses: files over the size limit, files in no known format.
// The formats are a table in formats/index.ts; whoever speaks in a body is the business of src/quoting/.
import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { LIMITS } from '../base/limits.ts';
import { startOf } from '../base/position.ts';
import { byteString, decodeBytes } from './bytes.ts';
import { mergeCopies } from './dedupe.ts';
import type { Delivery, MailFile } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import { isGzip, unzipped } from './gzip.ts';
import type { Message } from './message.ts';

export interface MailReading {
  readonly messages: readonly Message[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads mail files into messages; deliveries of one message, in one file or in several, become one.
 *
 * @returns the messages in the order of the files, and a diagnostic for each file that could not be used.
 */
export async function readMail(files: readonly MailFile[]): Promise<MailReading> {
  const deliveries: Delivery[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const read = await deliveriesIn(file);
    if (Array.isArray(read)) deliveries.push(...read);
    else diagnostics.push(read as Diagnostic);
  }
  return { messages: mergeCopies(deliveries), diagnostics };
}

/** How much of a file tells its format. */
const FIRST_LOOK = 4000;

async function deliveriesIn({ path, bytes: stored }: MailFile): Promise<readonly Delivery[] | Diagnostic> {
  const place = startOf(path);
  const limit = LIMITS.mailFileBytes / (1024 * 1024);
  const bytes = isGzip(stored) ? await unzipped(stored, LIMITS.mailFileBytes) : stored;
  if (bytes === 'too large' || bytes.length > LIMITS.mailFileBytes) {
    return diagnose('mail-too-large', place, {
      message: `The file holds more than ${limit} MiB; Postil reads mail files of up to that size.`,
    });
  }
  if (bytes === 'damaged') {
    return diagnose('mail-unreadable', place, {
      message: 'The file is compressed with gzip and ends early or is damaged.',
      fix: 'Download the file again.',
    });
  }
  const start = decodeBytes(byteString(bytes.subarray(0, FIRST_LOOK)), null);
  if (bytes.length <= FIRST_LOOK && start.trim() === '') {
    return diagnose('mail-empty', place, { message: 'The file holds nothing but white space.' });
  }
  const format = FORMATS.find(({ sniff }) => sniff(start));
  const found = (await format?.split({ path, bytes })) ?? [];
  if (found.length > 0) return found;
  return diagnose('mail-not-mail', place, {
    message: 'The file is in none of the mail formats that Postil reads.',
    expected: FORMATS.map(({ name }) => name).join(', '),
  });
}

export type { MailFile } from './formats/format.ts';
