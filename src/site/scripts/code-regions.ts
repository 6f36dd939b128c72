/**
 * Code that has to be scrolled once the window is narrower (a phone that is turned) becomes a stop of the keyboard by
 * Expressive Code, and a landmark: one without a name only makes a screen reader's list of them longer.
 */

new MutationObserver((changes) => {
  for (const { target } of changes)
    if (target instanceof HTMLPreElement && target.getAttribute('role') === 'region')
      target.removeAttribute('role');
}).observe(document.body, { subtree: true, attributeFilter: ['role'] });
