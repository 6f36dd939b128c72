import { z } from 'zod';
import { type Checked, type Diagnostic, diagnose, errorsIn } from '../../base/diagnostic.ts';
import { sha256 } from '../../base/hash.ts';
import { type Host, readText } from '../../base/host.ts';
import { lane } from '../../base/lane.ts';
import { type Place, startOf } from '../../base/position.ts';
import { counted } from '../../base/print.ts';
import type { Shelf } from '../../base/shelf.ts';
import { readYaml } from '../../base/yaml.ts';
import { readMailboxes } from '../../mail/addresses.ts';
import { mailFilesIn } from '../../mail/folder.ts';
import type { Mailbox } from '../../mail/message.ts';
import { type MailFile, readMail } from '../../mail/read.ts';
import { readConversation } from '../../quoting/conversation.ts';
import { goesBy, type ReadMessage } from '../../quoting/passage.ts';
import { type Memory, newMemory } from '../memory.ts';
import type { SiteMessage } from '../site.ts';
import { closestName } from '../words/closest.ts';
import { saidIn } from '../words/match.ts';
import { type Archive, addressIn, archiveFor, readArchive, ThreadArchive } from './archive.ts';
import { hiddenWords } from './hidden-words.ts';
import { type KeptThread, keepable, quotableOf } from './kept-thread.ts';
import { withoutLeftOut } from './left-out.ts';
import { lookAlikes } from './look-alikes.ts';
import { type MailAtHand, mailAtHand, signaturesKept } from './mail-at-hand.ts';
import type { Quotable, Threads } from './quotable.ts';
import { type Redaction, readRedactions } from './redactions.ts';

const Known = z.strictObject({
  message: z.string().min(1).describe('Id of the message, as the thread reader and "postil parse" show it.'),
  headers: z
    .record(z.string(), z.string().min(1))
    .describe('Header fields that the archive destroyed and that are known from elsewhere: name and value.'),
  source: z.string().min(1).describe('Where they were learnt, in words for a reader.'),
});

const Whole = z
  .strictObject({
    messages: z
      .int()
      .positive()
      .describe('How many messages the archive has of it: the first, and all that answer it at any depth.'),
    at: z.url({ protocol: /^https?$/ }).describe('The message that the thread begins with, in the archive.'),
    seen: z.iso.date().describe('The day on which they were counted.'),
  })
  .describe('The thread as its archive has it, where only some of its messages are at hand.');

/** What `thread.yaml` holds. */
export const ThreadFile = z.strictObject({
  title: z.string().min(1).describe('The heading of its page; best a question.'),
  topic: z.string().min(1).default('other').describe('Threads of one topic are listed together.'),
  summary: z.string().default('').describe('One or two sentences for lists of threads.'),
  archive: ThreadArchive.optional().describe(
    'Where its messages are in public; what archive.yaml says, where it says nothing itself.',
  ),
  whole: Whole.optional(),
  known: z.array(Known).default([]).describe('Facts about its messages that the mail at hand does not tell.'),
  example: z
    .boolean()
    .default(false)
    .describe('Invented, to try things out: a warning goes with it until it is taken away.'),
});
export type ThreadFile = z.infer<typeof ThreadFile>;

/** All threads, and who or what is left out of them. */
export interface ReadThreads extends Checked<Threads> {
  readonly redactions: readonly Redaction[];
  /** Those that no mail at hand has to do with. */
  readonly unused: readonly Redaction[];
}

/** Reads every folder under `threads/`: its mail and its thread.yaml. */
export async function readThreads(
  contentFolder: string,
  host: Host,
  memory: Memory = newMemory(),
): Promise<ReadThreads> {
  const folder = `${contentFolder}/threads`;
  const names = await threadFolders(contentFolder, host);
  const archive = await readArchive(contentFolder, host);
  const redactions = await readRedactions(contentFolder, host);
  const used = new Set<Redaction>();
  const all: Checked<Quotable | null>[] = [];
  const beside = lane(THREADS_IN_FLIGHT);
  for (const [at, name] of names.entries())
    await beside.add(async () => {
      const digest = await digestOfFolder(`${folder}/${name}`, archive.verified, host);
      all[at] = await memory.once('thread', [digest], () =>
        keptThread(
          memory.shelf,
          { folder: `${folder}/${name}`, slug: name, archive: archive.verified },
          digest,
          host,
        ),
      );
    });
  await beside.done();
  const read = all.flatMap(({ verified }) => {
    if (!verified) return [];
    const shown = withoutLeftOut(verified, redactions.verified, (each) => used.add(each));
    const digest = sha256(JSON.stringify([verified.digest, redactions.verified]));
    return [[verified.thread.slug, redactions.verified.length === 0 ? shown : { ...shown, digest }] as const];
  });
  return {
    verified: new Map(read),
    redactions: redactions.verified,
    unused: redactions.verified.filter((each) => !used.has(each)),
    diagnostics: [
      ...archive.diagnostics,
      ...redactions.diagnostics,
      ...all.flatMap(({ diagnostics }) => diagnostics),
      ...lookAlikes(read.map(([, each]) => each)),
    ],
  };
}

/** As many as hide that disks are slow: what is read of files that are open does not grow with the site. */
const THREADS_IN_FLIGHT = 8;

/** The names of the folders that hold a thread each. */
export const threadFolders = async (contentFolder: string, host: Host): Promise<string[]> =>
  ((await host.list(`${contentFolder}/threads`)) ?? []).flatMap(({ name, kind }) =>
    kind === 'folder' && !name.startsWith('.') ? [name] : [],
  );

interface ThreadFolder {
  readonly folder: string;
  readonly slug: string;
  /** What the site says of the archive of all its threads. */
  readonly archive: ThreadArchive | undefined;
}

/** A thread as an earlier run has read it, where none of its files has changed since. */
async function keptThread(
  shelf: Shelf | null,
  place: ThreadFolder,
  digest: string,
  host: Host,
): Promise<Checked<Quotable | null>> {
  if (shelf === null) return await readThread(place, digest, host);
  const { folder, archive } = place;
  const found = await shelf.once<KeptThread>(
    'threads',
    // Two sites may name their folders alike.
    JSON.stringify([folder, await readText(`${folder}/thread.yaml`, host)]),
    digest,
    async () => keepable(await readThread(place, digest, host)),
    // A file may have changed while it was read; and what cannot be read may be readable the next time.
    async ({ diagnostics }) =>
      errorsIn(diagnostics).length === 0 && digest === (await digestOfFolder(folder, archive, host)),
  );
  return quotableOf(found, digest);
}

async function readThread(
  { folder, slug, archive: ofSite }: ThreadFolder,
  digest: string,
  host: Host,
): Promise<Checked<Quotable | null>> {
  const file = `${folder}/thread.yaml`;
  const yaml = await host.read(file);
  if (yaml === null) {
    const missing = diagnose('thread-missing-yaml', startOf(file), {
      message: `The thread "${slug}" has no thread.yaml.`,
    });
    return { verified: null, diagnostics: [missing] };
  }
  const text = new TextDecoder().decode(yaml);
  const facts = readYaml(file, text, ThreadFile, 'thread-invalid-yaml');
  if (!('value' in facts)) return { verified: null, diagnostics: facts.diagnostics };
  const signatures = signaturesKept();
  const hidden = hiddenWords();
  const { messages, diagnostics } = await readMail(mailIn(folder, host), (found) => {
    signatures.look(found);
    hidden.look(found);
  });
  if (messages.length === 0) {
    const empty = diagnose('thread-empty', startOf(file), {
      message: `There is no message in the folder of "${slug}".`,
    });
    const isTold = errorsIn(diagnostics).length > 0;
    return { verified: null, diagnostics: isTold ? diagnostics : [...diagnostics, empty] };
  }
  const conversation = readConversation(messages, { addresses: addressesIn(facts.value) });
  const mail = mailAtHand(slug, folder, messages, signatures);
  const originals = new Map(
    mail.map(({ id, place, text: words }) => [
      id,
      { file: place.file.slice(folder.length + 1), line: place.line, text: words },
    ]),
  );
  const known = new Map(facts.value.known.map((each) => [each.message, each]));
  const archive = archiveFor(facts.value.archive, ofSite);
  const thread = {
    slug,
    title: facts.value.title,
    topic: facts.value.topic,
    summary: facts.value.summary,
    archive: archive.pattern,
    messages: conversation.messages.map((message) =>
      siteMessage(message, underAnyId(originals, message), underAnyId(known, message), archive),
    ),
    parents: Object.assign({}, ...conversation.threads.map(({ parents }) => parents)),
    atHand: messages.length,
    whole: facts.value.whole ?? null,
  };
  const { whole } = thread;
  const isStranger = (id: string) => !thread.messages.some((message) => goesBy(message, id));
  return {
    verified: {
      thread,
      ...saidIn(conversation.messages),
      mail,
      digest,
    },
    diagnostics: [
      ...diagnostics,
      ...hidden.diagnostics,
      ...(facts.value.example ? [exampleThread(slug, file)] : []),
      ...(whole && whole.messages < messages.length
        ? [fewerThanHere(whole.messages, messages.length, facts.placeOf(['whole', 'messages']))]
        : []),
      ...[
        ...[...known.keys()].filter(isStranger).map((id) => ['known', id] as const),
        ...Object.keys(archive.pages)
          .filter(isStranger)
          .map((id) => ['archive', id] as const),
      ].map(([field, id]) => unknownMessage(field, id, file, text, conversation.messages)),
    ],
  };
}

const exampleThread = (slug: string, file: string): Diagnostic =>
  diagnose('thread-example', startOf(file), { message: `The thread "${slug}" is an invented example.` });

/** The messages of one thread's folder as they are sealed, without looking at who speaks in them. */
export async function readMailToSeal(
  contentFolder: string,
  slug: string,
  host: Host,
): Promise<Checked<readonly MailAtHand[]>> {
  const folder = `${contentFolder}/threads/${slug}`;
  const signatures = signaturesKept();
  const { messages, diagnostics } = await readMail(mailIn(folder, host), signatures.look);
  return { verified: mailAtHand(slug, folder, messages, signatures), diagnostics };
}

const fewerThanHere = (told: number, atHand: number, place: Place): Diagnostic =>
  diagnose('thread-invalid-yaml', place, {
    message: `"whole" says that the thread has ${counted(told, 'message')}, and ${atHand} are at hand.`,
    fix: 'Count the messages in the archive again, and write the day on which you did.',
  });

/** SHA-256 of what a thread is read from: the names and the bytes of its files, and what the site says of its threads. */
async function digestOfFolder(
  folder: string,
  archive: ThreadArchive | undefined,
  host: Host,
): Promise<string> {
  const facts: string[] = [folder, JSON.stringify(archive ?? null)];
  for (const path of [`${folder}/thread.yaml`, ...((await mailFilesIn(folder, host)) ?? [])]) {
    facts.push(path);
    for await (const chunk of (await host.stream(path)) ?? []) facts.push(sha256(chunk));
  }
  return sha256(JSON.stringify(facts));
}

async function* mailIn(folder: string, host: Host): AsyncGenerator<MailFile> {
  for (const path of (await mailFilesIn(folder, host)) ?? []) {
    const bytes = await host.stream(path);
    if (bytes) yield { path, bytes };
  }
}

/** Who has which address, as far as the header fields that are known from elsewhere tell. */
const addressesIn = ({ known }: ThreadFile): Mailbox[] =>
  known.flatMap(({ headers }) =>
    (['From', 'To', 'Cc'] as const).flatMap((name) => (headers[name] ? readMailboxes(headers[name]) : [])),
  );

/** What is kept under a message's id, or under another that it goes by. */
function underAnyId<T>(kept: ReadonlyMap<string, T>, { id, aliases }: ReadMessage): T | undefined {
  return [id, ...aliases].flatMap((each) => kept.get(each) ?? [])[0];
}

function siteMessage(
  message: ReadMessage,
  original: SiteMessage['original'] | undefined,
  known: z.infer<typeof Known> | undefined,
  archive: Archive,
): SiteMessage {
  const outside = known?.headers ?? {};
  const messageId = message.messageId ?? outside['Message-ID'] ?? null;
  return {
    ...message,
    original: original ?? null,
    outside,
    outsideSource: known?.source ?? null,
    archiveUrl: addressIn(archive, { ids: [message.id, ...message.aliases], messageId }),
    seal: null,
    quotedBy: {},
  };
}

function unknownMessage(
  field: 'known' | 'archive',
  id: string,
  file: string,
  text: string,
  messages: readonly ReadMessage[],
): Diagnostic {
  const line = text.split('\n').findIndex((each) => each.includes(id));
  const column = (text.split('\n')[line] ?? '').indexOf(id);
  return diagnose(
    'thread-invalid-yaml',
    { file, line: line + 1, column: column + 1 },
    {
      message: `"${field}" names the message "${id}", which is not in this thread.`,
      closest: closestName(
        id,
        messages.map((message) => message.id),
      ),
      fix: 'Use an id that "npx postil parse" shows for the mail in this folder.',
    },
  );
}
