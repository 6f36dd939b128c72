/**
 * A set of words, each with a sum of flags. A kernel has three million different ones: a Map of strings would take a
 * gigabyte, this takes a tenth.
 */
export interface WordTable {
  add(bytes: Uint8Array, start: number, end: number, flags: number): void;
  /** The words in the order of their bytes, a line each: a letter that says its flags, and the word. */
  sorted(): Generator<Buffer>;
}

export function wordTable(): WordTable {
  let letters = new Uint8Array(1 << 20);
  let used = 0;
  let count = 0;
  let starts = new Uint32Array(1 << 16);
  let lengths = new Uint8Array(1 << 16);
  let flagsOf = new Uint8Array(1 << 16);
  let hashes = new Uint32Array(1 << 16);
  let slots = new Uint32Array(1 << 17);

  const grow = (): void => {
    const size = starts.length * 2;
    starts = copied(new Uint32Array(size), starts);
    lengths = copied(new Uint8Array(size), lengths);
    flagsOf = copied(new Uint8Array(size), flagsOf);
    hashes = copied(new Uint32Array(size), hashes);
    slots = new Uint32Array(size * 2);
    for (let entry = 0; entry < count; entry += 1) slots[freeSlot(hashes[entry] as number)] = entry + 1;
  };
  const freeSlot = (hash: number): number => {
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    return slot;
  };
  const isAt = (entry: number, bytes: Uint8Array, start: number, length: number): boolean => {
    if (lengths[entry] !== length) return false;
    const from = starts[entry] as number;
    for (let at = 0; at < length; at += 1) if (letters[from + at] !== bytes[start + at]) return false;
    return true;
  };
  const word = (entry: number): Uint8Array => {
    const from = starts[entry] as number;
    return letters.subarray(from, from + (lengths[entry] as number));
  };

  return {
    add(bytes, start, end, flags) {
      // FNV-1a.
      let hash = 0x811c9dc5;
      for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
      hash >>>= 0;
      const length = end - start;
      let slot = hash & (slots.length - 1);
      for (let entry = slots[slot] as number; entry !== 0; entry = slots[slot] as number) {
        if (hashes[entry - 1] === hash && isAt(entry - 1, bytes, start, length)) {
          flagsOf[entry - 1] = (flagsOf[entry - 1] as number) | flags;
          return;
        }
        slot = (slot + 1) & (slots.length - 1);
      }
      if (used + length > letters.length) letters = copied(new Uint8Array(letters.length * 2), letters);
      letters.set(bytes.subarray(start, end), used);
      starts[count] = used;
      lengths[count] = length;
      flagsOf[count] = flags;
      hashes[count] = hash;
      used += length;
      count += 1;
      slots[slot] = count;
      if (count === starts.length) grow();
    },
    *sorted() {
      const order = Uint32Array.from({ length: count }, (_, entry) => entry);
      order.sort((a, b) => Buffer.compare(word(a), word(b)));
      for (let at = 0; at < count; at += LINES_AT_ONCE) {
        const some = order.subarray(at, at + LINES_AT_ONCE);
        yield Buffer.concat(
          [...some].flatMap((entry) => [
            Uint8Array.of(FIRST_LETTER + (flagsOf[entry] as number)),
            word(entry),
            LINE_END,
          ]),
        );
      }
    },
  };
}

/** The letter before a word says its flags. */
export const FIRST_LETTER = 0x40;

const LINES_AT_ONCE = 10_000;
const LINE_END = Uint8Array.of(0x0a);

function copied<T extends Uint8Array | Uint32Array>(into: T, from: T): T {
  into.set(from);
  return into;
}
