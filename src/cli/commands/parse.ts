import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { startOf } from '../../base/position.ts';
import { type MailFile, readMail } from '../../mail/read.ts';
import { readConversation } from '../../quoting/conversation.ts';
import type { Conversation, Passage, ReadMessage } from '../../quoting/passage.ts';
import type { Context, Report } from '../report.ts';

/** `postil parse FILE...`: what mail files hold, as text or as the object of the contract. */
export async function parse(
  files: readonly string[],
  options: { json?: boolean },
  { host }: Context,
): Promise<Report> {
  const mail: MailFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of files) {
    try {
      const bytes = await host.read(path);
      if (bytes) mail.push({ path, bytes });
      else
        diagnostics.push(diagnose('mail-unreadable', startOf(path), { message: 'There is no such file.' }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      diagnostics.push(
        diagnose('mail-unreadable', startOf(path), { message: `The file cannot be read: ${reason}.` }),
      );
    }
  }
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
  if (message.lost.length > 0) facts.push(`  lost: ${message.lost.join(', ')}`);
  return [...facts, ...message.passages.map(passageAsText)].join('\n');
}

function passageAsText({ depth, author, kind, confidence, text }: Passage): string {
  const margin = `  ${'| '.repeat(depth)}`;
  const sure = confidence === 'stated' ? '' : `, ${confidence}`;
  const lines = text.split('\n').map((line) => `${margin}${line}`);
  return [`${margin}[${author ?? 'unknown'}: ${kind}${sure}]`, ...lines].join('\n');
}
