import type { Random } from '../random.ts';
import { otherLetter, SPEAKER_EDITS, type SpeakerEdit, WORD_EDITS, type WordEdit } from './edits.ts';
import { type Kind, type Mutant, toWords } from './mutant.ts';
import type { PositionClaim, Subject } from './subject.ts';
import { isTrue } from './truth.ts';
import { rewritten, valueAt } from './yaml.ts';

/** Ways to make a debate false: the words of its positions, who said them and where, and what it names. */
export const DEBATE_KINDS: readonly Kind[] = [
  ...WORD_EDITS.map(words),
  ...SPEAKER_EDITS.map(speaker),
  {
    name: 'debate: words of another position put in their place',
    draw(subject, random) {
      const claim = random.pick(subject.positions);
      const by = random.pick(subject.positions).position.quote;
      const made = rewritten(claim.page.source, [...pathOf(claim), 'quote'], by, random);
      if (!made || by === claim.position.quote) return null;
      const { from, by: person } = claim.position;
      // Whether the words or what is said of them is wrong, nobody can tell.
      const start = valueAt(made.source, [...pathOf(claim), 'by'])?.start ?? made.start;
      return {
        page: claim.page,
        source: made.source,
        mistake: { start, end: made.end },
        isTrue: isTrue({ words: by, from, by: person }, subject),
      };
    },
  },
  named(
    'one letter of a position that another speaks of',
    'positions',
    ['supports', 'attacks', 'concedes'],
    otherLetter,
  ),
  named(
    'a position speaks of one of the same person',
    'positions',
    ['supports', 'attacks', 'concedes'],
    (_, random, own, ids) => {
      const same = own === null ? [] : ids.filter(({ by }) => by === own.by);
      return same.length > 0 ? random.pick(same).id : null;
    },
  ),
  named('one letter of the position that somebody moved to', 'positions', ['moved-to'], otherLetter),
  named('one letter of a position that an outcome is about', 'outcomes', ['of'], otherLetter),
  named('one letter of the rule that shows an outcome', 'outcomes', ['rule'], otherLetter),
  named('a date that no calendar has', 'outcomes', ['date'], (date, random) => {
    const [year = '', month = '', day] = date.split('-');
    if (day === undefined || random.below(2) === 0)
      return [year, random.pick(['00', '13', '20', '99']), ...(day === undefined ? [] : [day])].join('-');
    return `${year}-${month}-${random.pick(['00', '32', '40', '99'])}`;
  }),
];

const pathOf = ({ index }: PositionClaim): [string, number] => ['positions', index];

function words({ name, edit, isUnfair }: WordEdit): Kind {
  return {
    name: `debate: ${name}`,
    draw(subject, random) {
      const claim = random.pick(subject.positions);
      const { from, by, quote: text, elides } = claim.position;
      // What its author has said to leave out already, is fair to leave out.
      if (isUnfair && elides !== undefined) return null;
      const spot = random.pick([...text.matchAll(/\p{L}/gu)]);
      const made = edit({ text, start: 0, at: spot.index, letter: spot[0] }, random, subject);
      if (!made) return null;
      const value = `${text.slice(0, made.start)}${made.by}${text.slice(made.end)}`;
      const now = rewritten(claim.page.source, [...pathOf(claim), 'quote'], value, random);
      if (!now) return null;
      const [start = now.start, end = now.end] = [made.start, made.start + made.by.length].map(
        (at) => now.offsets[at],
      );
      return {
        page: claim.page,
        source: now.source,
        mistake: toWords(now.source, { start, end }),
        isTrue: !isUnfair && isTrue({ words: value, from, by }, subject),
        isUnfair,
      };
    },
  };
}

function speaker({ name, edit }: SpeakerEdit): Kind {
  return {
    name: `debate: ${name}`,
    draw(subject, random): Mutant | null {
      const claim = random.pick(subject.positions);
      const { from, by, quote } = claim.position;
      const made = { from, by, ...edit({ from, by }, random, subject) };
      const changed = (['by', 'from'] as const).filter((field) => made[field] !== claim.position[field]);
      if (changed.length === 0) return null;
      let { source } = claim.page;
      for (const field of changed) {
        const now = rewritten(source, [...pathOf(claim), field], made[field], random);
        if (!now) return null;
        ({ source } = now);
      }
      const places = changed.flatMap((field) => valueAt(source, [...pathOf(claim), field]) ?? []);
      return {
        page: claim.page,
        source,
        mistake: {
          start: Math.min(...places.map(({ start }) => start)),
          end: Math.max(...places.map(({ end }) => end)),
        },
        isTrue: isTrue({ words: quote, ...made }, subject),
      };
    },
  };
}

type Position = PositionClaim['position'];

/** A way to spoil what a position or an outcome names: another position, a rule, a day. */
function named(
  name: string,
  part: 'positions' | 'outcomes',
  fields: readonly string[],
  edit: (value: string, random: Random, own: Position | null, all: readonly Position[]) => string | null,
): Kind {
  return {
    name: `debate: ${name}`,
    draw({ debates }: Subject, random) {
      const { page, facts } = random.pick(debates);
      const index = random.below(facts[part].length);
      const entry: Readonly<Record<string, unknown>> = facts[part][index] ?? {};
      const field = random.pick(fields);
      const held = entry[field];
      const at = Array.isArray(held) && held.length > 0 ? [random.below(held.length)] : [];
      const path = [part, index, field, ...at];
      const old = valueAt(page.source, path);
      const own = part === 'positions' ? (facts.positions[index] ?? null) : null;
      const value = old && edit(old.value, random, own, facts.positions);
      if (!old || !value || value === old.value) return null;
      const source = `${page.source.slice(0, old.start)}${value}${page.source.slice(old.end)}`;
      return {
        page,
        source,
        mistake: { start: old.start, end: old.start + value.length },
        isTrue: false,
      };
    },
  };
}
