/** What a reader's browser keeps of the search, for this reader alone. */
interface Kept {
  readonly recent: readonly string[];
  /** Whether "/" opens the search. */
  readonly slash: boolean;
}

const KEY = 'postil-search';
const MOST = 5;

function kept(): Kept {
  try {
    const { recent, slash } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<
      Record<keyof Kept, unknown>
    >;
    const words = Array.isArray(recent) ? recent.filter((each) => typeof each === 'string') : [];
    return { recent: words.slice(0, MOST), slash: slash !== false };
  } catch {
    return { recent: [], slash: true };
  }
}

function keep(change: Partial<Kept>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...kept(), ...change }));
  } catch {
    // A browser that keeps nothing: the search works without.
  }
}

/** What was searched for and led somewhere, the last first. */
export const recentSearches = (): readonly string[] => kept().recent;

export const remember = (words: string): void =>
  keep({ recent: [words, ...kept().recent.filter((each) => each !== words)].slice(0, MOST) });

export const forget = (): void => keep({ recent: [] });

export const likesSlash = (): boolean => kept().slash;

export const likeSlash = (slash: boolean): void => keep({ slash });
