import { symbolId } from '../../citations/code/symbol-id.ts';
import type { Site, SiteMessage, SiteSymbol, SiteTerm, SiteThread } from '../../citations/site.ts';
import { withoutBrackets } from '../../citations/threads/message-ids.ts';
import { dayOf } from '../view/date.ts';
import { threadPath } from '../view/href.ts';
import { plain } from '../view/rule.ts';
import { personOf } from '../view/thread.ts';
import type { Say } from '../words/say.ts';
import type { Entry } from './entry.ts';
import type { Kind } from './kinds.ts';
import { identifiersOf } from './words.ts';

/** Something that is looked up by its name, with a place on a page and no page of its own. */
export interface SearchRecord {
  readonly kind: Kind;
  readonly name: string;
  /** Other names of it. */
  readonly also: readonly string[];
  /** Inside the site: `/symbols/#pin_user_pages-mm-gup-c`. No two records have the same. */
  readonly path: string;
  /** What a reader is told of it. */
  readonly says: string;
}

/** Every symbol, term and message of a site. Each person has a page. */
export const recordsOf = (site: Site, say: Say): SearchRecord[] => [
  ...site.symbols.map((symbol) => symbolRecord(symbol, say)),
  ...soughtNames(site, say),
  ...site.glossary.map(termRecord),
  ...site.threads.flatMap((thread) =>
    thread.messages.flatMap((message) => messageRecord(message, thread, say)),
  ),
];

function symbolRecord(symbol: SiteSymbol, say: Say): SearchRecord {
  return {
    kind: 'symbol',
    name: symbol.name,
    also: [],
    path: `/symbols/#${symbolId(symbol)}`,
    says: [
      symbol.path,
      say('search.namedIn', { pages: symbol.pages.map(({ title }) => title).join('; ') }),
    ].join('. '),
  };
}

/** What the checks of rules look for, where the site has no more to say of it: at the check. */
function soughtNames({ rules, symbols, glossary }: Site, say: Say): SearchRecord[] {
  const known = new Set([
    ...symbols.map(({ name }) => name),
    ...glossary.flatMap(({ term, aliases, symbols: own }) => [term, ...aliases, ...own]),
  ]);
  return rules.flatMap(({ page, title, checks }) =>
    checks.flatMap(({ id, claim, needle }) => {
      const names = identifiersOf(needle ?? '').filter((name) => !known.has(name));
      const says = say('search.soughtBy', { rule: title, claim: plain(claim) });
      return names.length > 0
        ? [{ kind: 'symbol' as const, name: names.join(', '), also: [], path: `/${page}/#${id}`, says }]
        : [];
    }),
  );
}

const termRecord = ({ slug, term, aliases, summary, symbols }: SiteTerm): SearchRecord => ({
  kind: 'term',
  name: term,
  also: [...aliases, ...symbols],
  path: `/glossary/#${slug}`,
  says: summary,
});

/** A message by its Message-ID; none of one whose Message-ID nobody knows. */
function messageRecord(message: SiteMessage, { slug, title }: SiteThread, say: Say): SearchRecord[] {
  const id = message.messageId ?? message.outside['Message-ID'] ?? null;
  if (id === null) return [];
  const when = dayOf(message.date ?? message.outside.Date ?? null, say);
  return [
    {
      kind: 'message',
      name: [personOf(message, say), when].filter(Boolean).join(', '),
      also: [withoutBrackets(id)],
      path: threadPath(slug, message.id),
      says: say('search.inThread', { thread: title }),
    },
  ];
}

/** As an answer; null for a message, which the engine alone finds by its Message-ID. */
export const entryOfRecord = ({ kind, name, also, path, says }: SearchRecord): Entry | null =>
  kind === 'message' ? null : { kind, name, also, path, says, asks: [], parts: [], lists: '', names: '' };
