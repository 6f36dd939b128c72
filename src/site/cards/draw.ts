import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SharpConstructor } from 'sharp';
import { asMarkup } from '../../base/markup.ts';
import { nodeHost } from '../../base/node-host.ts';
import { type Mask, pictureOf } from './picture.ts';
import { openTypeOf } from './woff.ts';

export interface Card {
  readonly title: string;
  /** What it is of, in a word; or nothing. */
  readonly kind: string;
  readonly site: string;
}

export const SIZE = { width: 1200, height: 630 };

const MARGIN = 90;
const FONT = { family: 'Source Sans 3', file: 'source-sans-3-latin-700-normal.woff' };

/** The largest size of type at which a title has room, down to the smallest that can be read in a list. */
const TITLE = { sizes: [76, 64, 54, 46], room: 330 };

/** Letters of a text that are drawn. */
const LONGEST = 160;
/** What a piece of text may cover. */
const ROOM = { width: SIZE.width - 2 * MARGIN - 60, height: TITLE.room };

/** Draws cards: a page with a note in its margin, and the title. The type comes with us: a machine's own fonts differ. */
export type Draw = (card: Card) => Promise<Buffer>;

/**
 * @param cacheFolder where the font may be unpacked to.
 * @returns null where there is no sharp on this machine, which Astro has as an optional package.
 */
export async function cardDrawer(cacheFolder: string): Promise<Draw | null> {
  const sharp = await loadSharp();
  if (!sharp) return null;
  const fontfile = await unpackFont(cacheFolder);
  const write = async (text: string, size: number): Promise<Written> => {
    const markup = `<span line_height="0.9">${asMarkup(text)}</span>`;
    const options = { font: `${FONT.family} ${size}`, fontfile, width: ROOM.width, dpi: 72 };
    const mask = sharp({ text: { text: markup, ...options } });
    const { data, info } = await mask.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    // A word that has no room on a line is as wide as it is, and letters of some scripts are higher than their line.
    if (width <= ROOM.width && height <= ROOM.height) return { data, width, height, fits: true };
    const smaller = await sharp(data, { raw: { width, height, channels: 1 } })
      .resize({ ...ROOM, fit: 'inside' })
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data: smaller.data, width: smaller.info.width, height: smaller.info.height, fits: false };
  };
  // The site's name and the few kinds stand on every card.
  const known = new Map<string, Promise<Written>>();
  const again = (text: string): Promise<Written> => {
    const written = known.get(text) ?? write(text, 32);
    known.set(text, written);
    return written;
  };
  const writeTitle = async (title: string) => {
    for (const size of TITLE.sizes) {
      const written = await write(title, size);
      if (written.fits) return written;
    }
    return write(title, TITLE.sizes.at(-1) ?? 0);
  };
  return async (card) => {
    const [title, kind, site] = [card.title, card.kind, card.site].map(drawable);
    const middle = title ? await writeTitle(title) : null;
    const top = kind ? await again(kind) : null;
    const bottom = site ? await again(site) : null;
    const picture = pictureOf(SIZE, COLOURS);
    picture.fill(BAR, 'yellow');
    if (middle) picture.ink(middle, { left: MARGIN, top: MARGIN + 70 }, 'white');
    if (top) picture.ink(top, { left: MARGIN, top: MARGIN }, 'yellow');
    if (bottom) picture.ink(bottom, { left: MARGIN, top: SIZE.height - MARGIN - bottom.height }, 'pale');
    return picture.png();
  };
}

interface Written extends Mask {
  /** Whether it had room as it is. */
  readonly fits: boolean;
}

const COLOURS = { ground: '#1b2170', white: '#ffffff', yellow: '#ffd166', pale: '#d5d8ff' } as const;

/** What tells that it is a page with a margin. */
const BAR = { left: SIZE.width - 70, top: MARGIN, width: 14, height: SIZE.height - 2 * MARGIN };

/** What can be drawn of a text: no control letters, nor halves of letters; nothing, where it has no letter to see. */
function drawable(text: string): string {
  const letters = [...text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim()];
  const short = letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')} …` : letters.join('');
  return /[^\p{C}\p{Z}\p{M}]/u.test(short) ? short : '';
}

async function loadSharp(): Promise<SharpConstructor | null> {
  try {
    return (await import('sharp')).default;
  } catch {
    return null;
  }
}

async function unpackFont(folder: string): Promise<string> {
  const packed = createRequire(import.meta.url).resolve(`@fontsource/source-sans-3/files/${FONT.file}`);
  const file = join(folder, FONT.file.replace(/woff$/, 'otf'));
  await nodeHost().write(file, openTypeOf(await readFile(packed)));
  return file;
}
