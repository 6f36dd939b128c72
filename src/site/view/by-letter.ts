import type { Say } from '../words/say.ts';

/** Entries of an index that begin with one letter, in their order. */
export interface Letter<Entry> {
  readonly letter: string;
  readonly id: string;
  readonly entries: readonly Entry[];
}

/**
 * Entries under their first letters, in order, capitals among the others. What begins with none, such as `/proc` or
 * `__get_user_pages`, stands where its first letter does.
 */
export function byLetter<Entry>(
  entries: readonly Entry[],
  nameOf: (entry: Entry) => string,
  { language }: Pick<Say, 'language'>,
): readonly Letter<Entry>[] {
  const { compare } = new Intl.Collator(language);
  const sorted = [...entries].sort(
    (a, b) => compare(fromLetter(nameOf(a)), fromLetter(nameOf(b))) || compare(nameOf(a), nameOf(b)),
  );
  return [...Map.groupBy(sorted, (entry) => firstLetter(nameOf(entry)))]
    .sort(([a], [b]) => compare(a, b))
    .map(([letter, own]) => ({ letter, id: `letter-${letter}`, entries: own }));
}

const fromLetter = (name: string): string => name.replace(/^[^\p{L}]+/u, '').toLowerCase();

const firstLetter = (name: string): string => (/\p{L}/u.exec(name)?.[0] ?? '0').toLowerCase();
