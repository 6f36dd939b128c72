/**
 * Words whose absence can turn a sentence round: negations, and what ties a statement to a condition. English, as
 * the lists are.
 */
export const TURNING: ReadonlySet<string> = new Set(
  'no not never none nobody nothing nowhere neither nor without hardly if unless until except otherwise provided'.split(
    ' ',
  ),
);

/** The turning words in a text, each once, in order. "don't" and "cannot" count as "not". */
export function turningWords(text: string): string[] {
  const found = [...text.toLowerCase().matchAll(/\p{L}+(?:['’]\p{L}+)*/gu)].map(([word]) =>
    /n['’]t$/.test(word) || word === 'cannot' ? 'not' : word,
  );
  return [...new Set(found.filter((word) => TURNING.has(word)))];
}
