import type { StarlightUserConfig } from '@astrojs/starlight/types';

type CodeBlocks = NonNullable<StarlightUserConfig['expressiveCode']>;

/** How code is shown: as the tree has it, tabs included. */
const OURS = {
  defaultProps: { wrap: false },
  tabWidth: 0,
  styleOverrides: {
    borderRadius: '0.25rem',
    codeFontSize: '0.8125rem',
    gutterForeground: 'var(--sl-color-gray-2)',
    gutterHighlightForeground: 'var(--sl-color-white)',
    gutterBorderColor: 'var(--sl-color-gray-5)',
    textMarkers: { backgroundOpacity: '22%' },
  },
} satisfies CodeBlocks;

/**
 * A site's own settings over ours. Tabs stay as they are in any case: an excerpt is shown byte for byte.
 * Expressive Code cannot be switched off, since excerpts need it.
 */
export function codeBlocksWith(own: CodeBlocks = {}): CodeBlocks {
  const settings = typeof own === 'boolean' ? {} : own;
  return {
    ...OURS,
    ...settings,
    styleOverrides: { ...OURS.styleOverrides, ...settings.styleOverrides },
    tabWidth: 0,
  };
}
