import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

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
    private readonly ranges: readonly (readonly [Address, number])[],
  ) {}

  /**
   * @param list host names, addresses and ranges (`10.1.0.0/16`), separated by commas.
   * @throws {RangeError} that names the entry which is none of these.
   */
  static parse(list: string): AddressPolicy {
    const names = new Set<string>();
    const ranges: (readonly [Address, number])[] = [];
    for (const entry of list.split(',').map((one) => one.trim().toLowerCase())) {
      const range = rangeOf(entry);
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
    const parsed = parse(address);
    if (parsed === undefined) {
      return false;
    }
    if (this.ranges.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits))) {
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

/** An IPv4 address in the clothes of IPv6 is an IPv4 address. */
function parse(address: string): Address | undefined {
  const bare = bareHost(address);
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare) ? ipaddr.process(bare) : undefined;
}

function rangeOf(entry: string): readonly [Address, number] | undefined {
  if (entry.includes('/')) {
    return ipaddr.isValidCIDR(entry) ? ipaddr.parseCIDR(entry) : undefined;
  }
  const address = parse(entry);
  return address === undefined ? undefined : [address, address.kind() === 'ipv4' ? 32 : 128];
}
