/**
 * In the thread reader, opens and closes what a reader asks for: all quotes, all notes. Without scripts a style sheet shows
 * them, and none can be closed by itself then.
 */
import { lookUp } from '../../base/look-up.ts';

const CHOICES: Readonly<Record<string, readonly [parts: string, open: string]>> = {
  'pt-quotes': ['.pt-fold', 'all'],
  'pt-notes': ['.pt-note', 'whole'],
};

addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLSelectElement)) return;
  const [parts, open] = lookUp(CHOICES, target.name) ?? [];
  if (parts === undefined) return;
  for (const each of document.querySelectorAll<HTMLDetailsElement>(parts)) each.open = target.value === open;
});
