export interface FlatHeader {
  readonly fields: readonly Field[];
  readonly body: string;
}

export interface Field {
  readonly name: string;
  readonly value: string;
}

/**
 * Field names are told from words before a colon by being known: "Subject: Re: [PATCH]" has no field "Re".
 * RFC 5322, RFC 2045, RFC 2369, RFC 6376 and what list servers add.
 */
const NAME =
  /(?:Return-Path|Received|DKIM-Signature|ARC-[A-Za-z-]+|Authentication-Results|Received-SPF|MIME-Version|References|In-Reply-To|From|Sender|Reply-To|Date|Message-ID|Message-Id|Subject|To|Cc|Bcc|Content-[A-Z][A-Za-z-]+|Precedence|Errors-To|Delivered-To|User-Agent|Organization|Mail-Followup-To|Archived-At|List-[A-Z][A-Za-z]+|X-[A-Z][A-Za-z0-9-]+):(?= |$)/y;

const MAILBOX = /(?:"[^"]*"|<[^<>\s]+>|[^\s,"<>]+@[^\s,"<>]+)/y;
const WORD = /\S+/y;
const PARAMETERS = /[^\s;]+(?:; [A-Za-z-]+=(?:"[^"]*"|[^\s;]+))*/y;
const NOTHING = /(?:, ?)*/y;

/**
 * Fields whose value has a grammar that says where it ends; one of them ends a header, as the list server
 * adds its own fields last. The value of any other field runs to the next field name.
 */
const GRAMMARS: ReadonlyMap<string, RegExp> = new Map([
  ['x-mailing-list', WORD],
  ['x-beenthere', WORD],
  ['x-mailman-version', WORD],
  ['precedence', WORD],
  ['mime-version', WORD],
  ['content-type', PARAMETERS],
  ['content-transfer-encoding', WORD],
  ['sender', MAILBOX],
  ['errors-to', MAILBOX],
  ['list-unsubscribe', NOTHING],
  ['list-archive', NOTHING],
  ['list-post', NOTHING],
  ['list-help', NOTHING],
  ['list-subscribe', NOTHING],
]);

/**
 * Splits one message whose line breaks were destroyed into its header fields and its body.
 *
 * @param text the message on one line, starting with its first field name.
 * @returns the fields in order, an emptied one with the value "", and the text after the last of them.
 *   Where no field with a known grammar ends the header, all of the text after the last field is its value
 *   and the body is empty: nothing is guessed.
 */
export function splitFlatHeader(text: string): FlatHeader {
  const fields: Field[] = [];
  let at = 0;
  while (at < text.length) {
    const name = nameAt(text, at);
    if (name === null) break;
    const valueAt = Math.min(text.length, at + name.length + 2);
    const grammatical = endByGrammar(text, name, valueAt);
    const end = grammatical ?? nextName(text, valueAt);
    fields.push({
      name,
      value: text
        .slice(valueAt, end)
        .trim()
        .replace(/^(?:, ?)+$/, ''),
    });
    at = end;
    while (text[at] === ' ') at += 1;
  }
  return { fields, body: text.slice(at) };
}

/** Where the value ends if its grammar says so; null when the grammar does not fit or there is none. */
function endByGrammar(text: string, name: string, valueAt: number): number | null {
  const grammar = GRAMMARS.get(name.toLowerCase());
  if (!grammar) return null;
  if (nameAt(text, valueAt) !== null) return valueAt;
  grammar.lastIndex = valueAt;
  return grammar.test(text) ? grammar.lastIndex : null;
}

function nameAt(text: string, at: number): string | null {
  NAME.lastIndex = at;
  return NAME.exec(text)?.[0].slice(0, -1) ?? null;
}

function nextName(text: string, from: number): number {
  if (nameAt(text, from) !== null) return from;
  for (let at = text.indexOf(' ', from); at !== -1; at = text.indexOf(' ', at + 1)) {
    if (nameAt(text, at + 1) !== null) return at;
  }
  return text.length;
}
