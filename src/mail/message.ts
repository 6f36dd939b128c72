import type { BodyHash } from './dkim.ts';

/** A name and an address as a header gives them; null where the archive destroyed it. */
export interface Mailbox {
  readonly name: string | null;
  readonly address: string | null;
}

/** A date in ISO 8601 with its offset (`2022-11-22T19:08:25+01:00`); without one where the source gave none. */
export type IsoDate = string;

/** A decoded message, before anybody has looked at who speaks in its body. */
export interface Message {
  /** Unique among the messages read together, made from author and date: `daniel-vetter-2020-10-10-2301z`. */
  readonly id: string;
  /** Without angle brackets; null when lost. */
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly from: Mailbox;
  readonly date: IsoDate | null;
  /** Whether the date is in the zone of the sender, or in that of the archive that shows it. */
  readonly zone: 'sender' | 'archive';
  readonly subject: string;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  /** Lists through which it was delivered. */
  readonly lists: readonly string[];
  /** How many deliveries of it were merged. */
  readonly copies: number;
  /** Names of header fields that the archive destroyed or never showed. */
  readonly lost: readonly string[];
  /** Parts of it whose words Postil does not read, as a reader is told: `"shelf.png" (image/png), 12 KiB`. */
  readonly leftOut: readonly string[];
  readonly body: Body;
  /** What the sender's DKIM signature says of the body as it was sent; the same in every delivery of one message. */
  readonly bodyHash: BodyHash | null;
  /** The file it was read from, and the line on which its header starts there; 1 where that is all that is known. */
  readonly file: string;
  readonly line: number;
}

/** The decoded text of a message and what is known of the damage done to it. */
export interface Body {
  readonly text: string;
  /**
   * `intact`: lines and quote marks as sent. `flattened`: line breaks destroyed, marks left. `proven`: destroyed,
   * and found again by `src/quoting/`, as the body hash proves.
   * Whether marks were destroyed is for `src/quoting/` to tell: it takes reading.
   */
  readonly shape: 'intact' | 'flattened' | 'proven';
}
