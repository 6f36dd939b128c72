import type { Diagnostic } from '../../base/diagnostic.ts';
import { type MailFile, readMail } from '../../mail/read.ts';
import { readConversation } from '../../quoting/conversation.ts';
import type { Conversation, Passage, ReadMessage } from '../../quoting/passage.ts';
import { namedMail } from '../mail-files.ts';
import type { Context, Report } from '../report.ts';

/** `postil parse FILE...`: what mail files hold, as text or as the object of the contract. */
export async function parse(
  files: readonly string[],
  options: { json?: boolean },
  { host }: Context,
): Promise<Report> {
  const diagnostics: Diagnostic[] = [];
  const mail = (async function* (): AsyncGenerator<MailFile> {
    for await (const file of namedMail(files, host)) {
      if ('bytes' in file) yield file;
      else diagnostics.push(file);
    }
  })();
  const read = await readMail(mail);
  const conversation = readConversation(read.messages);
  return {
    output: options.json ? JSON.stringify(conversation, null, 2) : asText(conversation),
    diagnostics: [...diagnostics, ...read.diagnostics],
  };
}

const asText = ({ messages }: Conversation): string => messages.map(messageAsText).join('\n\n');

function messageAsText(message: ReadMessage): string {
  const facts = [
    `message ${message.id}${message.recovered ? ' (recovered from quotes)' : ''}`,
    `  from ${message.from.name ?? message.from.address ?? 'unknown'}, ${message.date ?? 'no date'}`,
    `  subject ${message.subject}`,
  ];
  if (message.copies > 1) facts.push(`  ${message.copies} copies, through ${message.lists.join(', ')}`);
  if (message.proof !== null) facts.push(`  line breaks proven by ${message.proof}`);
  if (message.lost.length > 0) facts.push(`  lost: ${message.lost.join(', ')}`);
  if (message.leftOut.length > 0) facts.push(`  left out: ${message.leftOut.join('; ')}`);
  return [...facts, ...message.passages.map(passageAsText)].join('\n');
}

function passageAsText({ depth, author, kind, confidence, text }: Passage): string {
  const margin = `  ${'| '.repeat(depth)}`;
  const sure = confidence === 'stated' ? '' : `, ${confidence}`;
  const lines = text.split('\n').map((line) => `${margin}${line}`);
  return [`${margin}[${author ?? 'unknown'}: ${kind}${sure}]`, ...lines].join('\n');
}
