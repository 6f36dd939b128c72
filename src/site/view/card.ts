import { type Kind, kindOfPage } from '../search/kinds.ts';

const OWN: readonly Kind[] = ['explainer', 'rule', 'thread'];

/**
 * The picture that stands for a page where others link to it. Explainers, rules and threads have their own; other
 * pages share that of the home page.
 *
 * @param path of the page inside the site.
 */
export const cardPath = (path: string): string =>
  hasCard(path) && path !== '/' ? `/og${path.replace(/\/$/, '')}.png` : '/og/index.png';

/** Whether a page has a picture of its own. What is left out of threads has not. */
export const hasCard = (path: string): boolean =>
  path === '/' || (OWN.includes(kindOfPage(path)) && !path.endsWith('/coverage/'));
