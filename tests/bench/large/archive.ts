import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { seeded } from '../random.ts';

/** Words of which nothing depends. */
const WORDS =
  'the a shelf book reader row page count lend return keep lock free when who that this should must not before after of in on for with and or but we they it is was be has no yes patch case again still already never'.split(
    ' ',
  );
const PEOPLE = 400;
const OPEN_THREADS = 120;
const LINES = 12;

interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly writer: number;
  readonly date: Date;
  readonly references: readonly string[];
  readonly lines: readonly string[];
}

/**
 * Writes an mbox as a busy list makes one: threads side by side, answers between the quotes of what they answer, and
 * patches. The same one for one seed.
 */
export async function writeArchive(
  path: string,
  messages: number,
  bytes: number,
  seed: number,
): Promise<void> {
  const random = seeded(seed);
  const file = createWriteStream(path);
  const threads: Mail[][] = [];
  const patchBytes = (bytes / messages - 2000) * 2;
  for (let nth = 0; nth < messages; nth += 1) {
    const answers = threads.length === OPEN_THREADS ? random.below(6) > 0 : random.below(3) > 0;
    const thread = answers ? random.pick(threads.length > 0 ? threads : [[]]) : [];
    const parent = thread.length > 0 ? random.pick(thread) : null;
    if (parent === null) {
      threads.push(thread);
      if (threads.length > OPEN_THREADS) threads.shift();
    }
    const mail = mailOf(nth, parent);
    thread.push(mail);
    if (!file.write(textOf(mail))) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');

  function mailOf(nth: number, parent: Mail | null): Mail {
    const date = new Date(Date.UTC(2015, 0, 1) + nth * 600_000);
    const lines =
      parent === null
        ? [...prose(), '', ...patch()]
        : [...quoted(parent), '', ...prose(), '', '-- ', `Writer ${nth}`];
    return {
      id: `${date.getTime()}.${nth}@lists.example.org`,
      subject:
        parent === null
          ? `[PATCH] shelf: ${sentence(5)} ${nth}`
          : `Re: ${parent.subject.replace(/^Re: /, '')}`,
      writer: random.below(PEOPLE),
      date,
      references: parent === null ? [] : [...parent.references.slice(-20), parent.id],
      lines,
    };
  }

  /** The parent's text with a mark before each line, and an answer in between now and then. */
  function quoted(parent: Mail): string[] {
    const from = random.below(Math.max(1, parent.lines.length - 60));
    const shown = parent.lines.slice(from, from + 40 + random.below(400));
    const lines = [
      `On ${parent.date.toUTCString().replace(' GMT', ' +0000')}, ${nameOf(parent.writer)} wrote:`,
    ];
    for (const line of shown) {
      lines.push(line.startsWith('>') ? `>${line}` : `> ${line}`);
      if (line === '' && random.below(6) === 0) lines.push('', ...prose(), '');
    }
    return lines;
  }

  function prose(): string[] {
    return Array.from({ length: 1 + random.below(LINES) }, () => sentence(12));
  }

  function patch(): string[] {
    const lines = ['diff --git a/shelf.c b/shelf.c', '--- a/shelf.c', '+++ b/shelf.c', '@@ -1,9 +1,9 @@'];
    for (let size = 0; size < patchBytes * 2; ) {
      const line = `${random.pick([' ', '+', '-'])}\t${sentence(9)};`;
      lines.push(line);
      size += line.length + 1;
    }
    return lines;
  }

  function sentence(words: number): string {
    return Array.from({ length: words }, () => random.pick(WORDS)).join(' ');
  }
}

const nameOf = (person: number): string => `Ada${String.fromCharCode(97 + (person % 26))} Reed${person}`;

function textOf({ id, subject, writer, date, references, lines }: Mail): string {
  const stamp = date.toUTCString().replace('GMT', '+0000');
  return [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    `From: ${nameOf(writer)} <reader${writer}@example.org>`,
    'To: lists@lists.example.org',
    `Date: ${stamp}`,
    `Message-ID: <${id}>`,
    ...(references.length > 0
      ? [
          `In-Reply-To: <${references.at(-1)}>`,
          `References: ${references.map((each) => `<${each}>`).join('\n ')}`,
        ]
      : []),
    `Subject: ${subject}`,
    'List-Id: <lists.lists.example.org>',
    'Content-Type: text/plain; charset=utf-8',
    '',
    ...lines,
    '',
    '',
  ].join('\n');
}
