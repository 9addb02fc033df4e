import { hashAlgorithms } from '../seals/hashing.js';
import { merkleRoot } from '../seals/merkle.js';
import { canonicalSeal, type Seal, sealHash } from '../seals/seal.js';
import { checkLinks } from './check-links.js';
import { found } from './fault.js';
import type { KnownKeys } from './known-keys.js';
import type { StoredLink } from './sealed-log.js';

/** An event may be so much older than the seals and the event around it, whatever clocks do. */
const LATE_MICROSECONDS = 5 * 60 * 1_000_000;

/** What the next seal follows. */
export interface Tip {
  number: number;
  sequence: number;
  chain: Buffer;
  hash: Buffer;
  /** Of the seal, and of its last event; undefined where nothing is known of it. Microseconds since 1970. */
  sealedAt?: number | undefined;
  eventAt?: number | undefined;
}

export function tipOf(seal: Seal, lastLink?: StoredLink): Tip {
  return {
    number: seal.number,
    sequence: seal.lastSequence,
    chain: seal.chain,
    hash: seal.hash,
    sealedAt: seal.sealedAt,
    eventAt: lastLink?.eventAt,
  };
}

/**
 * A seal by itself and after the one before it, without its links.
 * @throws {FaultFound}
 */
export function checkSeal(tip: Tip, seal: Seal, keys: KnownKeys): void {
  const where = { seal: seal.number };
  if (seal.number !== tip.number + 1) {
    throw found('seal-missing', `there is no seal ${tip.number + 1}`, { seal: tip.number + 1 });
  }
  if (!hashAlgorithms.includes(seal.hashAlgorithm) || !sealHash(seal).equals(seal.hash)) {
    throw found('seal-changed', `seal ${seal.number} has another hash than it was stored with`, where);
  }
  const signature = { keyId: seal.keyId, text: canonicalSeal(seal), signature: seal.signature };
  keys.check(`seal ${seal.number}`, where, signature);
  if (!seal.previous.equals(tip.hash)) {
    throw found('chain-rewritten', `seal ${seal.number} was made after another seal ${tip.number}`, where);
  }
  if (seal.firstSequence !== tip.sequence + 1 || seal.lastSequence < seal.firstSequence) {
    throw found('chain-rewritten', `seal ${seal.number} does not go on where seal ${tip.number} ended`, where);
  }
}

/**
 * The links of a seal that was checked, and their events.
 * @returns how many events are gone by right.
 * @throws {FaultFound}
 */
export function checkSealed(
  tip: Tip,
  seal: Seal,
  links: readonly StoredLink[],
  { around, eventsBefore }: { around: readonly StoredLink[]; eventsBefore: number },
): number {
  const where = { seal: seal.number };
  const before = {
    algorithm: seal.hashAlgorithm,
    chain: tip.chain,
    firstSequence: seal.firstSequence,
    around,
    eventsBefore,
  };
  const gone = checkLinks(before, links);
  const last = links.at(-1);
  if (last === undefined || last.sequence !== seal.lastSequence) {
    const sequence = (last?.sequence ?? tip.sequence) + 1;
    throw found('link-missing', `there is no link ${sequence}`, { ...where, sequence });
  }
  const root = merkleRoot(
    seal.hashAlgorithm,
    links.map(({ leaf }) => leaf),
  );
  if (!last.chain.equals(seal.chain) || !root.equals(seal.root)) {
    throw found(
      'chain-rewritten',
      `the links ${seal.firstSequence} to ${seal.lastSequence} are not those that seal ${seal.number} signed`,
      where,
    );
  }
  const times = links.map(({ eventAt }) => eventAt);
  if (Math.min(...times) !== seal.firstAt || Math.max(...times) !== seal.lastAt) {
    throw found('seal-changed', `seal ${seal.number} says other times than its events`, where);
  }
  checkTimes(tip, seal, links);
  return gone;
}

/**
 * An event that is older than the seal before it came late, or says a time that was not. Two things are no fault: after
 * a clock that jumped back the seals are as old, and behind a sealer that rested the events in a row are.
 */
function checkTimes(tip: Tip, seal: Seal, links: readonly StoredLink[]): void {
  if (tip.sealedAt === undefined) {
    return;
  }
  const earliest = Math.min(tip.sealedAt, seal.sealedAt) - LATE_MICROSECONDS;
  let before = tip.eventAt;
  for (const { eventAt, eventId, sequence } of links) {
    if (before !== undefined && eventAt < earliest && eventAt < before - LATE_MICROSECONDS) {
      throw found('event-late', `the event of link ${sequence} says a time long before it was stored`, {
        seal: seal.number,
        sequence,
        eventId,
      });
    }
    before = eventAt;
  }
}
