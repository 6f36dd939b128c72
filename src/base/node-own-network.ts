import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** What no public server has: this machine, the networks around it, and what is nobody's (IANA's special registries). */
const IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const;

const IPV6 = [
  ['::', 128],
  ['::1', 128],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const;

/** Addresses that a translator makes of IPv4 ones (RFC 6052): public ones are reached through it too. */
const TRANSLATED = '64:ff9b::';

const own = new BlockList();
for (const [address, prefix] of IPV4) {
  // An IPv4 address written as an IPv6 one is met by the same rule.
  own.addSubnet(address, prefix, 'ipv4');
  own.addSubnet(`${TRANSLATED}${address}`, 96 + prefix, 'ipv6');
}
for (const [address, prefix] of IPV6) own.addSubnet(address, prefix, 'ipv6');

/** Whether an IP address leads to this machine or a network of its own; what is no address counts as that. */
export function isOwnNetwork(address: string): boolean {
  const [plain = ''] = address.split('%');
  if (isIPv4(plain)) return own.check(plain, 'ipv4');
  return isIPv6(plain) ? own.check(plain, 'ipv6') : true;
}
