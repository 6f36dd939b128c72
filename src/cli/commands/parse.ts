import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { shownJson } from '../../base/shown-text.ts';
import { type MailFile, readMail } from '../../mail/read.ts';
import { readConversation } from '../../quoting/conversation.ts';
import type { Conversation, Passage, ReadMessage, Thread } from '../../quoting/passage.ts';
import { namedMail, sizeOf } from '../mail-files.ts';
import type { Context, Report } from '../report.ts';
import { threadByThread } from '../threads-at-hand.ts';

export interface ParseOptions {
  readonly json?: boolean;
  readonly ndjson?: boolean;
}

/** Bytes of files that are read all at once; of more, one thread after another. */
const MOST_AT_ONCE = 64 * 1024 * 1024;

/**
 * `postil parse FILE...`: what mail files hold, as text, as the object of the contract, or as one object a line. It is
 * put out as it comes.
 */
export async function parse(
  files: readonly string[],
  options: ParseOptions,
  { host }: Context,
): Promise<Report> {
  const diagnostics: Diagnostic[] = [];
  const isLarge = options.ndjson || (await sizeOf(files, host)) > MOST_AT_ONCE;
  if (isLarge) {
    const read = threadByThread(() => namedMail(files, host), diagnostics);
    return { output: null, stream: written(read, options), diagnostics };
  }
  const conversation = await whole(files, diagnostics, host);
  if (options.json) return { output: null, stream: asJson(once(conversation)), diagnostics };
  return { output: conversation.messages.map(messageAsText).join('\n\n'), diagnostics };
}

async function whole(files: readonly string[], diagnostics: Diagnostic[], host: Host): Promise<Conversation> {
  const mail = (async function* (): AsyncGenerator<MailFile> {
    for await (const file of namedMail(files, host)) {
      if ('bytes' in file) yield file;
      else diagnostics.push(file);
    }
  })();
  const read = await readMail(mail);
  diagnostics.push(...read.diagnostics);
  return readConversation(read.messages);
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

function written(
  conversations: AsyncIterable<Conversation>,
  { json, ndjson }: ParseOptions,
): AsyncIterable<string> {
  return ndjson ? asLines(conversations) : json ? asJson(conversations) : asText(conversations);
}

async function* asText(conversations: AsyncIterable<Conversation>): AsyncGenerator<string> {
  let before = '';
  for await (const { messages } of conversations)
    for (const message of messages) {
      yield before + messageAsText(message);
      before = '\n\n';
    }
  yield '\n';
}

/** One object for each message, and one for each thread behind its messages. */
async function* asLines(conversations: AsyncIterable<Conversation>): AsyncGenerator<string> {
  yield `${JSON.stringify({ version: 1 })}\n`;
  for await (const { messages, threads } of conversations) {
    for (const message of messages) yield `${shownJson(JSON.stringify({ message }))}\n`;
    for (const thread of threads) yield `${shownJson(JSON.stringify({ thread }))}\n`;
  }
}

/** One object, as `JSON.stringify` sets it with two spaces, which no string could hold. */
async function* asJson(conversations: AsyncIterable<Conversation>): AsyncGenerator<string> {
  const threads: Thread[] = [];
  yield '{\n  "version": 1,\n  "messages": [';
  let before = '';
  for await (const conversation of conversations) {
    for (const thread of conversation.threads) threads.push(thread);
    for (const message of conversation.messages) {
      yield before + item(message);
      before = ',';
    }
  }
  yield before === '' ? '],\n  "threads": [' : '\n  ],\n  "threads": [';
  for (const [at, thread] of threads.entries()) yield (at === 0 ? '' : ',') + item(thread);
  yield threads.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

/** Set as an item of a list in the outermost object. */
const item = (value: unknown): string =>
  `\n${shownJson(JSON.stringify(value, null, 2)).replace(/^/gm, '    ')}`;

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
