import { type Entry, packed } from './entry.ts';
import type { Kind } from './kinds.ts';

/**
 * Of each kind so many are answers; on a site that has more, the rest is found by the engine alone. So neither this file nor what a
 * build holds for it grows with the site.
 */
const MOST: Readonly<Partial<Record<Kind, number>>> = {
  page: 50,
  explainer: 100,
  rule: 200,
  term: 300,
  experiment: 100,
  person: 200,
  thread: 100,
  reference: 250,
  symbol: 400,
};

/** The answers of a site, as they come. */
export interface AnswerFile {
  /** @param entry null for what is none. */
  add(entry: Entry | null): void;
  text(language: string): string;
}

export function answerFile(): AnswerFile {
  const entries: Entry[] = [];
  const counts = new Map<Kind, number>();
  const left = new Set<Kind>();
  return {
    add(entry) {
      if (entry === null) return;
      const count = counts.get(entry.kind) ?? 0;
      if (count >= (MOST[entry.kind] ?? 0)) {
        left.add(entry.kind);
        return;
      }
      counts.set(entry.kind, count + 1);
      entries.push(entry);
    },
    text(language) {
      const lists = new Set(entries.flatMap(({ path }) => (path.includes('#') ? [path.split('#')[0]] : [])));
      const answers = entries.map((entry) =>
        packed(lists.has(entry.path) ? { ...entry, parts: [], lists: '', names: '' } : entry),
      );
      return JSON.stringify({ language, left: [...left].sort(), answers });
    },
  };
}
