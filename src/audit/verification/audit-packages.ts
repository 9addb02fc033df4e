import { Injectable } from '@nestjs/common';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { DatabaseLocation } from '../../database/database.module.js';
import type { EventField } from '../seals/canonical.js';
import { leafHash } from '../seals/hashing.js';
import { canonicalEvent } from '../seals/canonical.js';
import { MerkleTree } from '../seals/merkle.js';
import { presentSeal, type Seal, type SealView } from '../seals/seal.js';
import type { KeyRow } from '../seals/signing-keys.js';
import { type Checkpoint, fieldsOf, SealedLog, type StoredLink } from './sealed-log.js';

const IDS_A_PAGE = 1_000;
const SEALS_A_PAGE = 100;
/** More than any seal has: one that says more was changed. */
const LINKS_MAX = 10_000;

/** A span of time, whose seals go into the package as a whole, or single events. */
export type PackageSelection =
  { from?: string | undefined; to?: string | undefined } | { eventIds: Iterable<string> | AsyncIterable<string> };

/** An event and the way from it to the root of its seal. */
export interface ProvenEvent {
  sequence: number;
  /** As they are hashed: `docs/audit-format.md`. */
  fields: Record<EventField, string | null>;
  /** Nodes of the Merkle tree, lowest first, in hexadecimal. */
  path: string[];
}

export interface KeyView {
  id: string;
  algorithm: string;
  /** PEM. */
  publicKey: string;
  predecessor: string | null;
  /** Base64. */
  endorsement: string | null;
}

export interface Proof extends ProvenEvent {
  leaf: string;
  seal: SealView;
  key: KeyView;
}

/**
 * Events with what proves them, for somebody who has neither the database nor this program: JSON lines that
 * `tools/verify-audit-package.mjs` verifies, in the format of `docs/audit-format.md`.
 */
@Injectable()
export class AuditPackages {
  constructor(private readonly location: DatabaseLocation) {}

  /** The lines, each with its line break. Nothing is held in memory but the seal that is written. */
  async *write(selection: PackageSelection): AsyncGenerator<string> {
    const log = await SealedLog.open(this.location.url);
    try {
      const keys = descentOf(await log.keys());
      const isRange = !('eventIds' in selection);
      yield line({ type: 'package', format: 'wecom-kefu-audit', version: 1, selection: isRange ? 'range' : 'events' });
      for (const key of keys) {
        yield line({ type: 'key', ...presentKey(key) });
      }
      const counts = { seals: 0, events: 0 };
      let isGone = false;
      const parts = isRange ? rangeParts(log, selection) : eventParts(log, selection.eventIds);
      for await (const { type, ...part } of parts) {
        counts.seals += type === 'seal' ? 1 : 0;
        counts.events += type === 'event' ? 1 : 0;
        isGone ||= type === 'gone';
        yield line({ type, ...part });
      }
      const checkpoint = isGone ? await log.checkpoint() : undefined;
      if (checkpoint !== undefined) {
        yield line({ type: 'checkpoint', ...presentCheckpoint(checkpoint) });
      }
      yield line({ type: 'end', ...counts });
    } finally {
      await log.close();
    }
  }

  /**
   * @throws {NotFoundError} for an event that there is not.
   * @throws {AppError} `audit.event-unsealed` for one of the last second or two.
   */
  async proofOf(eventId: string): Promise<Proof> {
    const log = await SealedLog.open(this.location.url);
    try {
      const [place] = await log.sequencesOf([eventId]);
      const seal = place === undefined ? undefined : await log.sealOver(place.sequence);
      if (place === undefined || seal === undefined) {
        throw (await log.hasEvent(eventId))
          ? new AppError('audit.event-unsealed', 'the event has no seal yet; ask again in a moment')
          : new NotFoundError('the event');
      }
      const part = await sealedPart(log, seal);
      const proven = part.prove(place.sequence);
      const key = (await log.keys()).find(({ id }) => id === seal.keyId);
      if (proven.type !== 'event' || key === undefined) {
        throw new NotFoundError('the event');
      }
      const { type: _, ...proof } = proven;
      return { ...proof, leaf: part.leafOf(place.sequence), seal: presentSeal(seal), key: presentKey(key) };
    } finally {
      await log.close();
    }
  }
}

/**
 * The key that signs now and those that vouched for each other up to it: whoever reads a package believes the first, and
 * anybody who may write to the table could have put another before it.
 */
function descentOf(keys: readonly KeyRow[]): KeyRow[] {
  const descent: KeyRow[] = [];
  let key = keys.findLast((row) => row.retired_at === null) ?? keys.at(-1);
  while (key !== undefined && !descent.includes(key)) {
    descent.unshift(key);
    const { predecessor } = key;
    key = keys.find(({ id }) => id === predecessor);
  }
  return descent;
}

export function presentKey({ id, algorithm, public_key, predecessor, endorsement }: KeyRow): KeyView {
  return { id, algorithm, publicKey: public_key, predecessor, endorsement: endorsement?.toString('base64') ?? null };
}

/** What vouches for events that are gone. */
function presentCheckpoint({ sealHash, chain, signature, ...checkpoint }: Checkpoint) {
  return {
    ...checkpoint,
    sealHash: sealHash.toString('hex'),
    chain: chain.toString('hex'),
    signature: signature.toString('base64'),
  };
}

type Part =
  | ({ type: 'seal' } & SealView)
  | ({ type: 'event' } & ProvenEvent)
  /** Its month was dropped: the leaf alone is left. */
  | { type: 'gone'; sequence: number; leaf: string; path: string[] }
  /** It waits for its seal, or was never there. */
  | { type: 'unsealed'; id: string };

/** Whole seals, one after the other: nothing between the first event and the last is left out. */
async function* rangeParts(
  log: SealedLog,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): AsyncGenerator<Part> {
  const { first, last } = await log.sealsBetween(from, to);
  if (first === 0) {
    return;
  }
  let number = first - 1;
  for (;;) {
    const seals = (await log.seals(number, SEALS_A_PAGE)).filter((seal) => seal.number <= last);
    for (const seal of seals) {
      const part = await sealedPart(log, seal);
      yield { type: 'seal', ...presentSeal(seal) };
      for (let sequence = seal.firstSequence; sequence <= seal.lastSequence; sequence += 1) {
        yield part.prove(sequence);
      }
      ({ number } = seal);
    }
    if (seals.length === 0) {
      return;
    }
  }
}

async function* eventParts(log: SealedLog, ids: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Part> {
  for await (const page of pages(ids)) {
    const places = await log.sequencesOf(page);
    const sealed = new Set(places.map(({ eventId }) => eventId));
    for (const id of page) {
      if (!sealed.has(id)) {
        yield { type: 'unsealed', id };
      }
    }
    let part: SealedPart | undefined;
    for (const { sequence } of places) {
      if (part === undefined || sequence > part.seal.lastSequence) {
        const seal = await log.sealOver(sequence);
        if (seal === undefined) {
          throw new TypeError('a sealed event has a seal');
        }
        part = await sealedPart(log, seal);
        yield { type: 'seal', ...presentSeal(seal) };
      }
      yield part.prove(sequence);
    }
  }
}

async function* pages(ids: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string[]> {
  let page: string[] = [];
  for await (const id of ids) {
    page.push(id);
    if (page.length === IDS_A_PAGE) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) {
    yield page;
  }
}

async function sealedPart(log: SealedLog, seal: Seal): Promise<SealedPart> {
  const size = Math.min(seal.lastSequence - seal.firstSequence + 1, LINKS_MAX);
  return new SealedPart(seal, await log.links(seal.firstSequence, seal.lastSequence, size));
}

/** The links of one seal. What does not verify is written as it stands: the package shows it, whoever reads it. */
class SealedPart {
  private readonly tree: MerkleTree;
  private readonly leaves: readonly Buffer[];

  constructor(
    readonly seal: Seal,
    private readonly links: readonly StoredLink[],
  ) {
    this.leaves = links.map(({ event, leaf }) =>
      event === null ? leaf : leafHash(seal.hashAlgorithm, canonicalEvent(event)),
    );
    this.tree = new MerkleTree(seal.hashAlgorithm, this.leaves);
  }

  leafOf(sequence: number): string {
    return (this.leaves[sequence - this.seal.firstSequence] ?? Buffer.alloc(0)).toString('hex');
  }

  prove(sequence: number): Extract<Part, { type: 'event' | 'gone' }> {
    const index = sequence - this.seal.firstSequence;
    const path = this.tree.path(index).map((node) => node.toString('hex'));
    const event = this.links[index]?.event ?? null;
    return event === null
      ? { type: 'gone', sequence, leaf: this.leafOf(sequence), path }
      : { type: 'event', sequence, fields: fieldsOf(event), path };
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
