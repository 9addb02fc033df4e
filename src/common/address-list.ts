import { ValidateBy, type ValidationOptions } from 'class-validator';
import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type AddressRange = readonly [network: Address, bits: number];

const ENTRIES_MAX = 1_000;
const LOOPBACK = ['127.0.0.0/8', '::1'];
/** WeCom's documents write a segment so: `101.226.103.*`. */
const SEGMENTS = /^(\d{1,3}(?:\.\d{1,3}){0,2})\.\*$/;
const BITS = /^\d{1,3}$/;

/** A set of addresses and ranges. */
export class AddressList {
  private constructor(private readonly ranges: readonly AddressRange[]) {}

  /**
   * @param entries addresses, ranges (`10.1.0.0/16`), segments (`10.1.2.*`) and the word `loopback`.
   * @throws {RangeError} that names the entry which is none of these.
   */
  static of(entries: readonly string[]): AddressList {
    if (entries.length > ENTRIES_MAX) {
      throw new RangeError(`there are more than ${ENTRIES_MAX} entries`);
    }
    return new AddressList(entries.flatMap(rangesOf));
  }

  /** @param list entries, separated by commas. */
  static parse(list: string): AddressList {
    const entries = list.split(',').map((entry) => entry.trim().toLowerCase());
    return AddressList.of(entries.filter((entry) => entry !== ''));
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  /** What is no address is in no list. */
  includes(address: string): boolean {
    const parsed = this.isEmpty ? undefined : parseAddress(address);
    return parsed !== undefined && this.ranges.some((range) => isWithin(parsed, range));
  }
}

/** For the environment and for bodies: addresses, ranges and segments, separated by commas or as a list. */
export const IsAddressList = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isAddressList',
      validator: {
        validate: (value: unknown) => isAddressList(value),
        defaultMessage: () => '$property must be addresses and ranges such as 10.1.0.0/16',
      },
    },
    options,
  );

/** An IPv4 address in the clothes of IPv6 is an IPv4 address. A zone is no part of an address. */
export function parseAddress(address: string): Address | undefined {
  const isV4 = ipaddr.IPv4.isValidFourPartDecimal(address) && ipaddr.IPv4.isValid(address);
  const isV6 = address.includes(':') && !address.includes('%') && ipaddr.IPv6.isValid(address);
  return isV4 || isV6 ? ipaddr.process(address) : undefined;
}

/** An address, or a range in the form `10.1.0.0/16`. */
export function parseRange(entry: string): AddressRange | undefined {
  const [name = '', length, ...rest] = entry.split('/');
  const address = parseAddress(name);
  if (address === undefined || rest.length > 0) {
    return undefined;
  }
  const bitsMax = address.kind() === 'ipv4' ? 32 : 128;
  // `::ffff:10.0.0.0/104` is `10.0.0.0/8`.
  const outer = address.kind() === 'ipv4' && name.includes(':') ? 96 : 0;
  const bits = length === undefined ? bitsMax : BITS.test(length) ? Number(length) - outer : -1;
  return bits >= 0 && bits <= bitsMax ? [address, bits] : undefined;
}

export function isWithin(address: Address, [network, bits]: AddressRange): boolean {
  return network.kind() === address.kind() && address.match(network, bits);
}

function rangesOf(entry: string): AddressRange[] {
  if (entry === 'loopback') {
    return LOOPBACK.flatMap(rangesOf);
  }
  const segments = SEGMENTS.exec(entry)?.[1]?.split('.') ?? [];
  const padded = [...segments, '0', '0', '0'].slice(0, 4).join('.');
  const range = parseRange(segments.length === 0 ? entry : `${padded}/${8 * segments.length}`);
  if (range === undefined) {
    throw new RangeError(`"${entry}" is no address or range`);
  }
  return [range];
}

function isAddressList(value: unknown): boolean {
  const list = Array.isArray(value) ? value.join(',') : value;
  try {
    return typeof list === 'string' && AddressList.parse(list) instanceof AddressList;
  } catch {
    return false;
  }
}
