import { dateAt } from '../mail/dates.ts';
import { decodeWords } from '../mail/encoded-words.ts';
import { type Attribution, attributionAt, NOTHING } from './attribution.ts';
import { person } from './person.ts';
import { unreadHeaderAt } from './unread-header.ts';

/** What a field of a printed header says. */
type Field = 'from' | 'date' | 'other';

/**
 * Header fields that mail programs print above a forwarded or answered message, in the languages they speak; From,
 * then dates, then others that show that a line is a field and not prose.
 */
const LABELS: readonly (readonly [language: string, from: string, date: string, other: string])[] = [
  [
    'English',
    'From',
    'Sent|Date|Date sent|Sent on',
    'To|Cc|CC|Bcc|Subject|Message-ID|Message-Id|Organization|Reply-To|Importance|Attachments|Newsgroups|Delivered-To|Mail-Followup-To|Send reply to|In-Reply-To|References|Envelope-to|Followup-To|Mailing-List|List-Id|X-Mailer',
  ],
  ['German', 'Von', 'Gesendet|Datum|Gesendet am', 'An|Kopie|Betreff|Antwort an|Priorität'],
  [
    'French',
    'De|Expéditeur',
    'Envoyé|Date|Envoyé le|Message du|Message envoyé',
    'À|A|Pour|Copie|Copie à|Objet|Sujet|Répondre à',
  ],
  ['Spanish', 'De|Remitente', 'Enviado|Enviado el|Fecha|Enviada el', 'Para|Asunto|CC|Copia'],
  ['Portuguese', 'De|Remetente', 'Enviado|Enviada|Enviada em|Enviado em|Data', 'Para|Assunto|Cópia'],
  ['Italian', 'Da|Mittente', 'Inviato|Data|Inviata', 'A|Oggetto|Per conoscenza|Risposta|Rispondi a'],
  ['Dutch', 'Van|Afzender', 'Verzonden|Datum|Verzonden op', 'Aan|Onderwerp|Kopie'],
  ['Polish', 'Od|Nadawca', 'Wysłano|Data|Wysłane|Wysłany', 'Do|DW|Temat'],
  [
    'Czech, Slovak',
    'Od|Odesílatel|Odosielateľ',
    'Odesláno|Datum|Odoslané|Dátum',
    'Komu|Kopie|Kópia|Předmět|Predmet',
  ],
  ['Swedish', 'Från|Avsändare', 'Skickat|Datum', 'Till|Kopia|Ämne'],
  ['Danish, Norwegian', 'Fra|Afsender|Avsender', 'Sendt|Dato|Sendt den', 'Til|Kopi|Emne'],
  ['Finnish', 'Lähettäjä', 'Lähetetty|Päivämäärä|Päiväys', 'Vastaanottaja|Kopio|Aihe'],
  ['Russian', 'От|От кого|Отправитель', 'Отправлено|Дата|Отправлен|Когда', 'Кому|Копия|Тема'],
  ['Ukrainian', 'Від|Від кого', 'Надіслано|Відправлено|Дата', 'Кому|Копія|Тема'],
  ['Bulgarian, Serbian', 'От|Од|Šalje', 'Изпратено|Дата|Датум|Poslato', 'До|За|Относно|Наслов|Prima|Naslov'],
  ['Croatian, Slovene', 'Od|Šalje|Pošiljatelj', 'Poslano|Datum|Poslano dana', 'Za|Prima|Predmet|Zadeva|Kp'],
  ['Hungarian', 'Feladó|Küldő', 'Elküldve|Dátum|Küldve', 'Címzett|Másolatot kap|Tárgy'],
  ['Romanian', 'De la|Expeditor', 'Trimis|Data|Trimis la', 'Către|Catre|Subiect'],
  ['Greek', 'Από', 'Στάλθηκε|Ημερομηνία|Εστάλη', 'Προς|Κοιν|Κοινοποίηση|Θέμα'],
  ['Turkish', 'Kimden|Gönderen', 'Gönderildi|Tarih|Gönderme Tarihi', 'Kime|Konu|Bilgi'],
  ['Catalan', 'De', 'Enviat|Data', 'A|Per a|Assumpte'],
  [
    'Estonian, Latvian, Lithuanian',
    'Saatja|No|Nuo',
    'Saadetud|Kuupäev|Nosūtīts|Datums|Išsiųsta|Data',
    'Saaja|Teema|Kam|Temats|Tēma|Kam|Tema',
  ],
  [
    'Indonesian, Vietnamese',
    'Dari|Từ',
    'Dikirim|Tanggal|Đã gửi|Ngày',
    'Kepada|Kpd|Subjek|Perihal|Đến|Tới|Chủ đề|Tiêu đề',
  ],
  [
    'Chinese',
    '发件人|发件者|寄件者|寄件人|從|发送人',
    '发送时间|日期|时间|傳送時間|寄件日期|發送時間|发送日期|傳送日期',
    '收件人|收件者|抄送|抄送人|副本|主题|主旨|主題|标题',
  ],
  ['Japanese', '差出人|送信者|送信元', '送信日時|日時|日付|送信日', '宛先|件名|Ｃｃ|CC'],
  [
    'Korean',
    '보낸 사람|보낸사람|보낸이|발신',
    '보낸 날짜|날짜|보낸날짜|보낸 시간|일시',
    '받는 사람|받는사람|받는이|수신|참조|제목',
  ],
  [
    'Thai, Hebrew, Arabic',
    'จาก|מאת|من',
    'ส่งเมื่อ|วันที่|נשלח|תאריך|تاريخ الإرسال|التاريخ|تم الإرسال',
    'ถึง|เรื่อง|אל|נושא|إلى|الموضوع',
  ],
];

const FIELD_OF: ReadonlyMap<string, Field> = new Map(
  // From wins: "De" begins a French header, and none of the others' words is one of its.
  (['other', 'date', 'from'] as const).flatMap((field) =>
    LABELS.flatMap(([, from, date, other]) =>
      ({ from, date, other })[field].split('|').flatMap((label) => {
        const known = label.toLowerCase();
        // An archive that has only ASCII: "Envoy?".
        return [known, known.replace(/[\u00c0-\u017f]/g, '?')].map((each) => [each, field] as const);
      }),
    ),
  ),
);

/** A field with its value; Outlook's and Gmail's stars for bold may stand around its name or beside it. */
const FIELD = /^[*_]{0,2}([\p{L}\p{M}][\p{L}\p{M}? -]{0,28}?)[*_]{0,2}\s{0,9}[:：][*_]{0,2}(.*)$/u;

/** The rule above a header: dashes with or without words in them ("-----Original Message-----", "原始邮件"), or a line. */
const RULE =
  /^[-_=‐*\s]{2,60}[\p{L}\p{M}][\p{L}\p{M}? '’.]{2,50}[-_=‐*:\s]{2,60}$|^_{5,}$|^-{5,}$|^(?:Begin forwarded message|Anfang der weitergeleiteten Nachricht|Début du message réexpédié|Inicio del mensaje reenviado|Inizio messaggio inoltrato|Original [Mm]essage|Forwarded [Mm]essage):?\s{0,9}$|^(?:Original|Forwarded|原始邮件|原邮件)[:：]\s{0,9}$/u;

export interface HeaderBlock {
  readonly attribution: Attribution;
  /** Lines it takes, the rule above it included. */
  readonly lines: number;
  /** A rule stands above it: it heads a message that goes on below, unmarked. */
  readonly isRuled: boolean;
  readonly fields: number;
}

/** A value that goes on in the next line nearly fills its own, or ends before a name ("On Behalf Of"). */
const NEARLY_FULL = 60;

/**
 * Reads the header that Outlook and others print above the message they answer ("-----Original Message-----",
 * "From: … Sent: … To: … Subject: …").
 *
 * @param lines of one paragraph, quote marks removed.
 * @returns null unless there is a From and one more field.
 */
export function headerBlockAt(lines: readonly string[]): HeaderBlock | null {
  const first = lines[0] ?? '';
  const start = MAY_BE_RULE.test(first) && RULE.test(first) ? 1 : 0;
  const parted = partedAt(lines[start] ?? '');
  if (parted) {
    const found = headerBlockAt([...(start === 1 ? [first] : []), ...parted]);
    return found && { ...found, lines: start + 1 };
  }
  let from: string | null = null;
  let date: string | null = null;
  let last: 'from' | 'date' | null = null;
  let fields = 0;
  let end = start;
  for (; end < lines.length; end += 1) {
    // Windows Mail puts marks of direction around the parts of a date.
    const line = (lines[end] ?? '').replace(/[\u200e\u200f\u202a-\u202e]/g, '').trim();
    const [, label = '', value = ''] = FIELD.exec(line) ?? [];
    const field = FIELD_OF.get(label.toLowerCase());
    if (field !== undefined) {
      fields += 1;
      last = field === 'from' && from === null ? 'from' : field === 'date' && date === null ? 'date' : null;
      if (last === 'from') from = value.trim();
      if (last === 'date') date = value.trim();
    } else if (fields > 0 && label !== '' && isField(lines[end + 1] ?? '')) last = null;
    else if (fields === 0 || !goesOn(lines[end - 1] ?? '', lines[end] ?? '') || introduces(line)) break;
    else if (last === 'from') from = `${from ?? ''} ${line}`;
    else if (last === 'date') date = `${date ?? ''} ${line}`;
  }
  if (!from || fields < (start === 1 ? 1 : 2))
    return (
      unreadAt(lines, start) ??
      (ORIGINAL.test(first) && lines.length === 1
        ? { attribution: { ...NOTHING, isFull: false }, lines: 1, isRuled: true, fields: 0 }
        : null)
    );
  const attribution = { ...fromOf(from, date), isWordless: fields === 1 };
  return { attribution, lines: end, isRuled: start === 1, fields };
}

const introduces = (line: string): boolean => line.endsWith(':') && attributionAt([line]) !== null;

const isField = (line: string): boolean => FIELD_OF.has((FIELD.exec(line.trim())?.[1] ?? '').toLowerCase());

/** A rule that says by itself that somebody else's mail is below. */
const ORIGINAL =
  /^[-_=*\s]{2,60}(?:Original Message|Forwarded [Mm]essage|Original message|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Message d'origine|Message transféré|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Mensagem original|Исходное сообщение|Пересылаемое сообщение|原始邮件|原始郵件|元のメッセージ|원본 메시지)[-_=*\s]{2,60}$/u;

/** Where a field begins in a line that holds several: webmail that loses the breaks between them. */
const NEXT_FIELD =
  /(?<=[>\d)\]：:\s])(?=(?:Date|Sent|To|Cc|CC|Subject|发送时间|日期|收件人|抄送|主题)\s?[:：])/u;

/** The fields of "From：Ada <ada@engines.example>Date：2021-01-04 09:00To：…"; null for any other line. */
function partedAt(line: string): string[] | null {
  if (!/^(?:From|发件人)\s?[:：]/.test(line)) return null;
  const fields = line.split(NEXT_FIELD);
  return fields.length >= PARTED_FIELDS ? fields : null;
}

/** Fields that are lost in one line, at least. */
const PARTED_FIELDS = 3;

/** A header whose words we do not know; see {@link unreadHeaderAt}. */
function unreadAt(lines: readonly string[], start: number): HeaderBlock | null {
  const found = unreadHeaderAt(lines.slice(start));
  return found && { ...found, lines: start + found.lines, isRuled: start === 1 };
}

/**
 * The one line "From: Ada <ada@example.org>" with which git begins a patch that somebody else passes on, and Pegasus a
 * quote.
 */
export function patchAuthorAt(lines: readonly string[]): HeaderBlock | null {
  const from =
    /^From:\s{1,20}([^:]{1,120}<[^<>]{1,120}(?:@| at )[^<>\s]{1,120}>|[^\s<>@:]{1,80}@[\w.-]{1,100}|\p{Lu}[\p{L}.'-]{1,30}(?: \p{Lu}[\p{L}.'-]{0,30}){1,3})\s?$/u.exec(
      lines[0] ?? '',
    )?.[1];
  if (from === undefined || lines.length > 1) return null;
  return { attribution: fromOf(from, null), lines: 1, isRuled: false, fields: 1 };
}

function fromOf(from: string, date: string | null): Attribution {
  // "Ada;<ada@example.org>": QQ.
  const { name, address } = person(
    decodeWords(from)
      .replace(/\*{1,3}/g, ' ')
      .replace(/(?<=["\p{L}]);\s?(?=<)/u, ' '),
  );
  const isUnread =
    name === null && /\p{L}{2}/u.test(from.replace(/[<([]?[^\s<([]{1,100}@[^\s>)\]]{1,100}[>)\]]?/g, ''));
  return {
    ...NOTHING,
    author: name ?? (isUnread ? null : address),
    address,
    date: date === null ? null : (dateAt(date)?.iso ?? null),
  };
}

const goesOn = (before: string, line: string): boolean =>
  before.length >= NEARLY_FULL ||
  /(?:[;,<]|\b(?:Of|On|Behalf))[*\s]{0,9}$/i.test(before) ||
  /^\s{0,9}[<[](?:mailto:)?[^\s>\]]{1,100}(?:@| at \w)/.test(line) ||
  /^[ \t]+\S/.test(line);

/** Whether {@link headerBlockAt} could hold at a line: a cheap look before it, as nearly no line is a rule or a field. */
export const mayHaveField = (line: string): boolean =>
  line.includes(':') || line.includes('：') || MAY_BE_RULE.test(line);

/** With what a {@link RULE} begins. */
const MAY_BE_RULE = /^(?:[-_=‐*\s]|[BADIOF]\S{4,8} |[OF]\w{7,9}:|原)/;

/** Whether {@link startsHeaderBlock} could hold at a line: a cheap look before it. */
export const mayStartHeaderBlock = (line: string): boolean =>
  (MAY_BE_RULE.test(line) && RULE.test(line)) ||
  ((line.includes(':') || line.includes('：')) &&
    FIELD_OF.get((FIELD.exec(line)?.[1] ?? '').toLowerCase()) === 'from');

/** Whether a printed header starts at a line within a paragraph: one that says from whom and when. */
export const startsHeaderBlock = (lines: readonly string[]): boolean =>
  mayStartHeaderBlock(lines[0] ?? '') && (headerBlockAt(lines)?.attribution.date ?? null) !== null;
