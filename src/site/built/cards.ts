import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../../base/hash.ts';
import { nodeHost } from '../../base/node-host.ts';
import type { Card, Draw } from '../cards/draw.ts';
import { kindAsText, kindOfPage } from '../search/kinds.ts';
import { cardPath, hasCard } from '../view/card.ts';
import type { Say } from '../words/say.ts';
import type { FinishedPage } from './finish.ts';

/** Goes up when cards are drawn in another way. */
const DRAWING = '2';

export interface CardOptions {
  readonly folder: string;
  readonly cacheFolder: string;
  readonly site: string;
  readonly draw: Draw;
  readonly say: Say;
}

/** Draws the card of a page that has one of its own; one that was drawn before is taken from the cache. */
export async function writeCard(
  { path, tree }: FinishedPage,
  { folder, cacheFolder, site, draw, say }: CardOptions,
): Promise<void> {
  if (!hasCard(path)) return;
  const title = tree.elements.find(({ attributes }) => attributes.property === 'og:title')?.attributes
    .content;
  if (title === undefined) return;
  const card = { title, kind: path === '/' ? '' : kindAsText(kindOfPage(path), say), site };
  const file = join(folder, cardPath(path));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await kept(card, cacheFolder, draw));
}

async function kept(card: Card, cacheFolder: string, draw: Draw): Promise<Buffer> {
  const file = join(cacheFolder, `${sha256(JSON.stringify([DRAWING, card]))}.png`);
  try {
    return await readFile(file);
  } catch {
    const drawn = await draw(card);
    // Whole or not at all: half a picture would be shown by every later build.
    await nodeHost().write(file, drawn);
    return drawn;
  }
}
