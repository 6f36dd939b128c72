import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';

/** Names of C with at least one underscore inside. */
const IDENTIFIER = /\b[A-Za-z][A-Za-z0-9]{0,60}(?:_{1,2}[A-Za-z0-9]{1,60}){1,12}\b/g;

/**
 * What an identifier is also looked up by: all that follows an underscore. A search finds words by their beginning,
 * so these are enough for every part: "user" finds `user_pages`, which stands for `pin_user_pages`.
 */
export function endingsOf(identifier: string): string[] {
  const endings: string[] = [];
  for (let at = identifier.indexOf('_'); at !== -1; at = identifier.indexOf('_', at + 1)) {
    const ending = identifier.slice(at + 1);
    if (/^[A-Za-z0-9]{2}/.test(ending)) endings.push(ending);
  }
  return endings;
}

/**
 * Adds to the searched part of a page, unseen and unread, the endings of the identifiers in it: the search engine
 * takes a name with underscores for one word.
 *
 * @param html of a page; one without a part that is searched is returned as it is.
 */
export function withSearchWords(html: string): string {
  const end = html.lastIndexOf('</main>');
  if (!html.includes('data-pagefind-body') || end === -1) return html;
  const words = [...new Set(identifiersIn(html).flatMap(endingsOf))].sort();
  if (words.length === 0) return html;
  const element = `<span hidden data-pagefind-weight="0.5" data-pagefind-index-attrs="data-words" data-words="${words.join(' ')}"></span>`;
  return html.slice(0, end) + element + html.slice(end);
}

function identifiersIn(html: string): string[] {
  const found = new Set<string>();
  let inside = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (name === 'main') inside += 1;
    },
    ontext(text) {
      if (inside > 0) for (const [identifier] of text.matchAll(IDENTIFIER)) found.add(identifier);
    },
    onclosetag(name) {
      if (name === 'main') inside -= 1;
    },
  });
  parser.end(html);
  return [...found];
}

/** Does so for all pages of a built site. */
export async function addSearchWords(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.html')) continue;
    const path = join(entry.parentPath, entry.name);
    const html = await readFile(path, 'utf8');
    const more = withSearchWords(html);
    if (more !== html) await writeFile(path, more);
  }
}
