import type { Message } from '../message.ts';

/** A message as a format hands it over: everything but the id, which depends on its neighbours. */
export type Delivery = Omit<Message, 'id' | 'copies'> & {
  /** DKIM body hash (`bh=`, RFC 6376), the same in every delivery of one message. */
  readonly bodyHash: string | null;
};

export interface MailFile {
  /** As the author knows it; diagnostics name it. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Format {
  readonly name: string;
  /** Whether a file is in this format, judged by the letters at its start. */
  sniff(start: string): boolean;
  /** All deliveries it holds, in the order of the file. */
  split(file: MailFile): Promise<readonly Delivery[]>;
}
