import { dateAt } from '../mail/dates.ts';
import { type Attribution, hasDate, NOTHING } from './attribution.ts';
import { addressIn, nameIn } from './person.ts';

/**
 * Words before a colon in reports, logs, signatures and control files. A block of lines with one of them is no header
 * of a mail, whatever else stands in it.
 */
const KEYS: ReadonlySet<string> = new Set(
  (
    'name author authordate committer commit commitdate merge parent tree version release status state severity priority ' +
    'component product package source binary architecture arch maintainer section depends description homepage url link ' +
    'reporter reported assignee owner type category label milestone tags branch repository repo project revision log ' +
    'message modified added removed file files path size time when where who what why how host hostname ip os kernel cpu ' +
    'memory ram disk device model vendor serial driver bus address mac interface signal error warning note notes info ' +
    'summary result results test tests expected actual steps environment build user username group uid gid pid process ' +
    'command exit output input start end started finished duration location place venue speaker title topic agenda phone ' +
    'tel telefon fax mobile mobil handy cell email e-mail mail web website internet www skype irc icq jabber key ' +
    'fingerprint expires created updated changed closed opened submitted received id uuid ref reference bug issue ticket ' +
    'license copyright format urgency distribution changes checksums hash md5 sha1 sha256 origin suite codename provides ' +
    'conflicts replaces suggests recommends role score total sum price amount order invoice number count platform ' +
    'compiler language date-reported hardware software firmware board config configuration option options default ' +
    'value values example usage see also related return returns param params register offset flags mode permissions ' +
    'access modify change birth inode blocks device-id comm call trace rip code stack modules workqueue in on at'
  ).split(' '),
);

const FIELD =
  /^[*_]{0,2}([\p{L}\p{M}][\p{L}\p{M}? .'’/()-]{0,28}?)[*_]{0,2}\s{0,9}[:：][*_]{0,2}\s{0,40}[*_]{0,2}(\S.*)$/u;
const CLOCK = /\d{1,4}\D{1,14}\d{1,4}.{0,20}\d{1,2}[:.h]\d{2}/;

/** Lines of a header at least. */
const FEWEST = 3;
/** Lines of one that are looked at. */
const MOST = 12;

/**
 * A header in a language that we do not know, by its shape: fields one below another, one of them an address or a
 * name, another a date. It names nobody; where it has no address it may be anything else as well.
 *
 * @returns null when there is none; `isFull` tells whether an address stands in it.
 */
export function unreadHeaderAt(
  lines: readonly string[],
): { readonly attribution: Attribution; readonly lines: number; readonly fields: number } | null {
  if (lines.length < FEWEST || !/[:：]/.test(lines[1] ?? '')) return null;
  const values: string[] = [];
  const labels = new Set<string>();
  let end = 0;
  for (; end < Math.min(lines.length, MOST); end += 1) {
    const [, label, value = ''] = FIELD.exec((lines[end] ?? '').trim()) ?? [];
    if (label === undefined) {
      if (end === 0 || !/[,;<]\s*$/.test(lines[end - 1] ?? '')) break;
      continue;
    }
    const key = label.toLowerCase().trim();
    if (labels.has(key) || KEYS.has(key.split(' ')[0] ?? '') || KEYS.has(key)) return null;
    labels.add(key);
    values.push(value.replace(/[*_]{1,2}$/, ''));
  }
  if (values.length < FEWEST) return null;
  const dates = values.filter((value) => dateAt(value) !== null || hasDate(value) || CLOCK.test(value));
  const hasAddress = values.some((value) => !dates.includes(value) && addressIn(value) !== null);
  const hasName = values.some(
    (value) => !dates.includes(value) && /^["“]?[\p{Lu}\p{Lo}]/u.test(value) && nameIn(value) !== null,
  );
  if (dates.length === 0 || !(hasAddress || hasName)) return null;
  return { attribution: { ...NOTHING, isFull: hasAddress }, lines: end, fields: values.length };
}
