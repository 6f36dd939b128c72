import PostalMime from 'postal-mime';
import { type ByteString, byteString, bytesOf, decodeBytes } from './bytes.ts';
import { type Header, parameter, type RawMessage } from './header.ts';
import { textOfHtml } from './html.ts';

/**
 * The text of a message's body.
 *
 * Nearly all list mail is one plain part, which needs no MIME tree: that is decoded here. Everything else goes
 * to postal-mime: it has no dependencies, bounds its nesting, works on bytes without Node and is the faster of
 * the two kept libraries (mailparser has nine dependencies and about half its speed).
 */
export async function bodyText(message: RawMessage, whole: ByteString): Promise<string> {
  const { header, body } = message;
  const type = (header.raw('content-type') ?? 'text/plain').toLowerCase();
  if (!type.startsWith('text/plain')) return partsText(whole);
  const text = decodeBytes(transferDecoded(body, header), parameter(header.raw('content-type'), 'charset'));
  return unflowed(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text, header);
}

async function partsText(whole: ByteString): Promise<string> {
  const mail = await PostalMime.parse(bytesOf(whole), { maxNestingDepth: 50 });
  return (mail.text ?? textOfHtml(mail.html ?? '')).replace(/\r\n?/g, '\n');
}

function transferDecoded(body: ByteString, header: Header): ByteString {
  const encoding = header.raw('content-transfer-encoding')?.toLowerCase() ?? '';
  if (encoding === 'base64') return base64Decoded(body);
  return encoding === 'quoted-printable' ? quotedPrintableDecoded(body) : body;
}

/**
 * Only the lines up to the first that is no base64 are decoded; what a list server appended in plain text (its
 * footer) is kept as it is.
 */
function base64Decoded(body: ByteString): ByteString {
  const stranger = body.search(/[^A-Za-z0-9+/=\s]/);
  const end = stranger === -1 ? body.length : body.lastIndexOf('\n', stranger) + 1;
  const decoded = byteString(Buffer.from(body.slice(0, end), 'base64'));
  return end === body.length ? decoded : `${decoded}\n${body.slice(end)}`;
}

/** RFC 2045, section 6.7: soft line breaks go, so that a wrapped line of a diff is whole again. */
function quotedPrintableDecoded(body: ByteString): ByteString {
  return body
    .split('\n')
    .map(withoutBlankEnd)
    .join('\n')
    .replace(/=\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Blanks at the end of a line were added on the way (RFC 2045, section 6.7, rule 3). */
function withoutBlankEnd(line: ByteString): ByteString {
  let end = line.length;
  while (end > 0 && ' \t\r'.includes(line[end - 1] as string)) end -= 1;
  return line.slice(0, end);
}

/** RFC 3676: joins flowed lines of one quote depth; a diff in a flowed message is left as it is. */
function unflowed(text: string, header: Header): string {
  const type = header.raw('content-type');
  if (parameter(type, 'format')?.toLowerCase() !== 'flowed') return text;
  const deleteSpace = parameter(type, 'delsp')?.toLowerCase() === 'yes';
  const joined: string[] = [];
  let open = false;
  let openMarks = 0;
  for (const line of text.split('\n')) {
    let marks = 0;
    while (line[marks] === '>') marks += 1;
    // One space after the marks is stuffing.
    const content = line.slice(line[marks] === ' ' ? marks + 1 : marks);
    const previous = joined.at(-1);
    if (open && previous !== undefined && openMarks === marks && content !== '-- ') {
      joined[joined.length - 1] = `${deleteSpace ? previous.slice(0, -1) : previous}${content}`;
    } else {
      joined.push(marks > 0 ? `${line.slice(0, marks)} ${content}` : content);
    }
    open = line.endsWith(' ') && content !== '-- ' && content.trim() !== '';
    openMarks = marks;
  }
  return joined.join('\n');
}
