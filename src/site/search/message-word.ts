/** A Message-ID as one word, since the engine takes some of its signs for the ends of words. Null for other text. */
export const messageWord = (text: string): string | null =>
  /^[^\s@]+@[^\s@]+$/.test(text) ? text.replace(/[^A-Za-z0-9]/g, '') : null;
