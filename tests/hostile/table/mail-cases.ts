/** Mail of strangers: each row is another kind of mail that could be made to harm. */

/** Put into mail: a script that runs says it, and no page may have it as anything but words. */
export const RUN = 'HOSTILE_RUN()';
/** The host that mail names: nothing may be loaded from it. */
export const REMOTE = 'http://evil.example';
/** Whose address nobody may read. */
export const ADDRESS = 'zelda.quux@basket.example';

export interface MailCase {
  readonly id: string;
  /** Of its file; an mbox may hold more than one message. */
  readonly ending?: 'eml' | 'mbox' | 'txt';
  readonly mail: string | Uint8Array;
  /** Where a reader finds no message in it, and says so. */
  readonly holdsNone?: true;
}

type Fields = Readonly<Record<string, string>>;

/** A mail from the fields of its header and its words; each has a time of its own, so that each has an id of its own. */
let minutes = 0;
function mailOf(fields: Fields, words: string): string {
  minutes += 1;
  const date = new Date(Date.UTC(2021, 0, 4) + minutes * 60_000).toUTCString().replace('GMT', '+0000');
  const all: Fields = {
    From: 'Ann Plain <ann@mail.example>',
    Date: date,
    'Message-ID': `<m${minutes}@mail.example>`,
    Subject: 'Baskets',
    ...fields,
  };
  return `${Object.entries(all)
    .filter(([, value]) => value !== '-')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}\n${words}\n`;
}

/** A field that is not there. */
const NONE = '-';
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const named = (name: string): Fields => ({ From: `${quoted(name)} <x@mail.example>` });
const quoted = (name: string): string => `"${name.replace(/[\\"]/g, '\\$&')}"`;
const typed = (type: string, more: Fields = {}): Fields => ({
  'MIME-Version': '1.0',
  'Content-Type': type,
  ...more,
});
const html = (id: string, body: string): MailCase => ({
  id: `HTML mail: ${id}`,
  mail: mailOf(typed('text/html; charset=utf-8'), body),
});
const parts = (type: string, body: string, more: Fields = {}): string =>
  mailOf(typed(`multipart/${type}; boundary=b`, more), body);
const attached = (name: string): string =>
  parts(
    'mixed',
    `--b\n\nWords.\n--b\nContent-Type: text/plain${name}\nContent-Disposition: attachment${name}\n\n${RUN}\n--b--`,
  );

/** Markup, as it may stand in words, subjects and names. */
const MARKUP = {
  'a script': `<script>${RUN}</script>`,
  'a script with capitals and blanks': `<ScRiPt\t>${RUN}</sCrIpT >`,
  'a script from elsewhere': `<script src=${REMOTE}/x.js></script>`,
  'a picture that fails': `<img src=x onerror=${RUN}>`,
  'a picture from elsewhere': `<img src="${REMOTE}/pixel.gif">`,
  'a drawing that loads': `<svg/onload=${RUN}>`,
  'a script in a drawing': `<svg><script>${RUN}</script></svg>`,
  'a frame': `<iframe src="javascript:${RUN}"></iframe>`,
  'a frame with its own page': `<iframe srcdoc="<script>${RUN}</script>">`,
  'an object': `<object data="${REMOTE}/x.swf"></object>`,
  'an embedding': `<embed src="${REMOTE}/x">`,
  'a base address': `<base href="${REMOTE}/">`,
  'a refresh': `<meta http-equiv="refresh" content="0;url=${REMOTE}/">`,
  'a style sheet': `<link rel=stylesheet href=${REMOTE}/s.css>`,
  'a style that loads': `<style>@import url(${REMOTE}/s.css);</style>`,
  'a style attribute': `<b style="background:url(${REMOTE}/x)">b</b>`,
  'a form': `<form action="${REMOTE}/"><button formaction="javascript:${RUN}">x</button></form>`,
  'a link that runs': `<a href="javascript:${RUN}">x</a>`,
  'a link that runs, in references': `<a href="&#x6a;avascript&colon;${RUN}">x</a>`,
  'a link with data': `<a href="data:text/html,<script>${RUN}</script>">x</a>`,
  mathematics: `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}></style></mglyph></table></mtext></math>`,
  'a template': `<template><script>${RUN}</script></template>`,
  'what is read without scripts': `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  'a comment that does not end': '<!-- ',
  'a comment that ends': `--><script>${RUN}</script>`,
  'a section of characters': `<![CDATA[<script>${RUN}</script>]]>`,
  'the end of a section of characters': `]]><script>${RUN}</script>`,
  'an instruction': '<?xml version="1.0"?><?php system("id") ?>',
  'a doctype with an entity': '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
  references: `&lt;script&gt;${RUN}&lt;/script&gt; &#60;script&#62; &amp;lt;b&amp;gt;`,
  'the end of a script': `</script><script>${RUN}</script>`,
  'the end of a title': `</title><script>${RUN}</script>`,
  'the end of an area': `</textarea></xmp></pre></code></td><script>${RUN}</script>`,
  'text without end': '<plaintext>',
  'an element that opens': `<details open ontoggle=${RUN}>`,
  'a field with focus': `<input autofocus onfocus=${RUN}>`,
  'a film': `<video src=${REMOTE}/v poster=${REMOTE}/p onerror=${RUN}></video>`,
  'the end of an attribute': `"><script>${RUN}</script>`,
  'the end of an attribute, in single quotes': `' onmouseover='${RUN}`,
  'an attribute without quotes': ` onmouseover=${RUN} `,
  'the end of a string': `";${RUN};//`,
  'the end of a string in JSON': `\\"};${RUN};{\\"a\\":\\"`,
  'line separators': `a\u2028${RUN}\u2029b`,
} as const;

/** What a compiler of pages would run, or stop at. */
const MDX = {
  'an expression': '{process.exit(1)}',
  'an open brace': '{',
  'a closed brace': '}',
  'an import': "import fs from 'node:fs'",
  'an export': 'export const a = process.exit(1)',
  'a comment': '{/* */}',
  'an open tag': '<Quote by="x">',
  'a fragment with HTML': `<Fragment set:html={"<script>${RUN}</script>"} />`,
  'a closed tag': '</Quote>',
  'an open fragment': '<>',
  'a directive': ':::note\nwords\n:::',
  'a block of a template': '{#each a as b}{@html b}{/each}',
  'a placeholder of a template': '$' + '{process.exit(1)}',
  'a placeholder of the words': '{{count}} {{name}} {{by}}',
  'a key of the words': '$t(postil.kind.explainer)',
  'a special pattern of replacement': "$& $` $' $1 $$ $<name>",
  'front matter': '---\ntitle: Other\n---',
} as const;

/** What would be more than words in Markdown. */
const MARKDOWN = {
  'the end of a fence': '```\n\n# HOSTILE heading\n\n```',
  'the end of another fence': '~~~\n\n# HOSTILE heading\n\n~~~',
  'a long fence': '``````````\n# HOSTILE heading',
  'a heading': '# HOSTILE heading',
  'a heading by its underline': 'HOSTILE\nheading\n===',
  'a heading by its rule': 'HOSTILE\nheading\n---',
  'a link': `[HOSTILE link](${REMOTE}/md)`,
  'a link by reference': `[HOSTILE link][r]\n\n[r]: ${REMOTE}/md`,
  'a link that runs': `[HOSTILE link](javascript:${RUN})`,
  'a link in angle brackets': `<javascript:${RUN}>`,
  'a picture': `![HOSTILE picture](${REMOTE}/p.png)`,
  'a table': '| a | b |\n| - | - |\n| c | d |',
  'a list': '- a\n  1. b\n     - [x] c',
  'a rule': '* * *',
  'code by its indent': '    code\n\n\tcode',
  'a quotation': '>>>>>> HOSTILE\n>> less',
  'a footnote': '[^1]\n\n[^1]: HOSTILE',
  'emphasis without end': '**__*_~~``',
  'a backslash at the end': 'words\\\n\\',
  'blanks at the end': 'words  \nwords',
  HTML: `<div>\n\n# HOSTILE heading\n\n</div>`,
  'a front matter': '+++\ntitle = "x"\n+++',
} as const;

/** Addresses of pages of every odd shape. */
const ADDRESSES = [
  'http://[',
  'http://[::1',
  'http://[::1]/',
  'https://...',
  'http://host:port/',
  'http://host:99999/',
  'https://',
  'http://%',
  'http://a%00b/',
  'http://a b/',
  'https://?',
  'http://#',
  'http://@',
  'http://<x>',
  `http://user:secret@evil.example/`,
  'http://xn--a/',
  'http://еvil.example/',
  'http://evil.example\\@good.example/',
  'http://evil.example:80:80/',
  'http:///three',
  'http:evil.example',
  '//evil.example/x',
  'http://evil.example/?a=1&amp;b="><b>',
  "http://evil.example/'onmouseover='x",
  'http://evil.example/)](x',
  'http://evil.example/%zz',
  'http://evil.example/%E0%A4%A',
  'http://evil.example/\u202egpj.exe',
  'http://0x7f.1/',
  'http://2130706433/',
  `http://evil.example/${'x'.repeat(3000)}`,
  `javascript:${RUN}`,
  `JAVASCRIPT:${RUN}`,
  `java\tscript:${RUN}`,
  `vbscript:${RUN}`,
  `data:text/html;base64,${base64(`<script>${RUN}</script>`)}`,
  'file:///etc/passwd',
  'blob:http://evil.example/x',
  'ftp://evil.example/',
  'mailto:?body=%0d%0aBcc:x',
  'intent://x#Intent;end',
  'about:blank',
  'https://site.example/../../etc/passwd',
  'http://evil.example/#:~:text=x',
] as const;

/** Names of people that meet, or that mean something to a program. */
const NAMES = {
  'a device of Windows': 'con',
  'the folder above': '..',
  'this folder': '.',
  'a path': '../../../etc/passwd',
  'a path of Windows': '..\\..\\x',
  'the name of a page': 'index',
  'the name of the page that is missing': '404',
  'a prototype': '__proto__',
  'a constructor': 'constructor',
  'a method': 'toString',
  'another method': 'hasOwnProperty',
  'one person': 'Bob O’Neil',
  'another with the same letters': 'Bob O Neil',
  'a third with the same letters': 'bob-o-neil',
  'one in capitals': 'BOB O NEIL',
  'a name without letters': '!!!',
  'a picture': '👩‍👩‍👧‍👦',
  Chinese: '王伟',
  'other Chinese': '李明',
  Arabic: 'محمد',
  'a letter that turns the text round': 'Eve\u202eevE',
  'letters nobody sees': 'E\u200bve\u2060',
  'marks upon marks': `e${'\u0301'.repeat(300)}`,
  'very long': 'Very Long '.repeat(400),
  'a word without end': 'x'.repeat(3000),
  blank: '   ',
  'a query': 'a?b=c&d#e',
  'a per cent': '%2e%2e%2f',
  'a null': 'a\u0000b',
  'a tab and a line': 'a\tb\rc',
  'commands for a terminal': '\u001b]8;;http://evil.example\u0007x\u001b[2J',
  'a slash': 'a/b',
  'a colon': 'C:',
  'a comma': 'One, Two, Three',
  'an address of somebody': ADDRESS,
  'a half letter': '\ud800',
} as const;

const HEADERS: Readonly<Record<string, Fields>> = {
  'no date': { Date: NONE },
  'a date of the year 0': { Date: 'Mon, 1 Jan 0000 00:00:00 +0000' },
  'a date beyond all dates': { Date: 'Mon, 1 Jan 275761 00:00:00 +0000' },
  'a date of 99 months': { Date: 'Mon, 99 Foo 2021 99:99:99 +9999' },
  'a date that is markup': { Date: `<script>${RUN}</script>` },
  'a date without end': { Date: `Mon, 4 Jan 2021 ${'(('.repeat(2000)}` },
  'no one': { From: NONE },
  nobody: { From: '' },
  'an empty address': { From: '<>' },
  'a group': { From: `undisclosed: ${ADDRESS};` },
  'many writers': { From: Array.from({ length: 300 }, (_, at) => `P${at} <p${at}@mail.example>`).join(', ') },
  'a writer without end': { From: '"'.repeat(3001) },
  'comments in one another': { From: `${'('.repeat(2000)}x${')'.repeat(2000)} <x@mail.example>` },
  'a route': { From: `<@a.example,@b.example:${ADDRESS}>` },
  'no subject': { Subject: NONE },
  'an empty subject': { Subject: '' },
  'a subject of marks of an answer': { Subject: 'Re: '.repeat(500) },
  'a subject without end': { Subject: 'x'.repeat(50_000) },
  'a subject of encoded words': { Subject: '=?utf-8?B?PHNjcmlwdD4=?= =?utf-8?Q?=3Cscript=3E?=' },
  'a subject of an unknown charset': { Subject: '=?x-unknown?B?////?= =?utf-8?X?a?= =?utf-8?B?a' },
  'a subject with a line in it': { Subject: '=?utf-8?Q?a=0D=0ABcc:_x=0A=0A<script>?=' },
  'no Message-ID': { 'Message-ID': NONE },
  'an empty Message-ID': { 'Message-ID': '<>' },
  'a Message-ID without brackets': { 'Message-ID': 'a b c' },
  'a Message-ID of a path': { 'Message-ID': '<../../../etc/passwd@x>' },
  'a Message-ID of markup': { 'Message-ID': `<"><script>${RUN}</script>@x>` },
  'a Message-ID of a prototype': { 'Message-ID': '<__proto__>' },
  'a Message-ID with a null': { 'Message-ID': '<a%00b\u0000c@x>' },
  'a Message-ID of spaces': { 'Message-ID': '<a b\tc@x y>' },
  'a Message-ID without end': { 'Message-ID': `<${'x'.repeat(20_000)}@x>` },
  'a Message-ID of other letters': { 'Message-ID': '<письмо@пример.рф>' },
  'a Message-ID that is the address of its writer': { From: ADDRESS, 'Message-ID': `<${ADDRESS}>` },
  'a Message-ID that another has': { 'Message-ID': '<twice@mail.example>' },
  'the same Message-ID with other words': { 'Message-ID': '<twice@mail.example>' },
  'an answer to itself': { 'Message-ID': '<self@mail.example>', 'In-Reply-To': '<self@mail.example>' },
  'one that answers its answer': { 'Message-ID': '<a@ring.example>', References: '<b@ring.example>' },
  'the answer that it answers': { 'Message-ID': '<b@ring.example>', References: '<a@ring.example>' },
  'references without end': { References: Array.from({ length: 2000 }, (_, at) => `<r${at}@x>`).join(' ') },
  'references that are none': {
    References: '<<<<>>>> , ; <a <b <c> d',
    'In-Reply-To': `${ADDRESS} on Monday`,
  },
  'an archive that runs': { 'List-Archive': `<javascript:${RUN}>`, 'Archived-At': `<javascript:${RUN}>` },
  'a list of markup': { 'List-Id': `"><script>${RUN}</script> <l.x>`, 'List-Post': `<mailto:${ADDRESS}>` },
  'servers and their addresses': {
    Received: `from home (zelda [192.0.2.7]) for <${ADDRESS}>`,
    'X-Originating-IP': '192.0.2.7',
  },
  'somebody who passed it on': {
    'Resent-From': ADDRESS,
    'X-Original-From': ADDRESS,
    Sender: ADDRESS,
    'Reply-To': ADDRESS,
  },
  'a field that is folded oddly': { Subject: 'a\n \n\t\n b\n\t<script>' },
  'a field of a prototype': { ['__proto__']: 'x', constructor: 'y' },
  'a field with odd letters': { 'X-Ünusual (field)': 'x', 'X y': 'z' },
  'a thousand fields': Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`X-${at}`, 'v'])),
  'a signature that is none': { 'DKIM-Signature': 'v=1; a=; d=../..; s=<script>; h=; bh=; b=' },
  'another signature that is none': { 'X-Developer-Signature': 'v=1; a=openpgp; i=..; h=; bh=; b=' },
};

/** Types, encodings and charsets that do not hold what they promise. */
const CODED: readonly (readonly [id: string, mail: string | Uint8Array])[] = [
  ['an unknown charset', mailOf(typed('text/plain; charset=x-klingon'), 'Words.')],
  ['a charset that is a path', mailOf(typed('text/plain; charset="../../etc/passwd"'), 'Words.')],
  ['a charset of a prototype', mailOf(typed('text/plain; charset=__proto__'), 'Words.')],
  ['UTF-7', mailOf(typed('text/plain; charset=utf-7'), '+ADw-script+AD4-')],
  ['UTF-16 that is none', mailOf(typed('text/plain; charset=utf-16'), 'odd')],
  ['UTF-32', mailOf(typed('text/plain; charset=utf-32le'), 'odd')],
  ['a charset with states', mailOf(typed('text/plain; charset=iso-2022-jp'), '\u001b$B<\u001b(B<script>')],
  ['HZ', mailOf(typed('text/plain; charset=hz-gb-2312'), '~{<script>~}')],
  ['EBCDIC', mailOf(typed('text/plain; charset=ibm037'), 'L\u0082')],
  ['invalid UTF-8', latin(mailOf(typed('text/plain; charset=utf-8'), '\xff\xfe\xc0\xaf\xed\xa0\x80 words'))],
  [
    'letters longer than they need be',
    latin(mailOf(typed('text/plain; charset=utf-8'), '\xc0\xbcscript\xc0\xbe')),
  ],
  [
    'letters beyond Unicode',
    latin(mailOf(typed('text/plain; charset=utf-8'), '\xf8\x88\x80\x80\x80 \xf4\x90\x80\x80')),
  ],
  ['a mark of byte order', mailOf(typed('text/plain; charset=utf-8'), '\ufeff\ufeffwords\ufeff')],
  ['bytes in a header', latin(mailOf({ From: '\xe9\xff <x@mail.example>', Subject: '\x80\x81' }, 'Words.'))],
  ['nulls', mailOf({}, 'a\u0000b\u0000\u0000c')],
  ['control letters', mailOf({}, Array.from({ length: 32 }, (_, at) => String.fromCharCode(at)).join('x'))],
  ['commands for a terminal', mailOf({}, '\u001b[31mred\u001b]0;title\u0007 \u009b2J')],
  [
    'base64 that is none',
    mailOf(typed('text/plain', { 'Content-Transfer-Encoding': 'base64' }), '!!!!====Q\nQ=Q='),
  ],
  [
    'quoted-printable that is none',
    mailOf(typed('text/plain', { 'Content-Transfer-Encoding': 'quoted-printable' }), '=\n==\n=G1=3'),
  ],
  ['an unknown encoding', mailOf(typed('text/plain', { 'Content-Transfer-Encoding': 'x-rot13' }), 'Jbeqf.')],
  [
    'two encodings',
    mailOf(
      { ...typed('text/plain'), 'Content-Transfer-Encoding': 'base64, quoted-printable' },
      base64('Words.'),
    ),
  ],
  [
    'an encoded address',
    mailOf(typed('text/plain', { 'Content-Transfer-Encoding': 'base64' }), base64(`Write to ${ADDRESS}.`)),
  ],
  ['an address in references', mailOf(typed('text/html'), 'zelda&#46;quux&#x40;basket&period;example')],
  [
    'an address in a link of HTML',
    mailOf(
      typed('text/html'),
      `<a href="mailto:${ADDRESS}">x</a> <a href="http://evil.example/?u=zelda.quux%40basket.example">y</a>`,
    ),
  ],
  [
    'an address across lines',
    mailOf(typed('text/plain; format=flowed; delsp=yes'), 'Write to zelda.quux@ \nbasket.example today.'),
  ],
  ['a uuencoded file', mailOf({}, 'begin 644 ../../x\n#0V%T\n`\nend')],
  ['a uuencoded file without end', mailOf({}, 'begin 644 x\nM0V%T')],
  ['armour without end', mailOf({}, '-----BEGIN PGP SIGNED MESSAGE-----\nHash: x\n\n- -----BEGIN\nwords')],
  ['an enriched text', mailOf(typed('text/enriched'), '<color><param>red</param><script>x')],
  ['a type that is none', mailOf(typed('/;;;=;"'), 'Words.')],
  ['a type of a picture', mailOf(typed('image/svg+xml'), `<svg onload="${RUN}"/>`)],
  ['a type of a program', mailOf(typed('application/javascript'), RUN)],
  [
    'a calendar',
    mailOf(
      typed('text/calendar; method=REQUEST'),
      `BEGIN:VCALENDAR\nORGANIZER:mailto:${ADDRESS}\nEND:VCALENDAR`,
    ),
  ],
];

const nested = (depth: number, open: (at: number) => string): string =>
  Array.from({ length: depth }, (_, at) => open(at)).join('');

const PARTS: readonly (readonly [id: string, mail: string])[] = [
  [
    'parts in one another',
    mailOf(
      typed('multipart/mixed; boundary=b0'),
      nested(120, (at) => `--b${at}\nContent-Type: multipart/mixed; boundary=b${at + 1}\n\n`),
    ),
  ],
  [
    'mails in one another',
    mailOf(
      typed('message/rfc822'),
      nested(60, (at) => `From: N${at} <n@x>\nSubject: n\nContent-Type: message/rfc822\n\n`),
    ),
  ],
  ['no boundary', mailOf(typed('multipart/mixed'), '--\n\nWords.')],
  ['an empty boundary', mailOf(typed('multipart/mixed; boundary=""'), '--\n\nWords.\n----')],
  [
    'a boundary that is a pattern',
    mailOf(typed('multipart/mixed; boundary=".*(a+)+$"'), '--.*(a+)+$\n\nWords.\n--.*(a+)+$--'),
  ],
  ['a part without end', parts('mixed', '--b\nContent-Type: text/plain\n\nWords.')],
  ['nothing but ends', parts('mixed', '--b--\n--b--\n--b--')],
  ['only a preamble', parts('mixed', 'Words before.')],
  [
    'a thousand parts',
    parts('mixed', Array.from({ length: 1000 }, (_, at) => `--b\n\nPart ${at}.`).join('\n')),
  ],
  [
    'alternatives that differ',
    parts(
      'alternative',
      `--b\nContent-Type: text/plain\n\nKind.\n--b\nContent-Type: text/html\n\n<script>${RUN}</script>Cruel.\n--b--`,
    ),
  ],
  [
    'an alternative of HTML alone',
    parts('alternative', `--b\nContent-Type: text/html\n\n<p onclick=${RUN}>Words.</p>\n--b--`),
  ],
  [
    'pictures beside HTML',
    parts(
      'related',
      `--b\nContent-Type: text/html\n\n<img src="cid:x"><img src="${REMOTE}/x">\n--b\nContent-ID: <x>\nContent-Type: image/svg+xml\n\n<svg onload=${RUN}>\n--b--`,
    ),
  ],
  [
    'a body that lies elsewhere',
    mailOf(
      typed('message/external-body; access-type=local-file; name="/etc/passwd"'),
      'Content-Type: text/plain\n\n',
    ),
  ],
  ['a part of a message', mailOf(typed('message/partial; id=x; number=1; total=1'), 'Words.')],
  [
    'signed parts',
    parts('signed', '--b\n\nWords.\n--b\nContent-Type: application/pgp-signature\n\nx\n--b--'),
  ],
  [
    'encrypted parts',
    parts('encrypted', '--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\n\nx\n--b--'),
  ],
  [
    'a mail that is passed on',
    parts(
      'mixed',
      `--b\nContent-Type: message/rfc822\n\nFrom: ${ADDRESS}\nSubject: <script>\n\nWords to ${ADDRESS}.\n--b--`,
    ),
  ],
  [
    'a disposition that is markup',
    parts('mixed', `--b\nContent-Disposition: "><script>${RUN}</script>\n\nWords.\n--b--`),
  ],
  ...Object.entries({
    'a path': '; name="../../../etc/passwd"; filename="../../../etc/passwd"',
    'a device': '; name="con.txt"; filename="con.txt"',
    'a hidden file': '; filename=".htaccess"',
    'a page': '; filename="index.html"',
    'a null': '; filename="a\u0000b.txt"',
    markup: `; filename="<img src=x onerror=${RUN}>.txt"`,
    'a name without end': `; filename="${'x'.repeat(5000)}"`,
    'a name that is turned round': '; filename="a\u202etxt.exe"',
    'an encoded name': "; filename*=utf-8''%2e%2e%2f%00%3cscript%3e",
    'a name in pieces': '; filename*0="a"; filename*1="/../b"; filename*99999999="c"',
    'an address': `; filename="${ADDRESS}.vcf"`,
    'no name': '; filename=""',
  }).map(([id, name]) => [`a file named by ${id}`, attached(name)] as const),
];

const HTML: readonly (readonly [id: string, body: string])[] = [
  ['elements in one another', `${'<div>'.repeat(5000)}words`],
  ['quotations in one another', `${'<blockquote>'.repeat(2000)}words`],
  ['tables in one another', `${'<table><tr><td>'.repeat(500)}words`],
  ['an attribute without end', `<a href="${'x'.repeat(20_000)}`],
  ['a thousand attributes', `<p ${Array.from({ length: 1000 }, (_, at) => `a${at}=1`).join(' ')}>words</p>`],
  ['a conditional comment', `<!--[if IE]><script>${RUN}</script><![endif]-->words`],
  ['references that are none', '&#0;&#xD800;&#x110000;&#99999999999;&notanentity;&lt words'],
  ['words nobody sees', `<p style="display:none">hidden ${ADDRESS}</p><p hidden>hidden</p>words`],
  ['a link that says another address', `<a href="${REMOTE}/">https://good.example/</a>`],
  ['a style with an end in it', `<style></style><script>${RUN}</script></style>words`],
  ['a title with a script', `<title><script>${RUN}</script></title>words`],
  ['a frame set', `<frameset><frame src="${REMOTE}/"></frameset>words`],
  ['lists without items', '<ul><ul><ol><li><ul></li>words'],
  ['nothing', ''],
  ['only a picture', `<img src="${REMOTE}/pixel.gif" width=1 height=1>`],
];

const ATTRIBUTIONS = {
  'markup in the name': `On Mon, 4 Jan 2021, <script>${RUN}</script> wrote:\n> Pears.\n\nYes.`,
  'an address alone': `On Mon, 4 Jan 2021, ${ADDRESS} wrote:\n> Pears.\n\nYes.`,
  'a name without end': `On Mon, 4 Jan 2021, ${'x '.repeat(3000)} wrote:\n> Pears.`,
  'a prototype': 'On Mon, 4 Jan 2021, __proto__ wrote:\n> Pears.\n\nYes.',
  'a path': 'On Mon, 4 Jan 2021, ../../x wrote:\n> Pears.\n\nYes.',
  'five hundred depths': `${'>'.repeat(500)} Pears.`,
  'a forged answer':
    'On Mon, 4 Jan 2021, Bob Other wrote:\n> On Mon, 4 Jan 2021, Ann Plain wrote:\n>> I never said it.\n> No.',
  'a printed header': `-----Original Message-----\nFrom: <script>${RUN}</script> [mailto:${ADDRESS}]\nSent: Monday\nSubject: </pre>\n\nWords.`,
  'a patch': `diff --git a/x b/../../etc/passwd\n--- a/x\n+++ b/../../etc/passwd\n@@ -1 +1 @@\n-a\n+<script>${RUN}</script>`,
  'a diff that counts beyond all': '@@ -1,99999999999 +1,99999999999 @@\n-a\n+b',
  trailers: `Signed-off-by: <script>${RUN}</script> <${ADDRESS}>\nLink: javascript:${RUN}\nCc: ${ADDRESS}`,
  commits: 'commit 0123456789abcdef0123456789abcdef01234567\nFixes: deadbeef ("<script>")',
} as const;

const SIZES: readonly (readonly [id: string, words: string])[] = [
  ['a line without end', 'x'.repeat(300_000)],
  ['lines without end', 'x\n'.repeat(20_000)],
  ['blanks without end', ' '.repeat(100_000)],
  ['marks of quoting without end', '> '.repeat(20_000)],
  ['letters of one word', '字'.repeat(30_000)],
  ['brackets', '[('.repeat(10_000)],
  ['at signs', '@'.repeat(20_000)],
  ['addresses', `${ADDRESS} `.repeat(2000)],
  ['addresses without blanks', `${ADDRESS},`.repeat(1000)],
  ['links', 'http://evil.example/x '.repeat(500)],
  ['only carriage returns', 'a\rb\rc\r'],
  ['line ends of all kinds', 'a\r\nb\rc\nd\u0085e\u2028f'],
];

const BOXES: readonly MailCase[] = [
  {
    id: 'mbox: From within a mail',
    ending: 'mbox',
    mail: `From x Mon Jan  4 10:00:00 2021\n${mailOf({}, 'From here on it is another.\n>From me\n>>From you')}`,
  },
  {
    id: 'mbox: a separator in the words',
    ending: 'mbox',
    mail: `From x Mon Jan  4 10:00:00 2021\n${mailOf({}, `Words.\n\nFrom y Mon Jan  4 10:00:00 2021\nFrom: Forged <f@x>\nSubject: <script>\n\nForged.`)}`,
  },
  {
    id: 'mbox: a length that lies',
    ending: 'mbox',
    mail: `From x Mon Jan  4 10:00:00 2021\n${mailOf({ 'Content-Length': '99999999999' }, 'Words.')}`,
  },
  {
    id: 'mbox: a length below zero',
    ending: 'mbox',
    mail: `From x Mon Jan  4 10:00:00 2021\n${mailOf({ 'Content-Length': '-5' }, 'Words.')}`,
  },
  {
    id: 'mbox: no line at its end',
    ending: 'mbox',
    mail: `From x Mon Jan  4 10:00:00 2021\n${mailOf({}, 'Words.')}`.trimEnd(),
  },
  {
    id: 'mbox: a separator of markup',
    ending: 'mbox',
    mail: `From <script>${RUN}</script> Mon Jan  4 10:00:00 2021\n${mailOf({}, 'Words.')}`,
  },
  {
    id: 'mbox: a separator with an address',
    ending: 'mbox',
    mail: `From ${ADDRESS} Mon Jan  4 10:00:00 2021\n${mailOf({}, 'Words.')}`,
  },
  {
    id: 'mbox: nothing but separators',
    ending: 'mbox',
    mail: 'From x Mon Jan  4 10:00:00 2021\n\n'.repeat(200),
    holdsNone: true,
  },
  {
    id: 'mbox: line ends of Windows',
    ending: 'mbox',
    mail: `From x Mon Jan  4 10:00:00 2021\n${mailOf({}, 'Words.')}`.replaceAll('\n', '\r\n'),
  },
  { id: 'file: nothing', mail: '', holdsNone: true },
  { id: 'file: one byte', mail: new Uint8Array([0]), holdsNone: true },
  { id: 'file: nulls', mail: new Uint8Array(10_000), holdsNone: true },
  { id: 'file: a header without words', mail: mailOf({}, '').trimEnd() },
  { id: 'file: a colon', mail: ':', holdsNone: true },
  {
    id: 'file: a page',
    ending: 'txt',
    mail: `<!doctype html><script>${RUN}</script><p>Words.`,
    holdsNone: true,
  },
  {
    id: 'file: an Atom feed with an entity',
    ending: 'txt',
    mail: '<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&a;</title></entry></feed>',
    holdsNone: true,
  },
  { id: 'file: a program', mail: latin('\x7fELF\x02\x01\x01'), holdsNone: true },
];

const rows = (
  group: string,
  of: Readonly<Record<string, string>>,
  write: (text: string) => string,
): MailCase[] => Object.entries(of).map(([id, text]) => ({ id: `${group}: ${id}`, mail: write(text) }));

/** All of them; each id is one kind. */
export const MAIL_CASES: readonly MailCase[] = [
  ...rows('words', MARKUP, (text) => mailOf({}, `Before.\n\n${text}\n\nAfter.`)),
  ...rows('subject', MARKUP, (text) => mailOf({ Subject: text }, 'Words.')),
  ...rows('name', MARKUP, (text) => mailOf(named(text), 'Words.')),
  ...rows('HTML mail', MARKUP, (text) =>
    mailOf(typed('text/html; charset=utf-8'), `<p>Before.</p>${text}<p>After.</p>`),
  ),
  ...rows('page source in words', MDX, (text) => mailOf({}, `Before.\n\n${text}\n\nAfter.`)),
  ...rows('page source in a name and subject', MDX, (text) =>
    mailOf({ ...named(text.split('\n')[0] ?? ''), Subject: text.split('\n')[0] ?? '' }, 'Words.'),
  ),
  ...rows('Markdown in words', MARKDOWN, (text) => mailOf({}, text)),
  ...rows('Markdown in a name and subject', MARKDOWN, (text) =>
    mailOf({ ...named(text.split('\n')[0] ?? ''), Subject: text.replaceAll('\n', ' ') }, 'Words.'),
  ),
  ...ADDRESSES.map((url) => ({
    id: `address: ${url.slice(0, 60)}`,
    mail: mailOf({}, `See ${url} or <${url}>, (${url}).`),
  })),
  ...rows('writer', NAMES, (text) => mailOf(named(text), 'Words.')),
  ...Object.entries(HEADERS).map(([id, fields]) => ({
    id: `header: ${id}`,
    mail: mailOf(fields, `Words of ${id}.`),
  })),
  ...CODED.map(([id, mail]) => ({ id: `coding: ${id}`, mail })),
  ...PARTS.map(([id, mail]) => ({ id: `parts: ${id}`, mail })),
  ...HTML.map(([id, body]) => html(id, body)),
  ...rows('quoting', ATTRIBUTIONS, (text) => mailOf({}, text)),
  ...SIZES.map(([id, words]) => ({ id: `size: ${id}`, mail: mailOf({}, words) })),
  ...BOXES,
];
