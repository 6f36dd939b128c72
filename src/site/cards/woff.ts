import { inflateSync } from 'node:zlib';

/** Sizes of the two headers in WOFF 1.0 and in OpenType, and of their entries for a table. */
const WOFF = { header: 44, entry: 20 };
const OPEN_TYPE = { header: 12, entry: 16 };

/** An OpenType font out of its WOFF 1.0 wrapping (https://www.w3.org/TR/WOFF/): the same tables, not compressed. */
export function openTypeOf(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('Not a WOFF 1.0 font.');
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = WOFF.header + WOFF.entry * index;
    const start = woff.readUInt32BE(at + 4);
    const stored = woff.subarray(start, start + woff.readUInt32BE(at + 8));
    const length = woff.readUInt32BE(at + 12);
    const data = stored.length < length ? inflateSync(stored) : stored;
    return { tag: woff.readUInt32BE(at), data, checksum: woff.readUInt32BE(at + 16) };
  });
  const header = Buffer.alloc(OPEN_TYPE.header + OPEN_TYPE.entry * count);
  const power = 2 ** Math.floor(Math.log2(count));
  header.writeUInt32BE(woff.readUInt32BE(4), 0);
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(power * 16, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE((count - power) * 16, 10);
  const parts: Buffer[] = [header];
  let at = header.length;
  for (const [index, { tag, data, checksum }] of tables.entries()) {
    const entry = OPEN_TYPE.header + OPEN_TYPE.entry * index;
    header.writeUInt32BE(tag, entry);
    header.writeUInt32BE(checksum, entry + 4);
    header.writeUInt32BE(at, entry + 8);
    header.writeUInt32BE(data.length, entry + 12);
    // Tables begin at multiples of four bytes.
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
    parts.push(data, padding);
    at += data.length + padding.length;
  }
  return Buffer.concat(parts);
}
