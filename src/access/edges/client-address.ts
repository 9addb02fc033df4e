import { type AddressList, parseAddress } from '../../common/address-list.js';

/** With a port, as some proxies write it: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const WITH_PORT = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d{1,5})?$/;

/**
 * Who sent a request. Each trusted proxy wrote down whom it got it from, at the end of the list: so the list is read from
 * its end, as long as those are trusted who wrote it. What a client wrote himself stands before that and is not looked at.
 * @param peer the other end of the connection.
 * @param forwarded `X-Forwarded-For`.
 */
export function clientAddressOf(peer: string, forwarded: string | undefined, trusted: AddressList): string {
  let client = peer;
  for (const hop of (forwarded ?? '').split(',').toReversed()) {
    const address = addressIn(hop.trim());
    if (!trusted.includes(client) || address === undefined) {
      return client;
    }
    client = address;
  }
  return client;
}

/** `http` or `https` where a trusted proxy says so of the client's own connection; undefined otherwise. */
export function clientProtocolOf(
  peer: string,
  forwarded: string | undefined,
  trusted: AddressList,
): string | undefined {
  const last = trusted.includes(peer) ? forwarded?.split(',').at(-1)?.trim().toLowerCase() : undefined;
  return last === 'http' || last === 'https' ? last : undefined;
}

function addressIn(hop: string): string | undefined {
  const [, bracketed, bare] = WITH_PORT.exec(hop) ?? [];
  return parseAddress(bracketed ?? bare ?? hop)?.toString();
}
