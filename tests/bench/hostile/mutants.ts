import { type Random, seeded } from '../random.ts';
import { SHAPES } from './shapes.ts';

/** Bytes of a mail, a letter each. */
type Letters = string;

/** What means something in a mail, wherever it is put. */
const TOKENS: readonly Letters[] = [
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  '\0',
  '\xff',
  '\xef\xbb\xbf',
  '>',
  '> ',
  '>>>>>>',
  '-- \n',
  '--\n',
  '---\n',
  '--b\n',
  '--b--\n',
  '\nFrom ada@example.org Mon Jan  4 10:00:00 2021\n',
  '\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\n',
  '>From ',
  'On Mon, Jan 4, 2021 at 9:00 AM Tom Marsh <tom@example.org> wrote:\n',
  'Am 04.01.21 um 09:00 schrieb Tom Marsh:\n',
  '-----Original Message-----\nFrom: Tom Marsh\nSent: Monday, January 4, 2021 9:00 AM\nSubject: x\n',
  'Content-Type: multipart/mixed; boundary=b\n',
  'Content-Type: message/rfc822\n\n',
  'Content-Type: text/html\n',
  'Content-Type: text/plain; charset=utf-16; format=flowed; delsp=yes\n',
  'Content-Transfer-Encoding: base64\n',
  'Content-Transfer-Encoding: quoted-printable\n',
  'Message-ID: <a@example.org>\n',
  'In-Reply-To: <a@example.org>\n',
  'References: <a@example.org> <b@example.org>\n',
  'Date: Mon, 4 Jan 2021 10:00:00 +9900\n',
  '=?utf-8?q?=C3?=',
  '=?x?b?AAAA?=',
  '<blockquote>',
  '</div>',
  '<pre>',
  '&#0;',
  '"',
  '<',
  '(',
  ';',
  ':',
  '@',
  'diff --git a/x b/x\n',
  '[...]\n',
  '(new ones prefixed by >>)\n',
];

type Change = (mail: Letters, random: Random, other: Letters) => Letters;

/** Ways to spoil a part of a mail. */
const SLIPS: readonly Change[] = [
  (mail, random) => spliced(mail, random.below(mail.length + 1), 0, random.pick(TOKENS)),
  (mail, random) => spliced(mail, lineIn(mail, random), 0, random.pick(TOKENS)),
  (mail, random) => spliced(mail, lineIn(mail, random), 0, random.pick(TOKENS).repeat(random.below(300))),
  (mail, random) => spliced(mail, random.below(mail.length + 1), 1, String.fromCharCode(random.below(256))),
  (mail, random) => spliced(mail, random.below(mail.length + 1), random.below(200), ''),
  (mail, random) => {
    const at = random.below(mail.length + 1);
    return spliced(mail, at, 0, mail.slice(at, at + random.below(400)).repeat(1 + random.below(20)));
  },
  (mail, random, other) => mail.slice(0, random.below(mail.length + 1)) + other.slice(lineIn(other, random)),
];

/** Ways to spoil all of it; most make it no mail, or a very short one, so they are drawn less often. */
const WRECKS: readonly Change[] = [
  (mail, random) => mail.slice(0, random.below(mail.length + 1)),
  (mail, random) => mail.slice(random.below(mail.length + 1)),
  (mail) => mail.replaceAll('\n', '\r'),
  (mail) => mail.replaceAll('\n', '\r\n'),
  (mail) => mail.replaceAll('\n', ' '),
  (mail) => mail.replace(/^/gm, '> '),
  (mail, random) =>
    mail
      .split('\n')
      .sort(() => random.below(3) - 1)
      .join('\n'),
  (mail) =>
    `Content-Type: multipart/mixed; boundary=b\nFrom: ada@example.org\n\n--b\nContent-Type: message/rfc822\n\n${mail}\n--b--\n`,
];

const drawn = (random: Random): Change => random.pick(random.below(20) === 0 ? WRECKS : SLIPS);

/** Where some line begins. */
const lineIn = (mail: Letters, random: Random): number =>
  mail.lastIndexOf('\n', random.below(mail.length + 1)) + 1;

const spliced = (text: Letters, at: number, count: number, put: Letters): Letters =>
  text.slice(0, at) + put + text.slice(at + count);

/**
 * Mails that were spoiled a few times over, the same ones for one seed.
 *
 * @param mails to begin with; small ones of every hostile shape are among them always.
 */
export function* mutants(mails: readonly Letters[], seed: number, count: number): Generator<Letters> {
  const random = seeded(seed);
  const all = [...mails, ...SHAPES.map(({ make }) => make(1500))];
  for (let nth = 0; nth < count; nth += 1) {
    let mail = random.pick(all);
    for (let left = 1 + random.below(6); left > 0; left -= 1)
      mail = drawn(random)(mail, random, random.pick(all)).slice(0, MOST);
    yield mail;
  }
}

/** Several changes that repeat a part must not make one mail the length of all others. */
const MOST = 100_000;
