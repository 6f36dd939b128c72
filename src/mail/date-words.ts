/** The words of dates, in the languages of the mail programs that print them. */

/**
 * Names of months as mail programs write them, long and short: English, German, French, Spanish, Portuguese, Italian,
 * Dutch, Polish, Czech, Slovak, Swedish, Danish, Norwegian, Finnish, Russian, Ukrainian, Bulgarian, Serbian, Slovene,
 * Croatian, Hungarian, Romanian, Greek, Turkish, Catalan, Estonian, Latvian, Lithuanian, Icelandic, Indonesian,
 * Galician, Hebrew, Arabic. A name that two languages give to two months is left to the larger.
 */
const MONTHS = [
  'jan january januar janvier janv enero ene janeiro gennaio gen gener januari január januára styczeń stycznia sty leden ledna led tammikuu tammikuuta tammi tammik январь января янв січень січня січ януари јануар јан siječanj siječnja sij ianuarie ian ιανουαρίου ιαν ocak oca jaanuar jaan janvāris sausis sausio janúar xaneiro xan ינואר בינואר ינו׳ בינו׳ يناير',
  'feb february februar février févr febrero fevereiro fev febbraio februari február februára luty lutego lut únor února úno helmikuu helmikuuta helmi helmik февраль февраля фев февр лютий лютого лют февруари фебруар феб veljača veljače velj februarie febr φεβρουαρίου φεβ şubat şub febrer veebruar veebr februāris vasaris vasario febrúar febreiro פברואר בפברואר פבר׳ בפבר׳ فبراير',
  'mar march mär märz marz mars marzo março maart mrt marzec marca březen března bře marec marts maaliskuu maaliskuuta maalis maalisk март марта мар березень березня бер ožujak ožujka ožu március márc martie μαρτίου μαρ mart març märts kovas kovo maret מרץ במרץ مارس',
  'apr april avr avril abr abril aprile kwiecień kwietnia kwi duben dubna dub apríl apríla huhtikuu huhtikuuta huhti huhtik апрель апреля апр квітень квітня квіт април travanj travnja április ápr aprilie απριλίου απρ nisan nis aprill aprīlis balandis balandžio אפריל באפריל אפר׳ באפר׳ أبريل',
  'may mai mayo maio mag maggio mei maj maja květen května kvě máj mája toukokuu toukokuuta touko toukok май мая травень травня трав мај svibanj svibnja május μαΐου μαΐ mayıs maig maijs gegužė gegužės maí מאי במאי مايو',
  'jun june juni juin junio junho giu giugno cze czerwiec czerwca červen června čvn jún júna kesäkuu kesäkuuta kesä kesäk июнь июня июн червень червня черв юни јун junij június iunie iun ιουνίου ιουν haziran haz juny juuni jūnijs jūn birželis birželio júní xuño יוני ביוני يونيو',
  'jul july juli juil juillet julio julho lug luglio lip lipiec lipca červenec července čvc júl júla heinäkuu heinäkuuta heinä heinäk июль июля июл липень липня лип юли јул julij július iulie iul ιουλίου ιουλ temmuz tem juliol juuli jūlijs jūl liepa liepos júlí xullo יולי ביולי يوليو',
  'aug august août aout ago agosto augustus sie sierpień sierpnia srp srpen srpna augusta augusti elokuu elokuuta elo elok август августа авг серпень серпня серп avgust avg kolovoz kolovoza augusztus αυγούστου αυγ ağustos ağu agost augusts rugpjūtis rugpjūčio ágúst agustus agu אוגוסט באוגוסט אוג׳ באוג׳ أغسطس',
  'sep sept september septembre septiembre set settembre setembro wrz wrzesień września zář září septembra syyskuu syyskuuta syys syysk сентябрь сентября сен сент вересень вересня вер септември септембар сеп rujan rujna szeptember szept septembrie σεπτεμβρίου σεπ eylül eyl setembre septembris rugsėjis rugsėjo ספטמבר בספטמבר ספט׳ בספט׳ سبتمبر',
  'oct october okt oktober octobre octubre ott ottobre out outubro paź październik października říj říjen října október októbra lokakuu lokakuuta loka lokak октябрь октября окт жовтень жовтня жовт октомври октобар octombrie οκτωβρίου οκτ ekim eki oktoober oktobris spalis spalio אוקטובר באוקטובר אוק׳ באוק׳ أكتوبر',
  'nov november novembre noviembre novembro lis listopad listopada listopadu novembra marraskuu marraskuuta marras marrask ноябрь ноября ноя нояб листопад листопада лист ноември новембар нов studeni studenoga noiembrie νοεμβρίου νοε kasım kas novembris lapkritis lapkričio nóvember נובמבר בנובמבר נוב׳ בנוב׳ نوفمبر',
  'dec december dez dezember déc décembre dic diciembre dicembre dezembro gru grudzień grudnia pro prosinec prosince decembra desember des joulukuu joulukuuta joulu jouluk декабрь декабря дек грудень грудня груд декември децембар дец prosinac prosinca decembrie δεκεμβρίου δεκ aralık ara desembre detsember dets decembris gruodis gruodžio desember decembro דצמבר בדצמבר דצמ׳ בדצמ׳ ديسمبر',
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
    'seg ter qua qui sex segunda terça quarta quinta sexta feira segunda-feira terça-feira quarta-feira quinta-feira sexta-feira',
    'ma wo za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
    'pon wt śr czw pt sob niedz nd poniedziałek wtorek środa czwartek piątek sobota niedziela',
    'пн вт ср чт пт сб вс понедельник вторник среда четверг пятница суббота воскресенье',
    'po út st čt pá ne pondělí úterý čtvrtek pátek neděle',
    'mån tis ons tors fre lör sön måndag tisdag onsdag torsdag fredag lördag söndag',
    'man tir tirs tor tors lør søn mandag tirsdag torsdag fredag lørdag søndag',
    'ma ti ke to pe la su maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina',
    'нд понеділок вівторок середа четвер пʼятниця п’ятниця субота неділя понеделник вторник сряда четвъртък петък събота неделя пон уто сре чет пет суб нед',
    'ut st št pi so pondelok utorok streda štvrtok piatok sobota nedeľa pon uto tor sre sri čet pet sob sub ned',
    'hétfő kedd szerda csütörtök péntek szombat vasárnap luni marți miercuri joi vineri sâmbătă duminică mie sâm dum lu ma',
    'δευ τρί τετ πέμ παρ σάβ κυρ δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή',
    'pazartesi salı çarşamba perşembe cuma cumartesi pazar pzt sal çar per cum cmt paz',
    'dl dt dc dj dv ds dg dilluns dimarts dimecres dijous divendres dissabte diumenge mércores xoves venres mér xov',
    'pirmd otrd trešd ceturtd piektd sestd svētd pr an tr kt pn št sk sen sel rab kam jum sab min senin selasa rabu kamis jumat sabtu minggu',
    '月 火 水 木 金 土 日 周一 周二 周三 周四 周五 周六 周日 월 화 수 목 금 토 일 월요일 화요일 수요일 목요일 금요일 토요일 일요일 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 週一 週二 週三 週四 週五 週六 週日 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天',
    'יום שני שלישי רביעי חמישי שישי שבת ראשון الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد',
  ].flatMap((line) => line.split(' ')),
);

/** Words that may stand between the parts of a date. */
export const JOINTS: ReadonlySet<string> = new Set(
  'at um the uhr uur à a ás às alle alla ore om godz godzinie o в г года р y v hod h kl klo klockan kello kell año ano del de of den dem der la le las les at ob u у на ve saat saatinde pukul plkst g gada στις la ora το de on om dst around の に'.split(
    ' ',
  ),
);
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
  ['ut', 0],
  ['met', 60],
  ['mest', 120],
  ['mez', 60],
  ['mesz', 120],
  ['wet', 0],
  ['west', 60],
  ['hkt', 480],
  ['sgt', 480],
  ['nzst', 720],
  ['nzdt', 780],
  ['aest', 600],
  ['aedt', 660],
  ['acst', 570],
  ['acdt', 630],
  ['awst', 480],
  ['akst', -540],
  ['akdt', -480],
  ['hst', -600],
  ['brt', -180],
  ['art', -180],
  ['clt', null],
  ['wib', 420],
  ['ict', 420],
  ['pht', 480],
  ['pkt', 300],
  ['trt', 180],
  ['idt', 180],
  ['sast', 120],
  ['eat', 180],
  ['wat', 60],
  ['cat', 120],
  ['gst', 240],
  ['yekt', 300],
  ['novt', 420],
  ['krat', 420],
  ['vlat', 600],
  ['msd', 240],
  ['cst', null],
  ['ist', null],
  ['bst', null],
  ['mst', null],
]);

/** Before noon and after it, where the word stands before the hour; the hour is then left as it is written. */
export const AFTERNOON: ReadonlySet<string> = new Set(['午前', '午後', '上午', '下午', '오전', '오후']);
