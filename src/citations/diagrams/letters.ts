/** Size of the letters in a drawing, and from line to line, in pixels. */
export const LETTER = { size: 14, line: 18 };

/**
 * How wide letters are, in em: the wider of Source Sans 3, which we ship, and DejaVu Sans, the widest that stands in for it.
 * What is reckoned by these has room in both, and in what lies between. A test measures the first in its font file.
 */
const WIDTHS: ReadonlyMap<string, number> = new Map(
  (
    [
      [0.28, "'ijl"],
      [0.3, 'I'],
      [0.32, ' ,.‘’·\u00a0'],
      [0.34, ':;|'],
      [0.36, '/\\f'],
      [0.38, '-'],
      [0.4, '()[]t'],
      [0.42, '!r'],
      [0.46, '"'],
      [0.48, 'J'],
      [0.5, '*_–'],
      [0.52, '“”'],
      [0.54, '?sz'],
      [0.56, 'L`cç'],
      [0.58, 'Fk'],
      [0.6, 'vxy'],
      [0.62, 'PTYaeoäöéèøåá'],
      [0.64, '$0123456789ESbdghnpqu{}üßñ'],
      [0.66, 'K'],
      [0.7, 'ABCRVXZÄ'],
      [0.74, 'UÜ'],
      [0.76, 'HN'],
      [0.78, '&DG'],
      [0.8, 'OQÖ'],
      [0.82, 'w'],
      [0.84, '#+<=>^~×≥→↑↓✓✗⇄≠⊘↷↶'],
      [0.88, 'M○●'],
      [0.96, '%'],
      [0.98, 'm'],
    ] as const
  ).flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)),
);

/** Of a letter that is not in the table: as wide as it is high. */
const UNKNOWN = 1;
/** How much wider a letter is when it is bold. */
const BOLD = 1.15;

/** How a piece of text is set. */
export interface Setting {
  readonly isBold?: boolean;
}

/** The room that a line of text needs, in pixels. */
export function widthOf(text: string, { isBold = false }: Setting = {}): number {
  let em = 0;
  for (const letter of text) em += WIDTHS.get(letter) ?? UNKNOWN;
  return em * LETTER.size * (isBold ? BOLD : 1);
}

/** The room that several lines need, one below the other. */
export const blockOf = (lines: readonly string[], set?: Setting): { width: number; height: number } => ({
  width: Math.ceil(Math.max(0, ...lines.map((line) => widthOf(line, set)))),
  height: lines.length * LETTER.line,
});

/** Sets text in as few lines as there is room for, all about as long. A word with no room on a line is parted. */
export function wrapped(text: string, room: number, set?: Setting): readonly string[] {
  const words = text
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) => parted(word, room, set));
  const lines = filled(words, room, set);
  let [tooNarrow, enough] = [0, room];
  // As narrow as the same number of lines allows.
  while (enough - tooNarrow > 1) {
    const middle = (tooNarrow + enough) / 2;
    const fits =
      words.every(({ text: word }) => widthOf(word, set) <= middle) &&
      filled(words, middle, set).length <= lines.length;
    if (fits) enough = middle;
    else tooNarrow = middle;
  }
  return filled(words, enough, set);
}

interface Word {
  readonly text: string;
  /** False for the rest of a word that is parted. */
  readonly isApart: boolean;
}

function filled(words: readonly Word[], room: number, set?: Setting): string[] {
  const lines: string[] = [];
  for (const { text, isApart } of words) {
    const line = lines.at(-1);
    const longer = line === undefined ? text : `${line}${isApart ? ' ' : ''}${text}`;
    if (line === undefined || widthOf(longer, set) > room) lines.push(text);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** A word as it is, or where it has no room in pieces: after marks that join names, else after any letter. */
function parted(word: string, room: number, set?: Setting): Word[] {
  if (widthOf(word, set) <= room) return [{ text: word, isApart: true }];
  const pieces = word
    .split(/(?<=[_/,-])/)
    .flatMap((piece) => (widthOf(piece, set) <= room ? [piece] : [...piece]));
  return pieces.map((text, index) => ({ text, isApart: index === 0 }));
}
