import { codeHolding, linesHolding } from '../../sources/excerpt.ts';
import { linesFound, withoutFile } from '../answer.ts';
import { Comments, FilePath, kind, Needle, said } from '../kind.ts';

/** Some line of a file holds some words; in C, of its code alone, unless comments count too. */
export const fileContains = kind({
  name: 'file-contains',
  fields: { path: FilePath, needle: Needle, comments: Comments },
  asks: ({ path, needle }) => said(['', ' stands in '], needle, path),
  async run({ path, needle, comments }, tree) {
    const file = tree.file(path);
    if (file.state !== 'found') return withoutFile(file);
    const text = comments ? file.text : codeHolding(needle, path, file.text);
    return linesFound(path, linesHolding(needle, text), file.text, file.version);
  },
});
