import { Parser } from 'htmlparser2';
import { type Change, replaced } from '../../base/replaced.ts';
import { foldSpace } from '../../citations/words/match.ts';
import { escaped } from '../../sources/lines.ts';

/** Here a name leads to somebody already, or is introduced: by a quote or by a link. */
const LEADS = new Set(['a', 'figure']);

/** Here a name is no mention in prose. */
const NO_PROSE = new Set(['code', 'pre', 'blockquote', 'details', 'svg']);

/**
 * Leads from the first mention of a person in the paragraphs of a page to who that is. Whom a quote or a link has named before
 * is left as it is.
 *
 * @param html what stands between the title and the end of the page.
 * @param people whom the site introduces, by name: the address of the page that does.
 */
export function withPeople(html: string, people: ReadonlyMap<string, string>): string {
  if (people.size === 0) return html;
  const known = new Map([...people].map(([name, href]) => [foldSpace(name), href]));
  const names = patternOf([...known.keys()]);
  const met = new Set<string>();
  const links: Change[] = [];
  const open = { leads: 0, noProse: 0, paragraphs: 0 };
  const count = (name: string, by: 1 | -1): void => {
    if (LEADS.has(name)) open.leads += by;
    if (NO_PROSE.has(name)) open.noProse += by;
    if (name === 'p') open.paragraphs += by;
  };
  const parser = new Parser({
    onopentag: (name) => count(name, 1),
    onclosetag: (name) => count(name, -1),
    ontext() {
      const isProse = open.paragraphs > 0 && open.noProse === 0;
      if (open.leads === 0 && !isProse) return;
      const text = html.slice(parser.startIndex, parser.endIndex + 1);
      for (const { 0: words, index } of text.matchAll(names)) {
        const name = foldSpace(words);
        if (met.has(name)) continue;
        met.add(name);
        if (open.leads > 0) continue;
        const start = parser.startIndex + index;
        const by = `<a class="pt-mention" href="${known.get(name)}">${words}</a>`;
        links.push({ start, end: start + words.length, by });
      }
    },
  });
  parser.end(html);
  return replaced(html, links);
}

/** Names as they stand in prose, where a line may end within one; of two that begin alike, the longer. */
function patternOf(names: readonly string[]): RegExp {
  const all = names
    .toSorted((a, b) => b.length - a.length)
    .map((name) => escaped(name).split(' ').join('\\s+'));
  return new RegExp(`(?<!\\p{L})(?:${all.join('|')})(?!\\p{L})`, 'gu');
}
