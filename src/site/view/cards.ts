import { lookUp } from '../../base/look-up.ts';
import { symbolId } from '../../citations/code/symbol-id.ts';
import { commitAnchor } from '../../citations/prose/shown.ts';
import type { Site, SiteMessage, SiteThread } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';
import { momentOf } from './date.ts';
import { threadPath } from './href.ts';
import { asLine, introductionsOf } from './introduced.ts';
import { peopleOf } from './people.ts';
import { commitFacts, howKnown } from './references.ts';
import { plain, verdictsOf } from './rule.ts';
import { sealOf } from './seal.ts';
import { answeredBy, isMissing, personOf } from './thread.ts';

/** What is shown of a link's target beside the link: a title, a sentence, and a few facts. Text, never markup. */
export type Card = readonly [title: string, says: string, ...facts: string[]];

/** More of a mail than this is not needed to know it again. */
const FIRST_WORDS = 180;

/** What the script in pages fetches. */
export interface Cards {
  /** By address inside of the site: those of one file. */
  readonly cards: Readonly<Record<string, Card>>;
  /** What leads on, and its name for a screen reader, with {{title}} to fill in. */
  readonly readOn: string;
  readonly readOnAbout: string;
}

/** A card for each term, symbol, rule, person and message, by its address inside of the site. */
export function cardsOf(site: Site, say: Say): Record<string, Card> {
  return Object.fromEntries<Card>([
    ...site.glossary.map(({ slug, term, summary }) => [`/glossary/#${slug}`, [term, summary]] as const),
    ...site.symbols.map(
      (symbol) =>
        [
          `/symbols/#${symbolId(symbol)}`,
          [
            symbol.name,
            symbol.path,
            ...site.trees.map(({ name, version }) => {
              const lines = lookUp(symbol.definitions, name)?.map(({ line }) => line);
              if (lines === undefined) return say('card.symbolUnknown', { version });
              return lines.length === 0
                ? say('card.symbolAbsent', { version })
                : say('card.symbolAt', { version, lines: lines.join(', ') });
            }),
          ],
        ] as const,
    ),
    ...site.commits.map(
      (commit) =>
        [
          `/references/#${commitAnchor(commit.name)}`,
          [
            commit.known.subject ?? commit.name,
            howKnown(commit.known, site, say),
            ...commitFacts(commit, say),
          ],
        ] as const,
    ),
    ...site.rules.map(
      (rule) =>
        [
          `/${rule.page}/`,
          [
            rule.title,
            plain(rule.statement),
            ...verdictsOf(rule, site.trees, say).map(
              ([{ version }, { sign, words }]) => `${version}: ${sign} ${words}`,
            ),
          ],
        ] as const,
    ),
    ...peopleOf(site).map(({ name, slug, messages, held }) => {
      const counts = say('card.person', {
        messages: say('messages', { count: messages.length }),
        quotes: say('quotes', { count: messages.reduce((sum, { quoted }) => sum + quoted.length, 0) }),
      });
      const [says = counts, ...facts] = [...introductionsOf(name, site, say).map(asLine), counts];
      const debates = held.map(({ debate: { question } }) => say('card.debate', { question }));
      return [`/people/${slug}/`, [name, says, ...facts, ...debates]] as const;
    }),
    ...site.threads.flatMap((thread) =>
      thread.messages.map((message) => {
        const answered = answeredBy(thread, message);
        return [
          threadPath(thread.slug, message.id),
          [
            personOf(message, say),
            say('card.words', {
              words: firstWords(
                message.passages.find(({ depth, kind }) => depth === 0 && kind === 'prose')?.text ?? '',
              ),
            }),
            momentOf(message.date, say) ?? say('date.unknown'),
            ...(answered ? [say('message.answers', { name: personOf(answered, say) })] : []),
            ...[sealOf(message, say)].filter((seal) => seal !== null),
            ...(message.recovered
              ? [isMissing(message) ? say('message.missing') : quotedBy(message, thread, say)]
              : []),
          ],
        ] as const;
      }),
    ),
  ]);
}

/** Whom the words of a message that nobody has are known from. */
function quotedBy({ passages }: SiteMessage, { messages }: SiteThread, say: Say): string {
  const carriers = new Set(passages.flatMap((passage) => passage.carriers ?? []));
  const names = messages.flatMap((each) => (carriers.has(each.id) ? [personOf(each, say)] : []));
  return say('quote.recovered', { names: say.all([...new Set(names)]) });
}

function firstWords(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  return words.length <= FIRST_WORDS ? words : `${words.slice(0, FIRST_WORDS).replace(/\s+\S*$/, '')} …`;
}
