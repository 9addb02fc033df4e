import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { Database, type Tx } from '../../database/database.js';
import { canonicalEvent, eventColumns, eventFields, microsecondsOf, toEventValues } from './canonical.js';
import { chainHash, type HashAlgorithm, leafHash, type LinkContent, NO_HASH } from './hashing.js';
import { merkleRoot } from './merkle.js';
import { canonicalSeal, sealHash, type SealContent } from './seal.js';
import { momentOf, SEAL_COLUMNS, type SealRow, toSeal } from './seal-rows.js';
import { SigningKeys } from './signing-keys.js';

/** The events that one seal takes at most. */
export const SEAL_EVENTS_MAX = 1_000;
/** One sealer at a time, in whichever process; the lock goes with the transaction, when its seal can be seen. */
export const SEAL_LOCK = 0x7365616c; // "seal"

type Waiting = Record<(typeof eventFields)[number], string | null> & {
  position: string;
  event_id: string;
  event_at: string;
  /**
   * `refused`: its id is that of another event, or it says a time that no clock says. Only somebody who writes to the
   * table by hand makes those, and they must not keep all that follows from being sealed.
   */
  standing: 'free' | 'linked' | 'refused' | 'gone';
};

/** Where the chain stands: what the next link and the next seal follow. */
interface Tip {
  number: number;
  sequence: number;
  chain: Buffer;
  seal: Buffer;
}

interface Link extends LinkContent {
  chain: Buffer;
}

/**
 * Links events into the chain, in the order in which they were stored, and seals them. Events wait in a table that a
 * trigger fills: a transaction that commits late is found all the same, whatever number or time its events have.
 */
@Injectable()
export class Sealer {
  constructor(
    private readonly database: Database,
    private readonly keys: SigningKeys,
    private readonly config: AppConfig,
  ) {}

  /**
   * One seal over what waits, all of it or nothing.
   * @returns how many events were taken: 0 as well when another process seals.
   */
  async sealNext(): Promise<number> {
    if (!(await this.isWaiting())) {
      return 0;
    }
    await this.keys.current(); // makes the first one, in a transaction of its own
    return this.database.transaction(async (tx) => {
      const [lock] = await tx.rows<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [SEAL_LOCK]);
      return lock?.mine === true ? this.seal(tx) : 0;
    });
  }

  private async isWaiting(): Promise<boolean> {
    const [first] = await this.database.rows(
      'select position from audit_unsealed where not lost order by position limit 1',
    );
    return first !== undefined;
  }

  private async seal(tx: Tx): Promise<number> {
    const [tip, waiting, [clock], key] = await Promise.all([
      readTip(tx),
      readWaiting(tx),
      tx.rows<{ now: string }>(`select encode(timestamptz_send(clock_timestamp()), 'hex') as now`),
      this.keys.current(tx),
    ]);
    const algorithm = this.config.environment.AUDIT_HASH;
    const byStanding = Map.groupBy(waiting, ({ standing }) => standing);
    const [free = [], linked = []] = [byStanding.get('free'), byStanding.get('linked')];
    const lost = [...(byStanding.get('refused') ?? []), ...(byStanding.get('gone') ?? [])];
    const links = chain(algorithm, tip, free);
    const [first, last] = [links[0], links.at(-1)];
    if (lost.length > 0) {
      await tx.run('update audit_unsealed set lost = true where position = any($1)', [positionsOf(lost)]);
    }
    if (links.length + linked.length > 0) {
      await tx.run('delete from audit_unsealed where position = any($1)', [positionsOf([...free, ...linked])]);
    }
    if (first === undefined || last === undefined || clock === undefined) {
      return waiting.length;
    }
    const times = links.map(({ eventAt }) => eventAt);
    const content: SealContent = {
      number: tip.number + 1,
      firstSequence: first.sequence,
      lastSequence: last.sequence,
      firstAt: Math.min(...times),
      lastAt: Math.max(...times),
      sealedAt: microsecondsOf(clock.now),
      root: merkleRoot(
        algorithm,
        links.map(({ leaf }) => leaf),
      ),
      chain: last.chain,
      previous: tip.seal,
      hashAlgorithm: algorithm,
      keyId: key.id,
    };
    await Promise.all([insertLinks(tx, links), insertSeal(tx, content, key.sign(canonicalSeal(content)))]);
    return waiting.length;
  }
}

/** After the last seal, or after the checkpoint where all before it was dropped. */
async function readTip(tx: Tx): Promise<Tip> {
  const [[row], [checkpoint]] = await Promise.all([
    tx.rows<SealRow>(`select ${SEAL_COLUMNS} from audit_seals order by number desc limit 1`),
    tx.rows<{ seal_number: string; last_sequence: string; chain: Buffer; seal_hash: Buffer }>(
      'select seal_number, last_sequence, chain, seal_hash from audit_checkpoints order by number desc limit 1',
    ),
  ]);
  if (row !== undefined) {
    const seal = toSeal(row);
    return { number: seal.number, sequence: seal.lastSequence, chain: seal.chain, seal: seal.hash };
  }
  return checkpoint === undefined
    ? { number: 0, sequence: 0, chain: NO_HASH, seal: NO_HASH }
    : {
        number: Number(checkpoint.seal_number),
        sequence: Number(checkpoint.last_sequence),
        chain: checkpoint.chain,
        seal: checkpoint.seal_hash,
      };
}

/** By the time as well as the id: that finds the month's partition. */
function readWaiting(tx: Tx): Promise<Waiting[]> {
  return tx.rows<Waiting>(
    `select position, event_id, encode(timestamptz_send(q.event_at), 'hex') as event_at, ${eventColumns('e')},
            case when e.id is null then 'gone' when linked.event_at = q.event_at then 'linked'
                 when linked.event_at is not null or q.nth > 1 or q.event_at not between '1970-01-01' and '9999-01-01'
                   then 'refused'
                 else 'free' end as standing
       from (select position, event_id, event_at, row_number() over (partition by event_id order by position) as nth
               from (select * from audit_unsealed where not lost order by position limit $1) w) q
       left join lateral (
         select * from audit_events a where a.id = q.event_id and a.at = q.event_at limit 1
       ) e on true
       left join lateral (select l.event_at from audit_links l where l.event_id = q.event_id limit 1) linked on true
      order by position`,
    [SEAL_EVENTS_MAX],
  );
}

function positionsOf(waiting: readonly Waiting[]): string[] {
  return waiting.map(({ position }) => position);
}

function chain(algorithm: HashAlgorithm, tip: Tip, events: readonly Waiting[]): Link[] {
  let previous = tip.chain;
  return events.map((event, n) => {
    const values = toEventValues(eventFields.map((field) => event[field]));
    const content = {
      sequence: tip.sequence + 1 + n,
      eventId: event.event_id,
      eventAt: microsecondsOf(event.event_at),
      leaf: leafHash(algorithm, canonicalEvent(values)),
    };
    previous = chainHash(algorithm, previous, content);
    return { ...content, chain: previous };
  });
}

function insertLinks(tx: Tx, links: readonly Link[]): Promise<number> {
  return tx.run(
    `insert into audit_links (sequence, event_id, event_at, leaf, chain)
     select * from unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::bytea[], $5::bytea[])`,
    [
      links.map(({ sequence }) => sequence),
      links.map(({ eventId }) => eventId),
      links.map(({ eventAt }) => momentOf(eventAt)),
      links.map(({ leaf }) => leaf),
      links.map(({ chain: hash }) => hash),
    ],
  );
}

function insertSeal(tx: Tx, seal: SealContent, signature: Buffer): Promise<number> {
  return tx.run(
    `insert into audit_seals (number, first_sequence, last_sequence, first_at, last_at, sealed_at, root, chain, previous,
            hash_algorithm, key_id, hash, signature)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      seal.number,
      seal.firstSequence,
      seal.lastSequence,
      momentOf(seal.firstAt),
      momentOf(seal.lastAt),
      momentOf(seal.sealedAt),
      seal.root,
      seal.chain,
      seal.previous,
      seal.hashAlgorithm,
      seal.keyId,
      sealHash(seal),
      signature,
    ],
  );
}
