import type { Sent } from './entry.ts';
import { likesSlash } from './kept.ts';

/**
 * The button and the dialog, which opens at once. What searches in it is loaded when somebody is about to search, and not before;
 * what is typed meanwhile is looked for then.
 */
class SiteSearch extends HTMLElement {
  #search: Promise<{ opened(): void }> | undefined;

  connectedCallback(): void {
    const opener = this.querySelector<HTMLButtonElement>('[data-open-modal]');
    const dialog = this.querySelector('dialog');
    const input = this.querySelector('input');
    if (!opener || !dialog || !input) return;
    const open = (): void => {
      if (!dialog.open) dialog.showModal();
      input.select();
      void this.#load().then(({ opened }) => opened());
    };
    opener.disabled = false;
    for (const sign of ['pointerenter', 'focus']) opener.addEventListener(sign, () => void this.#load());
    for (const button of [opener, ...document.querySelectorAll<HTMLButtonElement>('button[data-search]')])
      button.addEventListener('click', open);
    this.querySelector('[data-close-modal]')?.addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', ({ target }) => {
      // A click on the dialog itself is one beside its frame. A link may lead to a place on this same page.
      if (target === dialog || (target instanceof Element && target.closest('a'))) dialog.close();
    });
    window.addEventListener('keydown', (event) => {
      const isToggle = event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey);
      if (!isToggle && !(event.key === '/' && !isWriting(event) && likesSlash())) return;
      event.preventDefault();
      if (dialog.open) dialog.close();
      else open();
    });
  }

  /** What searches, and what it answers from, come at the same time. */
  #load() {
    this.#search ??= (async () => {
      const sent = fetch(this.dataset.answers ?? '').then((response): Promise<Sent> => response.json());
      sent.catch(() => {});
      const { searchIn } = await import('./dialog.ts');
      return searchIn(this, sent);
    })();
    return this.#search;
  }
}

/** Whether a key is a letter of what somebody writes, or a shortcut of somebody else's. */
const isWriting = ({
  target,
  altKey,
  ctrlKey,
  metaKey,
  isComposing,
  defaultPrevented,
}: KeyboardEvent): boolean =>
  altKey ||
  ctrlKey ||
  metaKey ||
  isComposing ||
  defaultPrevented ||
  (target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, dialog') !== null));

customElements.define('site-search', SiteSearch);
