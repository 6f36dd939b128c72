import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import type { Sources, WantedFile } from '../../sources/excerpt.ts';
import type { Lock } from '../../sources/lock.ts';
import { isHarmlessPath } from '../../sources/resolve.ts';
import type { Tree, Trees } from '../../sources/tree.ts';
import type { Page } from '../page/page.ts';
import type { LinkUse } from '../page/use.ts';
import { closestName } from '../words/closest.ts';

/** A link into the source browser of a tree. */
interface CodeLink {
  readonly wanted: WantedFile;
  /** Null where the link names a whole file. */
  readonly line: number | null;
  readonly tag: string;
  readonly link: LinkUse;
  readonly page: Page;
}

/** Code that an address leads to. */
interface CodeAddress {
  /** Empty where no tree has the tag. */
  readonly tree: string;
  readonly tag: string;
  readonly path: string;
  /** Null where it is a whole file. */
  readonly line: number | null;
}

/** Reads addresses of the form that a tree's `browse` gives, whatever tag they name; null for any other. */
export function codeAddresses(trees: Trees): (url: string) => CodeAddress | null {
  const all = Object.values(trees);
  // With the tags that are known first: a tag may hold slashes, as a path does.
  const forms = [
    ...all.map((tree) => formOf(tree.browse, tree.tag)),
    ...[...new Set(all.map(({ browse }) => browse))].map((browse) => formOf(browse)),
  ];
  return (url) => {
    const found = forms.map((form) => form.exec(url)?.groups).find((groups) => groups !== undefined);
    const { tag, path, line } = found ?? {};
    if (tag === undefined || path === undefined) return null;
    const tree = Object.keys(trees).find((name) => lookUp(trees, name)?.tag === tag) ?? '';
    return { tree, tag, path, line: line ? Number(line) : null };
  };
}

/** The links that lead to code. */
export function codeLinksIn(pages: readonly Page[], trees: Trees): CodeLink[] {
  const read = codeAddresses(trees);
  return pages.flatMap((page) =>
    page.outward.flatMap((link) => {
      const found = read(link.url);
      if (found === null) return [];
      const { tree, tag, path, line } = found;
      return [{ wanted: { tree, path }, line, tag, link, page }];
    }),
  );
}

/**
 * Checks that each of them leads to a line that its tree has; where the file is not at hand, to a path that the tree is known
 * to have, and else to a known tag.
 *
 * @param named name of code, or path -> tree -> whether it is in there, as far as that is known.
 */
export function verifyCodeLinks(
  pages: readonly Page[],
  trees: Trees,
  sources: Sources,
  named: Lock['names'],
): Diagnostic[] {
  return codeLinksIn(pages, trees).flatMap(({ wanted, line, tag, link, page }) => {
    const fault = (named: string, message: string, closest?: string) => [
      diagnose('link-unknown-code', page.lines.placeAt(link.at + link.url.lastIndexOf(named)), {
        message,
        closest,
      }),
    ];
    if (wanted.tree === '') {
      const tags = Object.values(trees).map((tree) => tree.tag);
      return fault(tag, `No tree has the tag "${tag}".`, closestName(tag, tags));
    }
    const file = isHarmlessPath(wanted.path) ? sources.file(wanted) : ({ state: 'absent' } as const);
    const isAbsent =
      file.state === 'unavailable' && lookUp(lookUp(named, wanted.path), wanted.tree) === false;
    if (file.state === 'absent' || isAbsent)
      return fault(
        wanted.path,
        `${wanted.tree} has no file "${wanted.path}".`,
        closestPath(wanted.path, named),
      );
    if (file.state !== 'found' || line === null) return [];
    const last = file.text.replace(/\n$/, '').split('\n').length;
    return line >= 1 && line <= last
      ? []
      : fault(String(line), `${wanted.path} of ${wanted.tree} has ${last} lines.`);
  });
}

const closestPath = (path: string, named: Lock['names']): string | undefined =>
  closestName(
    path,
    Object.keys(named).filter(
      (name) => name.includes('/') && Object.values(lookUp(named, name) ?? {}).includes(true),
    ),
  );

/** What addresses look like that {@link Tree.browse} makes: the line, with what stands around it, may be left out. */
function formOf(browse: Tree['browse'], tag?: string): RegExp {
  const [file = '', anchor] = browse.split(/(?=#)/);
  const escaped = (text: string) => text.replace(/[$()*+.?[\\\]^|/]/g, '\\$&');
  const part = (text: string) =>
    escaped(text)
      .replace('{tag}', () => (tag === undefined ? '(?<tag>[^/?#]{1,100})' : `(?<tag>${escaped(tag)})`))
      .replace('{path}', '(?<path>[\\w][\\w./+-]{0,300}?)')
      .replace('{line}', '(?<line>\\d{1,7})');
  return new RegExp(`^${part(file)}${anchor ? `(?:${part(anchor)})?` : ''}$`);
}
