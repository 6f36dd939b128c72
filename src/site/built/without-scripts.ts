import postcss, { type ChildNode, type Container, type Rule } from 'postcss';

/**
 * Starlight chooses between light and dark by a script, and serves every page as dark. A browser without scripts gets one
 * more style sheet: for a reader who prefers light, the rules that light pages have; and no selector of themes, which would
 * do nothing.
 *
 * @param sheets every style sheet of the site.
 */
export function sheetWithoutScripts(sheets: readonly string[]): string {
  const light = sheets.flatMap((css) => inLight(postcss.parse(css)));
  return `${NO_SELECTOR}\n@media (prefers-color-scheme:light){${light.join('')}}\n`;
}

/** Neither it nor the line before it, and no button that only a script makes work. */
const NO_SELECTOR = 'starlight-theme-select,[data-search]{display:none}.social-icons::after{content:none}';

/** What a selector begins with that is about the theme of the page; a block of code may have one of its own. */
const pageIn = (theme: string): RegExp => new RegExp(`^(?::root|html)?\\[data-theme=(["']?)${theme}\\1\\]`);
const LIGHT = pageIn('light');
const DARK = pageIn('dark');

/** The rules for light pages, as rules for what is served as dark; those for dark pages are taken back. */
function inLight({ nodes = [] }: Container): ChildNode[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'rule' && node.type !== 'atrule') return [];
    const own = node.type === 'rule' ? [...takenBack(node), ...turned(node)] : [];
    if (own.length > 0) return own;
    const inside = inLight(node);
    return inside.length > 0 ? [node.clone({ nodes: inside })] : [];
  });
}

function turned(rule: Rule): Rule[] {
  const selectors = rule.selectors.filter((selector) => LIGHT.test(selector));
  if (selectors.length === 0) return [];
  const served = selectors.map((selector) =>
    selector.replace(LIGHT, (page) => page.replace('light', 'dark')),
  );
  return [rule.clone({ selectors: served })];
}

function takenBack(rule: Rule): Rule[] {
  const selectors = rule.selectors.filter((selector) => DARK.test(selector));
  if (selectors.length === 0) return [];
  const copy = rule.clone({ selectors });
  copy.walkDecls((declaration) => {
    declaration.value = 'revert-layer';
  });
  return [copy];
}
