import { linesHolding } from '../../sources/excerpt.ts';
import { linesFound, withoutFile } from '../answer.ts';
import { FilePath, kind, Needle } from '../kind.ts';

/** Some line of a file holds some words, comments included. */
export const fileContains = kind({
  name: 'file-contains',
  fields: { path: FilePath, needle: Needle },
  async run({ path, needle }, tree) {
    const file = tree.file(path);
    if (file.state !== 'found') return withoutFile(file);
    return linesFound(path, linesHolding(needle, file.text), file.text, file.version);
  },
});
