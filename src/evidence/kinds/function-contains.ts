import {
  called,
  codeHolding,
  isFunction,
  linesBetween,
  linesHolding,
  whyUnread,
} from '../../sources/excerpt.ts';
import { linesFound, notUnderstood, withoutFile } from '../answer.ts';
import { Comments, FilePath, kind, Needle, SymbolName, said } from '../kind.ts';

/** Some line of a function holds some words; of several functions of that name, any will do. */
export const functionContains = kind({
  name: 'function-contains',
  fields: { path: FilePath, function: SymbolName, needle: Needle, comments: Comments },
  asks: ({ path, function: name, needle }) => said(['', ' stands in ', ' of '], needle, `${name}()`, path),
  async run({ path, function: name, needle, comments }, tree) {
    const file = tree.file(path);
    if (file.state !== 'found') return withoutFile(file);
    const read = await tree.definitions(path);
    if (read.state !== 'read') return notUnderstood(path, whyUnread(read));
    const own = called(name, read.definitions).filter(isFunction);
    const broken = own.find(({ brokenAt }) => brokenAt !== undefined);
    if (broken) return notUnderstood(path, `the grammar does not understand line ${broken.brokenAt}`);
    const texts = own.map(({ firstLine, lastLine }) => linesBetween(file.text, firstLine, lastLine));
    const found = own.flatMap(({ firstLine }, index) => {
      const text = texts[index] ?? '';
      const shown = comments ? text : codeHolding(needle, path, text);
      return linesHolding(needle, shown).map((line) => firstLine - 1 + line);
    });
    const looked = own.length > 0 ? texts.join('\n') : file.text;
    const answer = linesFound(path, found, looked, file.version);
    return own.length > 0 ? answer : { ...answer, state: 'no function' };
  },
});
