import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { bytesOf } from '../../../src/mail/bytes.ts';
import { mailIn } from '../../../src/mail/read.ts';
import type { Random } from '../random.ts';

/** A site of one thread, small enough to be checked ten thousand times. */
export interface JointSite {
  readonly name: string;
  readonly thread: string;
  /** Messages as they were sent: header, empty line, body, as UTF-8. */
  readonly sent: readonly string[];
  /** Pages of archives, which have one form only. */
  readonly pages: Readonly<Record<string, string>>;
  /** Everything that quotes the mail. */
  readonly quoting: Readonly<Record<string, string>>;
  /** What may be changed: the words of each mail. */
  readonly words: readonly string[];
}

/** The site's files as they are served. */
export type Served = Readonly<Record<string, string | Uint8Array>>;

/** One way to change mail and page together. */
export interface JointKind {
  readonly name: string;
  /** True when the words are the same afterwards, and nothing is to be told. */
  readonly isHarmless: boolean;
  /** @returns null where it does not fit the site that was drawn. */
  draw(site: JointSite, random: Random): Served | null;
}

/** The threads of a content folder, each as a site of its own with all that quotes it. */
export async function jointSites(content: string): Promise<JointSite[]> {
  const sites: JointSite[] = [];
  for (const yaml of globSync(`${content}/threads/*/thread.yaml`)) {
    const folder = yaml.slice(0, -'/thread.yaml'.length);
    const thread = basename(folder);
    const sent: string[] = [];
    const pages: Record<string, string> = {};
    const words: string[] = [];
    for (const path of globSync(`${folder}/*`).filter((each) => each !== yaml)) {
      for await (const found of mailIn({ path, bytes: readFileSync(path) })) {
        if (!('delivery' in found)) continue;
        words.push(found.delivery.body.text);
        if (found.ending === 'eml') sent.push(Buffer.from(bytesOf(found.raw)).toString('utf8'));
        else pages[basename(path)] = readFileSync(path, 'utf8');
      }
    }
    sites.push({
      name: `${content}/${thread}`,
      thread,
      sent,
      pages,
      words,
      quoting: quotingIn(content, thread),
    });
  }
  return sites;
}

/** The quotes of all pages on one, the notes and the debates: a page as long as all pages would cost as much. */
function quotingIn(content: string, thread: string): Record<string, string> {
  const quotes = globSync(`${content}/{explainers,rules}/*.mdx`).flatMap(
    (file) =>
      readFileSync(file, 'utf8').match(new RegExp(`<Quote [^>]*from="${thread}/[^]*?</Quote>`, 'g')) ?? [],
  );
  const others = [`${content}/notes/${thread}.mdx`, ...globSync(`${content}/debates/*.yaml`)].flatMap(
    (file) => {
      const text = globSync(file).length > 0 ? readFileSync(file, 'utf8') : '';
      return text.includes(thread) || file.includes('/notes/')
        ? [[`content/${file.slice(content.length + 1)}`, text] as const]
        : [];
    },
  );
  return {
    'content/explainers/quotes.mdx': `---\ntitle: Quotes\n---\n\n${quotes.join('\n\n')}\n`,
    ...Object.fromEntries(others.filter(([, text]) => text !== '')),
  };
}

const FOLDER = (thread: string) => `content/threads/${thread}`;

/** How mail may lie in a folder. */
interface Form {
  readonly container: 'eml' | 'mbox' | 'maildir';
  readonly encoding: '8bit' | 'quoted-printable' | 'base64';
  readonly charset: 'utf-8' | 'iso-8859-1' | 'windows-1252';
  readonly wrap: boolean;
  readonly crlf: boolean;
  readonly shuffle: boolean;
}

const AS_SENT: Form = {
  container: 'eml',
  encoding: '8bit',
  charset: 'utf-8',
  wrap: false,
  crlf: false,
  shuffle: false,
};

const anyForm = (random: Random): Form => ({
  container: random.pick(['eml', 'mbox', 'maildir'] as const),
  encoding: random.pick(['8bit', 'quoted-printable', 'base64'] as const),
  charset: random.pick(['utf-8', 'iso-8859-1', 'windows-1252'] as const),
  wrap: random.below(2) === 0,
  crlf: random.below(2) === 0,
  shuffle: random.below(2) === 0,
});

/** The site with its mail in one form. */
export function served(site: JointSite, form: Form = AS_SENT, random?: Random): Served {
  const folder = FOLDER(site.thread);
  const mails = site.sent.map((sent) => encoded(sent, form));
  if (form.shuffle && random) shuffle(mails, random);
  const name = (at: number) =>
    form.shuffle ? `${String(mails.length - at).padStart(3, '0')}x` : String(at).padStart(3, '0');
  const lines = (text: string) => (form.crlf ? text.replace(/\r?\n/g, '\r\n') : text);
  const files: Record<string, Uint8Array> = {};
  if (form.container === 'mbox' && mails.length > 0) {
    const all = mails.map(
      (mail) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${mail.replace(/^(>*From )/gm, '>$1')}\n\n`,
    );
    files[`${folder}/all.mbox`] = bytesOf(lines(all.join('')));
  } else
    for (const [at, mail] of mails.entries()) {
      const place = form.container === 'maildir' ? `mail/cur/${name(at)}:2,S` : `${name(at)}.eml`;
      files[`${folder}/${place}`] = bytesOf(lines(mail));
    }
  for (const [path, text] of Object.entries(site.pages))
    files[`${folder}/${form.shuffle ? `a-${path}` : path}`] = Buffer.from(
      text.includes('\n') ? lines(text) : text,
    );
  return {
    [`${folder}/thread.yaml`]: `title: ${site.thread}
`,
    ...site.quoting,
    ...files,
  };
}

function shuffle(all: string[], random: Random): void {
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [all[at], all[other]] = [all[other] as string, all[at] as string];
  }
}

/** A mail as bytes, one letter a byte, its words encoded as the form says. */
function encoded(sent: string, { encoding, charset, wrap }: Form): string {
  const [head = '', ...rest] = sent.replaceAll('\r\n', '\n').split('\n\n');
  const body = rest.join('\n\n');
  const isNarrow =
    charset !== 'utf-8' &&
    [...`${head}${body}`].every((letter) => letter < '\u0080' || (letter >= '\u00a0' && letter <= '\u00ff'));
  const named = isNarrow ? charset : 'utf-8';
  const bytes = (text: string) => Buffer.from(text, isNarrow ? 'latin1' : 'utf8');
  const fields = head
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .filter((line) => !/^(?:MIME-Version|Content-)/i.test(line));
  const written = fields.map((line) => {
    const ascii = line.replace(
      /[^\x20-\x7e]+/g,
      (letters) =>
        `=?${named}?${wrap ? 'B' : 'Q'}?${wrap ? bytes(letters).toString('base64') : [...bytes(letters)].map((byte) => `=${byte.toString(16).toUpperCase()}`).join('')}?=`,
    );
    return wrap ? ascii.replace(/^([\w-]+:) (.{20,}?) /, '$1 $2\n\t') : ascii;
  });
  const flowed = isFlowed(sent) ? '; format=flowed' : '';
  const mime = [
    'MIME-Version: 1.0',
    `Content-Type: text/plain; charset="${named}"${flowed}`,
    `Content-Transfer-Encoding: ${encoding}`,
  ];
  return `${[...written, ...mime].join('\n')}\n\n${transferred(bytes(body), encoding)}`;
}

/** RFC 3676: a blank at the end of a line says that it goes on. */
const isFlowed = (sent: string): boolean => /^Content-Type:.*format=flowed/im.test(sent);

function transferred(bytes: Buffer, encoding: Form['encoding']): string {
  if (encoding === 'base64') return `${(bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\n')}\n`;
  const text = bytes.toString('latin1');
  if (encoding === '8bit') return text;
  const hex = (letter: string) => `=${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  return text
    .replace(/[=\x80-\xff]|[ \t]$/gm, hex)
    .split('\n')
    .map((line) => line.replace(/.{1,70}(?=.)(?<!=.?)/g, '$&=\n'))
    .join('\n');
}

/** The site with a change made in the mail and in everything that quotes it. */
const everywhere = (site: JointSite, change: (text: string) => string): JointSite => ({
  ...site,
  sent: site.sent.map(change),
  pages: Object.fromEntries(Object.entries(site.pages).map(([path, text]) => [path, change(text)])),
  quoting: Object.fromEntries(Object.entries(site.quoting).map(([path, text]) => [path, change(text)])),
});

const bodyOf = (sent: string): string => sent.slice(sent.indexOf('\n\n') + 2);
const withBody = (sent: string, body: string): string => `${sent.slice(0, sent.indexOf('\n\n') + 2)}${body}`;

const isSame = (a: JointSite, b: JointSite): boolean =>
  JSON.stringify([a.sent, a.pages]) === JSON.stringify([b.sent, b.pages]);

/** A change of what somebody says, in any form of its mail. */
const change = (name: string, edit: (site: JointSite, random: Random) => JointSite | null): JointKind => ({
  name,
  isHarmless: false,
  draw(site, random) {
    const edited = edit(site, random);
    return edited && !isSame(site, edited)
      ? served(edited, random.below(2) === 0 ? AS_SENT : anyForm(random), random)
      : null;
  },
});

/** A word of the mail that is changed wherever it stands. */
const ofWord = (name: string, to: (word: string, random: Random) => string): JointKind =>
  change(`words: ${name}`, (site, random) => {
    const word = random.pick(random.pick(site.words).match(/[A-Za-z]{3,}/g) ?? ['']);
    const other = to(word, random);
    if (word === '' || other === word) return null;
    const pattern = new RegExp(`(?<![\\w@.=-])${word}(?![\\w@.=-])`, 'g');
    // The header of a mail is not among its words; its other fields are changed by other kinds.
    return {
      ...everywhere(site, (text) => text.replace(pattern, other)),
      sent: site.sent.map((sent) => withBody(sent, bodyOf(sent).replace(pattern, other))),
    };
  });

/** A field of one mail, with whatever on the pages names it. */
const ofField = (name: string, field: string, to: (value: string, random: Random) => string): JointKind =>
  change(name, (site, random) => {
    if (site.sent.length === 0) return null;
    const at = random.below(site.sent.length);
    const pattern = new RegExp(`^${field}: (.*)$`, 'm');
    const before = pattern.exec(site.sent[at] ?? '')?.[1];
    if (before === undefined) return null;
    const after = to(before, random);
    const sent = site.sent.with(at, (site.sent[at] ?? '').replace(pattern, `${field}: ${after}`));
    return { ...site, sent };
  });

/** A line at the head of an archive's page. */
const ofPage = (name: string, pattern: RegExp, to: string): JointKind =>
  change(name, (site) =>
    Object.keys(site.pages).length === 0
      ? null
      : {
          ...site,
          pages: Object.fromEntries(
            Object.entries(site.pages).map(([path, text]) => [path, text.replace(pattern, to)]),
          ),
        },
  );

const twoOf = ({ sent }: JointSite, random: Random): readonly [number, number] | null => {
  const first = random.below(Math.max(1, sent.length));
  const second = random.below(Math.max(1, sent.length));
  return sent.length < 2 || first === second ? null : [first, second];
};

export const JOINT_KINDS: readonly JointKind[] = [
  ofWord('one for another', (_, random) =>
    random.pick(['never', 'always', 'nobody', 'everybody', 'must', 'may']),
  ),
  ofWord('one taken out', () => ''),
  ofWord('one put in', (word) => `not ${word}`),
  ofWord('a letter', (word) => `${word.slice(0, -1)}${word.endsWith('x') ? 'y' : 'x'}`),
  ofWord('a letter that looks alike', (word) => word.replace('a', '\u0430').replace('e', '\u0435')),
  ofWord('its case', (word) => (word === word.toUpperCase() ? word.toLowerCase() : word.toUpperCase())),
  change('marks: a quote begins or ends elsewhere', (site, random) => {
    const at = random.below(Math.max(1, site.sent.length));
    const body = bodyOf(site.sent[at] ?? '').split('\n');
    const lines = body.flatMap((line, index) => (line.trim() !== '' ? [index] : []));
    if (lines.length === 0) return null;
    const line = random.pick(lines);
    const old = body[line] ?? '';
    const edited = body.with(line, old.startsWith('>') ? old.replace(/^> ?/, '') : `> ${old}`);
    return { ...site, sent: site.sent.with(at, withBody(site.sent[at] ?? '', edited.join('\n'))) };
  }),
  change('marks: a line goes on where another began', (site, random) => {
    const at = random.below(Math.max(1, site.sent.length));
    const body = bodyOf(site.sent[at] ?? '');
    const ends = [...body.matchAll(/\S\n(?=[^\n>])/g)].map(({ index }) => index + 1);
    if (ends.length === 0) return null;
    const end = random.pick(ends);
    const joined = `${body.slice(0, end)} ${body.slice(end + 1)}`;
    return { ...site, sent: site.sent.with(at, withBody(site.sent[at] ?? '', joined)) };
  }),
  change('who: its writer, everywhere', (site, random) => {
    const name = /^From: "?([^"<]+?)"? </m.exec(random.pick([...site.sent, '']))?.[1];
    if (name === undefined) return null;
    const slug = (text: string) =>
      text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '-');
    const other = random.pick(['Mel Gray', 'Kim Hall', 'Sam Okoro']);
    return everywhere(site, (text) => text.replaceAll(name, other).replaceAll(slug(name), slug(other)));
  }),
  ofField('who: its address', 'From', (value) => value.replace('@', '.x@')),
  ofField('when: its day', 'Date', (value) =>
    value.replace(/\b(\d{1,2})(?= [A-Z][a-z]{2} \d{4})/, (day) => String(day === '1' ? 2 : Number(day) - 1)),
  ),
  ofField('when: its minute', 'Date', (value) =>
    value.replace(/:(\d\d)/, (_, minute) => `:${minute === '00' ? '01' : '00'}`),
  ),
  ofField(
    'what: its subject',
    'Subject',
    (value, random) => `${value}, ${random.pick(['again', 'not', 'v2'])}`,
  ),
  ofField('what: its Message-ID', 'Message-ID', (value) => value.replace('<', '<x')),
  ofField('what: what it answers', 'In-Reply-To', (value) => value.replace('<', '<x')),
  ofPage('who: its writer, on an archive page', /^From: .*$/m, 'From: Mel Gray'),
  ofPage('when: its day, on an archive page', /^Date: (\w+ \w+) \d\d/m, 'Date: $1 01'),
  ofPage('what: its subject, on an archive page', /^(\S[^\n]*)\n\n/, '$1, again\n\n'),
  change('mails: the words of two for each other', (site, random) => {
    const two = twoOf(site, random);
    if (!two) return null;
    const [a, b] = two.map((at) => site.sent[at] ?? '') as [string, string];
    return {
      ...site,
      sent: site.sent.with(two[0], withBody(a, bodyOf(b))).with(two[1], withBody(b, bodyOf(a))),
    };
  }),
  change('mails: one taken out', (site, random) =>
    site.sent.length < 2 ? null : { ...site, sent: site.sent.toSpliced(random.below(site.sent.length), 1) },
  ),
  {
    name: 'the same in another form',
    isHarmless: true,
    draw: (site, random) => served(site, anyForm(random), random),
  },
  {
    name: 'one copy more, from another list',
    isHarmless: true,
    draw(site, random) {
      if (site.sent.length === 0) return null;
      const copy = `X-Mailing-List: other@lists.example.org\n${random.pick(site.sent)}`;
      return served({ ...site, sent: [...site.sent, copy] }, anyForm(random));
    },
  },
  {
    name: 'blanks at the end of lines and mails',
    isHarmless: true,
    draw(site, random) {
      const spaced = (sent: string) =>
        withBody(sent, `${bodyOf(sent).replace(/(?<=[^\s>])$/gm, random.pick(['', ' ', '  ']))}\n\n`);
      const sent = site.sent.map((each) => (isFlowed(each) ? each : spaced(each)));
      return sent.length === 0 ? null : served({ ...site, sent });
    },
  },
];
