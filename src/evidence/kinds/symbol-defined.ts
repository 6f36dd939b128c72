import { linesBetween } from '../../sources/excerpt.ts';
import { linesFound, withoutFile } from '../answer.ts';
import { FilePath, kind, SymbolName } from '../kind.ts';

/** A file defines a symbol of that name: a function, type, macro, enumerator or variable; an export is none. */
export const symbolDefined = kind({
  name: 'symbol-defined',
  fields: { path: FilePath, symbol: SymbolName },
  async run({ path, symbol }, tree) {
    const file = tree.file(path);
    if (file.state !== 'found') return withoutFile(file);
    const own = (await tree.definitions(path)).filter(
      (each) => each.kind !== 'export' && (each.name === symbol || each.alias === symbol),
    );
    const looked = own.map(({ firstLine, lastLine }) => linesBetween(file.text, firstLine, lastLine));
    return linesFound(
      path,
      own.map(({ line }) => line),
      own.length > 0 ? looked.join('\n') : file.text,
      file.version,
    );
  },
});
