import type { Host } from '../base/host.ts';
import type { Tree } from './tree.ts';

/** Where files of a tree can be had. One file each under providers/; all behave alike (see the tests). */
export interface Provider {
  readonly name: string;
  /**
   * Gets files of one tree, all at once.
   *
   * @param paths relative to the top of the tree, already known to be harmless; one that ends with a slash means all
   *   text below a folder, packed as a bundle.
   */
  provide(order: Order): Promise<Provided>;
}

export interface Order {
  readonly treeName: string;
  readonly tree: Tree;
  readonly paths: readonly string[];
  /** The user's own place for this tree: a folder, or a git repository with or without `#REF`. */
  readonly override: string | null;
  readonly host: Host;
  readonly onProgress: OnProgress;
  /** A folder on the disk of the cache, for what is large and passing; it may not be there yet. */
  readonly workFolder: string;
}

export type OnProgress = (progress: {
  readonly tree: string;
  readonly phase: 'download' | 'unpack';
  /** In bytes. */
  readonly done: number;
  readonly total: number;
}) => void;

export type Provided =
  | {
      /** The version found, which may be a later point release than the one asked for. */
      readonly version: string;
      /** Bytes of each file asked for; null where the tree certainly does not have it. What is left out is not known. */
      readonly files: ReadonlyMap<string, Uint8Array | null>;
      /** Files that are there and are not read, each with why; they are left out of the others. */
      readonly refused?: ReadonlyMap<string, string>;
      /** The commit that the tree's tag stands for. */
      readonly commit?: string;
    }
  | Declined;

/** Nothing was provided. */
export interface Declined {
  /** Why, in words for the user; null where nobody has set up this provider for the tree. */
  readonly declined: string | null;
  /** True where another provider of the same place knows more: this is told where none does. */
  readonly isLeft?: true;
}
