import { MailFault } from '../fault.ts';
import type { Container } from './container.ts';

interface Packing {
  readonly name: string;
  /** The first bytes of a file, one letter each. */
  readonly magic: string;
  /** The program that unpacks it. */
  readonly command: string;
}

/** Packings that are told by name, so that their bytes are not taken for a mail that is damaged. */
const PACKINGS: readonly Packing[] = [
  { name: 'bzip2', magic: 'BZh', command: 'bunzip2' },
  { name: 'xz', magic: '\xfd7zXZ\0', command: 'xz -d' },
  { name: 'Zstandard', magic: '\x28\xb5\x2f\xfd', command: 'zstd -d' },
  { name: 'lzip', magic: 'LZIP', command: 'lzip -d' },
  { name: 'LZ4', magic: '\x04\x22\x4d\x18', command: 'lz4 -d' },
  { name: 'compress', magic: '\x1f\x9d', command: 'uncompress' },
  { name: '7-Zip', magic: '7z\xbc\xaf\x27\x1c', command: '7z x' },
  { name: 'RAR', magic: 'Rar!\x1a\x07', command: 'unrar x' },
];

const packingOf = (start: Uint8Array): Packing | undefined => {
  const letters = Buffer.from(start.subarray(0, 8)).toString('latin1');
  return PACKINGS.find(({ magic }) => letters.startsWith(magic));
};

/** What no decompressor at hand reads: refused, with the way to unpack it. */
export const packed: Container = {
  name: 'packed otherwise',
  sniff: (start) => packingOf(start) !== undefined,
  // biome-ignore lint/correctness/useYield: it has no files to give.
  async *files({ path, chunks }) {
    for await (const start of chunks) {
      const packing = packingOf(start);
      if (packing === undefined) return;
      throw new MailFault(
        'mail-not-mail',
        `The file is packed with ${packing.name}, which Postil does not unpack.`,
        `Unpack it first: ${packing.command} ${path.split('/').at(-1)}`,
      );
    }
  },
};
