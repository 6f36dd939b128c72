import { nameOf } from '../mail/addresses.ts';
import type { Message } from '../mail/message.ts';
import { type Addressed, addressedIn } from './addressed.ts';
import { inferredSpeaker, type Speaker, type Spoken } from './author.ts';
import type { Block } from './blocks.ts';
import { person } from './person.ts';
import { personKey } from './person-key.ts';
import { signerOf } from './sign-off.ts';

/**
 * Where no line says who wrote a quote, whoever signed it did, as far as anybody can tell: a patch that is signed off,
 * the name under a signature mark, "Regards, Ada" by the only Ada in the header. Two who signed are nobody.
 */
export function withSigners(spoken: readonly Spoken[], message: Message): Spoken[] {
  const signers = signersIn(spoken, () => addressedIn(message));
  if (signers.size === 0) return [...spoken];
  return spoken.map((each) => {
    const author = signers.get(each)?.author ?? null;
    return author === null ? each : { block: each.block, speaker: inferredSpeaker(author, message) };
  });
}

/** What nobody is named for at one depth, between two lines that name somebody above it. */
interface Quote {
  author: string | null;
  isTwo: boolean;
}

function signersIn(spoken: readonly Spoken[], people: () => Addressed): ReadonlyMap<Spoken, Quote> {
  const quotes = new Map<Spoken, Quote>();
  const open = new Map<number, Quote>();
  for (const each of spoken) {
    const { block, speaker } = each;
    if (block.introduces !== null)
      for (const depth of open.keys()) if (depth > block.depth) open.delete(depth);
    if (!isUnnamed(block, speaker)) continue;
    const quote = open.get(block.depth) ?? { author: null, isTwo: false };
    open.set(block.depth, quote);
    quotes.set(each, quote);
    const signer = quote.isTwo ? null : signerIn(block, people);
    if (signer === null) continue;
    if (quote.author !== null && personKey(quote.author) !== personKey(signer)) quote.isTwo = true;
    quote.author = quote.isTwo ? null : signer;
  }
  return quotes;
}

/** Nobody is named, or somebody by turns only. */
const isUnnamed = ({ depth, kind }: Block, { author, address, date, confidence }: Speaker): boolean =>
  depth > 0 &&
  (author === null || (confidence === 'inferred' && address === null && date === null)) &&
  kind !== 'elision' &&
  kind !== 'footer';

function signerIn({ kind, lines }: Block, people: () => Addressed): string | null {
  if (kind === 'trailer') {
    const last = lines.findLast((line) => line.startsWith('Signed-off-by: '));
    return last === undefined ? null : person(last.slice('Signed-off-by: '.length)).name;
  }
  if (kind === 'signature' && /^-- ?$/.test(lines[0] ?? '')) {
    const name = person(lines[1] ?? '').name;
    return name !== null && people().isPerson(personKey(name)) ? name : null;
  }
  const first = kind === 'prose' ? signerOf(lines.slice(-2)) : null;
  if (first === null) return null;
  const [only, ...others] = people().byFirstName(first);
  return only && others.length === 0 ? nameOf(only) : null;
}
