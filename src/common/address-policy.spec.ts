import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressPolicy } from './address-policy.js';

const nothingListed = AddressPolicy.parse('');

/** As an address is named after `new URL` has read it. */
function allowedBy(policy: AddressPolicy, url: string): boolean {
  const { hostname } = new URL(url);
  return policy.allows(hostname, hostname);
}

describe('the addresses that may be reached', () => {
  it.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://2130706433',
    'http://0x7f000001',
    'http://0177.0.0.1',
    'http://0',
    'http://0.0.0.0',
    'http://10.0.0.1',
    'http://172.16.0.1',
    'http://172.31.255.255',
    'http://192.168.1.1',
    'http://100.64.0.1',
    'http://100.100.100.200',
    'http://169.254.169.254',
    'http://168.63.129.16',
    'http://192.0.0.192',
    'http://192.0.2.1',
    'http://198.18.0.1',
    'http://224.0.0.1',
    'http://255.255.255.255',
    'http://240.0.0.1',
    'http://[::]',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:169.254.169.254]',
    'http://[::ffff:a00:1]',
    'http://[::127.0.0.1]',
    'http://[0:0:0:0:0:ffff:10.0.0.1]',
    'http://[64:ff9b::7f00:1]',
    'http://[64:ff9b:1::7f00:1]',
    'http://[2002:7f00:1::]',
    'http://[2001::1]',
    'http://[fe80::1]',
    'http://[fec0::1]',
    'http://[fc00::1]',
    'http://[fd00:ec2::254]',
    'http://[ff02::1]',
    'http://[2001:db8::1]',
    'http://[100::1]',
    'http://[4000::1]',
  ])('do not include %s', (url) => {
    expect(allowedBy(nothingListed, url)).toBe(false);
  });

  it.each(['http://1.1.1.1', 'http://119.29.29.29', 'http://[2606:4700::1111]', 'http://[::ffff:8.8.8.8]'])(
    'include %s',
    (url) => {
      expect(allowedBy(nothingListed, url)).toBe(true);
    },
  );

  it('include the private ones that a listed name resolves to, and what is listed as a range', () => {
    const policy = AddressPolicy.parse('erp.corp.example, 10.1.0.0/16,127.0.0.1, fd00:1::/32');
    expect(policy.allows('erp.corp.example', '10.9.9.9')).toBe(true);
    expect(policy.allows('ERP.corp.example.', '192.168.3.4')).toBe(true);
    expect(policy.allows('erp.corp.example', '127.0.0.2')).toBe(true);
    expect(policy.allows('other.corp.example', '10.9.9.9')).toBe(false);
    expect(policy.allows('other.corp.example', '10.1.2.3')).toBe(true);
    expect(policy.allows('x', '127.0.0.1')).toBe(true);
    expect(policy.allows('x', '::ffff:127.0.0.1')).toBe(true);
    expect(policy.allows('x', '127.0.0.2')).toBe(false);
    expect(policy.allows('x', 'fd00:1::5')).toBe(true);
    expect(policy.allows('x', 'fd00:2::5')).toBe(false);
  });

  it('never include where clouds keep credentials, because of a name', () => {
    const policy = AddressPolicy.parse('metadata.google.internal,erp.corp.example');
    for (const address of ['169.254.169.254', '100.100.100.200', 'fd00:ec2::254', '0.0.0.0', '::', 'fe80::1']) {
      expect(policy.allows('metadata.google.internal', address)).toBe(false);
    }
    expect(AddressPolicy.parse('169.254.169.254').allows('x', '169.254.169.254')).toBe(true);
  });

  it('are told of wrong entries', () => {
    for (const entry of ['10.0.0.0/99', 'http://erp', 'a b', '10.1', '*.corp.example', '::g']) {
      expect(() => AddressPolicy.parse(`erp,${entry}`)).toThrow(RangeError);
    }
  });

  it('are the same for an IPv4 address in the clothes of IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(nothingListed.allows('x', `::ffff:${address}`)).toBe(nothingListed.allows('x', address));
      }),
    );
  });

  it('do not include what is no address', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const isOne = /^[\d.]+$|:/.test(text);
        expect(isOne || !nothingListed.allows(text, text)).toBe(true);
      }),
    );
  });
});
