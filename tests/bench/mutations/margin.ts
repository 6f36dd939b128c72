import type { Random } from '../random.ts';
import { LOOK_ALIKES, otherLetter } from './edits.ts';
import { type Kind, type Mutant, replaced, toWords } from './mutant.ts';
import type { NoteInMargin, Subject } from './subject.ts';
import { isPlaced } from './truth.ts';

/** Ways to make a note in the margin stand on words that its message does not have, or not once. */
export const MARGIN_KINDS: readonly Kind[] = [
  exact('one letter', (text, random) =>
    replacedAt(text, letterIn(text, random), random.pick([...ALPHABET, ''])),
  ),
  exact('look-alike letter', (text, random) => {
    const spots = [...text.matchAll(/[^\s]/gu)].filter(({ 0: each }) => LOOK_ALIKES[each]);
    if (spots.length === 0) return null;
    const { index, 0: letter } = random.pick(spots);
    return replacedAt(text, index, LOOK_ALIKES[letter] ?? '');
  }),
  exact('one word dropped', (text, random) => {
    const { index, 0: word } = random.pick([...text.matchAll(/\S+\s*/g)]);
    return text.slice(0, index) + text.slice(index + word.length);
  }),
  exact('two words swapped', (text, random) => {
    const words = text.split(/\s+/);
    const at = random.below(Math.max(1, words.length - 1));
    const [a, b] = [words[at], words[at + 1]];
    return a && b ? [...words.slice(0, at), b, a, ...words.slice(at + 2)].join(' ') : null;
  }),
  exact('start shifted into a word', (text, random) => text.slice(1 + random.below(text.length - 1))),
  exact('end shifted into a word', (text, random) => text.slice(0, 1 + random.below(text.length - 1))),
  exact('words skipped without a mark', (text, random) => {
    const words = text.split(/\s+/);
    if (words.length < 4) return null;
    const from = 1 + random.below(words.length - 3);
    return [...words.slice(0, from), ...words.slice(from + 1 + random.below(words.length - from - 2))].join(
      ' ',
    );
  }),
  exact(
    'joined with words of another note',
    (text, random, { notes }) => `${text} ${random.pick(notes).exact.value}`,
  ),
  exact('words skipped with a mark', (text, random) => {
    const words = text.split(/\s+/);
    if (words.length < 3) return null;
    return words.with(1 + random.below(words.length - 2), '[…]').join(' ');
  }),
  on('another message of the thread', ({ on: { value } }, random, { conversations }) => {
    const slug = value.split('/')[0] ?? '';
    return `${slug}/${random.pick(conversations.get(slug) ?? []).id}`;
  }),
  on('a message of another thread', (_, random, { conversations }) => {
    const [slug, messages] = random.pick([...conversations]);
    return `${slug}/${random.pick(messages).id}`;
  }),
  on('wrong depth: on the mail that quotes it', ({ on: { value } }, random, { conversations }) => {
    const [slug = '', id] = value.split('/');
    const carriers = (conversations.get(slug) ?? []).filter(
      (message) =>
        message.id !== id && message.passages.some(({ source, depth }) => source === id && depth > 0),
    );
    return carriers.length > 0 ? `${slug}/${random.pick(carriers).id}` : null;
  }),
  on('one letter of the message', ({ on: { value } }, random) => otherLetter(value, random)),
  {
    name: 'margin: words before it that are not there',
    draw(subject, random) {
      const note = random.pick(subject.notes);
      const prefix = random.pick(random.pick(subject.notes).exact.value.split(/\s+/));
      const at = note.exact.valueAt + note.exact.value.length + 2;
      if (prefix.includes('"')) return null;
      return mutantOf(note, subject, { at, old: '', by: `prefix="${prefix}" ` }, { prefix });
    },
  },
];

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';

type Draw<T> = (given: T, random: Random, subject: Subject) => string | null;

function exact(name: string, edit: Draw<string>): Kind {
  return {
    name: `margin: ${name}`,
    draw(subject, random) {
      const note = random.pick(subject.notes);
      const by = edit(note.exact.value, random, subject);
      if (!by || by === note.exact.value || /["&]/.test(by)) return null;
      return mutantOf(note, subject, { at: note.exact.valueAt, old: note.exact.value, by }, { exact: by });
    },
  };
}

function on(name: string, edit: Draw<NoteInMargin>): Kind {
  return {
    name: `margin: ${name}`,
    draw(subject, random) {
      const note = random.pick(subject.notes);
      const by = edit(note, random, subject);
      if (!by || by === note.on.value) return null;
      return mutantOf(note, subject, { at: note.on.valueAt, old: note.on.value, by }, { on: by });
    },
  };
}

interface Edit {
  readonly at: number;
  readonly old: string;
  readonly by: string;
}

function mutantOf(
  { page, on: target, exact: words }: NoteInMargin,
  subject: Subject,
  { at, old, by }: Edit,
  changed: { readonly exact?: string; readonly on?: string; readonly prefix?: string },
): Mutant {
  const { source, mistake } = replaced(page.source, at, at + old.length, by);
  const claim = { exact: words.value, on: target.value, prefix: null, ...changed };
  // A note of another thread stands in the wrong file, even if the words were there.
  const isTrue = isPlaced(claim, subject) && page.page === `notes/${claim.on.split('/')[0]}`;
  // Which of the words is wrong, is for the checker to say; where the words are fine, what they are said to stand in.
  const around = changed.on
    ? { start: mistake.start, end: source.indexOf('>', at) }
    : toWords(source, mistake);
  return { page, source, mistake: around, isTrue };
}

const letterIn = (text: string, random: Random): number => random.pick([...text.matchAll(/\p{L}/gu)]).index;

const replacedAt = (text: string, at: number, by: string): string =>
  text.slice(0, at) + by + text.slice(at + 1);
