import { describe, expect, it } from 'vitest';
import { AddressList } from '../../common/address-list.js';
import { clientAddressOf, clientProtocolOf } from './client-address.js';

const trusted = AddressList.parse('10.0.0.0/8, loopback');

describe('the address of a client', () => {
  it.each([
    ['what he claims to be, behind nobody who is trusted', '203.0.113.9', '1.1.1.1', '203.0.113.9'],
    ['whom the proxy got it from', '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['not what he wrote before the proxy did', '10.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['not a trusted address that he wrote', '10.0.0.1', '10.9.9.9, 203.0.113.9', '203.0.113.9'],
    ['behind two proxies', '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['inside, where all are trusted', '10.0.0.1', '10.0.0.7', '10.0.0.7'],
    ['with a port', '127.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
    ['IPv6 with a port', '::1', '[2001:db8::1]:4711', '2001:db8::1'],
    ['IPv4 in the clothes of IPv6', '::ffff:10.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
    ['of the proxy where it wrote nonsense', '10.0.0.1', '203.0.113.9, unknown', '10.0.0.1'],
    ['of the proxy where it wrote nothing', '10.0.0.1', undefined, '10.0.0.1'],
    ['of the proxy behind an empty list', '10.0.0.1', '', '10.0.0.1'],
    ['not more than an address', '10.0.0.1', "127.0.0.1\u0000'; drop table staff", '10.0.0.1'],
  ])('is %s', (_what, peer, forwarded, expected) => {
    expect(clientAddressOf(peer, forwarded, trusted)).toBe(expected);
  });

  it('is the other end of the connection where nobody is trusted', () => {
    expect(clientAddressOf('127.0.0.1', '203.0.113.9', AddressList.parse(''))).toBe('127.0.0.1');
  });
});

describe('the protocol of a client', () => {
  it.each([
    ['203.0.113.9', 'https', undefined],
    ['10.0.0.1', 'https', 'https'],
    ['10.0.0.1', 'https, http', 'http'],
    ['10.0.0.1', 'javascript', undefined],
    ['10.0.0.1', undefined, undefined],
  ])('from %s with %j is %j', (peer, forwarded, expected) => {
    expect(clientProtocolOf(peer, forwarded, trusted)).toBe(expected);
  });
});
