/** The beginning of words that are longer than there is room for, up to the end of a word. */
export const shortened = (words: string, letters: number): string =>
  words.length > letters ? `${words.slice(0, letters).replace(/\s\S*$/, '')} …` : words;
