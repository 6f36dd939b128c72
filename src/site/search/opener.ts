import type { Sent } from './entry.ts';
import { likesSlash } from './kept.ts';

/** What the button is: the dialog itself is loaded when somebody is about to search, and not before. */
class SiteSearch extends HTMLElement {
  #dialog: Promise<{ open(): void; close(): void; readonly isOpen: boolean }> | undefined;

  connectedCallback(): void {
    const opener = this.querySelector<HTMLButtonElement>('[data-open-modal]');
    if (!opener) return;
    opener.disabled = false;
    opener.addEventListener('click', () => void this.#open());
    for (const sign of ['pointerenter', 'focus']) opener.addEventListener(sign, () => void this.#load());
    for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-search]'))
      button.addEventListener('click', () => void this.#open());
    window.addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        void this.#toggle();
      } else if (event.key === '/' && !isWriting(event) && likesSlash()) {
        event.preventDefault();
        void this.#open();
      }
    });
  }

  /** The dialog and what it answers from come at the same time. */
  #load() {
    this.#dialog ??= (async () => {
      const { answers = '' } = this.dataset;
      const sent = fetch(answers).then((response): Promise<Sent> => response.json());
      sent.catch(() => {});
      const { searchDialog } = await import('./dialog.ts');
      return searchDialog(this, sent);
    })();
    return this.#dialog;
  }

  async #open(): Promise<void> {
    (await this.#load()).open();
  }

  async #toggle(): Promise<void> {
    const dialog = await this.#load();
    if (dialog.isOpen) dialog.close();
    else dialog.open();
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
