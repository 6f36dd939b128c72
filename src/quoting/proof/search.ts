/** A way in which a part of a body may have stood in the message. */
export interface Option {
  /** Whole lines, each ended with CRLF; empty where nothing stood. */
  readonly text: string;
  /** 0 for what is usual; one more for each unusual thing. */
  readonly oddity: number;
}

/** The ways in which a part of a body may have stood; the odd ones are thought of only when they are asked for. */
export interface Part {
  /** The texts that are just so odd. */
  readonly at: (oddity: number) => readonly string[];
  /** No text is odder. */
  readonly most: number;
}

/** The parts of a body under one assumption about all of it, such as the width that it was wrapped to. */
export interface Layout {
  readonly oddity: number;
  readonly parts: () => readonly Part[];
}

/** Beyond this nothing is likely enough to be tried. */
export const MOST_ODDITY = 7;
/** Parts of which more than the usual way is tried; it bounds the recursion. */
const MOST_PARTS = 150;

/**
 * Puts bodies together from one text of each part, the least odd first, until one is found.
 *
 * @param most characters that may be looked at in all.
 */
export function findBody(
  layouts: readonly Layout[],
  most: number,
  isIt: (body: string) => boolean,
): string | null {
  const made = new Map<Layout, readonly Part[]>();
  let left = most;
  let found: string | null = null;
  for (let oddity = 0; oddity <= MOST_ODDITY && left >= 0 && found === null; oddity += 1) {
    for (const layout of layouts) {
      if (layout.oddity > oddity) continue;
      const parts = made.get(layout) ?? bounded(layout.parts());
      made.set(layout, parts);
      const stopped = choose(parts, oddity - layout.oddity, (body) => {
        left -= body.length;
        if (left >= 0 && isIt(body)) found = body;
        return left < 0 || found !== null;
      });
      if (stopped) break;
    }
  }
  return found;
}

/** A part that can have stood in one way only. */
export const fixed = (text: string): Part => ({ at: (oddity) => (oddity === 0 ? [text] : []), most: 0 });

/** A part of few options, the least odd of which counts as usual. */
export function partOf(options: readonly Option[]): Part {
  const least = Math.min(...options.map(({ oddity }) => oddity));
  return partBy(Math.max(...options.map(({ oddity }) => oddity)) - least, (wanted) =>
    options.flatMap(({ text, oddity }) => (oddity - least === wanted ? [text] : [])),
  );
}

/** A part whose texts are made when they are asked for, and kept. */
export function partBy(most: number, make: (oddity: number) => readonly string[]): Part {
  const made: (readonly string[] | undefined)[] = [];
  return {
    most,
    at: (oddity) => {
      if (oddity < 0 || oddity > most) return [];
      const texts = made[oddity] ?? [...new Set(make(oddity))];
      made[oddity] = texts;
      return texts;
    },
  };
}

/** Parts that follow each other as one, with so many texts of each oddity as are worth it. */
export function together(parts: readonly Part[], enough: number): Part {
  const most = parts.reduce((sum, part) => sum + part.most, 0);
  return partBy(Math.min(most, MOST_ODDITY), (oddity) => {
    const texts: string[] = [];
    choose(parts, oddity, (text) => texts.push(text) >= enough);
    return texts;
  });
}

/** Visits every choice (recursion: one step for each part, of which there are few) whose oddities add up to just `oddity`; true when `visit` has seen enough. */
function choose(parts: readonly Part[], oddity: number, visit: (text: string) => boolean): boolean {
  const reach = [0];
  for (const part of parts.toReversed()) reach.unshift((reach[0] ?? 0) + part.most);
  const from = (at: number, before: string, left: number): boolean => {
    const part = parts[at];
    if (part === undefined) return visit(before);
    for (let own = Math.max(0, left - (reach[at + 1] ?? 0)); own <= Math.min(left, part.most); own += 1) {
      for (const text of part.at(own)) if (from(at + 1, before + text, left - own)) return true;
    }
    return false;
  };
  return oddity <= (reach[0] ?? 0) && from(0, '', oddity);
}

/** Neighbours that stand one way only become one part; of too many others, the last keep their usual way only. */
function bounded(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  let open = 0;
  for (const part of parts) {
    const text = part.at(0)[0] ?? '';
    const before = merged.at(-1);
    const isOpen = part.most > 0 || part.at(0).length > 1;
    if (isOpen && open < MOST_PARTS) {
      open += 1;
      merged.push(part);
    } else if (before?.most === 0 && before.at(0).length === 1) {
      merged[merged.length - 1] = fixed(`${before.at(0)[0]}${text}`);
    } else merged.push(fixed(text));
  }
  return merged;
}
