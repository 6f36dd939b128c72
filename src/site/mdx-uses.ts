import { type ScannedPage, scanPage } from '../citations/scan.ts';

/**
 * Prepares a page for compilation: every use of our components is told which verified citation it is, and the
 * components are imported at the end of the file, so that authors need no import lines and no position of
 * theirs moves to another line.
 *
 * @param page path under the content folder without its ending.
 */
export function withUses(page: string, source: string): string {
  const scanned = scanPage(page, page, source);
  const insertions = insertionsIn(scanned).sort((a, b) => b.at - a.at);
  let text = source;
  for (const { at, attributes } of insertions) text = `${text.slice(0, at)} ${attributes}${text.slice(at)}`;
  return `${text}\n\nimport { Quote, Excerpt, CodeNote } from '${COMPONENTS}';\n`;
}

/** The virtual module that exports our components. */
export const COMPONENTS = 'virtual:postil/components';

interface Insertion {
  readonly at: number;
  readonly attributes: string;
}

const insertionsIn = ({ uses }: ScannedPage): Insertion[] =>
  uses.flatMap(({ key, tag, notes }) => [
    { at: tag.nameEnd, attributes: `use="${key}"` },
    ...notes.map((note, index) => ({ at: note.tag.nameEnd, attributes: `use="${key}" index="${index}"` })),
  ]);
