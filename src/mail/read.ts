// Comes in: mail files as bytes. Goes out: messages, each once, and a diagnostic for each file that is none.
// Promises: never throws for what a file holds, reads the other files when one is bad, invents no field.
// Refuses: files over the size limit, files in no known format.
// The formats are a table in formats/index.ts; whoever speaks in a body is the business of src/quoting/.
import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { LIMITS } from '../base/limits.ts';
import { startOf } from '../base/position.ts';
import { mergeCopies } from './dedupe.ts';
import type { Delivery } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import type { Message } from './message.ts';

export interface MailFile {
  /** As the author knows it; diagnostics name it. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface MailReading {
  readonly messages: readonly Message[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads mail files into messages; deliveries of one message, in one file or in several, become one.
 *
 * @returns the messages in the order of the files, and a diagnostic for each file that could not be used.
 */
export function readMail(files: readonly MailFile[]): MailReading {
  const deliveries: Delivery[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const read = deliveriesIn(file);
    if (Array.isArray(read)) deliveries.push(...read);
    else diagnostics.push(read as Diagnostic);
  }
  return { messages: mergeCopies(deliveries), diagnostics };
}

function deliveriesIn({ path, bytes }: MailFile): readonly Delivery[] | Diagnostic {
  const place = startOf(path);
  if (bytes.length > LIMITS.mailFileBytes) {
    const limit = LIMITS.mailFileBytes / (1024 * 1024);
    return diagnose('mail-too-large', place, {
      message: `The file has ${bytes.length} bytes; Postil reads mail files of up to ${limit} MiB.`,
    });
  }
  const text = decodeText(bytes);
  if (text.trim() === '')
    return diagnose('mail-empty', place, { message: 'The file holds nothing but white space.' });
  const format = FORMATS.find(({ sniff }) => sniff(text));
  const found = format?.split(text, path) ?? [];
  if (found.length > 0) return found;
  return diagnose('mail-not-mail', place, {
    message: 'The file is in none of the mail formats that Postil reads.',
    expected: FORMATS.map(({ name }) => name).join(', '),
  });
}

/** Archives store UTF-8; what is not valid UTF-8 was written by a program that meant Windows-1252. */
function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
