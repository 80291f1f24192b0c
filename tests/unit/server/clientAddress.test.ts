import { describe, expect, it } from 'vitest';
import { clientAddress, limitedNetwork, trustOf } from '#server/clientAddress.ts';

const asked = (remoteAddress: string | undefined, told?: string) => ({
  headers: told === undefined ? {} : { 'x-forwarded-for': told },
  socket: { remoteAddress },
});

describe('[E29] who asks', () => {
  const isTrusted = trustOf(['loopback', 'uniquelocal', '203.0.113.7', '2001:db8::/32']);
  it.each([
    ['nobody is believed who is no proxy of ours', asked('198.51.100.1', '192.0.2.1'), '198.51.100.1'],
    ['a proxy of ours is', asked('127.0.0.1', '192.0.2.1'), '192.0.2.1'],
    ['also one that IPv6 carries', asked('::ffff:10.0.0.2', '192.0.2.1'), '192.0.2.1'],
    ['what the client has told the proxy itself is not', asked('127.0.0.1', '1.1.1.1, 192.0.2.1'), '192.0.2.1'],
    ['two of ours in a row are', asked('203.0.113.7', '1.1.1.1, 192.0.2.1, 2001:db8::5'), '192.0.2.1'],
    ['what is no address ends the row', asked('127.0.0.1', '192.0.2.1, unknown'), '127.0.0.1'],
    ['a row of our own alone ends with its first', asked('127.0.0.1', '192.168.1.4, 10.0.0.2'), '192.168.1.4'],
    ['a proxy that tells nothing is who asks', asked('127.0.0.1'), '127.0.0.1'],
    ['of a connection that is gone nobody knows', asked(undefined, '192.0.2.1'), ''],
  ])('%s', (_name, request, address) => {
    expect(clientAddress(request, isTrusted)).toBe(address);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::7', '2001:db8:1:2::/64'],
    ['2001:db8::7', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ])('[E29] the limits count %s as %s', (address, network) => {
    expect(limitedNetwork(address)).toBe(network);
  });

  it('a setting that names no address is refused, as is a range that cannot be', () => {
    for (const wrong of ['proxy.example.fi', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::1/129', '10.0.0.0/-1'])
      expect(() => trustOf([wrong]), wrong).toThrow(wrong);
    expect(trustOf([])('127.0.0.1')).toBe(false);
  });
});
