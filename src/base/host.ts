/**
 * The one port to the world outside: rooms that need a disk, a network or another program take a Host.
 * The edges (the command, the Astro integration) make a real one; tests may pass a small fake.
 */
export interface Host {
  /**
   * The bytes of a file, or null when there is no such file (a folder is none). Throws {@link FileRefused} for what is
   * there and no file, or out of bounds, and something else for any other fault.
   */
  read(path: string, bounds?: Bounds): Promise<Uint8Array | null>;
  /**
   * A file's bytes as they are read, or null when there is no such file (a folder is none). Throws as `read` does.
   *
   * @param part only these bytes of it.
   */
  stream(path: string, part?: Part, bounds?: Bounds): Promise<AsyncIterable<Uint8Array> | null>;
  /** The entries of a folder, sorted by name, or null when there is no such folder. Throws as `read` does. */
  list(path: string, bounds?: Pick<Bounds, 'within'>): Promise<readonly Entry[] | null>;
  /** A file's size in bytes, or null when there is no such file. */
  size(path: string): Promise<number | null>;
  /**
   * Writes a file whole or not at all: to a temporary name beside it, then renamed. Makes parent folders. Throws
   * {@link FileNotWritten}.
   */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Writes a file that is not there yet, as `write` does; false where there is something of its name, which stays. */
  create(path: string, bytes: Uint8Array): Promise<boolean>;
  /**
   * Does work that reads a file and writes it anew, while no other process does so with that file. Throws
   * {@link FileNotWritten} where another does not end.
   */
  alone<T>(path: string, work: () => Promise<T>): Promise<T>;
  /**
   * A GET request, a few redirections followed. Resolves for any status. Throws {@link AnswerRefused} for what is the same
   * whoever asks again, {@link NoAnswerInTime}, and something else where a connection fails.
   */
  fetch(url: string, options: FetchOptions): Promise<Fetched>;
  /**
   * Runs a program without a shell. Rejects when it cannot be started, and with {@link ProgramStopped} when its time
   * is over or it prints too much.
   */
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

/** What a file that somebody else has made may be. */
export interface Bounds {
  /** A folder that it must be in, wherever links lead. */
  readonly within?: string;
  /** By default {@link LIMITS.fileBytes} for what is read whole, and without end for a stream. */
  readonly maxBytes?: number;
}

/** Something that is there and is not read: a pipe would be waited for, a device has no end, a link leads anywhere. */
export class FileRefused extends Error {
  readonly path: string;
  /** What it is, in words that go on after its name: "is a pipe". */
  readonly why: string;

  constructor(path: string, why: string) {
    super(`${path} ${why}`);
    this.path = path;
    this.why = why;
  }
}

/** A program that was ended before it ended by itself. */
export class ProgramStopped extends Error {
  /** What it had printed until then. */
  readonly stdout: Uint8Array;

  constructor(message: string, stdout: Uint8Array) {
    super(message);
    this.stdout = stdout;
  }
}

export interface FetchOptions {
  /** For the whole answer, wherever it leads. */
  readonly timeoutMs: number;
  /** How long nothing at all may come; by default as long as for all of it. */
  readonly stallMs?: number;
  /** Of the answer as it is when it is unpacked. */
  readonly maxBytes: number;
}

/** An answer that is too large, or leads where nobody is led: from https to http, in a circle, into the own network. */
export class AnswerRefused extends Error {}

/** No whole answer in the time that was given. */
export class NoAnswerInTime extends Error {}

/** A file that could not be written; nothing of it is there, and what stood there before stands there still. */
export class FileNotWritten extends Error {
  readonly path: string;
  /** In words that stand for themselves: "the disk is full". */
  readonly why: string;

  constructor(path: string, why: string) {
    super(`${path} cannot be written: ${why}`);
    this.path = path;
    this.why = why;
  }
}

/** Bytes of a file, from the first to before the last. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

export interface Entry {
  readonly name: string;
  /** Other: a link, a pipe, a device. */
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
