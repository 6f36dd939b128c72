import { sha256 } from '../../base/hash.ts';
import {
  type Code,
  enumeratorIn,
  expressionIn,
  linesBetween,
  macroValue,
  whyUnread,
} from '../../sources/excerpt.ts';
import { badPattern, notUnderstood, withoutFile } from '../answer.ts';
import { firstOf, match, NOTHING } from '../code/match.ts';
import { pieceOf } from '../code/pattern.ts';
import { CodePattern, FilePath, kind, SymbolName, said } from '../kind.ts';
import { perhapsDefined } from '../perhaps.ts';

/** A macro, an enumerator or a variable has a value where it is defined. */
export const value = kind({
  name: 'value',
  fields: {
    path: FilePath,
    symbol: SymbolName,
    value: CodePattern.describe(
      'What it has to be. A variable that is given none has 0, which is false and NULL too.',
    ),
  },
  patterns: ['value'],
  asks: ({ path, symbol, value: asked }) => said(['', ' is ', ' in '], symbol, asked, path),
  async run({ path, symbol, value: asked }, tree) {
    const form = await pieceOf(asked);
    if (!form) return badPattern(asked);
    const file = tree.file(path);
    if (file.state !== 'found') return withoutFile(file);
    const read = await tree.definitions(path);
    if (read.state !== 'read') return notUnderstood(path, whyUnread(read));
    const own = read.definitions.filter(({ name, kind: each }) => name === symbol && VALUED.has(each));
    if (own.length === 0)
      return (
        (await perhapsDefined(path, symbol, tree)) ?? {
          state: 'no',
          at: [],
          sha256: sha256(file.text),
          version: file.version,
          why: `there is no ${symbol}`,
        }
      );
    const wrong: number[] = [];
    for (const definition of own) {
      const { kind: each, firstLine, lastLine, line } = definition;
      const text = linesBetween(file.text, firstLine, lastLine);
      const code = await (each === 'macro'
        ? macroValue(text)
        : each === 'enumerator'
          ? numberOf(enumeratorIn(file.text, definition))
          : givenIn(text, symbol));
      if (code === null) return notUnderstood(path, `the value on line ${line} is no expression`);
      const isSo = firstOf(match(form, code, NOTHING)) !== null || isEqual(form, code);
      if (!isSo) wrong.push(line);
    }
    return {
      state: wrong.length === 0 ? 'yes' : 'no',
      at: (wrong.length === 0 ? own.map(({ line }) => line) : wrong).map((line) => ({ path, line })),
      sha256: sha256(
        own.map(({ firstLine, lastLine }) => linesBetween(file.text, firstLine, lastLine)).join('\n'),
      ),
      version: file.version,
      ...(wrong.length === 0 ? {} : { why: `${symbol} is something else` }),
    };
  },
});

const VALUED: ReadonlySet<string> = new Set(['macro', 'enumerator', 'variable']);

const isEqual = (a: Code, b: Code): boolean =>
  (isNothing(a) && isNothing(b)) ||
  (a.type === 'number' && b.type === a.type && Number(a.text) === Number(b.text));

const isNothing = ({ text }: Code): boolean => ['0', 'false', 'NULL'].includes(text);

/** What an enumerator is: so much more than the last before it that is given something. */
async function numberOf(found: ReturnType<typeof enumeratorIn>): Promise<Code | null> {
  if (found === null) return null;
  const { given, more } = found;
  const number = given === null ? 0 : /^-?(?:0x[0-9a-f]+|\d+)$/i.test(given) ? Number(given) : null;
  if (more === 0 && given !== null) return await expressionIn(given);
  return await expressionIn(number === null ? `(${given}) + ${more}` : String(number + more));
}

/** What stands behind the sign that gives a value; 0 where there is none, null where something else stands there. */
async function givenIn(text: string, symbol: string): Promise<Code | null> {
  const at = text.search(new RegExp(`\\b${symbol}\\b`));
  // What a macro is handed is no declarator.
  if (text.slice(0, at).split('(').length > text.slice(0, at).split(')').length) return null;
  let rest = text.slice(at + symbol.length).trimStart();
  for (let last = ''; last !== rest; ) {
    last = rest;
    rest = rest.replace(/^(?:\[[^\]]*\]|__\w+)/, '').trimStart();
  }
  if (rest === '' || /^[;,]/.test(rest)) return await expressionIn('0');
  const given = /^=(?!=)([^;]*)/.exec(rest)?.[1];
  return given === undefined ? null : await expressionIn(given.replace(/,\s*$/, ''));
}
