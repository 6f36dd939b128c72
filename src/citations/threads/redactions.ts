import { z } from 'zod';
import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { type Host, readText } from '../../base/host.ts';
import type { Place } from '../../base/position.ts';
import { readYaml } from '../../base/yaml.ts';

const Redaction = z
  .strictObject({
    message: z
      .string()
      .regex(/^[^\s<>@]+@[^\s<>@]+$/, 'must be a Message-ID without brackets')
      .optional()
      .describe('Message-ID of a mail that is to be left out, or whose `words` are.'),
    words: z
      .string()
      .min(1)
      .optional()
      .describe('Words of that mail, where only they are to be left out; any white space between them.'),
    address: z
      .string()
      .regex(/^[^\s<>@]+@[^\s<>@]+$/, 'must be a mail address')
      .optional()
      .describe('Somebody who is not to be named, by their address.'),
    name: z.string().min(3).optional().describe('Somebody who is not to be named, as the mail names them.'),
    date: z.iso.date().describe('The day on which it was asked for; readers are told.'),
    reason: z.string().optional().describe('Why, for whoever keeps the site; readers are not told.'),
  })
  .refine(
    ({ message, address, name }) =>
      [message, address, name].filter((each) => each !== undefined).length === 1,
    'names one message, one address or one name',
  )
  .refine(({ message, words }) => words === undefined || message !== undefined, 'words need their message');

/** What `redactions.yaml` holds. */
export const RedactionsFile = z.array(Redaction).describe('Who or what is to be left out of the site.');

/** A wish to be left out, with its place. */
export interface Redaction extends z.infer<typeof Redaction> {
  readonly place: Place;
}

/** Reads redactions.yaml, if there is one. */
export async function readRedactions(
  contentFolder: string,
  host: Host,
): Promise<Checked<readonly Redaction[]>> {
  const file = `${contentFolder}/redactions.yaml`;
  const text = await readText(file, host);
  if (text === null) return { verified: [], diagnostics: [] };
  const read = readYaml(file, text, RedactionsFile, 'redactions-invalid');
  if (!('value' in read)) return { verified: [], diagnostics: read.diagnostics };
  return {
    verified: read.value.map((each, at) => ({ ...each, place: read.placeOf([at]) })),
    diagnostics: [],
  };
}

/** Message-ID -> the day on which it was asked that the mail, or words of it, be left out: its file may be gone. */
export const leftOutMail = (redactions: readonly Redaction[]): ReadonlyMap<string, string> =>
  new Map(
    redactions.flatMap(({ message, date }) => (message === undefined ? [] : [[message, date] as const])),
  );

export const unusedRedaction = ({ message, address, name, words, place }: Redaction): Diagnostic =>
  diagnose('redaction-unused', place, {
    message:
      words === undefined
        ? `No mail of this site has "${message ?? address ?? name}".`
        : `No mail of this site has these words of "${message}".`,
  });
