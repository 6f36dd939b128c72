import { attributionAt } from '../attribution.ts';
import type { AddressBook } from './address-book.ts';
import type { Option } from './search.ts';

/** A name where a trailer, a header field or a list has one: "Reviewed-by: Ada Lovelace # on two boards". */
const NAME = /(?:^|[:-] )([^@<>:(#]{2,60}?)(?= \(| #|$)/;
/** Gmail prints the address of whom it quotes: "On Fri, 9 Oct 2020 at 20:01, Ada wrote:", in English with AM or PM. */
const GMAIL = / at \d{1,2}:\d{2}(?:[ \u202f][AP]M|,) /;

/**
 * Ways to put back the address that stood after a name and was removed as if it were an HTML tag.
 *
 * @param line a line without quote marks.
 * @param above the line before it: an attribution line may be broken where its address begins.
 * @returns the line with each address and as it is; only as it is where nobody knows an address for it.
 */
export function withAddresses(line: string, above: string, addresses: AddressBook): Option[] {
  const asIs = { text: line, oddity: 0 };
  const lone = /^\p{L}+:$/u.test(line) ? attributionAt([`${above} ${line}`])?.attribution : undefined;
  const attribution = lone ?? attributionAt([line])?.attribution;
  if (attribution && attribution.address !== null) return [asIs];
  const name = attribution?.author ?? NAME.exec(line)?.[1] ?? '';
  const start = line.lastIndexOf(name);
  const candidates = lone || start !== -1 ? addresses(name) : [];
  if (candidates.length === 0) return [asIs];
  const quote = line[start + name.length] === '"' ? 1 : 0;
  const end = lone ? 0 : start + name.length + quote;
  const isUsual = lone || !attribution || GMAIL.test(line);
  const [before, after] = [line.slice(0, end), line.slice(end)];
  return [
    { ...asIs, oddity: isUsual ? 1 : 0 },
    ...candidates.map((address, rank) => ({
      text: lone ? `<${address}> ${line}` : `${before} <${address}>${after}`,
      oddity: rank + (isUsual ? 0 : 1),
    })),
  ];
}

/** Mail programs break the attribution line that they write around its address when it is longer than this. */
const ROOM = 70;

/** The options of an unmarked line, and those in which it is broken before or after the address in it. */
export const withBreaks = (options: readonly Option[]): Option[] =>
  options.flatMap((option) => {
    const { text, oddity } = option;
    const address = text.length > ROOM ? / (<[^\s<>@]{1,100}@[^\s<>@]{1,200}>) /.exec(text) : null;
    if (address === null) return [option];
    const [before, after] = [text.slice(0, address.index), text.slice(address.index + address[0].length)];
    return [
      option,
      { text: `${before}\r\n${address[1]} ${after}`, oddity: oddity + 1 },
      { text: `${before} ${address[1]}\r\n${after}`, oddity: oddity + 1 },
    ];
  });
