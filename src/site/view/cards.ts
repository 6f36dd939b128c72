import { counted } from '../../base/print.ts';
import { symbolId } from '../../citations/code/symbol-id.ts';
import type { Site, SiteMessage, SiteThread } from '../../citations/site.ts';
import { personPath } from '../../citations/threads/people.ts';
import { momentOf } from './date.ts';
import { threadPath } from './href.ts';
import { peopleOf } from './people.ts';
import { plain, verdictsOf } from './rule.ts';
import { sealOf } from './seal.ts';
import { answeredBy, isMissing, personOf } from './thread.ts';

/** What is shown of a link's target beside the link: a title, a sentence, and a few facts. Text, never markup. */
export type Card = readonly [title: string, says: string, ...facts: string[]];

/** More of a mail than this is not needed to know it again. */
const FIRST_WORDS = 180;

/** A card for each term, symbol, rule, person and message, by its address inside of the site. */
export function cardsOf(site: Site): Record<string, Card> {
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
              const lines = symbol.definitions[name]?.map(({ line }) => line);
              const where =
                lines === undefined
                  ? 'unknown'
                  : lines.length === 0
                    ? 'not there'
                    : `line ${lines.join(', ')}`;
              return `${version}: ${where}`;
            }),
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
            ...verdictsOf(rule, site.trees).map(
              ([{ version }, { sign, words }]) => `${version}: ${sign} ${words}`,
            ),
          ],
        ] as const,
    ),
    ...peopleOf(site).map(({ name, messages, held }) => {
      const quotes = messages.reduce((sum, { quoted }) => sum + quoted.length, 0);
      return [
        personPath(name),
        [
          name,
          `${counted(messages.length, 'message')} in the threads of this site, ${counted(quotes, 'quote')} on its pages`,
          ...held.map(({ debate: { question } }) => `Took part in: ${question}`),
        ],
      ] as const;
    }),
    ...site.threads.flatMap((thread) =>
      thread.messages.map((message) => {
        const answered = answeredBy(thread, message);
        return [
          threadPath(thread.slug, message.id),
          [
            personOf(message),
            `“${firstWords(message.passages.find(({ depth, kind }) => depth === 0 && kind === 'prose')?.text ?? '')}”`,
            momentOf(message.date) ?? 'date unknown',
            ...(answered ? [`answers ${personOf(answered)}`] : []),
            ...(sealOf(message) === null ? [] : [sealOf(message) ?? '']),
            ...(message.recovered ? [isMissing(message) ? 'not at hand' : quotedBy(message, thread)] : []),
          ],
        ] as const;
      }),
    ),
  ]);
}

/** Whom the words of a message that nobody has are known from. */
function quotedBy({ passages }: SiteMessage, { messages }: SiteThread): string {
  const carriers = new Set(passages.flatMap((passage) => passage.carriers ?? []));
  const names = messages.flatMap((each) => (carriers.has(each.id) ? [personOf(each)] : []));
  return `as quoted by ${[...new Set(names)].join(' and ')}`;
}

function firstWords(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  return words.length <= FIRST_WORDS ? words : `${words.slice(0, FIRST_WORDS).replace(/\s+\S*$/, '')} …`;
}
