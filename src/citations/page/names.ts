import { sha256 } from '../../base/hash.ts';
import { hashOfSelector, selectorOf } from '../words/anchor.ts';
import { wordsAsText } from '../words/quote-words.ts';
import type { Tag } from './tag.ts';
import type { NamelessUse, NoteUse, PointerUse, Use } from './use.ts';

/** Gives each use of one page its name, and twins different ones. */
export interface Names {
  use(use: NamelessUse): string;
  /** @param use the name of the excerpt that the note stands in. */
  note(use: string, note: Omit<NoteUse, 'name'>): string;
  pointer(pointer: Omit<PointerUse, 'name'>): string;
}

/**
 * A use is named by what it says, so its address stays while that does, whatever comes or goes around it; and an old
 * address never leads to other words. Whose words they are is a part of what a quote says.
 */
const NAMES: Readonly<Record<Use['component'], (use: NamelessUse) => string>> = {
  Quote: ({ tag, words }) => `quote-${short(...valuesOf(tag, ['by']), wordsAsText(words))}`,
  Excerpt: ({ tag }) =>
    `code-${short(...valuesOf(tag, ['tree', 'path', 'symbol', 'from', 'to']), ...valuesOf(tag, ['lines']).filter((lines) => lines !== null))}`,
  // Beside words of a message, on the page of its thread.
  Note({ tag }) {
    const [on, exact, prefix, suffix] = valuesOf(tag, ['on', 'exact', 'prefix', 'suffix']);
    const message = on?.slice(on.indexOf('/') + 1) ?? '';
    return `${message}/note-${hashOfSelector(selectorOf({ exact, prefix, suffix }))}`;
  },
};

/** @returns names for one page. */
export function namesOfPage(): Names {
  const taken = new Map<string, number>();
  const alone = (name: string): string => {
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  };
  return {
    use: (use) => alone(NAMES[use.component](use)),
    note: (use, { tag }) => alone(`${use}-note-${short(...valuesOf(tag, ['at']))}`),
    pointer: ({ tag, content }) =>
      alone(
        `to-line-${short(...valuesOf(tag, ['at', 'of', 'tree']), content.text.replace(/\s+/g, ' ').trim())}`,
      ),
  };
}

/** Enough to tell the uses of a page apart; those that it does not tell are twins. */
const DIGITS = 8;

const short = (...said: readonly unknown[]): string => sha256(JSON.stringify(said)).slice(0, DIGITS);

const valuesOf = ({ props }: Tag, names: readonly string[]): (string | null)[] =>
  names.map((name) => props.find((prop) => prop.name === name)?.value ?? null);
