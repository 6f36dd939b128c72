import { Parser } from 'htmlparser2';

/** Words that most people read of such text in a minute. */
const WORDS_A_MINUTE = 230;

/** Elements whose words are not read on: drawings are looked at, and what is folded is opened by who wants it. */
const SKIPPED = new Set(['svg', 'script', 'style', 'details', 'sup']);

/** How long the words of a page take, those of its code and captions included. */
export function minutesOf(html: string): number {
  let skipped = 0;
  let read = '';
  const parser = new Parser({
    onopentag(name) {
      // A place where a long name may break divides no word.
      if (name !== 'wbr') read += ' ';
      if (skipped > 0 || SKIPPED.has(name)) skipped += 1;
    },
    ontext(text) {
      if (skipped === 0) read += text;
    },
    onclosetag(name) {
      if (name !== 'wbr') read += ' ';
      if (skipped > 0) skipped -= 1;
    },
  });
  parser.end(html);
  const words = read.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return Math.max(1, Math.round(words / WORDS_A_MINUTE));
}
