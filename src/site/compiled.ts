import MagicString from 'magic-string';
import { sha256 } from '../base/hash.ts';
import type { EditedPage } from '../citations/edits.ts';
import { COMPONENTS as COMPONENTS_OF_PAGES } from '../citations/page/components.ts';
import type { Edit } from '../citations/page/edits.ts';

/** A page's source as it is compiled. */
export interface Compiled {
  readonly code: string;
  /** Where each part of it stands in the source. */
  readonly map: ReturnType<MagicString['generateMap']>;
}

/** The virtual module that exports our components. */
export const COMPONENTS = 'virtual:postil/components';

/** Whether a source is the one that was verified. */
export const isVerified = (source: string, { digest }: EditedPage): boolean =>
  sha256(withoutMark(source)) === digest;

/**
 * Prepares a page for compilation: the edits that its verification asks for, and the components imported at the end of the
 * file, so that authors need no import lines and no position of theirs moves to another line. Addresses from the site's root
 * get the base path that the site is served under.
 *
 * @param source must be the one that was verified.
 * @param base `/`, or the base path with or without a slash at its end.
 */
export function compiled(source: string, page: EditedPage, base: string): Compiled {
  if (!isVerified(source, page)) throw new Error('The page is not the one that was verified.');
  const root = base.replace(/\/+$/, '');
  const text = new MagicString(withoutMark(source));
  for (const edit of page.edits) apply(edit, text, root);
  text.append(`\n\nimport { ${Object.keys(COMPONENTS_OF_PAGES).join(', ')} } from '${COMPONENTS}';\n`);
  return { code: text.toString(), map: text.generateMap({ hires: 'boundary', includeContent: true }) };
}

function apply(edit: Edit, text: MagicString, root: string): void {
  switch (edit.kind) {
    case 'property':
      text.appendLeft(edit.at, ` ${edit.name}="${quoted(edit.value)}"`);
      return;
    case 'root':
      if (root !== '') text.appendLeft(edit.at, root);
      return;
    case 'link':
      // Where one link ends and the next begins, the end stands first.
      text.appendRight(edit.start, '[');
      text.appendLeft(edit.end, `](${root}${edit.to})`);
  }
}

const quoted = (value: string): string => value.replace(/&/g, '&amp;').replace(/"/g, '&quot;');

/** The mark of byte order that an editor may have put first is no part of the text (Unicode 23.8). */
const withoutMark = (source: string): string => source.replace(/^\uFEFF/, '');
