import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lendPostil } from '../../../scripts/lend.ts';
import { type Random, seeded } from '../random.ts';

export interface ScaleOptions {
  readonly messages: number;
  readonly threads: number;
  readonly explainers: number;
  readonly seed: number;
}

/** Words of which nothing depends: syllables put together. */
const SYLLABLES = 'ba be bi bo da de di do fa fe fi fo ka ke ki ko la le li lo ma me mi mo na ne ni no'.split(
  ' ',
);
const SURNAMES = 'Reed Marsh Hollow Sedge Alder Rush Brook Fen Moor Ash Birch Clay Dale Elm Firth Glen'.split(
  ' ',
);
const TOPICS = 'Shelves Readers Locks Counters Pages Timers Queues Borders'.split(' ');
const PEOPLE = 300;
const MOST_QUOTED = 14;
const QUOTES = 12;

interface Mail {
  readonly id: string;
  readonly messageId: string;
  readonly subject: string;
  readonly writer: string;
  readonly date: Date;
  readonly references: readonly string[];
  readonly lines: readonly string[];
  /** A paragraph of its own, which pages may quote. */
  readonly own: string;
}

/**
 * Makes a site with an archive below a folder of this checkout: threads of one message, long rows of answers, wide ones, and
 * bushes; answers between the lines of what they answer; explainers that quote them. The same site for one seed.
 */
export function writeScaleSite(folder: string, { messages, threads, explainers, seed }: ScaleOptions): void {
  const random = seeded(seed);
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('package.json', '{ "name": "scale", "private": true, "type": "module" }\n');
  write('astro.config.mjs', CONFIG);
  write('src/content.config.ts', COLLECTIONS);
  write('content/index.mdx', '---\ntitle: A large site\n---\n\nMade to be measured.\n');
  lendPostil(folder);
  const all: { readonly slug: string; readonly mails: readonly Mail[] }[] = [];
  let left = messages;
  for (let nth = 0; nth < threads; nth += 1) {
    const mean = left / (threads - nth);
    // Every thread after this one has a message left.
    const most = left - (threads - nth - 1);
    const size = nth === threads - 1 ? left : Math.max(1, Math.min(most, Math.round(mean * sizeOf(random))));
    left -= size;
    const slug = `thread-${String(nth).padStart(5, '0')}`;
    const mails = threadOf(nth, size, random);
    all.push({ slug, mails });
    const file = `content/threads/${slug}`;
    write(`${file}/thread.yaml`, yamlOf(nth, mails));
    // Most archives are one mbox for a thread, some a file for each mail.
    if (nth % 10 === 0) for (const [at, mail] of mails.entries()) write(`${file}/${at}.eml`, textOf(mail));
    else write(`${file}/list.mbox`, mails.map((mail) => `${FROM_LINE}\n${textOf(mail)}\n`).join(''));
  }
  for (let nth = 0; nth < explainers; nth += 1)
    write(`content/explainers/about-${nth}.mdx`, explainerOf(nth, all, random));
}

/** Few are long: what a thread has of the mean. */
const sizeOf = (random: Random): number =>
  random.pick([0.1, 0.2, 0.4, 0.4, 0.6, 0.6, 0.8, 1, 1.2, 1.6, 2, 3.1]);

const CONFIG = `import { defineConfig } from 'astro/config';
import postil from 'postil';

export default defineConfig({
  site: 'https://scale.example',
  trailingSlash: 'always',
  integrations: [postil({ title: 'Scale' })],
});
`;

const COLLECTIONS = `import { postilCollections } from 'postil/collections';

export const collections = postilCollections();
`;

const FROM_LINE = 'From mboxrd@z Thu Jan  1 00:00:00 1970';

const nameOf = (person: number): string =>
  `Ada${String.fromCharCode(97 + (person % 26))} ${SURNAMES[person % SURNAMES.length]}${String.fromCharCode(97 + (Math.floor(person / 26) % 26))}`;

const addressOf = (name: string): string => `${name.toLowerCase().replace(' ', '.')}@example.org`;

function threadOf(nth: number, size: number, random: Random): Mail[] {
  const mails: Mail[] = [];
  const shape = random.pick(['row', 'wide', 'bush'] as const);
  const people = Array.from({ length: 2 + random.below(7) }, () => nameOf(random.below(PEOPLE)));
  const begun = Date.UTC(2015, 0, 1) + nth * 17 * 3_600_000;
  const subject = sentence(random, 5).replace(/\.$/, '');
  for (let at = 0; at < size; at += 1) {
    const parent =
      at === 0
        ? null
        : ((shape === 'row' ? mails[at - 1] : shape === 'wide' ? mails[0] : random.pick(mails)) ?? null);
    const others = people.filter((name) => name !== parent?.writer);
    const writer = random.pick(others.length > 0 ? others : people);
    const date = new Date(begun + at * 47 * 60_000);
    const own = paragraph(random);
    mails.push({
      id: `${writer.toLowerCase().replace(' ', '-')}-${date.toISOString().slice(0, 10)}-${date.toISOString().slice(11, 16).replace(':', '')}z`,
      messageId: `${date.getTime()}.${nth}.${at}@example.org`,
      subject: at === 0 ? `[RFC] ${subject}` : `Re: [RFC] ${subject}`,
      writer,
      date,
      references: parent === null ? [] : [...parent.references.slice(-20), parent.messageId],
      lines: [
        ...(parent === null ? [] : [...quoted(parent, random), '']),
        ...wrapped(own),
        '',
        ...wrapped(paragraph(random)),
        ...(at % 7 === 0 ? ['', ...patch(random)] : []),
        ...(at % 3 === 0 ? ['', '-- ', writer] : []),
      ],
      own,
    });
  }
  return mails;
}

/** What is answered, with a mark before each line, and an answer in between now and then. */
function quoted(parent: Mail, random: Random): string[] {
  const day = parent.date.toUTCString().replace(' GMT', ' +0000');
  const lines = [`On ${day}, ${parent.writer} wrote:`];
  const from = random.below(Math.max(1, parent.lines.length - MOST_QUOTED));
  for (const line of parent.lines.slice(from, from + MOST_QUOTED)) {
    if (line === '-- ') break;
    lines.push(line.startsWith('>') ? `>${line}` : line === '' ? '>' : `> ${line}`);
    if (line === '' && random.below(5) === 0) lines.push('', ...wrapped(sentence(random, 14)), '');
  }
  return lines;
}

function patch(random: Random): string[] {
  const lines = ['diff --git a/shelf.c b/shelf.c', '--- a/shelf.c', '+++ b/shelf.c', '@@ -1,9 +1,9 @@'];
  for (let at = 0; at < 9; at += 1)
    lines.push(`${random.pick([' ', '+', '-'])}\t${word(random)}(${word(random)});`);
  return lines;
}

const paragraph = (random: Random): string =>
  Array.from({ length: 2 + random.below(4) }, () => sentence(random, 8 + random.below(10))).join(' ');

const sentence = (random: Random, words: number): string => {
  const text = Array.from({ length: words }, () => word(random)).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};

const word = (random: Random): string =>
  Array.from({ length: 1 + random.below(4) }, () => random.pick(SYLLABLES)).join('');

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const each of text.split(' ')) {
    if (line.length + each.length > 70) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? each : `${line} ${each}`;
  }
  return [...lines, line];
}

const textOf = ({ messageId, subject, writer, date, references, lines }: Mail): string =>
  [
    `From: ${writer} <${addressOf(writer)}>`,
    'To: shelf@lists.example.org',
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${messageId}>`,
    ...(references.length > 0
      ? [
          `In-Reply-To: <${references.at(-1)}>`,
          `References: ${references.map((each) => `<${each}>`).join('\n ')}`,
        ]
      : []),
    `Subject: ${subject}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    ...lines,
    '',
  ].join('\n');

const yamlOf = (nth: number, mails: readonly Mail[]): string =>
  [
    `title: "${mails[0]?.subject.replace('[RFC] ', '')} (${nth})"`,
    `topic: ${TOPICS[nth % TOPICS.length]}`,
    'archive: https://lists.example.org/shelf/{messageId}',
    '',
  ].join('\n');

function explainerOf(
  nth: number,
  threads: readonly { readonly slug: string; readonly mails: readonly Mail[] }[],
  random: Random,
): string {
  const parts = [
    '---',
    `title: "What was said of it, part ${nth}"`,
    `sidebar:\n  order: ${nth}`,
    '---',
    '',
    sentence(random, 12),
  ];
  for (let at = 0; at < QUOTES; at += 1) {
    const { slug, mails } = random.pick(threads);
    const mail = random.pick(mails);
    parts.push(
      '',
      `## ${sentence(random, 4).replace(/\.$/, '')} ${at}`,
      '',
      paragraph(random),
      '',
      `<Quote from="${slug}/${mail.id}" by="${mail.writer}">${mail.own.split('. ').slice(0, 2).join('. ')}</Quote>`,
    );
  }
  return `${parts.join('\n')}\n`;
}
