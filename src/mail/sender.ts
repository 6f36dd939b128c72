import { readMailbox, readMailboxes } from './addresses.ts';
import type { Header } from './header.ts';
import type { Mailbox } from './message.ts';

/** "Ada via engines", "'Ada' via Engines List", "Ada (via engines list)". */
function viaIn(name: string | null): { readonly writer: string; readonly list: string } | null {
  const at = name?.toLowerCase().search(/[ (]via /) ?? -1;
  if (name === null || at < 1) return null;
  return {
    writer: name.slice(0, at),
    list: name
      .slice(at + ' via '.length)
      .replace(/\)$/, '')
      .trim(),
  };
}

/** Fields in which whoever puts another From in front of a message keeps the one that was there. */
const ORIGINALS = [
  'X-Original-From',
  'X-Google-Original-From',
  'X-MailFrom',
  'X-Mailman-Original-From',
] as const;

/**
 * Who wrote a message. A list that cannot pass on the writer's own From (as DMARC has it) puts its address there
 * and "via" behind the name; the writer is then named in the original field or in Reply-To. One person would be two.
 *
 * @param lists addresses of the lists that the message came through.
 */
export function senderOf(header: Header, lists: readonly string[]): Mailbox {
  const from = readMailbox(header.address('from'));
  const via = viaIn(from.name);
  const isOfList = from.address !== null && lists.includes(from.address.toLowerCase());
  const encoded = addressWithin(from.address);
  if (via === null && !isOfList && encoded === null) return from;
  const name = via === null ? from.name : nameIn(via.writer);
  const original = ORIGINALS.map((field) => readMailbox(header.address(field))).find(
    ({ address }) => address !== null,
  );
  if (original) return { name: original.name ?? name, address: original.address };
  const replies = readMailboxes(header.address('reply-to')).filter(
    ({ address }) => address !== null && address !== from.address && !lists.includes(address.toLowerCase()),
  );
  const isNamed = (each: Mailbox): boolean => each.name !== null && nameIn(each.name) === name;
  const [only] = replies.filter(({ name: other }) => other === null || name === null);
  const reply = replies.find(isNamed) ?? (replies.length === 1 ? only : undefined);
  if (reply) return { name: name ?? reply.name, address: reply.address };
  if (encoded !== null) return { name, address: encoded };
  const isTheirs = isOfList || isRelay(from.address) || isNamedAfter(from.address, via?.list ?? '');
  return { name, address: isTheirs && name !== null ? null : from.address };
}

/** Mailman cuts an address that stands for a name to "ada---". */
const nameIn = (text: string): string | null =>
  text
    .trim()
    .replace(/^["'(]{1,9}|["')]{1,9}$/g, '')
    .replace(/---$/, '')
    .trim() || null;

/** `ada=example.org@groups.example` and `ada=40example.org@dmarc.example`: the writer's address, within another. */
function addressWithin(address: string | null): string | null {
  const [, local, host] =
    /^([^@=\s]{1,64})=(?:40)?([^@=\s]{1,120}\.[A-Za-z]{2,20})@[^@\s]+$/.exec(address ?? '') ?? [];
  return local === undefined ? null : `${local}@${host}`;
}

/** What passes on mail of many people, and takes none itself. */
const isRelay = (address: string | null): boolean =>
  /^(?:devnull|noreply|no-reply|bounces?)\b/i.test(address ?? '');

/** A list whose address is in no other field is called by it. */
function isNamedAfter(address: string | null, list: string): boolean {
  const local = address?.split('@')[0]?.toLowerCase() ?? '';
  const words = list.toLowerCase();
  return local !== '' && (words.includes(local) || local.includes(words.replace(/[^a-z0-9]+/g, '-')));
}
