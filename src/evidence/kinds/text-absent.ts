import { bundleHash, isFolder } from '../../sources/excerpt.ts';
import { opposite, withoutFile } from '../answer.ts';
import { AnyPath, kind, Needle } from '../kind.ts';
import { fileContains } from './file-contains.ts';

/** No line of a file holds some words, comments included; or no line of any text below a folder. */
export const textAbsent = kind({
  name: 'text-absent',
  fields: { path: AnyPath, needle: Needle },
  async run({ path, needle }, tree) {
    if (!isFolder(path)) return opposite(await fileContains.run({ path, needle }, tree));
    const folder = tree.folder(path);
    if (folder.state !== 'found') return withoutFile(folder);
    const at = await tree.search(path, needle);
    return {
      state: at.length === 0 ? 'yes' : 'no',
      at,
      sha256: bundleHash(folder.packed),
      version: folder.version,
    };
  },
});
