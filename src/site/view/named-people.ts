import { Parser } from 'htmlparser2';
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
  const unmet = new Map([...people].map(([name, href]) => [name, { href, pattern: patternOf(name) }]));
  const links: Link[] = [];
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
      for (const [name, { href, pattern }] of unmet) {
        const found = pattern.exec(text);
        if (!found) continue;
        unmet.delete(name);
        const start = parser.startIndex + found.index;
        if (open.leads === 0) links.push({ start, end: start + found[0].length, href });
      }
    },
  });
  parser.end(html);
  return linked(
    html,
    links.toSorted((a, b) => a.start - b.start),
  );
}

interface Link {
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

function linked(html: string, links: readonly Link[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, href } of links) {
    parts.push(html.slice(from, start), `<a class="pt-mention" href="${href}">${html.slice(start, end)}</a>`);
    from = end;
  }
  return parts.join('') + html.slice(from);
}

/** A name as it stands in prose, where a line may end within it. */
const patternOf = (name: string): RegExp =>
  new RegExp(`(?<!\\p{L})${escaped(name).split(/\s+/).join('\\s+')}(?!\\p{L})`, 'u');
