import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A key pair and the record under which its domain publishes the key. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly algorithm: 'rsa' | 'ed25519';
  readonly record: string;
}

export function signingKey(algorithm: SigningKey['algorithm'], bits = 2048): SigningKey {
  const { privateKey, publicKey } =
    algorithm === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: bits })
      : generateKeyPairSync('ed25519');
  const der = publicKey.export({ format: 'der', type: 'spki' });
  const p = (algorithm === 'rsa' ? der : der.subarray(-32)).toString('base64');
  return { privateKey, algorithm, record: `v=DKIM1; k=${algorithm}; p=${p}` };
}

export interface Signing {
  readonly domain?: string;
  readonly selector?: string;
  /** `relaxed/relaxed` by default. */
  readonly c?: string;
  /** Names of the fields that are signed. */
  readonly h?: string;
  /** When it is signed, in seconds since 1970. */
  readonly made?: number;
  /** More tags, each with its semicolon: `x=1;`. */
  readonly more?: string;
  /** Lies about the tags that are there already: replaces them as they are written and signed. */
  readonly a?: string;
}

/**
 * Signs a mail as a server would, by hand and apart from the code that checks it: RFC 6376 with the header fields taken
 * as they stand, one of each name.
 *
 * @param mail with LF, and no field twice.
 */
export function signed(mail: string, key: SigningKey, options: Signing = {}): string {
  const {
    domain = 'example.org',
    selector = 'spring',
    c = 'relaxed/relaxed',
    made = 1_600_000_000,
    more = '',
  } = options;
  const h = options.h ?? 'From:To:Subject:Date:Message-ID';
  const [head = '', ...rest] = mail.split('\n\n');
  const [headForm, bodyForm] = c.split('/');
  const body = rest.join('\n\n');
  const field = (name: string): string[] => {
    const start = `\n${head}`.search(new RegExp(`\n${name}:`, 'i'));
    if (start === -1) return [];
    const lines = head.slice(start).split('\n');
    const end = lines.findIndex((line, at) => at > 0 && !/^\s/.test(line));
    return [lines.slice(0, end === -1 ? undefined : end).join('\r\n')];
  };
  const asSigned = (text: string): string => {
    if (headForm !== 'relaxed') return text;
    const colon = text.indexOf(':');
    const value = text
      .slice(colon + 1)
      .replaceAll('\r\n', '')
      .replace(/[ \t]+/g, ' ')
      .trim();
    return `${text.slice(0, colon).toLowerCase().trim()}:${value}`;
  };
  const bh = createHash('sha256').update(bodyAsSigned(body, bodyForm), 'latin1').digest('base64');
  const a = options.a ?? `${key.algorithm}-sha256`;
  const own = `DKIM-Signature: v=1; a=${a}; c=${c}; d=${domain}; s=${selector};\r\n\tt=${made}; ${more}h=${h};\r\n\tbh=${bh};\r\n\tb=`;
  // A name that stands twice signs that there is no second field of it.
  const fields = [...new Set(h.split(':'))].flatMap(field);
  const data = Buffer.from([...fields.map(asSigned), asSigned(own)].join('\r\n'), 'latin1');
  const b =
    key.algorithm === 'rsa'
      ? sign('sha256', data, key.privateKey)
      : sign(null, createHash('sha256').update(data).digest(), key.privateKey);
  return `${own.replaceAll('\r\n', '\n')}${b.toString('base64').replace(/.{60}(?=.)/g, '$&\n\t ')}\n${mail}`;
}

function bodyAsSigned(body: string, form: string | undefined): string {
  const lines = body.replace(/\n$/, '').split('\n');
  const folded =
    form === 'relaxed' ? lines.map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, '')) : lines;
  while (folded.length > 0 && folded.at(-1) === '') folded.pop();
  return folded.length === 0 ? (form === 'relaxed' ? '' : '\r\n') : `${folded.join('\r\n')}\r\n`;
}
