import { quotedWords, wordsAsText } from '../../../src/citations/words/quote-words.ts';
import { SPEAKER_EDITS, type SpeakerEdit, WORD_EDITS, type WordEdit } from './edits.ts';
import { type Kind, type Mutant, replaced, toWords } from './mutant.ts';
import { isTrue } from './truth.ts';

/** Ways to make a quote on a page false. */
export const QUOTE_KINDS: readonly Kind[] = [...WORD_EDITS.map(words), ...SPEAKER_EDITS.map(props)];

function words({ name, edit, isUnfair }: WordEdit): Kind {
  return {
    name: `quote: ${name}`,
    draw(subject, random) {
      const claim = random.pick(subject.quotes);
      const { page, use } = claim;
      const { text, start } = use.content;
      const spot = random.pick([...text.matchAll(/\p{L}/gu)].filter((each) => isPlain(text, each.index)));
      const made = edit({ text, start, at: start + spot.index, letter: spot[0] }, random, subject);
      if (!made) return null;
      const { source, mistake } = replaced(page.source, made.start, made.end, made.by);
      const inside = source.slice(start, use.content.end + source.length - page.source.length);
      // A backslash that is left alone there would escape the closing tag.
      if (/(?<!\\)(?:\\\\)*\\$/.test(inside)) return null;
      const claimed = wordsAsText(quotedWords({ start, end: start + inside.length, text: inside }));
      return {
        page,
        source,
        mistake: toWords(source, mistake),
        at: made.start,
        isTrue: !isUnfair && isTrue({ words: claimed, from: claim.from.value, by: claim.by.value }, subject),
        isUnfair,
      };
    },
  };
}

function props({ name, edit }: SpeakerEdit): Kind {
  return {
    name: `speaker: ${name}`,
    draw(subject, random): Mutant | null {
      const claim = random.pick(subject.quotes);
      const made = edit({ from: claim.from.value, by: claim.by.value }, random, subject);
      if (!made) return null;
      const [from, by] = [made.from ?? claim.from.value, made.by ?? claim.by.value];
      const spots = [
        { at: claim.from.valueAt, old: claim.from.value, new: from },
        { at: claim.by.valueAt, old: claim.by.value, new: by },
      ]
        .filter((spot) => spot.old !== spot.new)
        .sort((a, b) => b.at - a.at);
      let { source } = claim.page;
      for (const spot of spots) ({ source } = replaced(source, spot.at, spot.at + spot.old.length, spot.new));
      const first = Math.min(...spots.map(({ at }) => at));
      const { text } = claim.use.content;
      return {
        page: claim.page,
        source,
        mistake: { start: first, end: source.indexOf('>', first) },
        isTrue: isTrue(
          { words: wordsAsText(quotedWords({ start: 0, end: text.length, text })), from, by },
          subject,
        ),
      };
    },
  };
}

/** Whether a letter is not part of an escape or a character reference. */
const isPlain = (text: string, at: number): boolean =>
  ![...text.matchAll(/&#?\w+;|\\./g)].some(({ index, 0: part }) => at >= index && at < index + part.length);
