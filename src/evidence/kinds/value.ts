import { sha256 } from '../../base/hash.ts';
import { type Code, expressionIn, linesBetween, macroValue, whyUnread } from '../../sources/excerpt.ts';
import { badPattern, notUnderstood, withoutFile } from '../answer.ts';
import { firstOf, match, NOTHING } from '../code/match.ts';
import { patternOf } from '../code/pattern.ts';
import { CodePattern, FilePath, kind, SymbolName, said } from '../kind.ts';

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
    const pattern = await patternOf(asked);
    const [form] = pattern?.statements ?? [];
    if (!form) return badPattern(asked);
    const file = tree.file(path);
    if (file.state !== 'found') return withoutFile(file);
    const read = await tree.definitions(path);
    if (read.state !== 'read') return notUnderstood(path, whyUnread(read));
    const own = read.definitions.filter(({ name, kind: each }) => name === symbol && VALUED.has(each));
    if (own.length === 0)
      return {
        state: 'no',
        at: [],
        sha256: sha256(file.text),
        version: file.version,
        why: `there is no ${symbol}`,
      };
    const wrong: number[] = [];
    for (const { kind: each, firstLine, lastLine, line } of own) {
      const text = linesBetween(file.text, firstLine, lastLine);
      const code = each === 'macro' ? await macroValue(text) : await givenIn(text, symbol);
      if (code === null) return notUnderstood(path, `the value on line ${line} is no expression`);
      const isSo = firstOf(match(form, code, NOTHING)) !== null || (isNothing(form) && isNothing(code));
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

const isNothing = ({ text }: Code): boolean => ['0', 'false', 'NULL'].includes(text);

/** What stands behind the sign that gives a value; 0 where there is none. */
function givenIn(text: string, symbol: string): Promise<Code | null> {
  const name = new RegExp(`\\b${symbol}\\b(?:\\s*\\[[^\\]]*\\])?\\s*=(?!=)([^;]*)`).exec(text);
  return expressionIn(name?.[1]?.replace(/,\s*$/, '') ?? '0');
}
