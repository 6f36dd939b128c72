import { dateAt } from '../mail/dates.ts';
import { type Attribution, person } from './attribution.ts';

/** Header fields that mail programs print above a forwarded or answered message, in the languages they speak. */
const FIELD =
  /^\*?(From|Von|De|Da|Van|Od|От|发件人|Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Data|Дата|发送时间|To|An|À|Para|A|Aan|Кому|收件人|Cc|CC|Copie|Kopie|抄送|Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Temat|Тема|主题|Message-ID|Organization|Reply-To)\*?\s?[:：]\s*(.*)$/u;
const FROM = new Set(['From', 'Von', 'De', 'Da', 'Van', 'Od', 'От', '发件人']);
const DATE = new Set([
  'Sent',
  'Date',
  'Gesendet',
  'Datum',
  'Envoyé',
  'Enviado',
  'Inviato',
  'Data',
  'Дата',
  '发送时间',
]);
const RULE =
  /^[-_=\s]*(?:Original Message|Forwarded Message|Ursprüngliche Nachricht|Message d'origine|Begin forwarded message:?)[-_=\s]*$|^_{5,}$/i;

export interface HeaderBlock {
  readonly attribution: Attribution;
  /** Lines it takes, the rule above it included. */
  readonly lines: number;
}

/**
 * Reads the header that Outlook and others print above the message they answer ("-----Original Message-----",
 * "From: … Sent: … To: … Subject: …"). Unlike an attribution line it introduces text at its own depth.
 *
 * @param lines of one paragraph, quote marks removed.
 * @returns null unless there is a From and one more field.
 */
export function headerBlockAt(lines: readonly string[]): HeaderBlock | null {
  const start = RULE.test(lines[0] ?? '') ? 1 : 0;
  if (!FIELD.test(lines[start] ?? '')) return null;
  const fields = new Map<string, string>();
  let last = '';
  for (const line of lines.slice(start)) {
    const [, name, value = ''] = FIELD.exec(line) ?? [];
    if (name) {
      last = name;
      fields.set(name, value);
    } else {
      // A long value goes on in the next line.
      fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`);
    }
  }
  const from = [...fields].find(([name]) => FROM.has(name))?.[1];
  if (!from || fields.size < 2) return null;
  const date = [...fields].find(([name]) => DATE.has(name))?.[1];
  const behalf = /\bOn Behalf Of\s+(.+)$/i.exec(from)?.[1] ?? from;
  return {
    attribution: { ...person(behalf), date: date ? (dateAt(date)?.iso ?? null) : null, editsInPlace: false },
    lines: lines.length,
  };
}
