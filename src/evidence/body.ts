import { sha256 } from '../base/hash.ts';
import { compare } from '../base/order.ts';
import { type Definition, type FunctionCode, linesBetween, tokensIn, whyUnread } from '../sources/excerpt.ts';
import { thatAct } from './bodies.ts';
import { canonicalFunction, handedOn } from './canonical.ts';
import type { TreeText } from './kind.ts';
import { type CodePlace, nameOfPlace } from './place.ts';

/** What stands at a place of a tree. */
export type PlaceBody =
  | {
      readonly state: 'there';
      /** Of the code in one way of writing, so that blanks, comments and names of locals make no difference. */
      readonly sha256: string;
      /**
       * What else may name it: the code without a parameter that is only handed on, if at all. Where somebody has looked at
       * that, nothing that counts has changed.
       */
      readonly nearly: readonly string[];
      /** The code as it stands there, for people who compare. */
      readonly text: string;
      readonly line: number;
      readonly version: string;
    }
  /** The tree certainly does not have it. */
  | { readonly state: 'gone'; readonly version: string }
  | { readonly state: 'unknown'; readonly reasons: readonly string[] };

/** Names a body that is not there: that nothing stands somewhere can be looked at too. */
export const GONE = 'gone';

/** What names a body; null where nobody knows it. */
export const markOf = (body: PlaceBody): string | null =>
  body.state === 'there' ? body.sha256 : body.state === 'gone' ? GONE : null;

export async function bodyAt(place: CodePlace, tree: TreeText): Promise<PlaceBody> {
  const { path, sort, name } = place;
  const file = tree.file(path);
  if (file.state === 'unavailable') return { state: 'unknown', reasons: file.reasons };
  if (file.state === 'absent') return { state: 'gone', version: file.version };
  const { version } = file;
  const found = (
    canonical: string,
    text: string,
    line: number,
    nearly: readonly string[] = [],
  ): PlaceBody => ({
    state: 'there',
    sha256: sha256(canonical),
    nearly: nearly.map(sha256),
    text,
    line,
    version,
  });
  const written = (each: Pick<Definition, 'firstLine' | 'lastLine'>) =>
    linesBetween(file.text, each.firstLine, each.lastLine);
  if (sort === 'file') return found(linesOfTokens(path, file.text), file.text, 1);
  if (sort === 'function') {
    const read = await tree.functions(path, name, []);
    if (read.state !== 'read') return { state: 'unknown', reasons: [`${path}: ${whyUnread(read)}`] };
    const own = thatAct(read.functions);
    const [first] = own;
    if (!first) return { state: 'gone', version };
    const inOneWay = (without: readonly string[]) =>
      own
        .map((each) =>
          isUnderstood(each) ? canonicalFunction(each, without) : linesOfTokens(path, written(each)),
        )
        .toSorted(compare)
        .join('\n===\n');
    const idle = [...new Set(own.filter(isUnderstood).flatMap(handedOn))];
    const nearly = [...idle.map((each) => [each]), ...(idle.length > 1 ? [idle] : [])].map(inOneWay);
    return found(inOneWay([]), own.map(written).join('\n\n'), first.firstLine, nearly);
  }
  const read = await tree.definitions(path);
  if (read.state !== 'read')
    return { state: 'unknown', reasons: [`${nameOfPlace(place)}: ${whyUnread(read)}`] };
  const own = read.definitions.filter((each) => each.name === name && KINDS_OF[sort].includes(each.kind));
  const [first] = own;
  if (!first) return { state: 'gone', version };
  const texts = own.map((each) => linesOfTokens(path, written(each)));
  return found(texts.join('\n===\n'), own.map(written).join('\n\n'), first.firstLine);
}

/** Where the grammar lost its way, what is written counts word for word. */
const isUnderstood = ({ ways }: FunctionCode): boolean =>
  ways.length > 0 && ways.every(({ errors }) => errors.length === 0);

const KINDS_OF: Readonly<Record<Exclude<CodePlace['sort'], 'file' | 'function'>, readonly string[]>> = {
  table: ['variable'],
  enum: ['enum'],
  struct: ['struct', 'union', 'typedef'],
  macro: ['macro'],
};

/** The tokens of a text, line by line, without comments and lines that have none. */
const linesOfTokens = (path: string, text: string): string =>
  tokensIn(path, text)
    .map((tokens) => tokens.join(' '))
    .filter((line) => line !== '')
    .join('\n');
