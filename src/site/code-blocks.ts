import type { StarlightUserConfig } from '@astrojs/starlight/types';

type CodeBlocks = NonNullable<StarlightUserConfig['expressiveCode']>;

/** How code is shown: as the tree has it, tabs included. */
const OURS = {
  defaultProps: { wrap: false },
  tabWidth: 0,
  styleOverrides: {
    borderRadius: '0.25rem',
    codeFontSize: '0.8125rem',
    gutterForeground: 'var(--sl-color-gray-3)',
    gutterHighlightForeground: 'var(--sl-color-white)',
    gutterBorderColor: 'var(--sl-color-gray-5)',
    textMarkers: { backgroundOpacity: '22%' },
  },
} satisfies CodeBlocks;

/**
 * The highlighter gives a line up after half a second, and leaves the rest of it without colours: what a page looks like would
 * depend on how busy the machine is, and with it the name of a style sheet in every page. Lines are given up by their length
 * instead.
 *
 * A class, since Expressive Code prints settings as JSON for its component, and refuses those with a function of their own.
 */
class EndsByLength {
  readonly name = 'postil-ends-by-length';

  preprocess(
    _code: string,
    options: { tokenizeTimeLimit?: number | undefined; tokenizeMaxLineLength?: number | undefined },
  ): void {
    options.tokenizeTimeLimit = 0;
    options.tokenizeMaxLineLength ??= LONGEST_LINE;
  }
}

/** Letters of a line that is coloured; a longer one was made by a program. */
const LONGEST_LINE = 10_000;

/** Settings with which the same code is coloured in the same way, however long that takes. */
export function endingByLength(settings: Exclude<CodeBlocks, boolean>): Exclude<CodeBlocks, boolean> {
  const { shiki = {} } = settings;
  if (shiki === false) return settings;
  const own = shiki === true ? {} : shiki;
  return { ...settings, shiki: { ...own, transformers: [...(own.transformers ?? []), new EndsByLength()] } };
}

/**
 * A site's own settings over ours. Tabs stay as they are in any case: an excerpt is shown byte for byte.
 * Expressive Code cannot be switched off, since excerpts need it.
 */
export function codeBlocksWith(own: CodeBlocks = {}): Exclude<CodeBlocks, boolean> {
  const settings = typeof own === 'boolean' ? {} : own;
  return endingByLength({
    ...OURS,
    ...settings,
    styleOverrides: { ...OURS.styleOverrides, ...settings.styleOverrides },
    tabWidth: 0,
  });
}
