import { crc32, deflateSync } from 'node:zlib';

/** How much of each pixel is covered, row by row: 0 to 255. */
export interface Mask {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

interface At {
  readonly left: number;
  readonly top: number;
}

/** A picture in few colours on a ground, with the steps between each and the ground. */
export interface Picture<Colour extends string> {
  fill(box: At & { readonly width: number; readonly height: number }, colour: Colour): void;
  /** Paints a colour through a mask; what lies outside of the picture is left out. */
  ink(mask: Mask, at: At, colour: Colour): void;
  png(): Buffer;
}

/** Steps from the ground to a colour: as smooth as letters need. */
const STEPS = 15;

/**
 * An empty picture. All its colours are known before anything is drawn, so nothing has to look for them afterwards, which is
 * most of the work of making a small PNG.
 *
 * @param colours as `#rrggbb`.
 */
export function pictureOf<Colour extends string>(
  { width, height }: { readonly width: number; readonly height: number },
  { ground, ...colours }: Readonly<Record<Colour | 'ground', string>>,
): Picture<Colour> {
  const names = Object.keys(colours);
  const palette = [rgbOf(ground)];
  for (const colour of Object.values<string>(colours))
    for (let step = 1; step <= STEPS; step += 1)
      palette.push(between(rgbOf(ground), rgbOf(colour), step / STEPS));
  /** A row begins with how it is filtered: not at all. */
  const row = width + 1;
  const pixels = new Uint8Array(row * height);
  const ink = ({ data, ...mask }: Mask, { left, top }: At, colour: string): void => {
    const before = names.indexOf(colour) * STEPS;
    const [wide, high] = [Math.min(mask.width, width - left), Math.min(mask.height, height - top)];
    for (let y = 0; y < high; y += 1)
      for (let x = 0; x < wide; x += 1) {
        const step = Math.round(((data[y * mask.width + x] ?? 0) * STEPS) / 255);
        if (step > 0) pixels[(top + y) * row + left + x + 1] = before + step;
      }
  };
  return {
    ink,
    fill: (box, colour) =>
      ink({ ...box, data: new Uint8Array(box.width * box.height).fill(255) }, box, colour),
    png: () =>
      Buffer.concat([
        SIGNATURE,
        chunk('IHDR', headerOf(width, height)),
        chunk('PLTE', Buffer.from(palette.flat())),
        chunk('IDAT', deflateSync(pixels)),
        chunk('IEND', Buffer.alloc(0)),
      ]),
  };
}

type Rgb = readonly [number, number, number];

const rgbOf = (colour: string): Rgb => {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};

const between = ([r, g, b]: Rgb, [toR, toG, toB]: Rgb, share: number): Rgb => [
  Math.round(r + (toR - r) * share),
  Math.round(g + (toG - g) * share),
  Math.round(b + (toB - b) * share),
];

/** As the PNG specification has them (https://www.w3.org/TR/png-3/). */
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** Eight bits a pixel, which name a colour of the palette. */
function headerOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return header;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
