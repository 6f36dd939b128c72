import { bundleHash, isFolder } from '../../sources/excerpt.ts';
import { opposite, withoutFile } from '../answer.ts';
import { AnyPath, Comments, kind, Needle, said } from '../kind.ts';
import { fileContains } from './file-contains.ts';

/** No line of a file holds some words, or no line of any text below a folder; in C, of code, unless comments count. */
export const textAbsent = kind({
  name: 'text-absent',
  fields: { path: AnyPath, needle: Needle, comments: Comments },
  ofAbsence: true,
  asks: ({ path, needle }) =>
    said(['', isFolder(path) ? ' stands nowhere below ' : ' is not in '], needle, path),
  async run({ path, needle, comments }, tree) {
    if (!isFolder(path)) return opposite(await fileContains.run({ path, needle, comments }, tree));
    const folder = tree.folder(path);
    if (folder.state !== 'found') return withoutFile(folder);
    const at = await tree.search(path, needle, comments ?? false);
    return {
      state: at.length === 0 ? 'yes' : 'no',
      at,
      sha256: bundleHash(folder.packed),
      version: folder.version,
    };
  },
});
