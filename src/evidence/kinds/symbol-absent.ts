import { opposite } from '../answer.ts';
import { kind, said } from '../kind.ts';
import { symbolDefined } from './symbol-defined.ts';

/** A file defines no symbol of that name. */
export const symbolAbsent = kind({
  name: 'symbol-absent',
  fields: symbolDefined.fields,
  ofAbsence: true,
  asks: ({ symbol, path }) => said(['', ' is not defined in '], symbol, path),
  run: async (question, tree) => opposite(await symbolDefined.run(question, tree)),
});
