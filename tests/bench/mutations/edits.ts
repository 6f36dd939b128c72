import type { Random } from '../random.ts';
import type { Subject } from './subject.ts';

/** Letters that look like others, and marks that look like others. */
export const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: '\u0430',
  c: '\u0441',
  e: '\u0435',
  i: '\u0456',
  o: '\u043e',
  p: '\u0440',
  s: '\u0455',
  x: '\u0445',
  y: '\u0443',
  A: '\u0391',
  B: '\u0392',
  D: '\uff24',
  I: '\u0406',
  M: '\u041c',
  T: '\u0422',
  l: '1',
  O: '0',
  "'": '\u2019',
  '-': '\u2011',
  ',': '\u201a',
  '.': '\u2024',
  ö: 'o\u0308',
};

const TURNING =
  /\b(?:not|no|never|if|unless|except|only|cannot|without|nothing|any|all|always|can|may|must)\b|n't/g;

const HIDEABLE = /(?<=\s)(?:not|no|never|if|unless|until|except|cannot|without|nothing|\w+n't)(?=\s)/g;

/** A way to make words false. */
export interface WordEdit {
  readonly name: string;
  /** True when the words are still the writer's after it, and no longer what was meant. */
  readonly isUnfair: boolean;
  /** @returns null where the words cannot be made false in this way. */
  edit(spot: Spot, random: Random, subject: Subject): Edit | null;
}

/** What a corruption of a quote's words is given: the words, where they stand, and one letter of them. */
export interface Spot {
  readonly text: string;
  readonly start: number;
  readonly at: number;
  readonly letter: string;
}

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** A way to say wrongly who said it, or where. */
export interface SpeakerEdit {
  readonly name: string;
  edit(said: Said, random: Random, subject: Subject): Partial<Said> | null;
}

interface Said {
  /** Thread and message. */
  readonly from: string;
  readonly by: string;
}

const words = (name: string, edit: WordEdit['edit']): WordEdit => ({ name, edit, isUnfair: false });
const unfair = (name: string, edit: WordEdit['edit']): WordEdit => ({ name, edit, isUnfair: true });
const speaker = (name: string, edit: SpeakerEdit['edit']): SpeakerEdit => ({ name, edit });

/** Ways to make the words of a quote false. */
export const WORD_EDITS: readonly WordEdit[] = [
  words('one letter replaced', ({ at, letter }, random) => {
    const other = random.pick([...'abcdefghijklmnopqrstuvwxyz']);
    return other === letter ? null : { start: at, end: at + letter.length, by: other };
  }),
  words('one letter dropped', ({ at, letter }) => ({ start: at, end: at + letter.length, by: '' })),
  words('one letter doubled', ({ at, letter }) => ({ start: at, end: at, by: letter })),
  words('another case', ({ at, letter }) => {
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    return other === letter ? null : { start: at, end: at + letter.length, by: other };
  }),
  words('look-alike letter', ({ text, start }, random) => {
    const spots = [...text.matchAll(/[^\s]/gu)].filter(({ 0: each }) => LOOK_ALIKES[each]);
    if (spots.length === 0) return null;
    const spot = random.pick(spots);
    const at = start + spot.index;
    return { start: at, end: at + spot[0].length, by: LOOK_ALIKES[spot[0]] ?? '' };
  }),
  words('a "not", "if" or the like dropped', ({ text, start }, random) => {
    const spots = [...text.matchAll(TURNING)];
    if (spots.length === 0) return null;
    const spot = random.pick(spots);
    const at = start + spot.index;
    const space = /\s/.test(text[spot.index + spot[0].length] ?? '') ? 1 : 0;
    return { start: at, end: at + spot[0].length + space, by: '' };
  }),
  unfair('a "not", "if" or the like hidden behind […]', ({ text, start }, random) => {
    const spots = [...text.matchAll(HIDEABLE)];
    if (spots.length === 0) return null;
    const spot = random.pick(spots);
    const at = start + spot.index;
    return { start: at, end: at + spot[0].length, by: '[…]' };
  }),
  unfair('cut off after a "not" or before an "if"', ({ text, start }, random) => {
    const spots = [...text.matchAll(HIDEABLE)].filter(
      ({ index, 0: word }) =>
        !/[.!?:]/.test(text[index - 2] ?? '.') && /\s\w/.test(text.slice(index + word.length)),
    );
    if (spots.length === 0) return null;
    const spot = random.pick(spots);
    const [at, end] = [start + spot.index, start + text.length];
    return /^(?:if|unless|until|except)$/.test(spot[0])
      ? { start: at - 1, end, by: '' }
      : { start, end: at + spot[0].length + 1, by: '' };
  }),
  words('one word dropped', ({ text, start }, random) => {
    const spot = random.pick([...text.matchAll(/\S+\s*/g)]);
    return { start: start + spot.index, end: start + spot.index + spot[0].length, by: '' };
  }),
  words('one word of another quote put in', ({ text, start }, random, { quotes }) => {
    const spot = random.pick([...text.matchAll(/\S+\s*/g)]);
    const other = random.pick(random.pick(quotes).use.content.text.trim().split(/\s+/));
    return { start: start + spot.index, end: start + spot.index, by: `${other} ` };
  }),
  words('two words swapped', ({ text, start }, random) => {
    const spot = random.pick([...text.matchAll(/\S+\s+\S+/g)]);
    if (!spot) return null;
    const [, a = '', space = '', b = ''] = /^(\S+)(\s+)(\S+)$/.exec(spot[0]) ?? [];
    return { start: start + spot.index, end: start + spot.index + spot[0].length, by: `${b}${space}${a}` };
  }),
  words('start shifted into a word', ({ text, start }, random) => {
    const lead = text.length - text.trimStart().length;
    const length = 1 + random.below(Math.min(40, text.trim().length - 1));
    return { start: start + lead, end: start + lead + length, by: '' };
  }),
  words('end shifted into a word', ({ text, start }, random) => {
    const end = start + text.trimEnd().length;
    const length = 1 + random.below(Math.min(40, text.trim().length - 1));
    return { start: end - length, end, by: '' };
  }),
  words('fragments joined without a mark', ({ text, start }, random) => {
    const all = [...text.matchAll(/\S+\s*/g)];
    if (all.length < 8) return null;
    const first = 3 + random.below(all.length - 7);
    const last = first + 1 + random.below(all.length - first - 4);
    const [from, to] = [all[first]?.index ?? 0, all[last]?.index ?? 0];
    return { start: start + from, end: start + to, by: '' };
  }),
  words('fragments of two quotes joined', ({ text, start }, random, { quotes }) => {
    const other = random.pick(quotes).use.content.text.trim().split(/\s+/);
    if (other.length < 4) return null;
    const end = start + text.trimEnd().length;
    return { start: end, end, by: ` ${other.slice(0, 3 + random.below(other.length - 3)).join(' ')}` };
  }),
  words('fragments put in another order', ({ text, start }, random) => {
    const all = text.trim().split(/\s+/);
    if (all.length < 8) return null;
    const cut = 3 + random.below(all.length - 6);
    const by = `${all.slice(cut).join(' ')} […] ${all.slice(0, cut).join(' ')}`;
    return { start, end: start + text.length, by };
  }),
];

/** Ways to give a quote to somebody else, or to another message. */
export const SPEAKER_EDITS: readonly SpeakerEdit[] = [
  speaker('speaker swapped', ({ by, from }, random, { conversations }) => {
    const messages = conversations.get(from.split('/')[0] ?? '') ?? [];
    const names = [...new Set(messages.flatMap(({ passages }) => passages.map(({ author }) => author)))];
    const other = random.pick(names.filter((name) => name !== null && name !== by));
    return other ? { by: other } : null;
  }),
  speaker('one letter of the speaker', ({ by }, random) => ({ by: otherLetter(by, random) })),
  speaker('another message of the thread', ({ from }, random, { conversations }) => {
    const slug = from.split('/')[0] ?? '';
    return { from: `${slug}/${random.pick(conversations.get(slug) ?? []).id}` };
  }),
  speaker('a message of another thread', (_, random, { conversations }) => {
    const [slug, messages] = random.pick([...conversations]);
    return { from: `${slug}/${random.pick(messages).id}` };
  }),
  speaker('wrong depth: given to the mail that quotes it', ({ from }, random, { conversations }) => {
    const [slug = '', id] = from.split('/');
    const carriers = (conversations.get(slug) ?? []).filter(
      (message) =>
        message.id !== id &&
        message.passages.some(({ source, depth }) => source === id && depth > 0) &&
        message.from.name,
    );
    const carrier = carriers.length > 0 ? random.pick(carriers) : null;
    return carrier && { from: `${slug}/${carrier.id}`, by: carrier.from.name ?? '' };
  }),
  speaker('one letter of the message', ({ from }, random) => ({ from: otherLetter(from, random) })),
];

export function otherLetter(text: string, random: Random): string {
  const at = random.below(text.length);
  const letter = random.pick([...'abcdefghijklmnopqrstuvwxyz0123456789', '']);
  return `${text.slice(0, at)}${letter}${text.slice(at + 1)}`;
}
