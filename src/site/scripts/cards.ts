/**
 * Shows beside a link what it leads to: a term, a symbol, a rule, a person, a message. It comes by pointing, by focus, or
 * by the first tap; it stays while the pointer is over it; Escape closes it (WCAG 1.4.13). The link itself always works.
 */
import { lookUp } from '../../base/look-up.ts';
import { cardFile } from '../view/card-file.ts';
import type { Card, Cards } from '../view/cards.ts';

const POINTED_MS = 300;
const LEFT_MS = 250;
const MARGIN = 8;
const KINDS = /\/(?:glossary|symbols|references|threads\/[^/]+)\/#|\/(?:rules|people)\/[^#]+\/$/;

const base = import.meta.env.BASE_URL.replace(/\/$/, '');
/** By file; each is fetched when it is first wanted. */
const files = new Map<string, Promise<Cards>>();
let open: { readonly link: HTMLAnchorElement; readonly card: HTMLElement } | undefined;
let wanted: HTMLAnchorElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
/** The link that gets the focus back from a card that was closed, and is not to open it again by that. */
let silent: HTMLAnchorElement | undefined;
let pointer = 'mouse';

addEventListener('pointerover', ({ target, pointerType }) => {
  if (pointerType === 'touch') return;
  const link = linkAt(target);
  if (open && (link === open.link || isIn(target, open.card))) later(() => {}, 0);
  else if (link) later(() => void show(link), POINTED_MS);
  else if (open) later(hide, LEFT_MS);
  else clearTimeout(timer);
});
addEventListener('focusin', ({ target }) => {
  const link = linkAt(target);
  const again = link !== null && link === silent;
  silent = undefined;
  if (again) return;
  // A card that the focus has left may lie over what has it now, while the next one is on its way.
  if (open && open.link !== link && !isIn(target, open.card)) hide();
  if (link?.matches(':focus-visible')) void show(link);
});
addEventListener('pointerdown', ({ target, pointerType }) => {
  pointer = pointerType;
  if (open && !isIn(target, open.card) && linkAt(target) !== open.link) hide();
});
addEventListener('keydown', ({ key }) => {
  pointer = 'keyboard';
  if (key !== 'Escape' || !open) return;
  const { link, card } = open;
  const hadFocus = card.contains(document.activeElement);
  hide();
  if (!hadFocus) return;
  silent = link;
  link.focus();
});
addEventListener('click', (event) => {
  const link = linkAt(event.target);
  if (pointer !== 'touch' || !link || link === open?.link) return;
  event.preventDefault();
  void show(link).then((shown) => {
    if (!shown) location.assign(link.href);
  });
});

const isIn = (target: EventTarget | null, element: HTMLElement): boolean =>
  target instanceof Node && element.contains(target);

function later(act: () => void, ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(act, ms);
}

/** The link under a pointer that a card may explain: one of the text, to another page. */
function linkAt(target: EventTarget | null): HTMLAnchorElement | null {
  const link =
    target instanceof Element ? target.closest<HTMLAnchorElement>('.sl-markdown-content a[href]') : null;
  // A row of the matrix says itself what a card of its rule would.
  if (!link || link.closest('.pt-card, .pt-matrix') || link.origin !== location.origin) return null;
  return KINDS.test(link.pathname + link.hash) && link.pathname !== location.pathname ? link : null;
}

/** @returns whether there is a card for the link. */
async function show(link: HTMLAnchorElement): Promise<boolean> {
  wanted = link;
  const key = decodeURIComponent(link.pathname.slice(base.length) + link.hash);
  const file = cardFile(key);
  const fetched: Promise<Cards> =
    files.get(file) ?? fetch(`${base}/cards/${file}.json`).then((answer) => answer.json());
  files.set(file, fetched);
  const all = await fetched.catch(() => {
    files.delete(file);
    return null;
  });
  // A passage is told of by its message.
  const card = lookUp(all?.cards, key) ?? lookUp(all?.cards, key.replace(/\/[0-9a-f]+$/, ''));
  if (!all || !card) return false;
  // The reader may have gone on while the cards were on their way.
  const isLeft = pointer !== 'touch' && !link.matches(':hover, :focus');
  if (isLeft || wanted !== link || open?.link === link) return true;
  hide();
  open = { link, card: cardOf(card, link, all) };
  link.after(open.card);
  link.setAttribute('aria-describedby', open.card.id);
  open.card.showPopover();
  place(open.card, link);
  return true;
}

function hide(): void {
  clearTimeout(timer);
  wanted = undefined;
  open?.link.removeAttribute('aria-describedby');
  open?.card.remove();
  open = undefined;
}

function cardOf([title, says, ...facts]: Card, link: HTMLAnchorElement, words: Cards): HTMLElement {
  const card = element('div', 'pt-card not-content', '');
  card.id = 'pt-card';
  card.popover = 'manual';
  const way = element('a', '', words.readOn);
  way.setAttribute('href', link.href);
  way.setAttribute(
    'aria-label',
    words.readOnAbout.replace('{{title}}', () => title),
  );
  card.append(element('strong', '', title), element('span', 'pt-card-says', says));
  card.append(...facts.map((fact) => element('span', 'pt-card-fact', fact)), way);
  return card;
}

function element(name: string, classes: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text;
  return made;
}

/** Below the link, or above it where there is no room below; never over the link, nor over the edge of the screen. */
function place(card: HTMLElement, link: HTMLElement): void {
  const { top, bottom } = link.getBoundingClientRect();
  const { left } = [...link.getClientRects()].at(-1) ?? link.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - MARGIN;
  const isBelow = bottom + height + MARGIN <= innerHeight || top < height + MARGIN;
  card.style.left = `${scrollX + Math.max(MARGIN, Math.min(left, room))}px`;
  card.style.top = `${scrollY + (isBelow ? bottom + 2 : top - height - 2)}px`;
}
