import { KINDS, type Kind } from './kinds.ts';

/** What a search may answer with: something that has a name and a place on the site. */
export interface Entry {
  readonly kind: Kind;
  readonly name: string;
  /** Inside the site. */
  readonly path: string;
  /** What a reader is told of it. */
  readonly says: string;
  /** Other names of it. */
  readonly also: readonly string[];
  /** Questions that it says it answers. */
  readonly asks: readonly string[];
  /** Its headings, each with its anchor. */
  readonly parts: readonly (readonly [title: string, anchor: string])[];
  /** Names of code that its tables list, with a space between them. */
  readonly lists: string;
  /** Other names of code in it. */
  readonly names: string;
}

/** As it is sent: what is empty at the end is left out. */
export type Packed = readonly unknown[];

export function packed({ kind, name, path, says, also, asks, parts, lists, names }: Entry): Packed {
  const fields: unknown[] = [KINDS.indexOf(kind), name, path, says, also, asks, parts, lists, names];
  while (isEmpty(fields.at(-1))) fields.pop();
  return fields.map((field) => (isEmpty(field) ? 0 : field));
}

const isEmpty = (field: unknown): boolean =>
  (Array.isArray(field) || typeof field === 'string') && field.length === 0;

export function unpacked(fields: Packed): Entry {
  const [kind, name, path, says, also, asks, parts, lists, names] = fields;
  return {
    kind: KINDS[kind as number] ?? 'page',
    name: (name || '') as string,
    path: (path || '') as string,
    says: (says || '') as string,
    also: (also || []) as Entry['also'],
    asks: (asks || []) as Entry['asks'],
    parts: (parts || []) as Entry['parts'],
    lists: (lists || '') as string,
    names: (names || '') as string,
  };
}

/** The answers of a site, as its pages load them. */
export interface Sent {
  readonly language: string;
  /** Kinds of which there are more: the engine knows them all. */
  readonly left: readonly Kind[];
  readonly answers: readonly Packed[];
}
