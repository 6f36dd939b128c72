import { Parser } from 'htmlparser2';
import { lookUp } from '../../base/look-up.ts';
import type { NoteKind, SiteThread, VerifiedNote } from '../../citations/site.ts';
import type { Say, Word } from '../words/say.ts';
import type { Noted } from './mail-text.ts';

/** A margin note with its number in the thread and its words as HTML, from the author's own Markdown. */
export interface ShownNote {
  readonly number: number;
  readonly note: VerifiedNote;
  readonly html: string;
}

const RENDERED = /<postil-note data-use="([^"]*)">([\s\S]*?)<\/postil-note>/g;

/** Takes the words of each note out of a rendered file of notes: key of the use -> HTML. */
export const notesIn = (html: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...html.matchAll(RENDERED)].map(([, key = '', words = '']) => [key, words.trim()]));

/** The notes of a thread, in the order in which their words stand in it. */
export function numbered(
  thread: SiteThread,
  notes: Readonly<Record<string, VerifiedNote>>,
  words: Readonly<Record<string, string>>,
): ShownNote[] {
  const order = new Map(
    thread.messages.flatMap(({ passages }) => passages).map(({ id }, index) => [id, index]),
  );
  const placeOf = ({ marks: [first] }: VerifiedNote) => order.get(first?.passage ?? '') ?? 0;
  return Object.entries(notes)
    .filter(([, note]) => note.thread === thread.slug)
    .sort(([, a], [, b]) => placeOf(a) - placeOf(b) || (a.marks[0]?.start ?? 0) - (b.marks[0]?.start ?? 0))
    .map(([key, note], index) => ({ number: index + 1, note, html: lookUp(words, key) ?? '' }));
}

/** The notes that are shown beside a passage. */
export const besidePassage = (notes: readonly ShownNote[], passage: string): ShownNote[] =>
  notes.filter(({ note }) => note.marks[0]?.passage === passage);

/** The first words of a note, as text: what is seen of it before it is opened. */
export function beginningOf(html: string): string {
  const text = asText(html).replace(/\s+/g, ' ').trim();
  return text.length > BEGINNING ? `${text.slice(0, BEGINNING).replace(/\s\S*$/, '')} …` : text;
}

/** Two lines of a margin. */
const BEGINNING = 90;

function asText(html: string): string {
  let text = '';
  const parser = new Parser({
    ontext(part) {
      text += part;
    },
    // Words of one paragraph do not run into those of the next.
    onclosetag(name) {
      if (/^(?:p|li|div|pre)$/.test(name)) text += ' ';
    },
  });
  parser.end(html);
  return text;
}

/** The stretches of a passage that notes stand beside. */
export const notedIn = (notes: readonly ShownNote[], passage: string): Noted[] =>
  notes.flatMap(({ number, note }) =>
    note.marks
      .filter((mark) => mark.passage === passage)
      .map(({ start, end }) => ({ start, end, notes: [{ number, id: note.id }] })),
  );

const KINDS = {
  explains: 'note.explains',
  'borne out': 'note.borneOut',
  'not borne out': 'note.notBorneOut',
  corrected: 'note.corrected',
  'changed since': 'note.changedSince',
  open: 'note.open',
} as const satisfies Readonly<Record<NoteKind, Word>>;

export const kindAsText = (kind: NoteKind, say: Say): string => say(KINDS[kind]);
