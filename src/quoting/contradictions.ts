import type { Speaker, Spoken } from './author.ts';
import type { Block } from './blocks.ts';
import { personKey } from './person-key.ts';
import { signerOf } from './sign-off.ts';

/** Fewer letters than this may be written by two people. */
const TELLING = 30;

/**
 * Takes back what the rest of a mail speaks against. Lines say who wrote a quote by its marks, and mail programs lose
 * marks: where a stretch is signed by somebody else, where the same words stand deeper as somebody else's, and where
 * the one mark more may be an archive's before "From ", the speaker is no longer stated.
 */
export function withoutContradictions(spoken: readonly Spoken[]): Spoken[] {
  const signed = signedByOthers(spoken);
  const deepest = deepestOf(spoken);
  return spoken.map((each, at) => {
    const { block, speaker } = each;
    if (block.depth === 0 || speaker.confidence !== 'stated') return each;
    const other = deepest.get(block.words);
    if (other && other.block.depth > block.depth && !isSame(other.speaker, speaker))
      return { block, speaker: { ...other.speaker, confidence: 'inferred' } };
    const isInferred = signed.has(speaker) || isEscaped(spoken, at);
    return isInferred ? { block, speaker: { ...speaker, confidence: 'inferred' } } : each;
  });
}

const isSame = (a: Speaker, b: Speaker): boolean => personKey(a.author) === personKey(b.author);

/** Words that stand in a mail more than once -> where they are quoted oftenest. */
function deepestOf(spoken: readonly Spoken[]): ReadonlyMap<string, Spoken> {
  const deepest = new Map<string, Spoken>();
  for (const each of spoken) {
    const { block, speaker } = each;
    // Nothing is quoted less often than once.
    if (block.depth < 2 || speaker.confidence !== 'stated') continue;
    if (block.words.length < TELLING || !isOwnText(block)) continue;
    if ((deepest.get(block.words)?.block.depth ?? -1) < block.depth) deepest.set(block.words, each);
  }
  return deepest;
}

const isOwnText = ({ kind }: Block): boolean =>
  kind !== 'attribution' && kind !== 'elision' && kind !== 'footer' && kind !== 'signature';

/** Speakers whose words are signed, further down, with the first name of another who speaks in the mail. */
function signedByOthers(spoken: readonly Spoken[]): ReadonlySet<Speaker> {
  const names = new Map<Speaker, readonly string[]>();
  for (const { speaker } of spoken) if (!names.has(speaker)) names.set(speaker, namesOf(speaker));
  const firsts = new Set([...names.values()].flatMap((each) => each.slice(0, 1)));
  const spoke = new Set<Speaker>();
  const found = new Set<Speaker>();
  for (const { block, speaker } of spoken) {
    const signer = block.kind === 'prose' && spoke.has(speaker) ? signerOf(block.lines.slice(-2)) : null;
    // A surname stands first as often as last.
    if (signer !== null && firsts.has(signer) && !names.get(speaker)?.includes(signer)) found.add(speaker);
    if (isOwnText(block)) spoke.add(speaker);
  }
  return found;
}

const namesOf = ({ author }: Speaker): readonly string[] =>
  author?.toLowerCase().match(/[\p{L}\p{M}'’-]+/gu) ?? [];

/** mbox archives put a mark before every line that begins with "From ": such a line alone at its depth is one less. */
function isEscaped(spoken: readonly Spoken[], at: number): boolean {
  const { block } = spoken[at] as Spoken;
  if (block.lines.length > 1 || !block.lines[0]?.startsWith('From ')) return false;
  return spoken[at + 1]?.block.depth === block.depth - 1;
}
