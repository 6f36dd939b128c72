import { called, isFunction, linesBetween, linesHolding, whyUnread } from '../../sources/excerpt.ts';
import { linesFound, notUnderstood, withoutFile } from '../answer.ts';
import { FilePath, kind, Needle, SymbolName } from '../kind.ts';

/** Some line of a function holds some words; of several functions of that name, any will do. */
export const functionContains = kind({
  name: 'function-contains',
  fields: { path: FilePath, function: SymbolName, needle: Needle },
  async run({ path, function: name, needle }, tree) {
    const file = tree.file(path);
    if (file.state !== 'found') return withoutFile(file);
    const read = await tree.definitions(path);
    if (read.state !== 'read') return notUnderstood(path, whyUnread(read));
    const own = called(name, read.definitions).filter(isFunction);
    const broken = own.find(({ brokenAt }) => brokenAt !== undefined);
    if (broken) return notUnderstood(path, `the grammar does not understand line ${broken.brokenAt}`);
    const texts = own.map(({ firstLine, lastLine }) => linesBetween(file.text, firstLine, lastLine));
    const found = own.flatMap(({ firstLine }, index) =>
      linesHolding(needle, texts[index] ?? '').map((line) => firstLine - 1 + line),
    );
    const answer = linesFound(path, found, own.length > 0 ? texts.join('\n') : file.text, file.version);
    return own.length > 0 ? answer : { ...answer, state: 'no function' };
  },
});
