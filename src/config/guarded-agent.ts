import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { AddressPolicy, bareHost } from '../common/address-policy.js';
import { AppError } from '../common/app-error.js';

const CONNECT_TIMEOUT_MS = 5_000;
const CONNECTIONS_MAX = 32;

/** How names become addresses: `dns.lookup`, unless a test says otherwise. */
export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A host that what people configure may not reach. */
export class AddressRefusedError extends Error {
  constructor(host: string) {
    super(`the address of ${host} is not one that may be reached`);
    this.name = 'AddressRefusedError';
  }
}

/**
 * The internet, and what a variable of the environment lists besides.
 * @throws {AppError} `config.invalid` for an entry that is none.
 */
export function configuredPolicy(variable: string, list: string | undefined): AddressPolicy {
  try {
    return AddressPolicy.parse(list ?? '');
  } catch (cause) {
    throw new AppError('config.invalid', `${variable}: an entry is no host name, address or range`, { cause });
  }
}

/**
 * Connects to what the policy allows alone. The very addresses that the socket is given are judged, when it is about to
 * connect: a name that resolved to another address a moment ago gains nothing. It never goes through the proxy of the
 * configuration, which would resolve the name itself.
 */
export function guardedAgent(policy: AddressPolicy, resolve: Resolve = systemLookup): Agent {
  const connect = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
    lookup: guardedLookup(policy, resolve),
  });
  return new Agent({
    connections: CONNECTIONS_MAX,
    allowH2: false,
    connect: (options, callback) => {
      const host = bareHost(options.hostname);
      // Of an address, the socket asks no resolver.
      if (isIP(host) !== 0 && !policy.allows(host, host)) {
        callback(new AddressRefusedError(host), null);
        return;
      }
      connect(options, callback);
    },
  });
}

function guardedLookup(policy: AddressPolicy, resolve: Resolve): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname, { all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const allowed = addresses.filter(({ address }) => policy.allows(hostname, address));
      const [first] = allowed;
      if (first === undefined) {
        callback(new AddressRefusedError(hostname), []);
      } else if (all === true) {
        callback(null, allowed);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}
