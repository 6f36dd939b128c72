/** The words of dates, in the languages of the mail programs that print them. */

/** Names of months as mail programs write them, in the order of the languages named in the README. */
const MONTHS = [
  'jan january januar janv janvier oca ocak ene enero gen gennaio janeiro januari sty stycznia янв января led ledna tammi tammikuuta',
  'feb february februar févr février şub şubat febrero febbraio fev fevereiro februari lut lutego фев февр февраля úno února helmi',
  'mar march mär märz mars marzo março mrt maart marca мар марта bře března maalis maaliskuuta',
  'apr april avr avril abr abril aprile nis nisan kwi kwietnia апр апреля dub dubna huhti',
  'may mai mayo mag maggio mayıs maio mei maj maja мая май kvě května touko toukokuuta',
  'jun june juni juin junio giu giugno haz haziran junho cze czerwca июн июня čvn června kesä kesäkuuta',
  'jul july juli juil juillet julio lug luglio tem temmuz julho lip lipca июл июля čvc července heinä',
  'aug august août ago agosto ağu ağustos augustus sie sierpnia авг августа srp srpna augusti elo elokuuta',
  'sep sept september septembre septiembre set settembre eyl eylül setembro wrz września сен сент сентября zář září syys',
  'oct october okt oktober octobre octubre ott ottobre out outubro paź października окт октября říj října loka lokakuuta',
  'nov november novembre noviembre novembro lis listopada ноя нояб ноября listopadu marras',
  'dec december dez dezember déc décembre dic diciembre dicembre ara aralık dezembro gru grudnia дек декабря pro prosince joulu',
] as const;
export const MONTH_OF: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

export const WEEKDAYS: ReadonlySet<string> = new Set(
  [
    'mon tue tues wed thu thur thurs fri sat sun',
    'monday tuesday wednesday thursday friday saturday sunday',
    'mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag',
    'lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche',
    'mié jue vie sáb dom lunes martes miércoles jueves viernes sábado domingo',
    'gio lunedì martedì mercoledì giovedì venerdì sabato domenica',
    'seg ter qua qui sex segunda terça quarta quinta sexta feira',
    'ma wo za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
    'pon wt śr czw pt sob niedz nd poniedziałek wtorek środa czwartek piątek sobota niedziela',
    'пн вт ср чт пт сб вс понедельник вторник среда четверг пятница суббота воскресенье',
    'po út st čt pá ne pondělí úterý čtvrtek pátek neděle',
    'mån tis ons tors fre lör sön måndag tisdag onsdag torsdag fredag lördag söndag',
    'ti ke to pe la su 月 火 水 木 金 土 日 周一 周二 周三 周四 周五 周六 周日 월 화 수 목 금 토 일 週一 週二 週三 週四 週五 週六 週日 星期一 星期二 星期三 星期四 星期五 星期六 星期日 pzt sal çar per cum cmt paz',
  ].flatMap((line) => line.split(' ')),
);

/** Words that may stand between the parts of a date; "de" and the like only while a part is missing. */
export const JOINTS: ReadonlySet<string> = new Set(
  'at um the uhr à alle ore às om godz в г kl klo kello v hod año del the klockan o den'.split(' '),
);
/** Spanish, where "a" alone could begin a name. */
export const PHRASES: ReadonlySet<string> = new Set(['a la', 'a las']);
export const EARLY_JOINTS: ReadonlySet<string> = new Set('de of a'.split(' '));

/** Abbreviations of zones; null where one means several offsets. */
export const ZONES: ReadonlyMap<string, number | null> = new Map([
  ['utc', 0],
  ['gmt', 0],
  ['z', 0],
  ['cet', 60],
  ['cest', 120],
  ['est', -300],
  ['edt', -240],
  ['mdt', -360],
  ['cdt', -300],
  ['pst', -480],
  ['pdt', -420],
  ['eet', 120],
  ['eest', 180],
  ['msk', 180],
  ['jst', 540],
  ['kst', 540],
  ['cst', null],
  ['ist', null],
  ['bst', null],
  ['mst', null],
]);

/** Before noon and after it, where the word stands before the hour; the hour is then left as it is written. */
export const AFTERNOON: ReadonlySet<string> = new Set(['午前', '午後', '上午', '下午', '오전', '오후']);
