import { describe, expect, it } from 'vitest';
import { AddressList } from './address-list.js';

describe('a list of addresses', () => {
  it.each([
    ['10.1.0.0/16', '10.1.255.1', true],
    ['10.1.0.0/16', '10.2.0.1', false],
    ['10.1.0.0/16', '::ffff:10.1.2.3', true],
    ['::ffff:10.1.0.0/112', '10.1.2.3', true],
    ['::ffff:10.1.0.0/112', '10.2.2.3', false],
    ['2001:db8::/32', '2001:db8:1::7', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['0.0.0.0/0', '::1', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.70', false],
    ['101.226.103.*', '101.226.103.9', true],
    ['101.226.103.*', '101.226.104.9', false],
    ['101.226.*', '101.226.104.9', true],
    ['loopback', '127.8.9.10', true],
    ['loopback', '::1', true],
    ['loopback', '10.0.0.1', false],
    ['10.0.0.1, 10.0.0.2', '10.0.0.2', true],
    ['', '10.0.0.1', false],
    ['0.0.0.0/0', 'unknown', false],
    ['::/0', 'fe80::1%eth0', false],
    ['0.0.0.0/0', '1.2.3', false],
    ['0.0.0.0/0', '0x7f.0.0.1', false],
    ['0.0.0.0/0', '1.2.3.400', false],
    ['0.0.0.0/0', '', false],
  ])('%j includes %j: %j', (list, address, expected) => {
    expect(AddressList.parse(list).includes(address)).toBe(expected);
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0/8',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    'example.com',
    '*',
    '1.2.3.*.*',
    '300.1.*',
    '::/129',
    '::ffff:10.0.0.0/8',
  ])('refuses %j', (entry) => {
    expect(() => AddressList.parse(entry)).toThrow(RangeError);
  });
});
