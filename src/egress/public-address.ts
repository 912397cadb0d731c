import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Why the product may not connect to an address by itself; null: it is an ordinary address of the public internet.
 * IPv4 is refused by the special-purpose registry (RFC 6890 and IANA's list). IPv6 is allowed only where global unicast
 * is given out (2000::/3), which leaves out loopback, link-local, ULA, IPv4-mapped and NAT64 forms by construction.
 */
export function addressRefusedBecause(address: string): string | null {
  if (isIPv4(address)) return SPECIAL_IPV4.check(address, 'ipv4') ? NOT_PUBLIC : null;
  // A zone index (`fe80::1%eth0`) exists on the local link alone.
  if (!isIPv6(address) || address.includes('%')) return NOT_PUBLIC;
  if (!GLOBAL_IPV6.check(address, 'ipv6') || SPECIAL_IPV6.check(address, 'ipv6')) return NOT_PUBLIC;
  return null;
}

const NOT_PUBLIC = 'it is not an address of the public internet';

const SPECIAL_IPV4 = blockList('ipv4', [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, the metadata service of clouds among it
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // IETF protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
]);

const GLOBAL_IPV6 = blockList('ipv6', [['2000::', 3]]);

const SPECIAL_IPV6 = blockList('ipv6', [
  ['2001::', 23], // IETF protocol assignments: Teredo, ORCHID, benchmarks
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4, which can hold a private IPv4 address
  ['3fff::', 20], // documentation
]);

function blockList(family: 'ipv4' | 'ipv6', ranges: readonly (readonly [net: string, prefix: number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of ranges) list.addSubnet(net, prefix, family);
  return list;
}
