import { isFolder } from '../../sources/excerpt.ts';
import { AnyPath, kind, said } from '../kind.ts';

/** The tree has no such file, or no such folder. */
export const fileAbsent = kind({
  name: 'file-absent',
  fields: { path: AnyPath },
  ofAbsence: true,
  asks: ({ path }) => said(['there is no '], path),
  async run({ path }, tree) {
    const file = isFolder(path) ? tree.folder(path) : tree.file(path);
    if (file.state === 'unavailable') return { state: 'unknown', reasons: file.reasons };
    const isAbsent = file.state === 'absent';
    return {
      state: isAbsent ? 'yes' : 'no',
      at: isAbsent ? [] : [{ path, line: 1 }],
      sha256: null,
      version: file.version,
    };
  },
});
