/** A person's name in any order of its parts, with or without accents: "König, Christian" is "christian konig". */
export function personKey(name: string | null): string {
  const known = PERSONS.get(name ?? '');
  if (known !== undefined) return known;
  const words = (name ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  const key = words?.sort().join(' ') ?? '';
  if (PERSONS.size >= MOST_PERSONS) PERSONS.clear();
  PERSONS.set(name ?? '', key);
  return key;
}

/** The same few people speak everywhere. */
const PERSONS = new Map<string, string>();
const MOST_PERSONS = 10_000;
