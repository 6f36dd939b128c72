import { apart } from '../../base/apart.ts';
import { sha256 } from '../../base/hash.ts';
import type { Change } from '../../base/replaced.ts';
import type { Tree } from './tree.ts';

/**
 * A content security policy without 'unsafe-inline' forbids style attributes, and code blocks and icons of the shell
 * have hundreds. Each distinct one becomes a rule of a style sheet, and the attribute the name of that rule.
 */
export interface InlineStyles {
  /** Puts names in the place of a page's style attributes, and keeps these for the sheet. */
  changesIn(page: Tree): Change[];
  /** The sheet for all pages so far: they share one, so that a browser fetches it once. */
  css(): string;
}

export function inlineStyles(): InlineStyles {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  // By what it says, so that a page is the same whatever other pages the site has.
  const nameOf = (style: string): string => {
    const known = names.get(style);
    if (known !== undefined) return known;
    let name = (Number.parseInt(sha256(style).slice(0, 8), 16) % NAMES).toString(36);
    while (taken.has(name)) name += '-';
    taken.add(name);
    for (const own of apart([style])) names.set(own, name);
    return name;
  };
  return {
    css: () =>
      [...names]
        .map(([style, name]) => `[${NAME}="${name}"]{${ruleOf(style)}}`)
        .sort()
        .join('\n'),
    changesIn: ({ html, elements }) =>
      elements.flatMap(({ start, inside, attributes: { style } }) => {
        if (style === undefined) return [];
        const tag = html
          .slice(start, inside)
          .replace(ATTRIBUTE, (attribute, before: string, name: string) =>
            name.toLowerCase() === 'style' ? `${before}${NAME}="${nameOf(style)}"` : attribute,
          );
        return [{ start, end: inside, by: tag }];
      }),
  };
}

/** Few enough for short names, and far more than a site has styles. */
const NAMES = 36 ** 5;

/** What tells the elements that had a style attribute. */
const NAME = 'data-s';

const ATTRIBUTE = /(\s)([^\s"'<>/=]+)(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g;

function ruleOf(style: string): string {
  if (/[{}<]/.test(style)) throw new Error(`Not the text of a style attribute: ${style}`);
  return style.trim().replace(/;$/, '');
}

/** A style sheet that looks for style attributes, made to look for the names that stand in their place. */
export const lookingForNames = (css: string): string => css.replaceAll("[style^='--']", `[${NAME}]`);
