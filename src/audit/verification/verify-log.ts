import { setTimeout as sleep } from 'node:timers/promises';
import type { Anchor } from '../seals/anchors/anchor-sinks.js';
import { canonicalCheckpoint } from '../seals/checkpoint.js';
import { NO_HASH } from '../seals/hashing.js';
import { canonicalSeal, type Seal, sealHash } from '../seals/seal.js';
import { momentOf } from '../seals/seal-rows.js';
import { AnchorCheck } from './anchor-check.js';
import { checkWords } from './check-words.js';
import { checkSeal, checkSealed, type Tip, tipOf } from './check-seal.js';
import { type Fault, FaultFound, found } from './fault.js';
import { type KeyTrust, KnownKeys } from './known-keys.js';
import { linksOf, sealGroups } from './seal-groups.js';
import type { Checkpoint, SealedLog, StoredLink } from './sealed-log.js';

export interface VerifyOptions {
  /** Moments: the seals with events from the one on, and before the other. Left out: everything there is. */
  from?: string | undefined;
  to?: string | undefined;
  /** Begins after this seal, which was verified before. */
  afterSeal?: number | undefined;
  /** What is known of the log outside of it. */
  anchors?: AsyncIterable<Anchor> | undefined;
  trust?: KeyTrust;
  /** Whether to hold texts that are kept against the digests of events, where everything is verified. */
  words?: boolean | undefined;
  /** So as to leave the database to others. */
  eventsPerSecondMax?: number | undefined;
  onProgress?(report: VerificationReport): Promise<void> | void;
  signal?: AbortSignal | undefined;
}

export interface VerificationReport {
  /** The first and the last seal that were verified; 0: none. */
  fromSeal: number;
  toSeal: number;
  seals: number;
  events: number;
  /** Events whose month was dropped behind a checkpoint: their links are sound. */
  gone: number;
  /** Anchors that agree. */
  anchors: number;
  /** Texts that are those that were recorded. */
  words: number;
  /** Whether it went over all there is, which alone finds an event that was added. */
  isWhole: boolean;
  fault: Fault | null;
}

/** Months that are dropped and keys that are made while it runs let it begin anew, so often at most. */
const ATTEMPTS_MAX = 3;

/**
 * Rebuilds every hash of the log, checks every signature, and stops at the first thing that is wrong.
 * @throws what reading the database throws, and the reason of the signal.
 */
export async function verifyLog(log: SealedLog, options: VerifyOptions = {}): Promise<VerificationReport> {
  for (let attempt = 1; ; attempt += 1) {
    const verification = new Verification(log, options);
    const fault = await verification.find();
    if (fault === null || attempt === ATTEMPTS_MAX || !(await verification.isOutdated())) {
      return { ...verification.report, fault };
    }
  }
}

class Verification {
  readonly report: VerificationReport;
  private readonly startedAt = performance.now();
  private eventsBefore = Number.NEGATIVE_INFINITY;
  /** Of the last checkpoint and the keys that were there when it began. */
  private begun = '';

  constructor(
    private readonly log: SealedLog,
    private readonly options: VerifyOptions,
  ) {
    const isWhole = options.from === undefined && options.to === undefined && options.afterSeal === undefined;
    this.report = { fromSeal: 0, toSeal: 0, seals: 0, events: 0, gone: 0, anchors: 0, words: 0, isWhole, fault: null };
  }

  /** The first thing that is wrong. */
  async find(): Promise<Fault | null> {
    try {
      await this.run();
      return null;
    } catch (error) {
      if (error instanceof FaultFound) {
        return error.fault;
      }
      throw error;
    }
  }

  /** Whether a month was dropped or a key was made since it began: what it found may be that alone. */
  async isOutdated(): Promise<boolean> {
    return (await this.standing()) !== this.begun;
  }

  private async standing(): Promise<string> {
    const [checkpoint, keys] = await Promise.all([this.log.checkpoint(), this.log.keys()]);
    return [checkpoint?.number, ...keys.map(({ id }) => id)].join();
  }

  private async run(): Promise<void> {
    this.begun = await this.standing();
    const keys = new KnownKeys(await this.log.keys(), this.options.trust ?? {});
    const checkpoint = await this.readCheckpoint(keys);
    const { start, last } = await this.range(checkpoint, keys);
    const anchors = new AnchorCheck(
      this.options.anchors?.[Symbol.asyncIterator]() ?? NO_ANCHORS,
      this.log,
      start.number,
    );
    let tip = start;
    for await (const group of sealGroups(this.log, start.number, last)) {
      let taken = 0;
      for (const seal of group.seals) {
        await this.checkSealOf(tip, seal, keys);
        const around = await group.links;
        const links = linksOf(seal, around, taken);
        taken += links.length;
        await this.checkLinksOf(tip, seal, links, around);
        await anchors.passing(seal);
        this.count(seal, links);
        tip = tipOf(seal, links.at(-1));
      }
      this.report.anchors = anchors.checked;
      await this.rest(this.report.events);
    }
    await anchors.finish(tip.number, this.options.to !== undefined);
    this.report.anchors = anchors.checked;
    if (this.options.to === undefined) {
      await this.checkEnd(start, checkpoint);
    }
    if (this.options.words === true && this.report.isWhole) {
      let rows = this.report.events;
      this.report.words = await checkWords(this.log, async (count) => {
        rows += count;
        await this.rest(rows);
      });
    }
  }

  private async readCheckpoint(keys: KnownKeys): Promise<Checkpoint | undefined> {
    const checkpoint = await this.log.checkpoint();
    if (checkpoint !== undefined) {
      const { keyId, signature } = checkpoint;
      if (!keys.accepts({ keyId, signature, text: canonicalCheckpoint(checkpoint) })) {
        throw found('checkpoint-wrong', `checkpoint ${checkpoint.number} is not signed with a key of this log`);
      }
      this.eventsBefore = checkpoint.eventsBefore;
    }
    return checkpoint;
  }

  /** What the first seal follows, and the last seal; everything up to whatever is there last by default. */
  private async range(checkpoint: Checkpoint | undefined, keys: KnownKeys): Promise<{ start: Tip; last: number }> {
    const { from, to, afterSeal } = this.options;
    const base: Tip = checkpoint === undefined ? NOTHING : tipOfCheckpoint(checkpoint);
    const wanted = from === undefined && to === undefined ? undefined : await this.log.sealsBetween(from, to);
    const after = Math.max(base.number, afterSeal ?? 0, (wanted?.first ?? 0) - 1);
    const start = after === base.number ? base : await this.readTip(after, keys);
    const isEmpty = from !== undefined && wanted?.first === 0;
    return { start, last: isEmpty ? 0 : to === undefined ? Number.POSITIVE_INFINITY : (wanted?.last ?? 0) };
  }

  private async readTip(number: number, keys: KnownKeys): Promise<Tip> {
    const [seal] = await this.log.seals(number - 1, 1);
    if (seal?.number !== number) {
      throw found('seal-missing', `there is no seal ${number}`, { seal: number });
    }
    if (!sealHash(seal).equals(seal.hash)) {
      throw found('seal-changed', `seal ${number} has another hash than it was stored with`, { seal: number });
    }
    keys.check(`seal ${number}`, { seal: number }, signatureOf(seal));
    return tipOf(seal);
  }

  /** Of signatures that are all wrong from a seal on, somebody without the key made the log anew. */
  private async checkSealOf(tip: Tip, seal: Seal, keys: KnownKeys): Promise<void> {
    try {
      checkSeal(tip, seal, keys);
    } catch (error) {
      if (error instanceof FaultFound && error.fault.code === 'signature-wrong') {
        const [next] = await this.log.seals(seal.number, 1);
        if (next !== undefined && !keys.accepts(signatureOf(next))) {
          throw found('chain-rewritten', `from seal ${seal.number} on nothing is signed with a key of this log`, {
            seal: seal.number,
          });
        }
      }
      throw error;
    }
  }

  private async checkLinksOf(
    tip: Tip,
    seal: Seal,
    links: readonly StoredLink[],
    around: readonly StoredLink[],
  ): Promise<void> {
    try {
      this.report.gone += checkSealed(tip, seal, links, { around, eventsBefore: this.eventsBefore });
    } catch (error) {
      const { code, eventId, sequence } = error instanceof FaultFound ? error.fault : {};
      if (code === 'event-missing' && eventId !== undefined && (await this.log.hasEvent(eventId))) {
        const where = { seal: seal.number, eventId, ...(sequence !== undefined && { sequence }) };
        throw found('time-moved', `the event of link ${sequence} is there, at another time`, where);
      }
      throw error;
    }
  }

  private count(seal: Seal, links: readonly StoredLink[]): void {
    this.report.fromSeal ||= seal.number;
    this.report.toSeal = seal.number;
    this.report.seals += 1;
    this.report.events += links.length;
  }

  private async rest(rows: number): Promise<void> {
    await this.options.onProgress?.(this.report);
    this.options.signal?.throwIfAborted();
    const { eventsPerSecondMax } = this.options;
    if (eventsPerSecondMax !== undefined) {
      const due = this.startedAt + (rows / eventsPerSecondMax) * 1_000;
      await sleep(Math.max(0, due - performance.now()), undefined, { signal: this.options.signal });
    }
  }

  /** What no single link shows. */
  private async checkEnd(start: Tip, checkpoint: Checkpoint | undefined): Promise<void> {
    const tail = await this.log.tail(checkpoint?.lastSequence ?? 0);
    if (tail.lastAnchored > Math.max(tail.lastSeal, checkpoint?.sealNumber ?? 0)) {
      throw found('tail-missing', `seal ${tail.lastAnchored} was anchored, and is not there`, {
        seal: tail.lastAnchored,
      });
    }
    if (tail.unsealedLink !== undefined) {
      throw found('seal-missing', `link ${tail.unsealedLink} has no seal`, { sequence: tail.unsealedLink });
    }
    if (tail.lostEvent !== undefined) {
      const { id: eventId, isThere } = tail.lostEvent;
      throw isThere
        ? found('event-added', `there is another event with the id ${eventId}, which cannot be sealed`, { eventId })
        : found('event-missing', 'an event was gone before it could be sealed', { eventId });
    }
    if (!this.report.isWhole || (await this.countsDiffer(start.sequence))) {
      await this.findAdded(start, checkpoint?.lastSequence ?? 0);
    }
  }

  private async countsDiffer(base: number): Promise<boolean> {
    const { events, waiting, lastSequence } = await this.log.counts();
    return events !== Math.max(0, lastSequence - base) - this.report.gone + waiting;
  }

  private async findAdded(start: Tip, base: number): Promise<void> {
    const added = await this.log.unlinked(
      this.report.isWhole || start.sealedAt === undefined ? null : momentOf(start.sealedAt),
      base,
    );
    if (added !== undefined) {
      throw found('event-added', `the event ${added.id} at ${added.at} was never sealed, and does not wait for it`, {
        eventId: added.id,
      });
    }
  }
}

const NOTHING: Tip = { number: 0, sequence: 0, chain: NO_HASH, hash: NO_HASH };

function tipOfCheckpoint({ sealNumber, lastSequence, chain, sealHash: hash }: Checkpoint): Tip {
  return { number: sealNumber, sequence: lastSequence, chain, hash };
}

function signatureOf(seal: Seal): { keyId: string; text: string; signature: Buffer } {
  return { keyId: seal.keyId, text: canonicalSeal(seal), signature: seal.signature };
}

const NO_ANCHORS: AsyncIterator<Anchor> = { next: () => Promise.resolve({ done: true, value: undefined }) };
