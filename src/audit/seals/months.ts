import { Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { AppError, InvalidRequestError } from '../../common/app-error.js';
import { type AuditEventId, newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { DatabaseLocation } from '../../database/database.module.js';
import { SealedLog } from '../verification/sealed-log.js';
import { verifyLog } from '../verification/verify-log.js';
import { microsecondsOf } from './canonical.js';
import { canonicalCheckpoint, type CheckpointContent } from './checkpoint.js';
import { HASH_BYTES } from './hashing.js';
import { SEAL_LOCK } from './sealer.js';
import { momentOf } from './seal-rows.js';
import { SigningKeys } from './signing-keys.js';

const BATCH = 10_000;
const LOCK_TIMEOUT = '5s';

/** The last seal that nothing is kept of. */
interface Cut {
  seal_number: string;
  last_sequence: string;
  seal_hash: Buffer;
  chain: Buffer;
  hash_algorithm: string;
  number: number;
  now: string;
}

/**
 * Months of events that are kept no longer. What is dropped is verified first, and a signed checkpoint says where the
 * chain goes on. It needs the owner of the tables: the application's role can delete no event.
 */
@Injectable()
export class EventMonths {
  private readonly logger = new Logger(EventMonths.name);

  constructor(
    private readonly database: Database,
    private readonly location: DatabaseLocation,
    private readonly keys: SigningKeys,
  ) {}

  /** The months, such as `2026-03`, that are over and lie wholly before a moment, oldest first. */
  async before(moment: Date): Promise<string[]> {
    const rows = await this.database.rows<{ month: string }>(
      `select to_char(to_date(right(relname, 7), 'YYYY_MM'), 'YYYY-MM') as month
         from pg_inherits join pg_class on oid = inhrelid
        where inhparent = 'audit_events'::regclass and relname ~ '^audit_events_\\d{4}_\\d{2}$'
          and (to_date(right(relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= $1
        order by 1`,
      [moment],
    );
    return rows.map(({ month }) => month);
  }

  /**
   * Drops the oldest month, and what of links and seals it leaves behind. Killed half way it is finished by the next
   * call, for whatever month.
   * @param month such as `2026-03`.
   * @throws {AppError} `audit.month-kept` for a month that is not over, is not the oldest, waits for its seal or does
   * not verify; `config.invalid` where the owner of the tables is not known.
   */
  async drop(month: string): Promise<CheckpointContent> {
    const { start, end } = boundsOf(month);
    await this.assertSound(end);
    return this.asOwner(async (client) => {
      const checkpoint = await this.dropPartitions(client, month, start, end);
      await tidy(client);
      this.logger.log({ month, checkpoint: checkpoint.number }, 'a month of audit events was dropped');
      return checkpoint;
    });
  }

  /** Evidence is not dropped. */
  private async assertSound(end: string): Promise<void> {
    const log = await SealedLog.open(this.location.url);
    try {
      const { fault } = await verifyLog(log, { to: end });
      if (fault !== null) {
        throw new AppError('audit.month-kept', `the log does not verify: ${fault.message}`);
      }
    } finally {
      await log.close();
    }
  }

  private async dropPartitions(
    client: pg.Client,
    month: string,
    start: string,
    end: string,
  ): Promise<CheckpointContent> {
    const key = await this.keys.current();
    await client.query('begin');
    try {
      await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
      await client.query('select pg_advisory_xact_lock($1)', [SEAL_LOCK]);
      await assertDroppable(client, start, end);
      const cut = await cutBefore(client, end);
      const checkpoint: CheckpointContent = {
        number: cut.number,
        sealNumber: Number(cut.seal_number),
        lastSequence: Number(cut.last_sequence),
        sealHash: cut.seal_hash,
        chain: cut.chain,
        eventsBefore: Date.parse(end) * 1_000,
        createdAt: microsecondsOf(cut.now),
        hashAlgorithm: cut.hash_algorithm,
        keyId: key.id,
      };
      await insertCheckpoint(client, checkpoint, key.sign(canonicalCheckpoint(checkpoint)));
      await dropTables(client, month);
      await recordDrop(client, month, checkpoint);
      await client.query('commit');
      return checkpoint;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  }

  private async asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const { ownerUrl } = this.location;
    if (ownerUrl === undefined) {
      throw new AppError('config.invalid', 'months of the audit log are dropped by the owner: set DATABASE_OWNER_URL');
    }
    const client = new pg.Client({ connectionString: ownerUrl, application_name: 'wecom-kefu audit' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}

function boundsOf(month: string): { start: string; end: string } {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  if (year === undefined || number === undefined) {
    throw new InvalidRequestError('a month is written like 2026-03', ['month: is not like 2026-03']);
  }
  const at = (offset: number): string => new Date(Date.UTC(Number(year), Number(number) - 1 + offset)).toISOString();
  return { start: at(0), end: at(1) };
}

async function assertDroppable(client: pg.Client, start: string, end: string): Promise<void> {
  const { rows } = await client.query<Record<'open' | 'older' | 'waiting' | 'astray', boolean>>(
    `select clock_timestamp() < $2::timestamptz as open,
            exists (select from audit_events where at < $1) as older,
            exists (select from audit_unsealed where event_at < $2 and not lost) as waiting,
            exists (select from audit_events_default where at < $2) as astray`,
    [start, end],
  );
  const faults = {
    open: 'it is not over',
    older: 'there are events from before it',
    waiting: 'events of it wait for their seal',
    astray: 'events of it stand outside of its partition',
  };
  for (const [name, reason] of Object.entries(faults)) {
    if (Object.entries(rows[0] ?? {}).some(([column, is]) => column === name && is)) {
      throw new AppError('audit.month-kept', `the month is kept: ${reason}`);
    }
  }
}

/** The seal before the first that has an event from the moment on; where there is none, the checkpoint before. */
async function cutBefore(client: pg.Client, end: string): Promise<Cut> {
  const { rows } = await client.query<Cut>(
    `with first as (select number from audit_seals where last_at >= $1 order by number limit 1),
          before as (select coalesce(max(c.number), 0) as number from audit_checkpoints c)
     select cut.*, before.number + 1 as number, encode(timestamptz_send(clock_timestamp()), 'hex') as now
       from before left join lateral (
         select number as seal_number, last_sequence, hash as seal_hash, chain, hash_algorithm from audit_seals
          where number < coalesce((select number from first), 9223372036854775807) order by number desc limit 1
       ) seal on true
       left join audit_checkpoints last on last.number = before.number
       cross join lateral (
         select coalesce(seal.seal_number, last.seal_number, 0) as seal_number,
                coalesce(seal.last_sequence, last.last_sequence, 0) as last_sequence,
                coalesce(seal.seal_hash, last.seal_hash, decode(repeat('00', ${HASH_BYTES}), 'hex')) as seal_hash,
                coalesce(seal.chain, last.chain, decode(repeat('00', ${HASH_BYTES}), 'hex')) as chain,
                coalesce(seal.hash_algorithm, last.hash_algorithm, 'sha256') as hash_algorithm
       ) cut`,
    [end],
  );
  const [cut] = rows;
  if (cut === undefined) {
    throw new TypeError('there is always a cut');
  }
  return cut;
}

async function insertCheckpoint(client: pg.Client, checkpoint: CheckpointContent, signature: Buffer): Promise<void> {
  await client.query(
    `insert into audit_checkpoints (number, seal_number, last_sequence, seal_hash, chain, events_before, created_at,
            hash_algorithm, key_id, signature)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      checkpoint.number,
      checkpoint.sealNumber,
      checkpoint.lastSequence,
      checkpoint.sealHash,
      checkpoint.chain,
      momentOf(checkpoint.eventsBefore),
      momentOf(checkpoint.createdAt),
      checkpoint.hashAlgorithm,
      checkpoint.keyId,
      signature,
    ],
  );
}

/** The month's partition of every table that goes with the events. */
async function dropTables(client: pg.Client, month: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I', relname) as name from pg_inherits join pg_class on oid = inhrelid
      where inhparent in (select partrelid from pg_partitioned_table) and relname like 'audit\\_%'
        and right(relname, 8) = $1`,
    [`_${month.replace('-', '_')}`],
  );
  for (const { name } of rows) {
    await client.query(`drop table ${name}`);
  }
}

async function recordDrop(
  client: pg.Client,
  month: string,
  { number, lastSequence }: CheckpointContent,
): Promise<void> {
  await client.query(`insert into audit_events (id, action, actor, details) values ($1, $2, $3, $4)`, [
    newId<AuditEventId>(),
    'audit.month-dropped',
    '{"kind":"system"}',
    JSON.stringify({ checkpoint: number, lastSequence, month }),
  ]);
}

/** Deletes the links and seals that the last checkpoint stands for. */
async function tidy(client: pg.Client): Promise<void> {
  for (const [table, key, bound] of [
    ['audit_links', 'sequence', 'last_sequence'],
    ['audit_seals', 'number', 'seal_number'],
  ]) {
    let deleted: number | null = BATCH;
    while (deleted === BATCH) {
      ({ rowCount: deleted } = await client.query(
        `delete from ${table} where ${key} in (
           select ${key} from ${table} where ${key} <= (select max(${bound}) from audit_checkpoints)
            order by ${key} limit ${BATCH})`,
      ));
    }
  }
}
