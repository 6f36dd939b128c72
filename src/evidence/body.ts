import { sha256 } from '../base/hash.ts';
import { type Definition, linesBetween, linesOfTokens, whyUnread } from '../sources/excerpt.ts';
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
  const found = (canonical: string, text: string, line: number): PlaceBody => ({
    state: 'there',
    sha256: sha256(canonical),
    nearly: [],
    text,
    line,
    version,
  });
  const written = (each: Pick<Definition, 'firstLine' | 'lastLine'>) =>
    linesBetween(file.text, each.firstLine, each.lastLine);
  if (sort === 'file') return found(linesOfTokens(path, file.text), file.text, 1);
  if (sort === 'function') {
    const read = await tree.shape(path, name);
    if (read.state !== 'read') return { state: 'unknown', reasons: [`${path}: ${whyUnread(read)}`] };
    if (read.shape === null) return { state: 'gone', version };
    const { sha256: mark, nearly, lines } = read.shape;
    const texts = lines.map(([first, last]) => linesBetween(file.text, first, last));
    const line = lines[0]?.[0] ?? 1;
    return { state: 'there', sha256: mark, nearly, text: texts.join('\n\n'), line, version };
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

const KINDS_OF: Readonly<Record<Exclude<CodePlace['sort'], 'file' | 'function'>, readonly string[]>> = {
  table: ['variable'],
  enum: ['enum'],
  struct: ['struct', 'union', 'typedef'],
  macro: ['macro'],
};
