import { Parser } from 'htmlparser2';
import { asMarkup } from '../../base/markup.ts';
import { type Change, replaced } from '../../base/replaced.ts';
import type { SiteTerm } from '../../citations/site.ts';

/** A paragraph, or another block, of a page's text. */
interface Block {
  readonly isParagraph: boolean;
  readonly start: number;
  end: number;
  letters: number;
  /** Whether something of it stands in the margin, or goes over it. */
  takesMargin: boolean;
  /** Terms that it leads to, each with the offset right behind `<a`. */
  readonly terms: { readonly slug: string; readonly at: number }[];
}

/** Reckoned for a narrow margin: letters on a line of text and of a note, and the height of their lines. */
export const TEXT = { letters: 66, height: 29 };
export const NOTE = { letters: 34, height: 20 };
export const GAP = 16;

/** Notes that would be longer, in letters, are left to the card and the glossary. */
const LONGEST = 200;

/**
 * Puts what a term means beside the paragraph that leads to it first. A note that would crowd others, or run into what goes
 * over the margin, is left out: the link has the same.
 *
 * @param html what stands between the title and the end of the page.
 * @param glossary path of the glossary's page.
 */
export function withTermNotes(html: string, terms: readonly SiteTerm[], glossary: string): string {
  const known = new Map(terms.map((term) => [term.slug, term]));
  const blocks = blocksOf(html, `${glossary}#`);
  const tops = heights(blocks);
  const met = new Set<string>();
  const changes: Change[] = [];
  let free = 0;
  for (const [index, block] of blocks.entries()) {
    const first = block.terms.find(({ slug }) => !met.has(slug));
    for (const { slug } of block.terms) met.add(slug);
    const top = tops[index] ?? 0;
    if (block.takesMargin) free = Math.max(free, tops[index + 1] ?? top);
    const term = first && known.get(first.slug);
    if (!term || !block.isParagraph || term.summary.length > LONGEST) continue;
    const end = top + Math.ceil((term.term.length + term.summary.length) / NOTE.letters) * NOTE.height + GAP;
    const next = blocks.findIndex(({ takesMargin }, at) => at > index && takesMargin);
    if (free > top || (next !== -1 && end > (tops[next] ?? 0))) continue;
    free = end;
    const paragraph = `${html.slice(block.start, first.at)} data-about${html.slice(first.at, block.end)}`;
    const note = `<div class="pt-margin" role="note"><b>${asMarkup(term.term)}</b> ${asMarkup(term.summary)}</div>`;
    const { start, end: after } = block;
    changes.push({ start, end: after, by: `<div class="pt-beside">${paragraph}${note}</div>` });
  }
  return replaced(html, changes);
}

function heights(blocks: readonly Block[]): number[] {
  let at = 0;
  return blocks.map(({ letters }) => {
    const top = at;
    at += Math.max(1, Math.ceil(letters / TEXT.letters)) * TEXT.height + GAP;
    return top;
  });
}

/** What stands on the first level of a text, in order. */
function blocksOf(html: string, glossary: string): Block[] {
  const blocks: Block[] = [];
  let depth = 0;
  let block: Block | undefined;
  const parser = new Parser({
    onopentag(name, { href = '', class: className = '' }) {
      if (depth === 0) {
        const start = parser.startIndex;
        block = { isParagraph: name === 'p', start, end: start, letters: 0, takesMargin: false, terms: [] };
        blocks.push(block);
      }
      depth += 1;
      if (!block) return;
      block.takesMargin ||= /\bpt-(?:margin|span|notes|compare)\b/.test(className);
      if (name === 'a' && href.startsWith(glossary))
        block.terms.push({ slug: href.slice(glossary.length), at: parser.startIndex + '<a'.length });
    },
    ontext(text) {
      if (block) block.letters += text.length;
    },
    onclosetag() {
      depth -= 1;
      if (block) block.end = parser.endIndex + 1;
      if (depth === 0) block = undefined;
    },
  });
  parser.end(html);
  return blocks;
}
