import type { Code } from '../../../base/catalogue.ts';
import type { Example } from '../example.ts';

const MESSAGE =
  'From: Ada Reed <ada@example.org>\nDate: Tue, 05 Jan 2021 10:00:00 +0000\nMessage-ID: <3@example.org>\n';
const THREAD = 'content/threads/lending/3.eml';
const PARTS = `${MESSAGE}Content-Type: multipart/mixed; boundary=x\nSubject: Dust jackets\n\n`;
const OTHER = MESSAGE.replace('<3@', '<4@').replace('05 Jan', '06 Jan');
const TWO_THREADS = `From ada Tue Jan  5 10:00:00 2021\n${MESSAGE}Subject: Dust jackets\n\nKeep them.\n\nFrom ada Wed Jan  6 10:00:00 2021\n${OTHER}Subject: Bookmarks\n\nUse them.\n`;

/** Faults of mail files, in a thread's folder or on a command line. */
export const MAIL = {
  'mail-unreadable': {
    why: 'A file that cannot be opened, or an archive that is damaged, must not pass for an archive without mail.',
    command: 'npx postil parse lendign.mbox',
    printed: [
      'lendign.mbox:1:1 error mail-unreadable',
      '  There is no such file.',
      '  fix:      Check that the path exists, is a file and may be read.',
    ].join('\n'),
    repair: 'npx postil parse lending.mbox',
    files: () => ({ 'lending.mbox': TWO_THREADS }),
  },
  'mail-empty': {
    why: 'A download that failed often leaves an empty file behind.',
    bad: { [THREAD]: '\n' },
    repair: { [THREAD]: `${MESSAGE}Subject: Dust jackets\n\nKeep them.\n` },
  },
  'mail-not-mail': {
    why: 'Whatever is beside thread.yaml is read as mail. A note to yourself, or the page of an error, is none.',
    bad: { 'content/threads/lending/notes.txt': 'Ask Ada about the shelf.\n' },
    repair: { 'content/threads/lending/notes.txt': null },
  },
  'mail-too-large': {
    why: 'Mail is written by strangers. What is far larger than a list lets through is not read, so that nobody can stop a build with one message.',
    command: 'npx postil parse scan-of-the-shelf.eml',
    printed: [
      'scan-of-the-shelf.eml:1:1 error mail-too-large',
      '  The file is no mbox and holds more than 32 MiB, which is more than one message may.',
      '  | From: Ada Reed <ada@example.org>',
      '  | ^',
      '  fix:      Take its attachments out, or leave the message out.',
    ].join('\n'),
    repair: 'npx postil parse without-attachment.eml',
    files: () => ({
      'scan-of-the-shelf.eml': `${MESSAGE}Subject: Scan\n\n${'A'.repeat(33 * 1024 * 1024)}\n`,
      'without-attachment.eml': `${MESSAGE}Subject: Scan\n\nSee the attachment.\n`,
    }),
  },
  'mail-cut': {
    why: 'Nobody writes a book as one mail. What a program wrote is read as far as that, so that no message can hang a build; whoever quotes its end must know that it was not read.',
    command: 'npx postil parse catalogue.eml',
    printed: [
      'catalogue.eml:1:1 warning mail-cut',
      '  The message has more than 40000 lines; what stands below them was not read.',
      '  | From: Ada Reed <ada@example.org>',
      '  | ^',
      '  fix:      Look at its end yourself, or leave the message out.',
    ].join('\n'),
    repair: 'npx postil parse one-shelf.eml',
    files: () => ({
      'catalogue.eml': `${MESSAGE}Subject: Catalogue\n\n${'A book.\n'.repeat(40_001)}`,
      'one-shelf.eml': `${MESSAGE}Subject: Catalogue\n\nA book.\n`,
    }),
  },
  'mail-truncated': {
    why: 'A message that ends early may lack the sentence that turns its meaning round.',
    bad: {
      [THREAD]: `${MESSAGE}Content-Type: multipart/mixed; boundary=x\nSubject: Dust jackets\n\n--x\n\nKeep them.\n`,
    },
    repair: {
      [THREAD]: `${MESSAGE}Content-Type: multipart/mixed; boundary=x\nSubject: Dust jackets\n\n--x\n\nKeep them.\n\n--x--\n`,
    },
  },
  'mail-damaged': {
    why: 'No mail holds NUL bytes, so something has changed this one on its way, and perhaps more than those bytes.',
    bad: { [THREAD]: `${MESSAGE}Subject: Dust jackets\n\nKeep\0them.\n` },
    repair: { [THREAD]: `${MESSAGE}Subject: Dust jackets\n\nKeep them.\n` },
  },
  'mail-left-out': {
    why: 'An attachment may hold what a mail is about, and pages show words only. What is left out is said here and on the page, so that nobody takes the rest for the whole.',
    bad: {
      [THREAD]: `${PARTS}--x\n\nThe shelf is drawn here.\n--x\nContent-Type: image/png; name="shelf.png"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--x--\n`,
    },
    repair: { [THREAD]: `${PARTS}--x\n\nThe shelf is drawn here.\n--x--\n` },
  },
  'mail-no-words': {
    why: 'A page with an empty message looks as if its writer had said nothing.',
    bad: { [THREAD]: `${MESSAGE}Subject: Dust jackets\n\n\n` },
    repair: { [THREAD]: `${MESSAGE}Subject: Dust jackets\n\nKeep them.\n` },
  },
  'mail-undecoded': {
    why: 'A mail must say how its words were made into bytes: by which charset, and by which transfer encoding. Where it does not, or says what nobody knows, the words on the page are a guess.',
    bad: {
      [THREAD]: `${MESSAGE}Content-Transfer-Encoding: x-shelf\nSubject: Dust jackets\n\n4b6565702074\n`,
    },
    repair: {
      [THREAD]: `${MESSAGE}Content-Transfer-Encoding: 8bit\nSubject: Dust jackets\n\nKeep them.\n`,
    },
  },
  'mail-field': {
    why: 'What answers what, and when it was written, is read from these fields. One that is malformed is read as far as it goes, which may be wrong.',
    bad: {
      [THREAD]: `${MESSAGE.replace('<3@example.org>', '3@example.org')}Subject: Dust jackets\n\nKeep them.\n`,
    },
    repair: { [THREAD]: `${MESSAGE}Subject: Dust jackets\n\nKeep them.\n` },
  },
  'mail-same-id': {
    why: 'A Message-ID names one message. Two that differ under one name were taken for copies of each other, and the words of the second were lost.',
    bad: {
      [THREAD]: `${MESSAGE}Subject: Dust jackets\n\nKeep them.\n`,
      [THREAD.replace('3.eml', '4.eml')]: `${MESSAGE}Subject: Bookmarks\n\nA ribbon is enough for me.\n`,
    },
    repair: {
      [THREAD.replace('3.eml', '4.eml')]:
        `${MESSAGE.replace('<3@', '<4@')}Subject: Bookmarks\n\nA ribbon is enough for me.\n`,
    },
  },
  'mail-hidden-characters': {
    why: 'Such letters stand in words that look like others: a reader sees one sentence, a search and a compiler find another. What a language or an emoji needs is not told of: joiners in Persian or Hindi, marks of direction beside Arabic or Hebrew, hyphens at the ends of lines. A quote has to hold these letters too; "npx postil quote" writes each as the reference that names it.',
    bad: { [THREAD]: `${MESSAGE}Subject: Dust jackets\n\nKeep \u202Ethem\u202C.\n` },
    repair: { [THREAD]: `${MESSAGE}Subject: Dust jackets\n\nKeep them.\n` },
  },
  'mail-look-alike': {
    why: 'A stranger can write under a name that looks like that of somebody whom readers trust. A word in letters of two scripts is told of, and a name that looks like another of the site in letters of another script.',
    bad: {
      [THREAD]: `${MESSAGE.replace('Ada', '\u0410da')}Subject: Dust jackets\n\nKeep them.\n`,
    },
    repair: { [THREAD]: `${MESSAGE}Subject: Dust jackets\n\nKeep them.\n` },
  },
  'import-unreachable': {
    why: 'Nothing is taken over from an address that did not answer whole.',
    command: 'npx postil import https://archive.example/lending/t.mbox.gz',
    printed: [
      'https://archive.example/lending/t.mbox.gz:1:1 error import-unreachable',
      '  https://archive.example/lending/t.mbox.gz does not answer: there is no network here.',
      '  fix:      Check the address and the network, or download the file yourself and import that.',
    ].join('\n'),
    repair: 'npx postil import lending.mbox --all',
    files: () => ({ 'lending.mbox': TWO_THREADS }),
  },
  'file-not-written': {
    why: 'A full disk, a folder that may not be written to, a file in the way: what was written before is whole, and what is there already is left alone.',
    command: 'npx postil import lending.mbox --subject Bookmarks',
    printed: [
      'content/threads/bookmarks/thread.yaml:1:1 error file-not-written',
      '  The file cannot be written: a file stands in the place of its folder.',
      '  fix:      Make room, or let this user write there; then run the command again. No file was written by half.',
    ].join('\n'),
    repair: 'npx postil import lending.mbox --subject Bookmarks --thread bookmarks-of-2021',
    files: () => ({ 'lending.mbox': TWO_THREADS, 'content/threads/bookmarks': 'Some notes.\n' }),
  },
  'import-several-threads': {
    why: 'A month of a list holds many threads; you want the one that you write about.',
    command: 'npx postil import lending.mbox',
    printed: [
      'lending.mbox:1:1 error import-several-threads',
      '  The mail holds 2 threads.',
      '  | From ada Tue Jan  5 10:00:00 2021',
      '  | ^',
      '  expected: "Dust jackets" (1), "Bookmarks" (1)',
      '  fix:      Name the one you want with --subject, or take them all with --all.',
    ].join('\n'),
    repair: 'npx postil import lending.mbox --subject Bookmarks',
    files: () => ({ 'lending.mbox': TWO_THREADS }),
  },
  'import-no-thread': {
    why: 'An import that finds nothing is a misspelt subject, more often than not.',
    command: 'npx postil import lending.mbox --subject Bookmark5',
    printed: [
      'lending.mbox:1:1 error import-no-thread',
      '  None of the 2 threads has "Bookmark5" in its subject.',
      '  | From ada Tue Jan  5 10:00:00 2021',
      '  | ^',
      '  expected: "Dust jackets" (1), "Bookmarks" (1)',
      '  fix:      Use words of a subject that the mail holds.',
    ].join('\n'),
    repair: 'npx postil import lending.mbox --subject Bookmarks',
    files: () => ({ 'lending.mbox': TWO_THREADS }),
  },
} as const satisfies Partial<Record<Code, Example>>;
