/**
 * How far each letter of a font leads on, in em, by its code point: of a font with a character map of format 4
 * (https://learn.microsoft.com/typography/opentype/spec/cmap, hmtx, hhea, head).
 */
export function advancesIn(font: Buffer): ReadonlyMap<number, number> {
  const tables = new Map<string, number>();
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const entry = 12 + 16 * index;
    tables.set(font.toString('latin1', entry, entry + 4), font.readUInt32BE(entry + 8));
  }
  const at = (name: string): number => tables.get(name) ?? 0;
  const em = font.readUInt16BE(at('head') + 18);
  const measured = font.readUInt16BE(at('hhea') + 34);
  const map = Array.from({ length: font.readUInt16BE(at('cmap') + 2) }, (_, index) =>
    font.readUInt32BE(at('cmap') + 8 + 8 * index),
  )
    .map((offset) => at('cmap') + offset)
    .find((table) => font.readUInt16BE(table) === 4);
  if (map === undefined) throw new Error('No character map of format 4.');
  const advances = new Map<number, number>();
  const twice = font.readUInt16BE(map + 6);
  for (let segment = 0; segment < twice; segment += 2) {
    const [end, start, delta] = [14, 16 + twice, 16 + 2 * twice].map((part) =>
      font.readUInt16BE(map + part + segment),
    ) as [number, number, number];
    const rangeAt = map + 16 + 3 * twice + segment;
    const range = font.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const found = range === 0 ? code : font.readUInt16BE(rangeAt + range + 2 * (code - start));
      const glyph = range !== 0 && found === 0 ? 0 : (found + delta) & 0xffff;
      if (glyph !== 0)
        advances.set(code, font.readUInt16BE(at('hmtx') + 4 * Math.min(glyph, measured - 1)) / em);
    }
  }
  return advances;
}
