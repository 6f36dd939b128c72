import { deflateRawSync } from 'node:zlib';

export interface Member {
  readonly name: string;
  readonly content: string;
  readonly method?: number;
  readonly flags?: number;
  /** The list names the first member's bytes once more. */
  readonly isFirst?: true;
}

/** A zip archive as PKWARE's APPNOTE.TXT has it. */
export function zipOf(members: readonly Member[]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name: written, content, method = 8, flags = 0, isFirst } of members) {
    const name = Buffer.from(written);
    const packed = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(isFirst ? 0 : at, 42);
    entries.push(entry, name);
    if (isFirst) continue;
    bodies.push(local, name, packed);
    at += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, list, end]);
}

/** A tar archive in the form of POSIX (ustar), its names as they are. */
export function tarOf(
  members: readonly (Pick<Member, 'name' | 'content'> & { readonly type?: string })[],
): Buffer {
  const blocks = members.flatMap(({ name, content, type = '0' }) => {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name.slice(0, 100), 0, 'utf8');
    header.write('0000644\0', 100);
    header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('        ', 148);
    header.write(type, 156);
    // Where a link leads.
    if (type === '1' || type === '2') header.write('../../../outside', 157);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((all, byte) => all + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
