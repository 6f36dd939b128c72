import { replaced, tagsOf } from './tags.ts';

/**
 * A content security policy without 'unsafe-inline' forbids style attributes, and code blocks and icons of the shell
 * have hundreds. Each distinct one becomes a rule of a style sheet, and the attribute the name of that rule.
 */
export interface InlineStyles {
  readonly css: string;
  /** A page of the site with names in the place of its style attributes. */
  without(html: string): string;
}

/** @param pages every page of the site: they share one sheet, so that a browser fetches it once. */
export function inlineStyles(pages: readonly string[]): InlineStyles {
  const styles = new Set(
    pages.flatMap((html) => tagsOf(html).flatMap(({ attributes }) => attributes.style ?? [])),
  );
  const names = new Map([...styles].sort().map((style, index) => [style, index.toString(36)] as const));
  return {
    css: [...names].map(([style, name]) => `[${NAME}="${name}"]{${ruleOf(style)}}`).join('\n'),
    without(html) {
      const changes = tagsOf(html).flatMap(({ start, end, attributes: { style } }) => {
        if (style === undefined) return [];
        const tag = html
          .slice(start, end)
          .replace(ATTRIBUTE, (attribute, before: string, name: string) =>
            name.toLowerCase() === 'style' ? `${before}${NAME}="${names.get(style)}"` : attribute,
          );
        return [{ start, end, by: tag }];
      });
      return replaced(html, changes);
    },
  };
}

/** What tells the elements that had a style attribute. */
const NAME = 'data-s';

const ATTRIBUTE = /(\s)([^\s"'<>/=]+)(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g;

function ruleOf(style: string): string {
  if (/[{}<]/.test(style)) throw new Error(`Not the text of a style attribute: ${style}`);
  return style.trim().replace(/;$/, '');
}

/** A style sheet that looks for style attributes, made to look for the names that stand in their place. */
export const lookingForNames = (css: string): string => css.replaceAll("[style^='--']", `[${NAME}]`);
