import { sha256 } from '../../base/hash.ts';
import type { Host } from '../../base/host.ts';
import { keptAt } from '../../base/kept-at.ts';

/** The library that draws: what another version has drawn is not used. A test says what it has to be. */
export const DRAWN_BY = 'beautiful-mermaid-1.1.3';

/** Draws Mermaid as SVG. */
export type Draw = (source: string) => Promise<string>;

/** Draws each diagram once and keeps it in the user's cache folder: to lay one out takes longer than to check the site. */
export const drawnIn =
  (cacheFolder: string, host: Host): Draw =>
  (source) =>
    keptAt(`${cacheFolder}/derived/${DRAWN_BY}/${sha256(source)}`, () => draw(source), host);

async function draw(source: string): Promise<string> {
  const { renderMermaidSVG } = await import('beautiful-mermaid');
  return renderMermaidSVG(source, { transparent: true, padding: 8, nodeSpacing: 20, layerSpacing: 36 });
}
