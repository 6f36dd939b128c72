import type { Chunks } from '../chunks.ts';

/** A file whose bytes come as a stream. */
export interface OpenFile {
  /** As the author knows it; what is inside an archive is named `archive.tar/inbox/1.eml`. */
  readonly path: string;
  readonly chunks: Chunks;
}

/** A wrapping around mail files. */
export interface Container {
  readonly name: string;
  /** Judged by the first 512 bytes. */
  sniff(start: Uint8Array): boolean;
  /**
   * The files inside, each to be read before the next is asked for.
   *
   * @throws MailFault when the wrapping is damaged.
   */
  files(file: OpenFile): AsyncIterable<OpenFile>;
}
