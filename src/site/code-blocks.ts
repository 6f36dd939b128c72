import { pluginLineNumbers } from '@expressive-code/plugin-line-numbers';

/** How code is shown: as the tree has it, tabs included. Plain JSON: Expressive Code passes it on as such. */
export const codeBlocks = {
  defaultProps: { wrap: false },
  tabWidth: 0,
  styleOverrides: { borderRadius: '0.25rem', codeFontSize: '0.8125rem' },
};

/**
 * What <Code> adds to that: line numbers where an excerpt asks for them. Expressive Code imports this as its
 * configuration file; the numbers' styles are ours (styles/excerpt.css), as its own come only with options
 * that are plain JSON.
 */
export default { plugins: [pluginLineNumbers()], defaultProps: { showLineNumbers: false } };
