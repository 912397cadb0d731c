import { describe, expect, it } from 'vitest';
import { addressRefusedBecause } from '../../src/egress/public-address.ts';

describe('addresses the product never connects to by itself', () => {
  it.each([
    ['this network', '0.0.0.0', '0.1.2.3'],
    ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
    ['private', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.254'],
    ['carrier-grade NAT', '100.64.0.1', '100.127.255.255'],
    ['link-local and cloud metadata', '169.254.0.1', '169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
    ['unique local (ULA)', 'fc00::1', 'fd12:3456:789a::1', 'fd00:ec2::254'],
    ['IPv4-mapped and -compatible IPv6', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::127.0.0.1', '::'],
    ['NAT64', '64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::a00:1'],
    ['6to4 and Teredo', '2002:7f00:1::', '2002:c0a8:1::1', '2001:0:4136:e378::1'],
    ['documentation', '192.0.2.1', '198.51.100.7', '203.0.113.9', '2001:db8::1', '3fff::1'],
    ['benchmarks, protocol assignments, relays', '198.18.0.1', '198.19.255.255', '192.0.0.8', '192.88.99.1'],
    ['multicast, reserved, broadcast', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255', 'ff02::1'],
    ['site-local, discard', 'fec0::1', '100::1'],
    ['what is no address', '', 'localhost', '127.1', '0x7f000001', '2130706433', '[::1]', '1.2.3.4.5'],
  ])('%s', (_kind, ...addresses) => {
    for (const address of addresses) expect([address, addressRefusedBecause(address)]).not.toContain(null);
  });

  it.each(['1.1.1.1', '8.8.8.8', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '223.255.255.254'])(
    'but %s is an ordinary one',
    (address) => expect(addressRefusedBecause(address)).toBeNull(),
  );

  it.each(['2606:4700:4700::1111', '2a00:1450:4001::1', '2620:1ec:c11::200'])('and so is %s', (address) =>
    expect(addressRefusedBecause(address)).toBeNull(),
  );
});
