import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SharpConstructor } from 'sharp';
import { nodeHost } from '../../base/node-host.ts';
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
  const write = async (text: string, size: number, colour: string) => {
    const markup = `<span foreground="${colour}" line_height="0.9">${escaped(text)}</span>`;
    const options = {
      font: `${FONT.family} ${size}`,
      fontfile,
      width: ROOM.width,
      dpi: 72,
      rgba: true,
    };
    const { data, info } = await sharp({ text: { text: markup, ...options } })
      .png()
      .toBuffer({ resolveWithObject: true });
    // A word that has no room on a line is as wide as it is, and letters of some scripts are higher than their line.
    const fits = info.width <= ROOM.width && info.height <= ROOM.height;
    if (fits) return { input: data, height: info.height, fits };
    const smaller = await sharp(data)
      .resize({ ...ROOM, fit: 'inside' })
      .png()
      .toBuffer({ resolveWithObject: true });
    return { input: smaller.data, height: smaller.info.height, fits };
  };
  // The site's name and the few kinds stand on every card.
  const known = new Map<string, ReturnType<typeof write>>();
  const again = (text: string, colour: string): ReturnType<typeof write> => {
    const key = `${colour} ${text}`;
    const written = known.get(key) ?? write(text, 32, colour);
    known.set(key, written);
    return written;
  };
  const writeTitle = async (title: string) => {
    for (const size of TITLE.sizes) {
      const written = await write(title, size, '#ffffff');
      if (written.fits) return written;
    }
    return write(title, TITLE.sizes.at(-1) ?? 0, '#ffffff');
  };
  return async (card) => {
    const left = MARGIN;
    const [title, kind, site] = [card.title, card.kind, card.site].map(drawable);
    const middle = title ? await writeTitle(title) : null;
    const bottom = site ? await again(site, '#d5d8ff') : null;
    const parts = [
      ...(middle ? [{ input: middle.input, left, top: MARGIN + 70 }] : []),
      ...(bottom ? [{ input: bottom.input, left, top: SIZE.height - MARGIN - bottom.height }] : []),
      ...(kind ? [{ input: (await again(kind, '#ffd166')).input, left, top: MARGIN }] : []),
    ];
    return sharp(Buffer.from(BACKGROUND)).composite(parts).png({ palette: true, colours: 64 }).toBuffer();
  };
}

/** No text in it, so that no font is looked for. */
const BACKGROUND = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}"><rect width="100%" height="100%" fill="#1b2170"/><rect x="${SIZE.width - 70}" y="${MARGIN}" width="14" height="${SIZE.height - 2 * MARGIN}" rx="7" fill="#ffd166"/></svg>`;

/** What can be drawn of a text: no control letters, nor halves of letters; nothing, where it has no letter to see. */
function drawable(text: string): string {
  const letters = [...text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim()];
  const short = letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')} …` : letters.join('');
  return /[^\p{C}\p{Z}\p{M}]/u.test(short) ? short : '';
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

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
