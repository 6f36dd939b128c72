/**
 * Where the mail file that a message came in can be read as it was received; null where there is none, or only one that
 * is no text, such as a compressed archive.
 */
export const originalPath = (thread: string, file: string | null): string | null =>
  file !== null && isPlain(file) ? `/threads/${thread}/original/${originalName(file)}` : null;

/** The name under which a mail file is offered: one that a browser shows as text. */
export const originalName = (file: string): string =>
  `${file.replace(/\.txt$/, '').replace(/[^\w.-]+/g, '-')}.txt`;

const isPlain = (file: string): boolean => !/\.(?:gz|tar|tgz|zip)$/i.test(file);
