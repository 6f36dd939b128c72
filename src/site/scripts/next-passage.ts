/** In the thread reader, Alt and an arrow key lead from passage to passage. Links lead there without this, too. */
import { lookUp } from '../../base/look-up.ts';

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

addEventListener('keydown', (event) => {
  const step = lookUp(STEPS, event.key);
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || step === undefined) return;
  if (event.target instanceof HTMLSelectElement) return;
  const passages = [...document.querySelectorAll<HTMLElement>('.pt-passage')].filter((each) =>
    each.checkVisibility(),
  );
  const to = passages[placeIn(passages) + step] ?? null;
  if (!to) return;
  event.preventDefault();
  to.scrollIntoView();
  to.querySelector<HTMLElement>(':scope > .pt-permalink')?.focus({ preventScroll: true });
});

/** Which passage the reader is at: the one that has the focus, or the last that begins above the reading line. */
function placeIn(passages: readonly HTMLElement[]): number {
  const focused = passages.findIndex((each) => each.contains(document.activeElement));
  if (focused !== -1) return focused;
  const line = innerHeight / 4;
  return passages.findLastIndex((each) => each.getBoundingClientRect().top <= line);
}
