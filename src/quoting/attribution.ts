import { LIMITS } from '../base/limits.ts';
import { nameOf, readMailbox } from '../mail/addresses.ts';
import { dateAt } from '../mail/dates.ts';
import type { IsoDate } from '../mail/message.ts';

/** What a line such as "On Fri, Oct 9, 2020 at 2:48 PM Jason Gunthorpe wrote:" says. */
export interface Attribution {
  readonly author: string;
  readonly address: string | null;
  readonly date: IsoDate | null;
  /** The mail program behind this form lets its user edit inside the quoted text, without a mark of their own. */
  readonly editsInPlace: boolean;
}

interface Form {
  readonly opener: string;
  readonly verb: string;
  readonly order: 'date name verb' | 'date verb name';
  readonly editsInPlace: boolean;
}

const FORMS: readonly Form[] = [
  // mutt, Gmail, Evolution and most others.
  { opener: 'On ', verb: 'wrote', order: 'date name verb', editsInPlace: false },
  // Thunderbird in German: "Am 07.08.22 um 21:10 schrieb Rob Clark:"
  { opener: 'Am ', verb: 'schrieb', order: 'date verb name', editsInPlace: true },
];

/** An attribution line and how many physical lines it was wrapped over. */
export interface FoundAttribution {
  readonly attribution: Attribution;
  readonly lines: number;
}

/**
 * Reads the attribution line that starts at the first of some lines of one depth.
 *
 * @param lines quote marks removed.
 * @returns null when no attribution line starts there.
 */
export function attributionAt(lines: readonly string[]): FoundAttribution | null {
  const first = lines[0]?.trimStart() ?? '';
  const form = FORMS.find(({ opener }) => first.startsWith(opener));
  if (!form) return null;
  let joined = '';
  for (let count = 1; count <= Math.min(lines.length, LIMITS.attributionLines); count += 1) {
    joined = `${joined} ${lines[count - 1]?.trim() ?? ''}`.trimStart();
    if (!joined.endsWith(':')) continue;
    const attribution = parse(joined, form);
    return attribution && { attribution, lines: count };
  }
  return null;
}

function parse(line: string, { opener, verb, order, editsInPlace }: Form): Attribution | null {
  const date = dateAt(line, opener.length);
  if (date === null) return null;
  let rest = line.slice(date.end, -1).replace(/^[\s,]+/, '');
  if (order === 'date name verb') {
    if (!rest.endsWith(` ${verb}`)) return null;
    rest = rest.slice(0, -verb.length - 1);
  } else {
    if (!rest.startsWith(`${verb} `)) return null;
    rest = rest.slice(verb.length + 1);
  }
  const mailbox = readMailbox(rest.trim());
  const author = nameOf(mailbox);
  if (author === null || author.length > 100) return null;
  return { author, address: mailbox.address, date: date.iso, editsInPlace };
}
