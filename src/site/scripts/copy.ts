/** A button that copies the words of the element it names, and says that it has. Without scripts there is none. */
addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>('button[data-copies]') : null;
  const words = document.getElementById(button?.dataset.copies ?? '')?.textContent;
  if (!button || !words) return;
  await navigator.clipboard.writeText(words.trim());
  button.textContent = button.dataset.copied ?? '';
});
