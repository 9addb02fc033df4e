import { canonicalEvent } from '../seals/canonical.js';
import { chainHash, type HashAlgorithm, leafHash } from '../seals/hashing.js';
import { type FaultFound, found } from './fault.js';
import type { StoredLink } from './sealed-log.js';

export interface LinksBefore {
  algorithm: HashAlgorithm;
  /** The chain hash of the link before the first. */
  chain: Buffer;
  firstSequence: number;
  /** Links among which one may be that changed its place; those of other seals, too. */
  around: readonly StoredLink[];
  /** Events from before are gone by right: a checkpoint says so. Microseconds since 1970. */
  eventsBefore: number;
}

/**
 * Rebuilds every hash of links that follow each other.
 * @returns how many events are gone by right.
 * @throws {FaultFound} for the first that is wrong.
 */
export function checkLinks(before: LinksBefore, links: readonly StoredLink[]): number {
  let { chain } = before;
  let gone = 0;
  for (const [n, link] of links.entries()) {
    const sequence = before.firstSequence + n;
    if (link.sequence !== sequence) {
      throw found('link-missing', `there is no link ${sequence}`, { sequence });
    }
    if (!chainHash(before.algorithm, chain, link).equals(link.chain)) {
      throw brokenChain({ ...before, chain }, link);
    }
    gone += checkEvent(before, link);
    ({ chain } = link);
  }
  return gone;
}

function checkEvent(
  { algorithm, eventsBefore }: LinksBefore,
  { event, eventAt, eventId, leaf, sequence }: StoredLink,
): 0 | 1 {
  if (event === null) {
    if (eventAt < eventsBefore) {
      return 1;
    }
    throw found('event-missing', `the event of link ${sequence} is not there`, { sequence, eventId });
  }
  if (!leafHash(algorithm, canonicalEvent(event)).equals(leaf)) {
    throw found('event-changed', `the event of link ${sequence} is not what was sealed`, { sequence, eventId });
  }
  return 0;
}

/** A link that would be right in this place, had it not changed places with another, tells of that. */
function brokenChain({ algorithm, chain, around }: LinksBefore, here: StoredLink): FaultFound {
  const { sequence, eventId } = here;
  const isElsewhere = around.some((link) => {
    const hash = link === here ? undefined : chainHash(algorithm, chain, { ...link, sequence });
    return hash !== undefined && (hash.equals(link.chain) || hash.equals(here.chain));
  });
  return isElsewhere
    ? found('order-changed', `link ${sequence} is not the one that came there`, { sequence, eventId })
    : found('link-changed', `link ${sequence} does not follow from the link before it`, { sequence, eventId });
}
