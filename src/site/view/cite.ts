import type { SiteMessage } from '../../citations/site.ts';
import { withoutBrackets } from '../../citations/threads/message-ids.ts';
import type { FileHistory } from '../history.ts';
import type { Say } from '../words/say.ts';
import { dayOf, knownMomentOf } from './date.ts';
import { personOf } from './thread.ts';

export interface Cited {
  readonly title: string;
  readonly siteTitle: string;
  /** Null where the site does not know its own. */
  readonly address: string | null;
  /** Null where git does not know the page. */
  readonly history: FileHistory | null;
}

/** A page as a reference in a text. */
export function asText({ title, siteTitle, address, history }: Cited, say: Say): string {
  const version =
    history && say('cite.version', { day: dayOf(history.last, say) ?? '', commit: short(history.commit) });
  return `${[say('cite.title', { title }), siteTitle, version, address].filter(Boolean).join(', ')}.`;
}

/** A mail as a reference in a text: who wrote what, when, and by which name it is known, here and everywhere. */
export function mailAsText(message: SiteMessage, address: string, say: Say): string {
  const subject = message.outside.Subject ?? message.subject;
  const id = message.messageId ?? message.outside['Message-ID'] ?? null;
  const parts = [
    personOf(message, say),
    subject === '' ? null : say('cite.title', { title: subject }),
    knownMomentOf(message, say),
    id === null ? null : say('cite.messageId', { id: withoutBrackets(id) }),
    address,
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

/** A page as an entry for BibTeX. */
export function asBibtex(cited: Cited, key: string, say: Say): string {
  const { title, siteTitle, address, history } = cited;
  const [year, month] = history?.last.split('-') ?? [];
  const fields = Object.entries({
    title: `{${braced(title)}}`,
    author: `{${braced(siteTitle)}}`,
    year,
    month: month && String(Number(month)),
    url: address,
    note: history && say('cite.bibtexVersion', { commit: short(history.commit) }),
  });
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name.padEnd(6)} = {${value}}`] : []));
  return `@misc{${key.replace(/[^a-z0-9]+/gi, '-')},\n${lines.join(',\n')}\n}`;
}

const short = (commit: string): string => commit.slice(0, 12);

/** Signs that TeX would read as its own. */
const braced = (text: string): string => text.replace(/[\\{}]/g, '').replace(/[#$%&_]/g, '\\$&');
