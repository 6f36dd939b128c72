/** Input that would take a careless reader minutes, or its stack, or its memory: each made as large as is asked. */
export interface Shape {
  /** What a reader's careless step would be repeated over. */
  readonly name: string;
  /** A file of about so many bytes. */
  readonly make: (bytes: number) => string;
  /** Many mails: what each may take is not the question, only how the time grows. */
  readonly archive?: true;
  /** Each letter is a byte. */
  readonly isBytes?: true;
}

const FROM = 'From: Ada Reed <ada@example.org>\n';
const HEADER = `${FROM}To: Tom Marsh <tom@example.org>\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nMessage-ID: <own@example.org>\nSubject: shelves\n`;

/** Pieces one after another until there are enough bytes. */
function filled(bytes: number, piece: (at: number) => string): string {
  const pieces: string[] = [];
  let size = 0;
  for (let at = 0; size < bytes; at += 1) {
    const next = piece(at);
    pieces.push(next);
    size += next.length;
  }
  return pieces.join('');
}

const mail = (body: string, fields = ''): string => `${HEADER}${fields}\n${body}\n`;
const plain = (name: string, piece: (at: number) => string): Shape => ({
  name: `text: ${name}`,
  make: (bytes) => mail(filled(bytes, piece)),
});
const html = (
  name: string,
  piece: (at: number) => string,
  end: (at: number) => string = () => '',
): Shape => ({
  name: `HTML: ${name}`,
  make: (bytes) => {
    let count = 0;
    const open = filled(bytes / 2, (at) => {
      count = at;
      return piece(at);
    });
    const close = filled(end(0) === '' ? 0 : bytes / 2, (at) => end(count - at));
    return mail(`${open}x${close}`, 'MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n');
  },
});
const field = (name: string, piece: (at: number) => string): Shape => ({
  name: `header: ${name}`,
  make: (bytes) => `${HEADER}${filled(bytes, piece)}\n\nHello.\n`,
});
const mime = (name: string, type: string, piece: (at: number) => string): Shape => ({
  name: `MIME: ${name}`,
  make: (bytes) => mail(filled(bytes, piece), `MIME-Version: 1.0\nContent-Type: ${type}\n`),
});

const person = (at: number): string => `Ada${letters(at)} Reed`;
const clock = (at: number): string =>
  new Date(Date.UTC(2021, 0, 4, 10, 0) + at * 60_000).toISOString().slice(0, 16).replace('T', ' at ');
const letters = (at: number): string =>
  String(at).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
const wrote = (at: number): string => `On ${clock(at)} ${person(at)} wrote:`;
const prose = (at: number): string =>
  `The shelf number ${at} is full, and nobody has counted what stands on row ${at * 7} of it so far.`;

/** A whole mail of an archive. */
function letter(at: number, fields: string, body: string): string {
  const date = new Date(Date.UTC(2021, 0, 4, 10, 0) + at * 60_000).toUTCString().replace('GMT', '+0000');
  return `From ada@example.org Mon Jan  4 10:00:00 2021\nFrom: ${person(at % 50)} <a${at % 50}@example.org>\nDate: ${date}\nMessage-ID: <${at}@example.org>\n${fields}\n${body}\n\n`;
}
const archive = (name: string, fields: (at: number) => string, body: (at: number) => string): Shape => ({
  name: `mbox: ${name}`,
  archive: true,
  make: (bytes) => filled(bytes, (at) => letter(at, fields(at), body(at))),
});

const marks = (depth: number): string => '>'.repeat(depth);

export const SHAPES: readonly Shape[] = [
  plain('one endless line', () => 'a'),
  plain('one endless line of words', (at) => `word${at} `),
  plain('one endless line of quote marks', () => '> '),
  plain('spaces before a colon', () => ' '),
  plain('only quote marks, at depth 10,000', () => `${marks(10_000)}\n`),
  plain('ever deeper quotes', (at) => `${marks(at)} x\n`),
  plain('quotes that go up and down', (at) => `${marks(Math.abs((at % 400) - 200))} ${prose(at)}\n`),
  plain('every line at another depth', (at) => `${marks((at * 7) % 190)} x\n`),
  plain('empty lines', () => '\n'),
  plain('empty quoted lines', (at) => `${marks(at % 5)}\n`),
  plain('equal lines, quoted by turns', () => '> hello there\nand I say\n'),
  plain('one paragraph without end', (at) => `${prose(at)}\n`),
  plain('attribution lines', (at) => `${wrote(at)}\n\n`),
  plain('attribution lines, each above a quote', (at) => `${wrote(at)}\n> ${prose(at)}\n`),
  plain('nested attribution lines', (at) => `${marks(at % 60)} ${wrote(at)}\n`),
  plain(
    'nested attribution lines, each above a quote',
    (at) => `> ${wrote(at * 2)}\n>> ${wrote(at * 2 + 1)}\n>>> ${prose(at)}\n> ${prose(at + 1)}\n`,
  ),
  plain('quotes without a line above', (at) => `>> ${prose(at)}\n> ${prose(at + 1)}\nNo.\n`),
  plain('attribution lines that miss their verb', () => 'On Mon, Jan 4, 2021 at 9:00 AM Tom Marsh\n'),
  plain('attribution lines that miss their colon', (at) => `${wrote(at).slice(0, -1)}\n`),
  plain('attribution lines broken after each word', () => 'On\nMon,\nJan 4,\n2021\nTom\nMarsh\n'),
  plain('lines that may begin a name', () => '"Ada\n'),
  plain(
    'printed headers',
    (at) => `From: ${person(at)}\nSent: ${clock(at)}\nTo: Tom\nSubject: x\n\n${prose(at)}\n`,
  ),
  plain('a printed header without end', (at) =>
    at === 0 ? 'From: Ada\nSent: today\n' : `To: ${person(at)};\n`,
  ),
  plain('lines "From:"', () => 'From: Ada\n'),
  plain('signature marks', () => '-- \n'),
  plain('signature marks with a line each', () => '--\nx\n'),
  plain('signature marks with an empty line each', () => '-- \n\n'),
  plain('quoted signature marks', () => '> -- \n> x\n'),
  plain('footer rules', () => `${'_'.repeat(40)}\n`),
  plain('beginnings of armour', () => '-----BEGIN PGP SIGNATURE-----\n'),
  plain('signed messages in one another', () => '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n'),
  plain('separators of patches', () => '---\n'),
  plain('diffstats', (at) => ` src/shelf${at}.c | 2 +-\n`),
  plain('diffs of one line', () => 'diff --git a/x b/x\nNo.\n'),
  plain('one diff', (at) =>
    at === 0 ? 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n' : `+${prose(at)}\n`,
  ),
  plain('trailers', (at) => `Reviewed-by: ${person(at)} <a@example.org>\n`),
  plain('omissions', () => '[...]\n'),
  plain('sign-offs', () => 'Thanks,\nAda\n\n'),
  plain('commits', (at) => `3234ac664a87 ("shelf: ${at}") `),
  plain('commits that do not end', () => 'see 3234ac664a87 ("a '),
  plain('marks of a build robot', () => '(new ones prefixed by >>)\n>> x\n'),
  plain('Supercite marks', (at) => (at === 0 ? `${wrote(0)}\n` : `AR> ${prose(at)}\n`)),
  plain('bars', (at) => (at === 0 ? `${wrote(0)}\n` : `| ${prose(at)}\n`)),
  plain('NUL bytes', () => '\0'),
  plain('lines that end with CR alone', (at) => `${prose(at)}\r`),
  plain(
    'links in safelinks',
    () => 'https://a.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org ',
  ),
  plain('lines "From " that begin no mail', () => 'From here on\n'),
  {
    name: 'text: flowed lines that never end',
    make: (bytes) =>
      mail(
        filled(bytes, (at) => `word${at} \n`),
        'Content-Type: text/plain; format=flowed\n',
      ),
  },
  {
    name: 'text: quoted-printable that never breaks',
    make: (bytes) =>
      mail(
        filled(bytes, () => '=C3=A4=\n'),
        'Content-Transfer-Encoding: quoted-printable\n',
      ),
  },
  {
    name: 'text: base64 of empty lines',
    make: (bytes) =>
      mail(
        filled(bytes, () => 'CgoKCgoK'),
        'Content-Transfer-Encoding: base64\n',
      ),
  },
  {
    name: 'text: base64 with a stranger in each line',
    make: (bytes) =>
      mail(
        filled(bytes, () => 'AAAA!\n'),
        'Content-Transfer-Encoding: base64\n',
      ),
  },
  {
    name: 'text: lost marks: attribution lines first, then long paragraphs',
    make: (bytes) =>
      mail(filled(bytes, (at) => (at < 50 ? `${wrote(at)}\n` : `${prose(at)} ${prose(at)}\n\n`))),
  },
  {
    name: 'text: lost marks: attribution lines only, without empty lines',
    make: (bytes) => mail(filled(bytes, (at) => `${wrote(at)}\n`)),
  },
  {
    name: 'flattened: marks',
    make: (bytes) =>
      `From mboxrd@z Thu Jan 1 00:00:00 1970 ${HEADER.replaceAll('\n', ' ')}Content-Type: text/plain ${filled(bytes, (at) => `${marks((at % 90) + 1)} word `)}`,
  },
  {
    name: 'flattened: fields without end',
    make: (bytes) =>
      `From mboxrd@z Thu Jan 1 00:00:00 1970 ${HEADER.replaceAll('\n', ' ')}${filled(bytes, () => 'Received: x ')}`,
  },
  {
    name: 'flattened: many messages',
    archive: true,
    make: (bytes) =>
      filled(
        bytes,
        () =>
          `From mboxrd@z Thu Jan 1 00:00:00 1970 ${HEADER.replaceAll('\n', ' ')}Content-Type: text/plain x `,
      ),
  },
  field('fields', (at) => `X-Shelf-${at}: x\n`),
  field('one field many times', () => 'Received: x\n'),
  field('one folded field', () => ' folded line of a field\n'),
  field('one endless field', () => 'a'),
  field('a field of spaces', () => ' '),
  field('lines that are no field', () => 'no field\n'),
  field('recipients', (at) => (at === 0 ? `Cc: a@example.org` : `,\n ${person(at)} <a${at}@example.org>`)),
  field('recipients in groups', (at) => (at === 0 ? 'Cc: x' : `,\n g${at}: a@example.org;`)),
  field('one recipient of many words', (at) => (at === 0 ? 'Cc: x' : ` word${at}`)),
  field('comments in one another', (at) => (at === 0 ? 'Cc: x ' : '(')),
  field('quotes in a recipient', (at) => (at === 0 ? 'Cc: x ' : '"\\" ')),
  field('signs at in a recipient', (at) => (at === 0 ? 'Cc: x ' : '@')),
  field('angle brackets in a recipient', (at) => (at === 0 ? 'Cc: x ' : '<')),
  field('References', (at) => (at === 0 ? 'References:' : `\n <${at}@example.org>`)),
  field('References without end', (at) => (at === 0 ? 'References: ' : '<')),
  field('encoded words', (at) => (at === 0 ? 'X-Subject: x\nCc:' : '\n =?utf-8?q?=C3=A4?=')),
  {
    name: 'header: encoded words in the subject',
    make: (bytes) => `${FROM}Subject:${filled(bytes, () => '\n =?utf-8?B?w6Q=?=')}\n\nHello.\n`,
  },
  {
    name: 'header: encoded words that do not decode',
    make: (bytes) => `${FROM}Subject:${filled(bytes, () => '\n =?utf-8?Q?=C3?=')}\n\nHello.\n`,
  },
  {
    name: 'header: reply marks in the subject',
    make: (bytes) => `${FROM}Subject: ${filled(bytes, () => 'Re: [x] ')}\n\nHello.\n`,
  },
  {
    name: 'header: a date without end',
    make: (bytes) =>
      `${FROM}Date: Mon, 4 Jan 2021 10:00:00 +0000${filled(bytes, () => ' at um')}\nSubject: x\n\nHello.\n`,
  },
  {
    name: 'header: no end',
    make: (bytes) =>
      `${FROM}Date: Mon, 4 Jan 2021 10:00:00 +0000\nSubject: x\n${filled(bytes, (at) => `X-${at}: x\n`)}`,
  },
  mime(
    'multiparts in one another',
    'multipart/mixed; boundary=b0',
    (at) => `--b${at}\nContent-Type: multipart/mixed; boundary=b${at + 1}\n\n`,
  ),
  mime(
    'multiparts in one another under one boundary',
    'multipart/mixed; boundary=b',
    () => '--b\nContent-Type: multipart/mixed; boundary=b\n\n',
  ),
  mime('empty parts', 'multipart/mixed; boundary=b', () => '--b\n\n'),
  mime('small text parts', 'multipart/mixed; boundary=b', (at) => `--b\n\n${prose(at)}\n`),
  mime(
    'small HTML parts',
    'multipart/mixed; boundary=b',
    (at) => `--b\nContent-Type: text/html\n\n<p>${prose(at)}\n`,
  ),
  mime(
    'small parts of text and HTML by turns',
    'multipart/mixed; boundary=b',
    (at) => `--b\nContent-Type: text/${at % 2 ? 'html' : 'plain'}\n\n${prose(at)}\n`,
  ),
  mime(
    'alternatives',
    'multipart/alternative; boundary=b',
    (at) => `--b\nContent-Type: text/html\n\n<p>${prose(at)}\n`,
  ),
  mime(
    'attachments',
    'multipart/mixed; boundary=b',
    () =>
      '--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=x\n\nAAAA\n',
  ),
  mime(
    'small messages',
    'multipart/mixed; boundary=b',
    (at) => `--b\nContent-Type: message/rfc822\n\n${FROM}Subject: ${at}\n\n${prose(at)}\n`,
  ),
  mime('messages in one another', 'message/rfc822', () => `${FROM}Content-Type: message/rfc822\n\n`),
  mime(
    'messages in one another, in multiparts',
    'multipart/mixed; boundary=b0',
    (at) =>
      `--b${at}\nContent-Type: message/rfc822\n\n${FROM}Content-Type: multipart/mixed; boundary=b${at + 1}\n\n`,
  ),
  mime('a digest', 'multipart/digest; boundary=b', (at) => `--b\n\n${FROM}Subject: ${at}\n\n${prose(at)}\n`),
  mime('fields of a part', 'multipart/mixed; boundary=b', (at) =>
    at === 0 ? '--b\n' : `X-Shelf-${at}: x\n`,
  ),
  mime('one folded field of a part', 'multipart/mixed; boundary=b', (at) =>
    at === 0 ? '--b\nX:\n' : ' folded\n',
  ),
  mime('parameters of a part', 'multipart/mixed; boundary=b', (at) =>
    at === 0 ? '--b\nContent-Type: text/plain' : `; x*${at}=a`,
  ),
  mime('lines that nearly are a boundary', 'multipart/mixed; boundary=bbbbbbbb', () => '--bbbbbbbc\n'),
  {
    name: 'MIME: a boundary that is very long',
    make: (bytes) => {
      const boundary = 'b'.repeat(Math.floor(bytes / 4));
      return mail(
        `--${boundary}\n\nHello.\n--${boundary}\n\nHello.\n--${boundary}--`,
        `Content-Type: multipart/mixed; boundary="${boundary}"\n`,
      );
    },
  },
  {
    name: 'MIME: many lines against a long boundary',
    make: (bytes) =>
      mail(
        filled(bytes, () => `--${'b'.repeat(60)}c\n`),
        `Content-Type: multipart/mixed; boundary="${'b'.repeat(60)}d"\n`,
      ),
  },
  {
    name: 'MIME: parameters of the message',
    make: (bytes) =>
      mail(
        '--b\n\nx\n--b--',
        `Content-Type: multipart/mixed${filled(bytes, (at) => `;\n x${at}=a`)}; boundary=b\n`,
      ),
  },
  {
    name: 'MIME: comments in the type',
    make: (bytes) =>
      mail('--b\n\nx\n--b--', `Content-Type: multipart/mixed; ${filled(bytes, () => '(')}; boundary=b\n`),
  },
  mime('a part in base64', 'multipart/mixed; boundary=b', (at) =>
    at === 0 ? '--b\nContent-Transfer-Encoding: base64\n\n' : `${'CgoK'.repeat(18)}\n`,
  ),
  mime('a flowed part', 'multipart/mixed; boundary=b', (at) =>
    at === 0 ? '--b\nContent-Type: text/plain; format=flowed\n\n' : `word${at} \n`,
  ),
  html(
    'divs in one another',
    () => '<div>',
    () => '</div>',
  ),
  html('divs that do not end', () => '<div>'),
  html('ends of nothing', () => '</div>'),
  html(
    'tables in one another',
    () => '<table><tr><td>',
    () => '</td></tr></table>',
  ),
  html('rows of a table', (at) => `<tr><td>${at}</td><td>x</td></tr>`),
  html('spans that do not end', () => '<span>'),
  html('spans that do not end, ends of something else', (at) => (at % 2 ? '<span>' : '</b>')),
  html(
    'block quotes in one another',
    () => '<blockquote>x',
    () => '</blockquote>',
  ),
  html('block quotes one after another', (at) => `<blockquote>${prose(at)}</blockquote>No.<br>`),
  html('lines at the deepest quote', (at) => (at < 250 ? '<blockquote>' : 'x<br>')),
  html('paragraphs', () => '<p>'),
  html('ends of paragraphs', () => '</p>'),
  html('line breaks', () => '<br>'),
  html(
    'pre in one another',
    () => '<pre>\n',
    () => '</pre>',
  ),
  html('line breaks in pre', (at) => (at === 0 ? '<pre>' : '\n')),
  html(
    'svg in one another',
    () => '<svg><foreignObject>',
    () => '</foreignObject></svg>',
  ),
  html('forms', () => '<form>'),
  html('entities', () => '&gt;'),
  html('entities that do not end', () => '&notin'),
  html('attributes', (at) => (at === 0 ? '<div' : ` a${at}=b`)),
  html('comments that do not end', () => '<!--'),
  html('tags that do not end', () => '<'),
  html('scripts', () => '<script>'),
  html('titles', () => '<title>x</title>'),
  {
    name: 'Atom: entries',
    archive: true,
    make: (bytes) =>
      `<?xml version="1.0"?><feed>${filled(bytes, (at) => `<entry><author><name>Ada</name></author><title>x</title><link href="http://x/${at}@x/"/><updated>2021-01-04T10:00:00Z</updated><content><pre>${prose(at)}</pre></content></entry>`)}</feed>`,
  },
  {
    name: 'Atom: elements in one another',
    make: (bytes) => `<feed><entry>${filled(bytes, () => '<a>x')}</entry></feed>`,
  },
  {
    name: 'Atom: entries in one another',
    make: (bytes) => `<feed>${filled(bytes, () => '<entry><pre>x')}</feed>`,
  },
  {
    name: 'Atom: spans in the text',
    make: (bytes) => `<feed><entry><pre>${filled(bytes, () => '<b>x</b>')}</pre></entry></feed>`,
  },
  {
    name: 'text: archive page, empty lines',
    make: (bytes) =>
      `shelves\n\nFrom: Ada\nDate: Mon Jan 04 2021 - 10:00:00 EST\n${filled(bytes, () => '\n')}x`,
  },
  archive(
    'tiny mails',
    () => 'Subject: x\n',
    () => 'x',
  ),
  archive(
    'separators without mail',
    () => '',
    () => 'From ada@example.org Mon Jan  4 10:00:00 2021\n\n'.repeat(3),
  ),
  archive(
    'one chain of answers',
    (at) => `Subject: Re: x\n${at > 0 ? `In-Reply-To: <${at - 1}@example.org>\n` : ''}`,
    (at) => `> ${prose(at - 1)}\n\n${prose(at)}`,
  ),
  archive(
    'one chain of answers, youngest first',
    (at) => `Subject: Re: x\nIn-Reply-To: <${at + 1}@example.org>\n`,
    () => 'x',
  ),
  archive(
    'one chain of answers that all quote alike',
    (at) => `Subject: Re: x\n${at > 0 ? `In-Reply-To: <${at - 1}@example.org>\n` : ''}`,
    () => `${wrote(1)}\n> ${prose(1)}\n\nYes, and so say all of us who have a shelf.`,
  ),
  archive(
    'everybody answers one',
    (at) => `Subject: Re: x\n${at > 0 ? 'In-Reply-To: <0@example.org>\n' : ''}`,
    (at) => `> ${prose(0)}\n\n${prose(at)}`,
  ),
  archive(
    'everybody answers one that is lost',
    () => 'Subject: Re: x\nIn-Reply-To: <lost@example.org>\n',
    (at) => `${wrote(0)}\n> ${prose(0)}\n> ${prose(at)}\n\nYes.`,
  ),
  archive(
    'everybody quotes one that is lost',
    () => 'Subject: y\n',
    (at) => `${wrote(0)}\n> ${prose(at)}\n\nYes.`,
  ),
  archive(
    'everybody quotes equal words of somebody else',
    () => 'Subject: y\n',
    (at) => `${wrote(at)}\n> ${prose(0)}\n\nYes.`,
  ),
  archive(
    'everybody writes equal words',
    () => 'Subject: y\n',
    () => prose(0),
  ),
  archive(
    'everybody writes equal words, and quotes them',
    () => 'Subject: y\n',
    (at) => `${wrote(at)}\n> ${prose(0)}\n\n${prose(0)}`,
  ),
  archive(
    'copies of one mail',
    () => 'Message-ID: <one@example.org>\nSubject: y\n',
    () => prose(0),
  ),
  archive(
    'mails without a Message-ID',
    () => 'Subject: y\nMessage-ID:\n',
    () => prose(0),
  ),
  archive(
    'mails that answer themselves',
    (at) => `In-Reply-To: <${at}@example.org>\nSubject: y\n`,
    () => 'x',
  ),
  archive(
    'a circle of answers',
    (at) => `In-Reply-To: <${(at * 7919) % 10_007}@example.org>\nSubject: y\n`,
    () => 'x',
  ),
  archive(
    'references to all before',
    (at) =>
      `References: ${Array.from({ length: Math.min(at, 200) }, (_, n) => `<${at - n - 1}@example.org>`).join(' ')}\nSubject: y\n`,
    () => 'x',
  ),
  archive(
    'versions of one patch',
    (at) => `Subject: [PATCH v${(at % 900) + 1}] shelf: count\n`,
    () => 'x',
  ),
  archive(
    'subjects that differ',
    (at) => `Subject: shelf ${at}\n`,
    () => 'x',
  ),
  archive(
    'people who differ',
    (at) => `Subject: y\nCc: ${person(at)} <b${at}@example.org>\n`,
    (at) => `${wrote(at)}\n> ${prose(at)}\n\nYes.`,
  ),
  {
    name: 'mbox: a long mail, and an answer that quotes other words of many people',
    make: (bytes) => {
      const parent = letter(
        0,
        'Subject: x\n',
        filled(bytes / 2, (at) => `${prose(at)}\n\n`),
      );
      return (
        parent +
        letter(
          1,
          'In-Reply-To: <0@example.org>\nSubject: x\n',
          filled(
            bytes / 2,
            (at) => `${wrote(at)}\n> Other words of ${person(at)}, who has no shelf.\n\nNo.\n`,
          ),
        )
      );
    },
  },
  {
    name: 'mbox: thirty mails, and an answer that quotes other words of many people',
    make: (bytes) =>
      filled(bytes / 2, (at) =>
        letter(
          at,
          `In-Reply-To: <${at - 1}@example.org>\nSubject: x\n`,
          filled(bytes / 60, (line) => `${prose(line)}\n\n`),
        ),
      ) +
      letter(
        31,
        'In-Reply-To: <29@example.org>\nSubject: x\n',
        filled(bytes / 2, (at) => `${wrote(at)}\n> Other words of ${person(at)}, who has no shelf.\n\nNo.\n`),
      ),
  },
  plain(
    'lines of words that may stand in a date',
    (at) => `On ${at} at um ${'at um de la '.repeat(30)}wrote:\n\n`,
  ),
  plain('lines of words that may stand in a date, within a paragraph', () => `On ${'at um '.repeat(60)}5\n`),
  plain('messages that are named without end', (at) => `In message <${'a@'.repeat(170)}${at} wrote:\n\n`),
  plain('addresses without end', (at) => `${'ada.'.repeat(80)} ${at} wrote:\n\n`),
  plain('names in one another', (at) => `On 4 Jan 2021, ${'(Ada '.repeat(60)}${at} wrote:\n\n`),
  plain('tails of wrapped lines', (at) => `> ${prose(at)}\nrow\n> and so on it goes for long.\n`),
  plain('quotes that an indent marks, in one another', (at) => `${' '.repeat(4 * (at % 30))}${wrote(at)}\n`),
  plain('indents that go up and down', (at) => `${' '.repeat(Math.abs((at % 120) - 60))}x\n`),
  plain('names in lower case that sign', (at) => `${prose(at)}\n\n${letters(at)}\n\n`),
  plain(
    'people who speak and sign by turns',
    (at) => `> ${wrote(at)}\n>> ${prose(at)}\n>>\n>> Ada${letters(at)}\n`,
  ),
  plain('combining marks', () => 'Z\u0351\u036b\u0343'),
  plain(
    'combining marks in names',
    (at) => `On 4 Jan 2021, Z${'\u0351'.repeat(60)} Reed${letters(at)} wrote:\n> x\n`,
  ),
  plain('runs of marks before names', (at) => `> >>> ${person(at)} wrote:\n`),
  plain('tags that differ', (at) => `${wrote(at)}\nA${letters(at)}> x\n`),
  plain('spaces between words', (at) => `word${' '.repeat(500)}${at}\n`),
  plain('beginnings of files', () => 'begin 644 shelf.txt\n'),
  plain('files that do not end', (at) => (at === 0 ? 'begin 644 shelf.txt\n' : `M${'a'.repeat(60)}\n`)),
  plain('signed messages without a signature', () => '-----BEGIN PGP SIGNED MESSAGE-----\n\nx\n'),
  plain('fields of a header in no order', (at) => `Date: ${clock(at)}\nTo: Tom\nFrom: ${person(at)}\n\n`),
  {
    name: 'text: lost marks: many people first, then sign-offs',
    make: (bytes) =>
      mail(filled(bytes, (at) => (at < 200 ? `${wrote(at)}\n` : `Thanks,\nAda${letters(at)}\n\n`))),
  },
  {
    name: 'text: Latin-1 without a charset',
    make: (bytes) => mail(filled(bytes, (at) => `\u00e4\u00f6 ${at}\n`)),
    isBytes: true,
  },
  {
    name: 'text: flowed lines that never end, with their spaces taken out',
    make: (bytes) =>
      mail(
        filled(bytes, (at) => `word${at} \n`),
        'Content-Type: text/plain; format=flowed; delsp=yes\n',
      ),
  },
  ...(
    ['utf-7', 'hz-gb-2312', 'iso-2022-jp', 'iso-2022-kr', 'utf-16', 'utf-32', 'gb18030', 'x-unknown'] as const
  ).map(
    (charset): Shape => ({
      name: `text: letters of ${charset}`,
      make: (bytes) =>
        mail(
          filled(bytes, () => '+AOQ- ~{<:Ky2~} \u001b$B$"\u001b(B'),
          `Content-Type: text/plain; charset=${charset}\n`,
        ),
    }),
  ),
  {
    name: 'text: enriched commands in one another',
    make: (bytes) =>
      mail(
        filled(bytes, () => '<excerpt>x\n'),
        'Content-Type: text/enriched\n',
      ),
  },
  {
    name: 'header: recipients, and lines that name an address each',
    make: (bytes) =>
      `${FROM}Cc: x@example.org${filled(bytes / 2, (at) => `,\n ${person(at)} <a${at}@example.org>`)}\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nMessage-ID: <own@example.org>\nSubject: x\n\n${filled(bytes / 2, (at) => `On 4 Jan 2021, z${at}@example.org wrote:\n> x\n`)}`,
  },
  {
    name: 'header: recipients, and lines that name half an address each',
    make: (bytes) =>
      `${FROM}Cc: x@example.org${filled(bytes / 2, (at) => `,\n ${person(at)} <a${at}@example.org>`)}\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nMessage-ID: <own@example.org>\nSubject: x\n\n${filled(bytes / 2, (at) => `On 4 Jan 2021, <a${at}...@example.org> wrote:\n> x\n`)}`,
  },
  {
    name: 'header: recipients, and lines that name the one who is written to',
    make: (bytes) =>
      `${FROM}To: x@example.org${filled(bytes / 2, (at) => `,\n ${person(at)} <a${at}@example.org>`)}\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nMessage-ID: <own@example.org>\nList-Id: <x.example.org>\nSubject: x\n\n${filled(bytes / 2, () => 'On 4 Jan 2021, you wrote:\n> x\n')}`,
  },
  ...(
    [
      ['a name each', (at) => `Ada${letters(at)}:\n> x\n\n`],
      ['nobody, deeper and deeper', (at) => `${marks((at % 150) + 2)} ${letters(at)}\n`],
      ['nobody, and are signed', (at) => `>> ${prose(at)}\n>>\n>> Ada${letters(at)}\n\nNo.\n\n`],
    ] as const satisfies readonly (readonly [string, (at: number) => string])[]
  ).map(
    ([name, piece]): Shape => ({
      name: `header: recipients, and quotes that name ${name}`,
      make: (bytes) =>
        `${FROM}Cc: x@example.org${filled(bytes / 2, (at) => `,\n ${person(at)} <a${at}@example.org>`)}\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nMessage-ID: <own@example.org>\nReferences: ${filled(20_000, (at) => `<${at}@b.org> `)}\nSubject: x\n\n${filled(bytes / 2, piece)}`,
    }),
  ),
  {
    name: 'header: as many that are answered as there are references',
    make: (bytes) =>
      `${HEADER}In-Reply-To:${filled(bytes / 2, (at) => `\n <a${at}@example.org>`)}\nReferences:${filled(bytes / 2, (at) => `\n <b${at}@example.org>`)}\n\nHello.\n`,
  },
  ...(
    [
      ['From', (at) => `Subject: x\nFrom: ${at} <ada@example.org>\n`],
      ['Subject', (at) => `${FROM}Subject: ${at}\n`],
      ['Message-ID', (at) => `${FROM}Message-ID: <${at}@example.org>\n`],
      ['List-Id', (at) => `${FROM}List-Id: <${at}.example.org>\n`],
      ['In-Reply-To', (at) => `${FROM}In-Reply-To: <${at}@example.org>\n`],
    ] as const satisfies readonly (readonly [string, (value: string) => string])[]
  ).map(
    ([name, fields]): Shape => ({
      name: `header: a long ${name}, and quotes of many`,
      make: (bytes) =>
        `${fields('a.b'.repeat(bytes / 6))}Date: Mon, 4 Jan 2021 10:00:00 +0000\n\n${filled(bytes / 2, (at) => `${person(at)} wrote:\n> ${prose(at)}\n\nNo.\n\n`)}`,
    }),
  ),
  {
    name: 'MIME: alternatives in one another',
    make: (bytes) =>
      mail(
        `${filled(3000, (at) => `--b${at}\nContent-Type: multipart/alternative; boundary=b${at + 1}\n\n`)}${filled(bytes, (at) => `--b9\n\n${at % 2 ? '' : prose(at)}\n`)}`,
        'Content-Type: multipart/alternative; boundary=b0\n',
      ),
  },
  html('letters that are hidden', () => '&#8203;&zwnj;'),
  html('links', (at) => `<a href="https://example.org/${at}">x</a>`),
  html('cells of one row', () => '<td>x'),
  html(
    'lists in one another',
    () => '<ul><li>',
    () => '</li></ul>',
  ),
  archive(
    'pairs that answer each other',
    (at) => `In-Reply-To: <${at % 2 ? at - 1 : at + 1}@example.org>\nSubject: y\n`,
    () => 'x',
  ),
  archive(
    'a length that is a lie',
    () => 'Content-Length: 30000000\nSubject: y\n',
    () => 'x',
  ),
  {
    name: 'mbox: nothing but separators',
    archive: true,
    make: (bytes) => filled(bytes, () => 'From a@b.org Mon Jan  4 10:00:00 2021\nX: y\n\n'),
  },
  archive(
    'copies that came through many lists',
    (at) =>
      `Message-ID: <one@example.org>\nList-Id: <l${at}.example.org>\nSubject: y\n${at === 0 ? `Cc: x@example.org${filled(200_000, (nth) => `,\n ${person(nth)} <a${nth}@example.org>`)}\n` : ''}`,
    (at) => (at === 0 ? filled(200_000, (nth) => `${wrote(nth)}\n> x\n`) : 'x'),
  ),
  archive(
    'words that stand in all ancestors in part',
    (at) => `Subject: Re: x\n${at > 0 ? `In-Reply-To: <${at - 1}@example.org>\n` : ''}`,
    (at) => `${'un'.repeat(2000)}safe\n\n> ${'un'.repeat(1000)}saf\n\n> ${prose(at)}\n`,
  ),
  plain('addresses in one another', (at) => (at === 0 ? 'a' : '%40b.c')),
  plain('one link, and a sign in each word of it', (at) => (at === 0 ? 'https://example.org/' : 'a%40')),
  plain('one link to an archive, and an id in each word of it', (at) =>
    at === 0 ? 'https://marc.info/' : '20210329132939.1%40b/',
  ),
];
