import type { Diagnostic } from '../../base/diagnostic.ts';
import type { ByteString } from '../bytes.ts';
import type { OpenFile } from '../containers/container.ts';
import type { Message } from '../message.ts';

/** A message as a format hands it over: everything but the id, which depends on its neighbours. */
export type Delivery = Omit<Message, 'id' | 'copies'>;

/** A delivery as it was found in a file. */
export interface Found {
  readonly delivery: Delivery;
  /** The message as received, from its first header field on; null where the format keeps no such thing. */
  readonly raw: ByteString | null;
}

export interface Format {
  readonly name: string;
  /** Whether a file is in this format, judged by the letters at its start. */
  sniff(start: string): boolean;
  /** All deliveries it holds, in the order of the file, and a diagnostic for each that cannot be read well. */
  read(file: OpenFile): AsyncIterable<Found | Diagnostic>;
}
