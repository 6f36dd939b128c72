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
  (line.length < 80 && FOOTER_START.test(line)) || ARMOUR_START.test(line);

/**
 * The list footer or OpenPGP armour (RFC 9580, section 7) that starts at the first of some lines of one depth.
 *
 * @param lines up to where the depth changes, blank lines among them.
 */
export function furnitureAt(lines: readonly Line[]): Furniture | null {
  const first = lines[0]?.text ?? '';
  if (!startsFurniture(first)) return null;
  return ARMOUR_START.test(first) ? armourIn(lines, first) : footerIn(lines);
}

function armourIn(lines: readonly Line[], first: string): Furniture | null {
  if (first.includes('MESSAGE')) {
    // The header of a signed message: the mark, and fields such as "Hash: SHA256".
    const end = lines.findIndex(({ text }, at) => at > 0 && !/^Hash: /.test(text));
    return { kind: 'signature', count: end === -1 ? lines.length : end };
  }
  const end = lines.slice(0, ARMOUR_LINES).findIndex(({ text }) => /-----END PGP SIGNATURE-----$/.test(text));
  return end === -1 ? null : { kind: 'signature', count: end + 1 };
}

function footerIn(lines: readonly Line[]): Furniture | null {
  const filled = lines.filter((line) => !isBlank(line));
  const isFooter =
    filled.length > 1 &&
    filled.length <= FOOTER_LINES &&
    filled.slice(1, 4).some(({ text }) => FOOTER_WORDS.test(text));
  return isFooter ? { kind: 'footer', count: lines.findLastIndex((line) => !isBlank(line)) + 1 } : null;
}
