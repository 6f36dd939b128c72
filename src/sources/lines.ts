/**
 * Finds the lines of a text that hold some words: letter for letter, except that any run of blanks equals any other.
 * Words never run over the end of a line.
 *
 * @returns line numbers from 1, in order, each once.
 */
export function linesHolding(words: string, text: string): number[] {
  const pieces = words.trim().split(/\s+/);
  const [first = ''] = pieces;
  if (first === '') throw new Error('There are no words to look for.');
  const pattern = new RegExp(pieces.map(escaped).join('[^\\S\\n]+'), 'y');
  const lines: number[] = [];
  let [line, counted] = [1, 0];
  for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) {
    pattern.lastIndex = at;
    if (!pattern.test(text)) continue;
    for (; counted < at; counted += 1) if (text.charCodeAt(counted) === 0x0a) line += 1;
    lines.push(line);
    const end = text.indexOf('\n', at);
    if (end === -1) break;
    at = end;
  }
  return lines;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
