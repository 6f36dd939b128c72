import type { Message } from '../message.ts';

/** A message as a format hands it over: everything but the id, which depends on its neighbours. */
export type Delivery = Omit<Message, 'id' | 'copies'> & {
  /** DKIM body hash (`bh=`, RFC 6376), the same in every delivery of one message. */
  readonly bodyHash: string | null;
};

export interface Format {
  readonly name: string;
  /** Whether a text is in this format, judged by its start. */
  sniff(text: string): boolean;
  /** All deliveries it holds, in the order of the file. */
  split(text: string, file: string): readonly Delivery[];
}
