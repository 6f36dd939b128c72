import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Sources, WantedFile } from '../../sources/excerpt.ts';
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

/** The links that have the form which a tree's `browse` gives, whatever tag they name. */
export function codeLinksIn(pages: readonly Page[], trees: Trees): CodeLink[] {
  const all = Object.values(trees);
  // With the tags that are known first: a tag may hold slashes, as a path does.
  const forms = [
    ...all.map((tree) => formOf(tree.browse, tree.tag)),
    ...[...new Set(all.map(({ browse }) => browse))].map((browse) => formOf(browse)),
  ];
  return pages.flatMap((page) =>
    page.outward.flatMap((link) => {
      const found = forms.map((form) => form.exec(link.url)?.groups).find((groups) => groups !== undefined);
      const { tag, path, line } = found ?? {};
      if (tag === undefined || path === undefined) return [];
      const tree = Object.keys(trees).find((name) => trees[name]?.tag === tag) ?? '';
      return [{ wanted: { tree, path }, line: line ? Number(line) : null, tag, link, page }];
    }),
  );
}

/** Checks that each of them leads to a line that its tree has; where the tree is not at hand, to a known tag. */
export function verifyCodeLinks(pages: readonly Page[], trees: Trees, sources: Sources): Diagnostic[] {
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
    if (file.state === 'absent') return fault(wanted.path, `${wanted.tree} has no file "${wanted.path}".`);
    if (file.state !== 'found' || line === null) return [];
    const last = file.text.replace(/\n$/, '').split('\n').length;
    return line >= 1 && line <= last
      ? []
      : fault(String(line), `${wanted.path} of ${wanted.tree} has ${last} lines.`);
  });
}

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
