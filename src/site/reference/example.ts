import type { Files, NoFile } from '../../base/memory-host.ts';

/** A fault and its repair, small enough to read at a glance. Tests run every one of them. */
export type Example = SiteExample | CommandExample;

/** Files laid over the example site; null takes one away. A page without front matter is given some. */
export interface SiteExample {
  /** What the code guards against, in words for a reader. */
  readonly why: string;
  readonly bad: Overlay;
  readonly repair: Overlay;
  /** Further files of the bad site that a reader need not see. */
  readonly beside?: Overlay;
  /** Further files of both sites, the bad and the repaired one. */
  readonly within?: Overlay;
  /** The commit of the tag, where the tree is a git repository. */
  readonly commit?: string;
  /** True where the grammars that are installed here are installed there. */
  readonly hasGrammars?: boolean;
}

export type Overlay = Readonly<Record<string, string | NoFile | null>>;

/** A command that fails, and one that does not. */
export interface CommandExample {
  readonly why: string;
  readonly command: string;
  /** What the command prints. */
  readonly printed: string;
  /** What to do instead. */
  readonly repair: string;
  /** The files that both commands find, the example site aside. */
  readonly files: () => Files;
}
