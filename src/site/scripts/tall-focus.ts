/**
 * What is higher than the room below the header (a drawing, long code) is put to the middle of the window by browsers
 * when the keyboard reaches it, its beginning under the header. Here it begins below the header instead.
 */

document.addEventListener('focusin', ({ target }) => {
  if (!(target instanceof HTMLElement) || !target.matches(':focus-visible')) return;
  const header = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const { height, top } = target.getBoundingClientRect();
  if (height > innerHeight - header && top < header) target.scrollIntoView({ block: 'start' });
});
