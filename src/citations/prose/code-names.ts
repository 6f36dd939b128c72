import { USES } from '../../sources/excerpt.ts';
import { isCommitName } from './commits.ts';

/** A name of code that a text in backticks holds, and how it has to be used where it is one. */
export type Sought = {
  /** What the lock and readers call it: `pick()`, `struct basket`, `->left`, `mm/basket.c`. */
  readonly name: string;
  /** Where it stands in the text. */
  readonly at: number;
} & (
  | { readonly kind: 'word'; readonly word: string; readonly uses: number; readonly isPrefix: boolean }
  | { readonly kind: 'path'; readonly path: string }
);

const ANY = USES.called | USES.member | USES.tag | USES.plain | USES.told;

/** Forms that are names through and through: one, or several with a mark between them. */
const NAMES =
  /^(?:(?:struct|union|enum)\s+)?-{0,1}(?:->|\.)?[A-Za-z_]\w*\*?(?:(?:->|\.)[A-Za-z_]\w*\*?)*(?:\(\))?(?:\s?[|,]\s?(?:(?:struct|union|enum)\s+)?(?:->|\.)?[A-Za-z_]\w*\*?(?:(?:->|\.)[A-Za-z_]\w*\*?)*(?:\(\))?)*$/;

/** In other code only what has the look of a name is one; the rest may be a local variable, or a word of a command. */
const TELLING = /^(?=\w{3})(?:[a-z][a-zA-Z0-9]*_\w+|_\w+|[A-Z][A-Z0-9_]+)$/;

const WORD =
  /(?:(?<tag>struct|union|enum)\s+)?(?<behind>->|(?<![\d\s])\.)?(?<word>[A-Za-z_]\w*)(?<star>\*)?(?=(?<next>\s?\(|->|\.(?=[A-Za-z_]))?)/g;

/** Words of C, and what every text may hold. */
const KEYWORDS =
  /^(?:auto|break|case|char|const|continue|default|do|double|else|enum|extern|float|for|goto|if|inline|int|long|register|restrict|return|short|signed|sizeof|static|struct|switch|typedef|union|unsigned|void|volatile|while|bool|true|false|null|NULL|defined|ifdef|ifndef|endif|elif|define|include|undef|u8|u16|u32|u64|s8|s16|s32|s64)$/;

/** A command, not code. */
const COMMAND = /^(?:\$|#|npm|npx|git|make|cd|sudo|echo|curl|apt|postil|\.\/)\b|\s--?\w|^--?[a-z]/;

const FILE =
  /^(?:[\w+-][\w.+-]*\/)*[\w+-][\w.+-]*\.(?:[chSyl]|cc|cpp|hpp|rs|rst|dts|dtsi|py|sh|pl|go|java|js|ts|txt|adoc|md|yaml|json|toml)$/;
/** Below a folder, a file may have any ending, a misspelt one too. */
const BELOW = /^(?:[a-z][\w+-]{0,60}\/){1,20}[\w+-]{1,100}\.\w{0,6}$/;
/** What stands for any name. */
const PLACEHOLDER = /^(?:\w{0,20}\/){0,3}(?:foo|bar|baz|example|xyz|xxx)(?:\.\w{1,4}|\/|\(\))?$/i;
/** It may have any letters before its host. */
const MESSAGE_ID = /^<?[\w.+=/%-]{1,200}@[\w-]{1,100}(?:\.[\w-]{1,100}){1,8}>?$/;
const FOLDER = /^(?:[a-z][\w.+-]*\/)+$/;

/**
 * The names of code in a text that stands in backticks. What has no name in it (a command, a value, a word of mathematics)
 * gives none.
 */
export function namesIn(text: string): Sought[] {
  const lead = text.length - text.trimStart().length;
  const code = text.trim();
  if (code === '' || COMMAND.test(code)) return [];
  if (PLACEHOLDER.test(code) || isCommitName(code) || MESSAGE_ID.test(code)) return [];
  if (FILE.test(code) || BELOW.test(code) || FOLDER.test(code))
    return [{ kind: 'path', name: code, path: code, at: lead }];
  if (code.startsWith('/')) return deviceNames(code, lead);
  const option = /^([a-z]\w{2,})=\S*$/.exec(code)?.[1];
  if (option !== undefined) return [plain(option, lead)];
  const isWhole = NAMES.test(code);
  const found: Sought[] = [];
  for (const match of code.matchAll(WORD)) {
    const { tag, behind, word = '', star, next } = match.groups ?? {};
    if (KEYWORDS.test(word) || word.length < 2) continue;
    if (behind === undefined && isWithinWord(code, match.index)) continue;
    const isCalled = next?.endsWith('(') === true;
    if (!isWhole && !TELLING.test(word) && !(isCalled && word.length > 2)) continue;
    // What an arrow follows is a variable, which may have any name.
    if ((next === '->' || next === '.') && behind === undefined && !TELLING.test(word)) continue;
    // What stands behind a dot may be a field, or an option of a module or of a program.
    const uses = tag ? USES.tag : behind === '->' ? USES.member : isCalled ? USES.called : ANY;
    const name = `${tag ? `${tag} ` : (behind ?? '')}${word}${star ? '*' : ''}${isCalled ? '()' : ''}`;
    const at = lead + match.index + match[0].indexOf(word);
    found.push({ kind: 'word', name, word, uses, isPrefix: star !== undefined, at });
  }
  return found;
}

const plain = (word: string, at: number): Sought => ({
  kind: 'word',
  name: word,
  word,
  uses: ANY,
  isPrefix: false,
  at,
});

/** `LINE` of `PKT-LINE` is no name. */
const isWithinWord = (code: string, at: number): boolean => /\w-?$/.test(code.slice(Math.max(0, at - 2), at));

/** `/proc/PID/clear_refs`: the kernel has the names as words; what is in capitals stands for something else. */
const deviceNames = (code: string, lead: number): Sought[] =>
  [...code.matchAll(/(?<=\/)[a-z]\w{2,}(?=\/|$)/g)].flatMap(({ 0: word, index }) =>
    ['proc', 'dev', 'sys', 'self', 'home', 'usr', 'etc', 'tmp', 'var'].includes(word)
      ? []
      : [plain(word, lead + index)],
  );
