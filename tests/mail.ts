import { readdirSync, readFileSync } from 'node:fs';
import type { Message } from '../src/mail/message.ts';
import { type MailFile, readMail } from '../src/mail/read.ts';

/** The mail in the folder of a thread. */
export const mailIn = (folder: string): (MailFile & { bytes: Uint8Array })[] =>
  readdirSync(folder)
    .filter((name) => name !== 'thread.yaml')
    .map((name) => ({ path: `${folder}/${name}`, bytes: readFileSync(`${folder}/${name}`) }));

/** A real page of an archive, six voices at six depths: what only real mail shows is shown on it. */
export const ARCHIVED = 'tests/threads/unsafe-follow-pfn';

export async function archivedMessage(): Promise<Message> {
  const [message] = (await readMail(mailIn(ARCHIVED))).messages;
  if (!message) throw new Error(`There is no mail in ${ARCHIVED}.`);
  return message;
}
