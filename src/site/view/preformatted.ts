/**
 * Whether the lines of a passage of mail have to stand as they were typed, in letters of one width: code, a piece of a patch,
 * a table, a log. Only what is sure counts, since prose in letters of code is harder to read than code in a book face: one
 * line that could be a sentence, and the passage is prose.
 *
 * It adds to what the passage is taken for when it is read (`kind`), and changes nothing of it.
 */
export function isPreformatted(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    lines.length >= FEWEST_LINES &&
    lines.length <= MOST_LINES &&
    [isPatch, isCode, isTable, isLog].some((is) => is(lines))
  );
}

/** A line alone may be quoted in a sentence. */
const FEWEST_LINES = 2;
/** A page is not held up by one passage. */
const MOST_LINES = 2000;

/** Lines that a patch takes out and puts in, with the code around them; items of a list begin with a dash and a space too. */
function isPatch(lines: readonly string[]): boolean {
  if (lines.some((line) => /^@@ -\d{1,9}(?:,\d{1,9})? \+\d/.test(line))) return true;
  return (
    lines.every((line) => /^(?:[ \t]|[-+](?: \*|\t| {2}|\S|$))/.test(line)) &&
    lines.some((line) => /^[-+]/.test(line)) &&
    lines.some((line) => isCodeLine(line.slice(1)))
  );
}

/** Every line could be of a program, and one is. */
const isCode = (lines: readonly string[]): boolean =>
  lines.every((line) => isCodeLine(line) || isBetween(line)) && lines.some(isCodeLine);

/** Ends as a statement or a block does, and has a sign in it that sentences have not; or is nothing but a brace. */
const isCodeLine = (line: string): boolean => {
  const code = line.replace(/\s*\/[/*].{0,400}$/, '').trim();
  if (/^[{}]\s?;?$/.test(code)) return true;
  if (/^#\s?(?:include|define|ifn?def|endif|if|else)\b/.test(code)) return true;
  return (
    /[;{}]$/.test(code) &&
    /[()=]|->|^(?:return|break|continue|goto|struct|static|int|unsigned|void)\b/.test(code)
  );
};

/** May stand between lines of code: what goes on with the line before, a comment, a label, the head of a function. */
const isBetween = (line: string): boolean => {
  const code = line.trim();
  return (
    /^(?:\/\*|\*\/|\* |\/\/|\.\.\.$|[{}])/.test(code) ||
    /^(?:if|for|while|switch|else if) ?\(.{0,200}\)$/.test(code) ||
    /^(?:else|do|default:|case [\w:]{1,80})$/.test(code) ||
    /^[A-Za-z_]\w{0,60}:$/.test(code) ||
    /^[A-Za-z_][\w *]{0,100}\([^()]{0,200}[,)]$/.test(code) ||
    (/^\s/.test(line) && /^[\w*&>.()\-[\] ]{1,100}[,)]+;?$/.test(code))
  );
};

/** Every line has the same gaps: words that stand below each other, three spaces or a tab apart. */
const isTable = (lines: readonly string[]): boolean =>
  lines.every((line) => /\S(?: {3}|\t)\s*\S/.test(line)) ||
  lines.every((line) => /^\s*[|+][-=|+ ]|^\s*[-=+|]{4}/.test(line));

/** Lines of the kernel's log, and of a shell. */
const isLog = (lines: readonly string[]): boolean =>
  lines.every((line) => /^\s{0,20}(?:<\d>)?\[\s{0,9}\d{1,9}\.\d{3,6}\] /.test(line));
