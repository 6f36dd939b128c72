/** What PGP puts around words in a plain body (RFC 9580, sections 6 and 7). */
const SIGNED = '-----BEGIN PGP SIGNED MESSAGE-----';
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----';
const SIGNATURE_END = '-----END PGP SIGNATURE-----';
const ENCRYPTED = '-----BEGIN PGP MESSAGE-----';
const ENCRYPTED_END = '-----END PGP MESSAGE-----';

export interface Unarmoured {
  readonly text: string;
  /** Whether words were left out that nobody can read without a key. */
  readonly isEncrypted: boolean;
}

/**
 * The words that were signed, as they were before: without the lines around them and the signature, and with every
 * line that PGP had put a dash before as it was. What is encrypted goes. Armour that does not end is kept as it is.
 */
export function unarmoured(text: string): Unarmoured {
  if (!text.includes('-----BEGIN PGP ')) return { text, isEncrypted: false };
  const lines = text.split('\n');
  const out: string[] = [];
  let isEncrypted = false;
  // Each mark is looked for once, from the end of the last: whatever a mail repeats, this reads it once or twice.
  const ends = new Map(
    [SIGNATURE, SIGNATURE_END, ENCRYPTED_END].map((mark) => [mark, placesOf(mark, lines)]),
  );
  const next = (mark: string, after: number): number | null => {
    const places = ends.get(mark) ?? [];
    while (places.length > 0 && (places.at(-1) as number) <= after) places.pop();
    return places.at(-1) ?? null;
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] as string).trimEnd();
    const signature = line === SIGNED ? next(SIGNATURE, at) : null;
    const end = signature === null ? null : next(SIGNATURE_END, signature);
    const secretEnd = line === ENCRYPTED ? next(ENCRYPTED_END, at) : null;
    if (signature !== null && end !== null) {
      let start = at + 1;
      while (start < signature && (lines[start] as string).trim() !== '') start += 1;
      for (const signed of lines.slice(start + 1, signature)) out.push(signed.replace(/^- /, ''));
      at = end;
    } else if (secretEnd !== null) {
      isEncrypted = true;
      at = secretEnd;
    } else out.push(lines[at] as string);
  }
  return { text: out.join('\n'), isEncrypted };
}

/** Last first, so that the next is taken from the end. */
const placesOf = (mark: string, lines: readonly string[]): number[] =>
  lines.flatMap((line, at) => (line.trimEnd() === mark ? [at] : [])).reverse();
