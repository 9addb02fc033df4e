import { setImmediate } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { pairKey, pairsOf } from '../../audit/search/text-pairs.js';
import { AppConfig } from '../../config/app-config.js';
import { Database, type Tx } from '../../database/database.js';
import type { InboundContent, OutboundContent } from '../content.js';
import { textIn } from './said-text.js';
import { packOffsets, SEGMENT_SIZE, segmentOf, startOf } from './segments.js';

const INTERVAL_MS = 5_000;
const LOCK = 0x74657874; // "text": one indexer at a time, in whichever process
/** Texts that are taken apart before others have their turn. */
const TEXTS_AT_ONCE = 200;
const POSTINGS_AT_ONCE = 5_000;

interface Said {
  sequence: string;
  content: InboundContent | OutboundContent;
  created_at: Date;
}

/**
 * Indexes segments of messages once nothing is added to them any more, and again when a message of them was erased or
 * changed. Nothing waits for it: a search reads what is not indexed.
 */
@Injectable()
export class TextIndexer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(TextIndexer.name);
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private isStopping = false;

  constructor(
    private readonly database: Database,
    private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.runsJobs) {
      this.timer = setInterval(() => {
        this.working ??= this.work().finally(() => {
          this.working = undefined;
        });
      }, INTERVAL_MS);
      this.timer.unref();
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.working;
  }

  /** Indexes what there is to index. @returns how many segments; 0 also while another process does it. */
  async index(): Promise<number> {
    let indexed = 0;
    while (!this.isStopping && (await this.indexNext())) {
      indexed += 1;
    }
    return indexed;
  }

  private async work(): Promise<void> {
    try {
      await this.index();
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'texts were not indexed; the next attempt follows');
    }
  }

  /** A segment in its own transaction: whoever searches sees the whole of it or nothing. */
  private indexNext(): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const [lock] = await tx.rows<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCK]);
      if (lock?.mine !== true) {
        return false;
      }
      await closeFull(tx);
      const segment = await nextOf(tx);
      if (segment === undefined) {
        return false;
      }
      await build(tx, segment);
      return true;
    });
  }
}

/**
 * Segments that are full. Their last messages may not be committed yet: whoever has taken a number has begun his
 * transaction, so the segment is complete when all those that are running now have ended.
 */
async function closeFull(tx: Tx): Promise<void> {
  const [row] = await tx.rows<{ sequence: string | null; closed: number | null }>(
    `select (select sequence from messages order by sequence desc limit 1) as sequence,
            (select max(segment) from message_segments) as closed`,
  );
  if (row === undefined || row.sequence === null) {
    return;
  }
  await tx.run(
    `insert into message_segments (segment, closed_xid)
     select segment, pg_snapshot_xmax(pg_current_snapshot()) from generate_series($1::integer, $2::integer) as segment
     on conflict do nothing`,
    [(row.closed ?? -1) + 1, segmentOf(BigInt(row.sequence)) - 1],
  );
}

/** Changed ones first: what was erased shall be gone. Then the latest, as that is where people look. */
async function nextOf(tx: Tx): Promise<number | undefined> {
  const [row] = await tx.rows<{ segment: number }>(
    `(select s.segment from message_segments s
       where s.built_at is not null and exists (select from message_changes c where c.segment = s.segment) limit 1)
     union all
     (select segment from message_segments
       where built_at is null and closed_xid <= pg_snapshot_xmin(pg_current_snapshot()) order by segment desc limit 1)
     limit 1`,
  );
  return row?.segment;
}

async function build(tx: Tx, segment: number): Promise<void> {
  await tx.run('delete from message_changes where segment = $1', [segment]);
  await tx.run('delete from message_postings where segment = $1', [segment]);
  const said = await tx.rows<Said>(
    'select sequence, content, created_at from messages where sequence >= $1 and sequence < $2 order by sequence',
    [`${startOf(segment)}`, `${startOf(segment + 1)}`],
  );
  await insertPostings(tx, segment, await postingsOf(said));
  const times = said.map(({ created_at: at }) => at.getTime());
  await tx.run(
    'update message_segments set built_at = clock_timestamp(), first_at = $2, last_at = $3 where segment = $1',
    [segment, dateOf(Math.min(...times)), dateOf(Math.max(...times) + 1)], // the database has microseconds
  );
}

/** From a pair's key to where it stands, ascending. */
async function postingsOf(said: readonly Said[]): Promise<Map<number, number[]>> {
  const postings = new Map<number, number[]>();
  for (const [index, { sequence, content }] of said.entries()) {
    const offset = Number(BigInt(sequence) % BigInt(SEGMENT_SIZE));
    for (const key of new Set([...pairsOf(textIn(content))].map(pairKey))) {
      const offsets = postings.get(key);
      if (offsets === undefined) {
        postings.set(key, [offset]);
      } else {
        offsets.push(offset);
      }
    }
    if (index % TEXTS_AT_ONCE === 0) {
      await setImmediate();
    }
  }
  return postings;
}

async function insertPostings(
  tx: Tx,
  segment: number,
  postings: ReadonlyMap<number, readonly number[]>,
): Promise<void> {
  const entries = [...postings].toSorted(([a], [b]) => a - b);
  for (let start = 0; start < entries.length; start += POSTINGS_AT_ONCE) {
    const part = entries.slice(start, start + POSTINGS_AT_ONCE);
    await tx.run(
      `insert into message_postings (segment, pair, offsets)
       select $1, pair, offsets from unnest($2::integer[], $3::bytea[]) as posting (pair, offsets)`,
      [segment, part.map(([pair]) => pair), part.map(([, offsets]) => packOffsets(offsets))],
    );
  }
}

function dateOf(milliseconds: number): Date | null {
  return Number.isFinite(milliseconds) ? new Date(milliseconds) : null;
}
