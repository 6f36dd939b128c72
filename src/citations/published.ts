import { compare } from '../base/order.ts';
import { addressesIn, type IsMessageId, masked } from '../mail/masked.ts';
import type { Site } from './site.ts';
import { maskedName, messageIdsOf } from './threads/message-ids.ts';

/**
 * A site as strangers read it: nobody in it can be written to. Everything that pages, cards, feeds, the search and bundles
 * show is made of this; the checks work on the true text.
 *
 * @param allowed addresses that may be read, as their owners want it: a list, an office.
 */
export function publishedSite(site: Site, allowed: Allowed = () => false): Site {
  const isMessageId = messageIdsOf(site);
  const isNone: IsMessageId = (text) => isMessageId(text) || allowed(text);
  const names = namesShown(site, isNone);
  return shown(site, (text) => names.get(text) ?? masked(text, isNone)) as Site;
}

export type Allowed = (address: string) => boolean;

/** What a site shows as it is though it looks like an address: the ids of its mail, and what its settings allow. */
export function shownAsIs(site: Site, allowed: readonly string[] = []): IsMessageId {
  const isMessageId = messageIdsOf(site);
  const isAllowed = allowedBy(allowed);
  return (text) => isMessageId(text) || isAllowed(text);
}

/** @param names addresses, and hosts of which all may be read: `baskets@lists.example`, `@example.org`. */
export function allowedBy(names: readonly string[]): Allowed {
  const all = new Set(names.map((name) => name.toLowerCase()));
  return (address) => {
    const name = address.toLowerCase();
    return all.has(name) || all.has(name.slice(name.lastIndexOf('@')));
  };
}

/** Every text in a value; the names under which things are kept stay, and so do lists with nothing to mask. */
function shown(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) {
    const items = value.map((each) => shown(each, mask));
    return items.every((each, at) => each === value[at]) ? value : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  let isSame = true;
  const fields = Object.entries(value).map(([name, each]) => {
    const made = shown(each, mask);
    isSame &&= made === each;
    return [name, made] as const;
  });
  return isSame ? value : Object.fromEntries(fields);
}

/**
 * What writers are called who are known by an address only: `…@example.org`. Two of one host stay two: the later one is
 * `…@example.org (2)`.
 */
function namesShown({ threads }: Site, isNone: IsMessageId): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const byDate = threads
    .flatMap(({ messages }) => messages)
    .sort((a, b) => compare(a.date ?? LAST, b.date ?? LAST));
  const meet = (name: string | null): void => {
    if (name === null || names.has(name) || addressesIn(name, isNone).length === 0) return;
    const short = maskedName(name, isNone);
    let label = short;
    for (let count = 2; taken.has(label); count += 1) label = `${short} (${count})`;
    taken.add(label);
    names.set(name, label);
  };
  for (const { from, passages } of byDate) {
    meet(from.name ?? from.address);
    for (const { author } of passages) meet(author);
  }
  return names;
}

/** After every date. */
const LAST = '9999';
