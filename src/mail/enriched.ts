/** `<<` is a `<`; any other `<` opens or closes a command (RFC 1896, section 2). */
const PIECE = /<<|<(\/?)([A-Za-z0-9-]{1,60})>|[^<]+|</g;

/**
 * The words of text/enriched (RFC 1896) and of text/richtext before it. An `Excerpt` is a quotation and becomes lines
 * with `>`, as plain mail has them.
 *
 * @param isRich richtext breaks lines with a command (`<nl>`), and has `<lt>` for a `<`.
 */
export function textOfEnriched(source: string, isRich = false): string {
  let text = '';
  let quotes = 0;
  let hidden = 0;
  let verbatim = 0;
  let isAtStart = true;
  const write = (words: string): void => {
    for (const [at, each] of words.split('\n').entries()) {
      if (at > 0) {
        text += '\n';
        isAtStart = true;
      }
      const line = isAtStart && verbatim === 0 ? each.trimStart() : each;
      if (line === '') continue;
      if (isAtStart && quotes > 0) text += `${'>'.repeat(quotes)} `;
      text += line;
      isAtStart = false;
    }
  };
  for (const [piece, slash, name = ''] of source.matchAll(PIECE)) {
    const command = name.toLowerCase();
    const step = slash ? -1 : 1;
    if (command === 'param' || command === 'comment') hidden = Math.max(0, hidden + step);
    else if (command === 'nofill' || command === 'verbatim') verbatim = Math.max(0, verbatim + step);
    else if (command === 'excerpt') {
      if (!isAtStart) write('\n');
      quotes = Math.min(Math.max(0, quotes + step), MOST_QUOTES);
    } else if (isRich && command === 'lt') write('<');
    else if (isRich && (command === 'nl' || command === 'paragraph')) write('\n');
    else if (command === '' && hidden === 0)
      write(piece === '<<' ? '<' : verbatim > 0 ? piece : filled(piece, isRich));
  }
  return `${text.trimEnd()}\n`;
}

/** One line break is a space, each more is a line break; in richtext all are spaces. */
const filled = (text: string, isRich: boolean): string =>
  text.replace(/\n+/g, (breaks) => (isRich || breaks.length === 1 ? ' ' : breaks.slice(1)));

const MOST_QUOTES = 200;
