/**
 * The one port to the world outside: rooms that need a disk, a network or another program take a Host.
 * The edges (the command, the Astro integration) make a real one; tests may pass a small fake.
 */
export interface Host {
  /** The bytes of a file, or null when there is no such file (a folder is none). Throws for any other fault. */
  read(path: string): Promise<Uint8Array | null>;
  /**
   * A file's bytes as they are read, or null when there is no such file (a folder is none).
   *
   * @param part only these bytes of it.
   */
  stream(path: string, part?: Part): Promise<AsyncIterable<Uint8Array> | null>;
  /** The entries of a folder, sorted by name, or null when there is no such folder. */
  list(path: string): Promise<readonly Entry[] | null>;
  /** A file's size in bytes, or null when there is no such file. */
  size(path: string): Promise<number | null>;
  /** Writes a file whole or not at all: to a temporary name beside it, then renamed. Makes parent folders. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /**
   * A GET request, redirections followed. Resolves for any status; rejects when no whole answer came in time, when
   * it is too large, or when it was led from https to http.
   */
  fetch(url: string, options: { readonly timeoutMs: number; readonly maxBytes: number }): Promise<Fetched>;
  /** Runs a program without a shell. Rejects when it cannot be started. */
  run(command: readonly string[], options?: RunOptions): Promise<Ran>;
  /**
   * The bytes of a file in a package that the user's project, or else Postil itself, has installed:
   * `some-package/part.bin`. Null where there is no such package or no such file in it.
   */
  packageFile(name: string): Promise<Uint8Array | null>;
  /** An environment variable, or undefined. */
  env(name: string): string | undefined;
  /**
   * A new empty temporary folder, removed when `use` has settled.
   *
   * @param within the folder to make it in, for work whose result stays on the same disk; where that cannot be
   *   written, and by default, the system's.
   */
  withTemporaryFolder<T>(use: (path: string) => Promise<T>, within?: string): Promise<T>;
}

/** Bytes of a file, from the first to before the last. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

export interface Fetched {
  readonly status: number;
  readonly contentType: string | null;
  readonly bytes: Uint8Array;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Added to the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Given to the program on its standard input. */
  readonly input?: Uint8Array;
}

export interface Ran {
  readonly code: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** The text of a file (UTF-8), or null when there is no such file. */
export async function readText(file: string, host: Pick<Host, 'read'>): Promise<string | null> {
  const bytes = await host.read(file);
  return bytes && new TextDecoder().decode(bytes);
}
