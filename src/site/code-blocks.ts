/** How code is shown: as the tree has it, tabs included. */
export const codeBlocks = {
  defaultProps: { wrap: false },
  tabWidth: 0,
  styleOverrides: {
    borderRadius: '0.25rem',
    codeFontSize: '0.8125rem',
    gutterForeground: 'var(--sl-color-gray-2)',
    gutterHighlightForeground: 'var(--sl-color-white)',
  },
};
