import { isBlank, type Line } from './line.ts';
import type { Kind } from './passage.ts';

/** What list servers and mail programs put around a writer's words. */
interface Furniture {
  readonly kind: Kind;
  /** Lines it takes. */
  readonly count: number;
}

/** Lines of a list's footer, blank ones aside; more is no footer. */
const FOOTER_LINES = 8;
/** Lines of an armoured signature. */
const ARMOUR_LINES = 60;

/** Mailman's rule, Pipermail's mark of a part it took away, the signature mark under which vger puts its footer. */
const FOOTER_START = /^(?:_{30,}|-{14} next part -{14}|--) ?$/;
const FOOTER_WORDS = /\bmailing list\b|\bunsubscribe\b|\bmailman\/listinfo\b|attachment was scrubbed/i;
const ARMOUR_START = /^(?:- )?-----BEGIN PGP SIGN(?:ATURE|ED MESSAGE)-----$/;

export const startsFurniture = (line: string): boolean =>
  (line.startsWith('-') || line.startsWith('_')) &&
  ((line.length < 80 && FOOTER_START.test(line)) || ARMOUR_START.test(line));

/**
 * The list footer or OpenPGP armour (RFC 9580, section 7) that starts at a line.
 *
 * @param end where the depth changes; blank lines may stand before it.
 */
export function furnitureAt(lines: readonly Line[], at: number, end: number): Furniture | null {
  const first = lines[at]?.text ?? '';
  if (!startsFurniture(first)) return null;
  return ARMOUR_START.test(first) ? armourAt(lines, at, end) : footerAt(lines, at, end);
}

function armourAt(lines: readonly Line[], at: number, end: number): Furniture | null {
  if (lines[at]?.text.includes('MESSAGE')) {
    // The header of a signed message: the mark, and fields such as "Hash: SHA256".
    let next = at + 1;
    while (next < end && /^Hash: /.test(lines[next]?.text ?? '')) next += 1;
    return { kind: 'signature', count: next - at };
  }
  const last = lines
    .slice(at, Math.min(end, at + ARMOUR_LINES))
    .findIndex(({ text }) => /-----END PGP SIGNATURE-----$/.test(text));
  return last === -1 ? null : { kind: 'signature', count: last + 1 };
}

function footerAt(lines: readonly Line[], at: number, end: number): Furniture | null {
  const filled: number[] = [];
  for (let next = at; next < end && filled.length <= FOOTER_LINES; next += 1)
    if (!isBlank(lines[next] as Line)) filled.push(next);
  const isFooter =
    filled.length > 1 &&
    filled.length <= FOOTER_LINES &&
    filled.slice(1, 4).some((each) => FOOTER_WORDS.test(lines[each]?.text ?? ''));
  return isFooter ? { kind: 'footer', count: (filled.at(-1) ?? at) + 1 - at } : null;
}
