import ipaddr from 'ipaddr.js';
import { type Address, type AddressRange, isWithin, parseAddress, parseRange } from './address-list.js';

/** The addresses that the internet routes; whatever else IPv6 has is a special use, or nobody's yet. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Where clouds keep the credentials of a machine, outside of what is link-local. */
const METADATA = new Set(['100.100.100.200', '168.63.129.16', 'fd00:ec2::254']);

/** What a listed host name may resolve to. The rest, link-local above all, has to be listed itself. */
const PRIVATE: ReadonlySet<string> = new Set(['private', 'loopback', 'carrierGradeNat', 'uniqueLocal']);

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_-]{1,63})*$/;

/**
 * Which addresses what people configure may reach: those of the internet, and what is listed. A name that is listed stands for the
 * private addresses that it resolves to; an address or a range for itself.
 */
export class AddressPolicy {
  private constructor(
    private readonly names: ReadonlySet<string>,
    private readonly ranges: readonly AddressRange[],
  ) {}

  /**
   * @param list host names, addresses and ranges (`10.1.0.0/16`), separated by commas.
   * @throws {RangeError} that names the entry which is none of these.
   */
  static parse(list: string): AddressPolicy {
    const names = new Set<string>();
    const ranges: AddressRange[] = [];
    for (const entry of list.split(',').map((one) => one.trim().toLowerCase())) {
      const range = parseRange(entry.includes('/') ? entry : bareHost(entry));
      if (range !== undefined) {
        ranges.push(range);
      } else if (HOST_NAME.test(entry) && !/^[\d.]*$/.test(entry)) {
        names.add(entry);
      } else if (entry !== '') {
        throw new RangeError(`"${entry}" is no host name, address or range`);
      }
    }
    return new AddressPolicy(names, ranges);
  }

  /** @param host the name that was asked for, or the address itself. */
  allows(host: string, address: string): boolean {
    const parsed = parseAddress(bareHost(address));
    if (parsed === undefined) {
      return false;
    }
    if (this.ranges.some((range) => isWithin(parsed, range))) {
      return true;
    }
    if (METADATA.has(parsed.toString())) {
      return false;
    }
    return isPublic(parsed) || (this.names.has(bareHost(host)) && PRIVATE.has(parsed.range()));
  }
}

/** Without the brackets of IPv6 and the dot of a name that is complete. */
export function bareHost(host: string): string {
  return host.toLowerCase().replaceAll(/^\[|\]$|\.$/g, '');
}

function isPublic(address: Address): boolean {
  return address.range() === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(GLOBAL_V6));
}
