import iconv from 'iconv-lite';

/** What a charset label of a mail stands for. */
interface Charset {
  readonly name: string;
  decode(bytes: Uint8Array): string;
}

/**
 * The charset that a label means: the platform's decoders for all that the web knows, iconv-lite for what mail has
 * beside it (UTF-7, UTF-32, the code pages of DOS and the Macintosh), and seven-bit spellings of other charsets.
 *
 * @returns null when nobody knows it.
 */
export function charsetOf(label: string): Charset | null {
  const key = label
    .replace(/:(?:19|20)\d\d$/, '')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
  const known = CHARSETS.get(key);
  if (known !== undefined) return known;
  const charset = shifted(key) ?? wide(key) ?? platform(label, key) ?? fromLibrary(label, key);
  // Labels come from strangers: only so many are remembered.
  if (CHARSETS.size < MOST_LABELS) CHARSETS.set(key, charset);
  return charset;
}

const CHARSETS = new Map<string, Charset | null>();
const MOST_LABELS = 500;

/** Labels that the web's list lacks, letters and digits only: those of Windows, of Python and of old mail programs. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'utf-8': 'utf8sig utf8mb4 cp65001 unicode11utf8 utf8n utf8bom utf8y',
    'windows-1252': 'usascii 646 iso646us iso646irv1991 cp367 ibm367 isoir6 us asciius ansi iso8859',
    shift_jis:
      'cp932 windows932 ibm943 cp943 mskanji shiftjis2004 shiftjisx0213 xmscp932 sjiswin cswindows31j',
    'euc-jp': 'cp51932 eucjpms eucjpwin ujis eucjis2004 cp20932 eucj',
    'iso-2022-jp': 'iso2022jp1 iso2022jp2 iso2022jp3 iso2022jp2004 iso2022jpms cp50220 cp50221 cp50222 jis',
    'euc-kr': 'cp949 ms949 uhc xwindows949 windows949 cp1363 ksc56011992 ksx1001 ksc5601 cp51949 eucksc',
    gb18030: 'cp54936 gb180302000 gb180302005',
    gbk: 'cp936 ms936 windows936 eucgb2312cn euccn gb231280 hz8 cp1386 cngb gb23121980',
    big5: 'cp950 ms950 windows950 big5eten cp1370 big52003 cnbig5',
  }).flatMap(([name, labels]) => labels.split(' ').map((label) => [label, name] as const)),
);

/** "CP-1252", "win1251", "x-cp1250"; "8859-1", "ISO8859_15". */
const NUMBERED: readonly (readonly [RegExp, string])[] = [
  [/^(?:x?cp|win|windows|ms|ibm|msee|ansi)(125\d|874)$/, 'windows-'],
  [/^(?:x?iso)?8859(\d{1,2})$/, 'iso-8859-'],
];

function platform(label: string, key: string): Charset | null {
  const numbered = NUMBERED.flatMap(([pattern, prefix]) => {
    const number = pattern.exec(key)?.[1];
    return number === undefined ? [] : [prefix + number];
  });
  for (const each of [ALIASES.get(key), label.trim(), key, ...numbered]) {
    const charset = each === undefined ? null : decoderOf(each);
    if (charset) return charset;
  }
  return null;
}

function decoderOf(label: string): Charset | null {
  try {
    const decoder = new TextDecoder(label);
    return { name: decoder.encoding, decode: (bytes) => decoder.decode(bytes) };
  } catch {
    return null;
  }
}

/** Codecs of the library that are no charsets. */
const NO_CHARSETS: ReadonlySet<string> = new Set(['base64', 'hex', 'binary', 'internal', 'singlebytes', '']);

function fromLibrary(label: string, key: string): Charset | null {
  if (NO_CHARSETS.has(key)) return null;
  const name = FOR_LIBRARY.get(key) ?? key.replace(/^x(?=mac)/, '').replace(/^(?:dos|oem)-?(?=\d{3}$)/, 'cp');
  if (!iconv.encodingExists(name)) return null;
  return { name: label.toLowerCase(), decode: (bytes) => iconv.decode(Buffer.from(bytes), name) };
}

const FOR_LIBRARY: ReadonlyMap<string, string> = new Map([
  ['unicode11utf7', 'utf7'],
  ['unicode20utf7', 'utf7'],
  ['csunicode11utf7', 'utf7'],
  ['cp65000', 'utf7'],
  ['xmacce', 'maccenteuro'],
  ['xmaccentraleurroman', 'maccenteuro'],
  ['xmacroman', 'macroman'],
]);

/** Two and four bytes a letter. Without a mark of order (RFC 2781, section 4.3, says which is first) zeros tell it. */
function wide(key: string): Charset | null {
  const [, size, order] = /^(?:cs)?(?:utf(16|32)|ucs[24]|iso10646ucs[24]|unicode)(le|be)?$/.exec(key) ?? [];
  if (size === undefined && !/^(?:cs)?(?:ucs|iso10646ucs|unicode(?:le|be)?$)/.test(key)) return null;
  if (size === '32' || /ucs4/.test(key)) return fromLibrary(`utf32${order ?? ''}`, `utf32${order ?? ''}`);
  return {
    name: `utf-16${order ?? ''}`,
    decode: (bytes) => new TextDecoder(`utf-16${orderIn(bytes) ?? order ?? 'be'}`).decode(bytes),
  };
}

function orderIn(bytes: Uint8Array): 'le' | 'be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'be';
  let [even, odd] = [0, 0];
  for (let at = 0; at + 1 < Math.min(bytes.length, 2000); at += 2) {
    if (bytes[at] === 0 && bytes[at + 1] !== 0) even += 1;
    if (bytes[at + 1] === 0 && bytes[at] !== 0) odd += 1;
  }
  return even === odd ? null : even > odd ? 'be' : 'le';
}

/** Seven-bit spellings: what stands between two shifts is an eight-bit charset without its eighth bit. */
function shifted(key: string): Charset | null {
  if (/^(?:hz|hzgb2312|hzgb|cshzgb2312)$/.test(key)) return { name: 'hz-gb-2312', decode: hz };
  const [, country] = /^(?:cs)?iso2022(kr|cn)(?:ext)?$/.exec(key) ?? [];
  if (country === undefined) return null;
  return {
    name: `iso-2022-${country}`,
    decode: (bytes) => shiftedOut(bytes, country === 'kr' ? 'euc-kr' : 'gbk'),
  };
}

/** RFC 1843: `~{` and `~}` around GB 2312, `~~` for a tilde, `~` at the end of a line joins it with the next. */
function hz(bytes: Uint8Array): string {
  const out: number[] = [];
  let isHigh = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const [byte = 0, next = 0] = [bytes[at], bytes[at + 1]];
    const pair = byte === TILDE ? String.fromCharCode(next) : '';
    if (pair === '{' || pair === '}') isHigh = pair === '{';
    else if (pair === '~' && !isHigh) out.push(TILDE);
    else if (pair !== '\n' || isHigh) {
      // A line that ends has left GB 2312.
      if (byte === NEWLINE) isHigh = false;
      out.push(isHigh && byte > 0x20 ? byte | 0x80 : byte);
      continue;
    }
    at += 1;
  }
  return new TextDecoder('gbk').decode(Uint8Array.from(out));
}

/** RFC 1557 and RFC 1922: SO and SI around the other charset, which an escape at the start names. */
function shiftedOut(bytes: Uint8Array, charset: string): string {
  const out: number[] = [];
  let isHigh = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === ESCAPE) at += 3;
    else if (byte === SHIFT_OUT || byte === SHIFT_IN) isHigh = byte === SHIFT_OUT;
    else {
      if (byte === NEWLINE) isHigh = false;
      out.push(isHigh && byte > 0x20 ? byte | 0x80 : byte);
    }
  }
  return new TextDecoder(charset).decode(Uint8Array.from(out));
}

const TILDE = 0x7e;
const NEWLINE = 0x0a;
const ESCAPE = 0x1b;
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
