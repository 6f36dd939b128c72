import { LIMITS } from '../../base/limits.ts';
import { chunksOf, collected, streamOf } from '../chunks.ts';
import { MailFault } from '../fault.ts';
import { isMailPath } from '../folder.ts';
import type { Container } from './container.ts';

/** A zip archive of mail files (APPNOTE.TXT of PKWARE). Its list of files stands at its end, so it is read whole. */
export const zip: Container = {
  name: 'zip',
  sniff: (start) => start[0] === 0x50 && start[1] === 0x4b && start[2] === 0x03 && start[3] === 0x04,
  async *files({ path, chunks }) {
    const bytes = await collected(chunks, LIMITS.zipBytes);
    if (bytes === null)
      throw new MailFault(
        'mail-too-large',
        `The zip archive holds more than ${LIMITS.zipBytes / 1024 ** 2} MiB, and such are read whole.`,
        'Unpack it, and name the folder.',
      );
    for (const member of membersOf(bytes)) {
      if (member.name.endsWith('/') || !isMailPath(member.name)) continue;
      yield { path: `${path}/${member.name}`, chunks: unpacked(member, bytes) };
    }
  },
};

interface Member {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packedSize: number;
  /** Where its own header stands. */
  readonly at: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** Bytes of the record at the end, and of the longest comment behind it. */
const END_BYTES = 22;
const MOST_COMMENT = 0xffff;

function* membersOf(bytes: Uint8Array): Generator<Member> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_BYTES;
  const lowest = Math.max(0, end - MOST_COMMENT);
  while (end >= lowest && view.getUint32(end, true) !== END) end -= 1;
  if (end < lowest) throw damaged();
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let nth = 0; nth < count; nth += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    yield {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packedSize: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    };
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

const STORED = 0;
const DEFLATED = 8;

async function* unpacked(member: Member, bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const { at, packedSize, method, isEncrypted, name } = member;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isEncrypted || (method !== STORED && method !== DEFLATED))
    throw new MailFault(
      'mail-unreadable',
      `"${name}" in the zip archive is ${isEncrypted ? 'encrypted' : 'packed in a way that Postil does not read'}.`,
      'Unpack it, and name the folder.',
    );
  if (at + 30 > bytes.length) throw damaged();
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const packed = bytes.subarray(start, start + packedSize);
  if (packed.length < packedSize) throw damaged();
  if (method === STORED) yield* chunksOf(packed);
  else yield* inflated(packed);
}

async function* inflated(packed: Uint8Array): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of streamOf(chunksOf(packed)).pipeThrough(
      new DecompressionStream('deflate-raw'),
    )) {
      size += chunk.length;
      if (size > LIMITS.messageBytes && size > packed.length * LIMITS.swelling)
        throw new MailFault(
          'mail-too-large',
          `A file in the zip archive unpacks to more than ${LIMITS.swelling} times its size, as no mail does.`,
          'Unpack it yourself and look at what it holds.',
        );
      yield chunk;
    }
  } catch (error) {
    throw error instanceof MailFault ? error : damaged();
  }
}

const damaged = (): MailFault =>
  new MailFault(
    'mail-unreadable',
    'The zip archive ends early or is damaged; what stands before the damage was read.',
    'Download the archive again.',
  );
