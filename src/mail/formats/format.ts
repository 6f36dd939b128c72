import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Part } from '../../base/host.ts';
import type { ByteString } from '../bytes.ts';
import type { OpenFile } from '../containers/container.ts';
import type { Message } from '../message.ts';

/** A message as a format hands it over: everything but the id, which depends on its neighbours. */
export interface Delivery extends Omit<Message, 'id' | 'copies' | 'line'> {
  /** Line of the file on which its header starts; 1 where that is all that is known. */
  readonly line?: number;
  /** True for a message that was found as a part of another: any other delivery of it is nearer to what was sent. */
  readonly isForwarded?: true;
}

/** A delivery as it was found in a file. */
export interface Found {
  readonly delivery: Delivery;
  /** The bytes that hold it, as received: the message from its first header field on, or the whole page or feed. */
  readonly raw: ByteString;
  /** What a file of these bytes is called by; messages of one page share theirs. */
  readonly ending: 'eml' | 'txt' | 'atom';
  /** Where in an mbox it stands with the line that separates it; these bytes alone are an mbox too. */
  readonly part?: MailPart;
}

/** Bytes of an mbox, and the line on which they start. */
export interface MailPart extends Part {
  readonly line: number;
}

/**
 * How much of each message is read. `heads` is for who looks for a few messages in many: where a header names its
 * message, the body is left out, which nothing is told about.
 */
export type Extent = 'all' | 'heads';

export interface Format {
  readonly name: string;
  /** Whether a file is in this format, judged by the letters at its start. */
  sniff(start: string): boolean;
  /** All deliveries it holds, in the order of the file, and a diagnostic for each that cannot be read well. */
  read(file: OpenFile, extent: Extent): AsyncIterable<Found | Diagnostic>;
}
