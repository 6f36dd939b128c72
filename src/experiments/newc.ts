/** An entry of an initramfs. */
export interface ArchiveEntry {
  /** Without a slash at its start. */
  readonly path: string;
  /** As in `st_mode`: kind and permissions. */
  readonly mode: number;
  readonly bytes?: Uint8Array;
  /** Major and minor of a device. */
  readonly device?: readonly [number, number];
}

const MAGIC = '070701';
const END = 'TRAILER!!!';
const ALIGN = 4;
const HEADER_BYTES = 110;

/**
 * Packs an archive in the "new ASCII" format of cpio, which the kernel unpacks as its first file system (see
 * Documentation/driver-api/early-userspace/buffer-format.rst in its source): the same entries give the same bytes.
 */
export function packNewc(entries: readonly ArchiveEntry[]): Uint8Array {
  const all = [...entries, { path: END, mode: 0 }];
  const blocks = all.map((entry, index) => block(entry, index + 1));
  const packed = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const each of blocks) {
    packed.set(each, at);
    at += each.length;
  }
  return packed;
}

function block(
  { path, mode, bytes = new Uint8Array(), device = [0, 0] }: ArchiveEntry,
  inode: number,
): Uint8Array {
  const name = new TextEncoder().encode(`${path}\0`);
  // inode, mode, uid, gid, nlink, mtime, filesize, dev major and minor, rdev major and minor, namesize, check
  const fields = [inode, mode, 0, 0, 1, 0, bytes.length, 0, 0, device[0], device[1], name.length, 0];
  const header = MAGIC + fields.map((field) => field.toString(16).padStart(8, '0')).join('');
  const bodyAt = aligned(HEADER_BYTES + name.length);
  const made = new Uint8Array(aligned(bodyAt + bytes.length));
  made.set(new TextEncoder().encode(header));
  made.set(name, HEADER_BYTES);
  made.set(bytes, bodyAt);
  return made;
}

const aligned = (size: number): number => Math.ceil(size / ALIGN) * ALIGN;
