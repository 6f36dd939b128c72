/** What we use of the search engine's script that stands beside the built pages; the engine ships no types for it. */
export interface Engine {
  options(options: { readonly baseUrl: string }): Promise<void>;
  init(): Promise<void>;
  search(words: string, options?: SearchOptions): Promise<Search>;
}

interface SearchOptions {
  readonly filters?: Readonly<Record<string, string>>;
}

export interface Search {
  readonly results: readonly Hit[];
}

export interface Hit {
  readonly id: string;
  data(): Promise<Found>;
}

/** A page or record that was found. */
export interface Found {
  readonly url: string;
  readonly meta: Readonly<Record<string, string>>;
  /** HTML: escaped text with <mark> around the words that were looked for. */
  readonly excerpt: string;
  /** The text of the page; places are numbers of its words. */
  readonly content: string;
  readonly anchors: readonly Anchor[];
  /** The parts of a page between headings that hold the words. */
  readonly sub_results: readonly FoundPart[];
}

interface Anchor {
  readonly element: string;
  readonly id: string;
  /** Number of the word that it stands before. */
  readonly location: number;
}

export interface FoundPart {
  readonly title: string;
  readonly url: string;
  readonly anchor?: Anchor;
  readonly excerpt: string;
  readonly weighted_locations: readonly { readonly balanced_score: number; readonly location: number }[];
}
