import { called, linesBetween, whyUnread } from '../../sources/excerpt.ts';
import { linesFound, notUnderstood, withoutFile } from '../answer.ts';
import { FilePath, kind, SymbolName, said } from '../kind.ts';
import { perhapsDefined } from '../perhaps.ts';

/** A file defines a symbol of that name: a function, type, macro, enumerator or variable; an export is none. */
export const symbolDefined = kind({
  name: 'symbol-defined',
  fields: { path: FilePath, symbol: SymbolName },
  asks: ({ symbol, path }) => said(['', ' is defined in '], symbol, path),
  async run({ path, symbol }, tree) {
    const file = tree.file(path);
    if (file.state !== 'found') return withoutFile(file);
    const read = await tree.definitions(path);
    if (read.state !== 'read') return notUnderstood(path, whyUnread(read));
    const own = called(symbol, read.definitions).filter(({ kind }) => kind !== 'export');
    const name = symbol.split(/::|\./).at(-1) ?? symbol;
    const perhaps = own.length > 0 ? null : await perhapsDefined(path, name, tree);
    if (perhaps) return perhaps;
    const looked = own.map(({ firstLine, lastLine }) => linesBetween(file.text, firstLine, lastLine));
    return linesFound(
      path,
      own.map(({ line }) => line),
      own.length > 0 ? looked.join('\n') : file.text,
      file.version,
    );
  },
});
