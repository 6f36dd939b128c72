import { dateAt } from '../mail/dates.ts';
import { type Attribution, person } from './attribution.ts';

/**
 * Header fields that mail programs print above a forwarded or answered message, in the languages they speak:
 * English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Swedish, Finnish, Russian, Chinese,
 * Japanese, Korean.
 */
const FROM = 'From|Von|De|Da|Van|Od|Från|Lähettäjä|От|发件人|寄件者|差出人|보낸 사람';
const DATE =
  'Sent|Date|Gesendet|Datum|Envoyé|Enviado|Fecha|Inviato|Data|Verzonden|Wysłano|Odesláno|Skickat|Lähetetty|Отправлено|Дата|发送时间|日期|送信日時|日時|보낸 날짜|날짜';
const OTHER =
  'To|An|À|Para|A|Aan|Do|Komu|Till|Vastaanottaja|Кому|收件人|宛先|받는 사람|Cc|CC|Copie|Kopie|Копия|抄送|참조|Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Temat|Předmět|Ämne|Aihe|Тема|主题|主旨|件名|제목|Message-ID|Organization|Reply-To';
const FIELD = new RegExp(`^\\*?(?:(${FROM})|(${DATE})|(${OTHER}))\\*?\\s?[:：](.*)$`, 'u');

const RULE =
  /^[-_=\s]*(?:Original Message|Forwarded Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Пересылаемое сообщение|Begin forwarded message:?)[-_=\s]*$|^_{5,}$/i;

export interface HeaderBlock {
  readonly attribution: Attribution;
  /** Lines it takes, the rule above it included. */
  readonly lines: number;
}

/** A value that goes on in the next line nearly fills its own, or ends before a name ("On Behalf Of"). */
const NEARLY_FULL = 60;

/**
 * Reads the header that Outlook and others print above the message they answer ("-----Original Message-----",
 * "From: … Sent: … To: … Subject: …"). Unlike an attribution line it introduces text at its own depth.
 *
 * @param lines of one paragraph, quote marks removed.
 * @returns null unless there is a From and one more field.
 */
export function headerBlockAt(lines: readonly string[]): HeaderBlock | null {
  const start = RULE.test(lines[0] ?? '') ? 1 : 0;
  let from: string | null = null;
  let date: string | null = null;
  let inFrom = false;
  let fields = 0;
  let end = start;
  for (; end < lines.length; end += 1) {
    // Windows Mail puts marks of direction around the parts of a date.
    const line = (lines[end] ?? '').replace(/[\u200e\u200f\u202a-\u202e]/g, '');
    const [found, isFrom, isDate, , value = ''] = FIELD.exec(line) ?? [];
    if (found) {
      fields += 1;
      inFrom = isFrom !== undefined && from === null;
      if (inFrom) from = value.trim();
      if (isDate) date ??= value;
    } else if (fields === 0 || !goesOn(lines[end - 1] ?? '')) break;
    else if (inFrom) from += ` ${line.trim()}`;
  }
  if (!from || fields < 2) return null;
  const behalf = /\bOn Behalf Of\s(.+)$/i.exec(from)?.[1] ?? from;
  return {
    attribution: { ...person(behalf), date: date ? (dateAt(date)?.iso ?? null) : null, editsInPlace: false },
    lines: end,
  };
}

const goesOn = (line: string): boolean => line.length >= NEARLY_FULL || /(?:[;,<]|\bOf)\s{0,9}$/.test(line);

const FIRST = new RegExp(`^\\*?(?:${FROM})\\*?\\s?[:：]`, 'u');

/** Whether {@link startsHeaderBlock} could hold at a line: a cheap look before it. */
export const mayStartHeaderBlock = (line: string): boolean => FIRST.test(line);

/** Whether a printed header starts at a line within a paragraph: one that says from whom and when. */
export const startsHeaderBlock = (lines: readonly string[]): boolean =>
  mayStartHeaderBlock(lines[0] ?? '') && (headerBlockAt(lines)?.attribution.date ?? null) !== null;
