import type { Message } from '../mail/message.ts';
import type { CommitReference } from './commits.ts';

export const KINDS = [
  'prose',
  'attribution',
  'elision',
  'code',
  'diff',
  'diffstat',
  'trailer',
  'signature',
  'footer',
] as const;
export type Kind = (typeof KINDS)[number];

/** How the author of a passage is known: by an attribution line, from the text's structure, or not at all. */
export type Confidence = 'stated' | 'inferred' | 'unknown';

/** A run of text by one author at one depth, cut at blank lines. */
export interface Passage {
  /** `<message id>/<8 hex digits of the text's hash>`; the part after the thread is also its anchor on the page. */
  readonly id: string;
  readonly kind: Kind;
  /** Number of quote marks before it. */
  readonly depth: number;
  /** Who wrote these words, or null when nobody can tell. */
  readonly author: string | null;
  /** Id of the message in which these words were first written, recovered ones included. */
  readonly source: string | null;
  readonly confidence: Confidence;
  /** Of a recovered message: ids of the mails at hand that quote it so. */
  readonly carriers?: readonly string[];
  /** Quote marks removed, line breaks kept. */
  readonly text: string;
}

export interface Trailer {
  readonly key: string;
  readonly value: string;
}

/** A message with its passages: what `postil parse --json` prints. */
export interface ReadMessage extends Omit<Message, 'body' | 'bodyHash' | 'file' | 'line' | 'zone'> {
  /** Other ids by which mail at hand knows it: a quote's clock may differ from the message's own. */
  readonly aliases: readonly string[];
  /** True when known only from quotes in other messages. */
  readonly recovered: boolean;
  /** What proves the line breaks of a message whose archive destroyed them; null where nothing does, or need. */
  readonly proof: 'DKIM body hash' | null;
  readonly trailers: readonly Trailer[];
  /** Commits that its writer refers to. */
  readonly commits: readonly CommitReference[];
  readonly passages: readonly Passage[];
}

/** Whether mail at hand knows a message by this id. */
export const goesBy = ({ id, aliases }: Pick<ReadMessage, 'id' | 'aliases'>, name: string): boolean =>
  id === name || aliases.includes(name);

export interface Thread {
  readonly id: string;
  readonly subject: string;
  /** Message ids, oldest first. */
  readonly messages: readonly string[];
  /** Message id -> id of the message it answers. */
  readonly parents: Readonly<Record<string, string>>;
  /** For a patch that was posted more than once: its versions in order, and a message of each. */
  readonly series: readonly { readonly version: number; readonly message: string }[];
}

/** What a set of mail files holds. */
export interface Conversation {
  readonly version: 1;
  readonly messages: readonly ReadMessage[];
  readonly threads: readonly Thread[];
}
