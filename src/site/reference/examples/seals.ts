import type { Code } from '../../../base/catalogue.ts';
import { lookUp } from '../../../base/look-up.ts';
import type { Example } from '../example.ts';
import { EXAMPLE_SITE } from '../example-site.ts';

const LOCK = 'content/postil.lock.json';
const KEYS = 'content/keys.yaml';
const FIRST = 'content/threads/lending/1.eml';
const SECOND = 'content/threads/lending/2.eml';
const THIRD = 'content/threads/lending/3.eml';
const YAML = 'content/threads/lending/thread.yaml';
const [AS_SENT, THE_ANSWER, ABOUT] = [FIRST, SECOND, YAML].map((path) =>
  String(lookUp(EXAMPLE_SITE, path)),
) as [string, string, string];

const RECORD = 'v=DKIM1; k=ed25519; p=oah+oI9+FPY8UGpYbqeoFgMAs5/EUJ/8ENfsZrqjp+k=';
const keyWith = (record: string): string =>
  `- domain: example.org\n  selector: spring\n  record: "${record}"\n  seen: 2026-01-02\n  source: DNS\n`;

/** A mail that an invented server has signed. */
const SIGNED = [
  'DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=example.org; s=spring;',
  '\tt=1600000000; h=From:To:Subject:Date:Message-ID;',
  '\tbh=RETTQSyZxvpmc+dJDBUEZuQAWlDGJX+3agdV7zVDw8U=;',
  '\tb=jMJW1rpWlPxk0iXY2jEIv+ACUiiTvByHDMqXWgh/GysiL+j9DCG5cQ7BfYai',
  '\t ex3rQEHzVwvwWACJIgZi9f50Aw==',
  'From: Ada Reed <ada@example.org>',
  'To: books@lists.example.org',
  'Date: Tue, 05 Jan 2021 10:00:00 +0000',
  'Message-ID: <3@example.org>',
  'Subject: Dust jackets',
  '',
  'Keep them.',
  '',
].join('\n');

/** The lock of the example site with that mail in it, sealed while its key was kept. */
const LOCK_WITH_SIGNED = String(EXAMPLE_SITE[LOCK])
  .replace(/"root": "\w+"/, '"root": "eec728d9b2b3159d913ab7e378299355087359d4df06d4d5617351fcbce45732"')
  .replace(
    /\n {4}\}\n {2}\}\n\}\n$/,
    ',\n      "lending <3@example.org>": {"sha256":"b276f06e61b6e31dbd84365b70d204ab18930e237ecfe10adb98f9e825195845","text":"88454bea82553bd059bfeb8b7b71943a13465a4d8c230b5847ece3d48d66ec39","from":"Ada Reed","date":"2021-01-05T10:00:00+00:00","subject":"Dust jackets","signed":{"scheme":"DKIM","by":"example.org","selector":"spring","seen":"2026-01-02"}}$&',
  );
const UNSIGNED = SIGNED.slice(SIGNED.indexOf('From: '));

/** Mail that is not what it was, or not what it is said to be. */
export const SEALS = {
  'mail-changed': {
    why: 'Whoever changes words in the mail and the same words in the page makes both agree. The lock keeps a hash of every message, and the two do not agree with that.',
    bad: { [FIRST]: AS_SENT.replace('Nobody counts', 'Everybody counts') },
    repair: { [FIRST]: AS_SENT },
  },
  'mail-not-sealed': {
    why: 'Nobody can tell whether a mail was changed of which no hash was kept.',
    command: 'npx postil check --content content',
    printed: [
      'content/threads/lending/3.eml:1:1 warning mail-not-sealed',
      '  lending/ada-reed-2021-01-05-1000z is not sealed: nobody would notice if its words were changed.',
      '  | From: Ada Reed <ada@example.org>',
      '  | ^',
      '  fix:      Run "npx postil seal --update": it keeps a hash of every message in postil.lock.json.',
    ].join('\n'),
    repair: 'npx postil seal --update',
    files: () => ({ [THIRD]: UNSIGNED }),
  },
  'seal-unused': {
    why: 'A thread that goes with all of its mail goes with all that was said in it. Whoever means it says so.',
    bad: { [YAML]: null, [FIRST]: null, [SECOND]: null },
    repair: { [YAML]: ABOUT, [FIRST]: AS_SENT, [SECOND]: THE_ANSWER },
  },
  'seal-key-missing': {
    why: 'The site says who signed a mail. Without the key nobody can check it.',
    bad: { [KEYS]: '[]\n' },
    repair: { [KEYS]: keyWith(RECORD) },
    beside: { [THIRD]: SIGNED, [LOCK]: LOCK_WITH_SIGNED },
  },
  'seal-signature': {
    why: 'A signature covers more than the words that are sealed. Here somebody has changed the address that the mail went to: the words are the same, and the signature is of another mail.',
    bad: { [THIRD]: SIGNED.replace('books@', 'readers@') },
    repair: { [THIRD]: SIGNED },
    beside: { [KEYS]: keyWith(RECORD), [LOCK]: LOCK_WITH_SIGNED },
  },
  'seal-differs': {
    why: 'Only an archive that shows the same words vouches for them.',
    command: 'npx postil seal saved.eml --published https://lists.example.org/books/1',
    printed: [
      'saved.eml:1:1 error seal-differs',
      '  Nothing in saved.eml says what a mail of this site says.',
      '  | From: Ada Reed <ada@example.org>',
      '  | ^',
      '  fix:      Download the message itself from the archive and compare the two.',
    ].join('\n'),
    repair: 'npx postil seal right.eml --published https://lists.example.org/books/1',
    files: () => ({
      'saved.eml': AS_SENT.replace('Nobody counts', 'Everybody counts'),
      'right.eml': AS_SENT,
    }),
  },
  'keys-invalid': {
    why: 'A key that cannot be read verifies nothing, and nobody would notice.',
    bad: { [KEYS]: keyWith('v=DKIM1; k=rsa; p=') },
    repair: { [KEYS]: keyWith(RECORD) },
  },
} as const satisfies Partial<Record<Code, Example>>;
