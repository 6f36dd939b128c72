import { remembered } from '../base/remembered.ts';

/** A person's name in any order of its parts, with or without accents: "König, Christian" is "christian konig". */
export const personKey = (name: string | null): string => keyOf(name ?? '');

/** The same few people speak everywhere. */
const keyOf = remembered(
  (name) => {
    const words = name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu);
    return words?.sort().join(' ') ?? '';
  },
  { most: 10_000, longest: 200 },
);
