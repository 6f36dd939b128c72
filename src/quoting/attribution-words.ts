/** The words around a name and a date in an attribution line, in the languages of the mail programs that print them. */

const alternatives = (rows: readonly string[]): string =>
  rows
    .flatMap((row) => row.split('|'))
    .map((each) => each.trim())
    .toSorted((a, b) => b.length - a.length)
    .map((each) => each.replace(/[()[\]/.*?]/g, '\\$&').replaceAll(' ', '\\s'))
    .join('|');

/** "wrote" as mail programs and people say it: one row a language. */
const VERBS = [
  // English: everybody; "has written" Evolution, "spake", "hath said" and the like by hand in elm, mutt and trn.
  'wrote|writes|has written|hath written|did write|did say|said|says|hath said|spake|spake thusly|scribbled|typed|stated|has said|scribed|uttered|mumbled|opined|wrote the following|wrote in message|wrote as follows|sent off',
  'schrieb|schreibt|hat geschrieben|geschrieben|schrieb folgendes|hat am', // German
  'a écrit|a ecrit|écrit|ecrit|écrivait|a écrit ce qui suit', // French
  'escribió|escribio|ha escrito|escribía', // Spanish
  'escreveu|escreveu no dia|escreveu em|escreveu o seguinte', // Portuguese
  'ha scritto|scrive|scrisse|ha scritto nel messaggio', // Italian
  'schreef|heeft geschreven|het volgende geschreven|heeft|schreef het volgende|geschreven', // Dutch
  'napisał(a)|napisała|napisał|pisze|Wiadomość napisana przez', // Polish
  'napsal(a)|napsala|napsal|píše', // Czech
  'napísal(a)|napísala|napísal', // Slovak
  'skrev|skriver|har skrevet|har skrivit', // Swedish, Danish, Norwegian
  'kirjoitti|kirjoittaa', // Finnish
  'написал(а)|написала|написал|пишет|писал(а)|писал', // Russian
  'пише|написав(ла)|написав|написала|написано', // Ukrainian
  'написа|је написао/ла|написао/ла|је написао|написао', // Bulgarian, Serbian
  'je napisao/la|napisao/la je|napisao je|napisao/la|napisao|je napisala|napisala|je oseba|je dne', // Croatian, Slovene
  'ezt írta|írta', // Hungarian
  'a scris|a scris următoarele', // Romanian
  'έγραψε', // Greek
  'tarihinde şunları yazdı|tarihinde şunu yazdı|tarihinde yazdı|şunları yazdı|şunu yazdı|yazdı|tarihinde|tarihli iletide', // Turkish
  'ha escrit|va escriure|Missatge de', // Catalan
  'kirjutas', // Estonian
  'rakstīja|rakstija', // Latvian
  'rašė|parašė', // Lithuanian
  'skrifaði', // Icelandic
  'escribiu', // Galician
  'menulis|tulis', // Indonesian
  'đã viết', // Vietnamese
  'เขียนว่า', // Thai
  'תמתכתב|כתב|כתבה|כתב/ה|מאת', // Hebrew
  'كتب|تمت كتابة ما يلي بواسطة|نوشت', // Arabic, Persian
  'ने लिखा', // Hindi
];

/** The same as an archive shows them that has only ASCII: "a ?crit". */
const LOSSY = VERBS.filter((row) => /[\u00c0-\u017f]/.test(row)).map((row) =>
  row
    .split('|')
    .filter((verb) => /[\u00c0-\u017f]/.test(verb))
    .map((verb) => verb.replace(/[\u00c0-\u017f]/g, '?'))
    .join('|'),
);

/** "wrote" in scripts that put no space before it. */
const JOINED_VERBS =
  '写道|寫道|写到|寫到|写了|のメール|さんは書きました|さんが書きました|は書きました|님이 작성|님이 쓴 글|이(가) 쓴 글|작성|wrote';

export const VERB = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}@.<-])(?:${alternatives([...VERBS, ...LOSSY])})(?![\\p{L}\\p{M}\\p{N}@-])|(?:${alternatives(JOINED_VERBS.split('|').slice(0, -1))})`,
  'gu',
);

/** The last letters of all of them: a cheap look before it is asked whether one ends a line. */
const ENDINGS: ReadonlySet<string> = new Set(
  [...VERBS, ...LOSSY, JOINED_VERBS]
    .flatMap((row) => row.split('|'))
    .map((verb) => verb.slice(verb.lastIndexOf(' ') + 1).slice(-3)),
);
export const mayEndWithVerb = (line: string): boolean =>
  ENDINGS.has(line.slice(-3)) || ENDINGS.has(line.slice(-2)) || ENDINGS.has(line.slice(-1));

/** Words right before a date: "On …", "X schrieb am …". */
export const BEFORE_DATE: ReadonlySet<string> = new Set(
  (
    'on am le el il em op dne dňa den at in în в на от письме giorno dia día dì data dnia dniu w il em no del na pe la u у v po στις στην ' +
    'pada tanggal vào lúc 于 於 在 dated date när dem kuupäev e t k n r l p az időpont às à o ne בתאריך في ve since sent around'
  ).split(' '),
);

/** What may stand before a name, behind the date or at the start of the line. */
const BEFORE_NAMES = [
  'ο|η|keltezéssel|-kor|użytkownik|uživatel|odesílatel|používateľ|пользователь|користувач|корисник|korisnik|lietotājs|ο χρήστης|η χρήστης|ο/η|oseba|користувачка|felhasználó',
  'from|by|от|von|par|przez|av|af|fra|de la part de',
  'Excerpts from|Quoting|Zitat von|Citando|Citat från|Selon|Quoth|quoth|Also sprach|Thus spake|thus spake|According to|And then|and|Apparently|Previously|Then|Hi,|Hello,|Re:',
  'It was|when|A while back|Once upon a time|once upon a time|It is rumoured that|At some point|Some time ago|Dixit|In gruß',
  'in some timezone|Wiadomość|письмо|message|saatinde|klo|kl|um|at|tarihinde|article|の|に|에|님이',
];
export const BEFORE_NAME = new RegExp(`^(?:${alternatives(BEFORE_NAMES)})(?=[\\s,]|$)\\s?`, 'iu');

/** What may stand behind a name. */
const AFTER_NAMES = [
  'さん|さんは|님|님이|이(가)|ezt|így|je|hat|has|dated|on|in|at|to|the following|the list|in message|in article|in Nachricht|in|az',
];
export const AFTER_NAME = new RegExp(`(?:^|\\s)(?:${alternatives(AFTER_NAMES)})$|(?:さん|님이|님)$`, 'u');

/** The message that was answered: nmh and VM name it by its id, news readers call it an article, GroupWise "Nachricht". */
export const REFERENCE =
  /(?<![\p{L}\p{N}])(?:(?:in|In|on|dans|nella|en)\s{1,3})?(?:the\s)?(?:message|Message|mail|article|Article|Nachricht|news|messaggio|bericht)\s{0,3}(?:id\s|ID\s)?:?\s{0,3}<?(?:news:)?<[^<>\s][^<>\s@]{0,199}@[^<>\s]{1,200}>>?(?=[\s,:]|$)|^In\s<[^<>\s][^<>\s@]{0,199}@[^<>\s]{1,200}>|(?<![\p{L}\p{N}])(?:(?:in|im|dans|nel|en)\s)?(?:(?:le|el)\s)?(?:Newsbeitrag|message|messaggio|mensaje|article|bericht)(?:\sde)?\s<?news:[^\s>]{1,200}>?|(?<![\p{L}\p{N}])in\s(?:Nachricht|message|article)(?=[\s:,]|$)/gu;
