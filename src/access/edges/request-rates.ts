import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Chore, Chores } from '../../common/chores.js';
import { Database } from '../../database/database.js';
import { granted, type Rate, Share } from './share.js';

const SUBJECTS_MAX = 10_000;
/** A process takes a hundredth of the limit at a time: so much of it may go unused in each other process. */
const PARTS = 100;
/** Whoever counts for all must not hold everybody up. */
const PATIENCE_MS = 1_000;
/** Without the database each process counts for itself, for so long before it asks again. */
const ALONE_MS = 5_000;
const FORGOTTEN_MAX = 20_000;

/**
 * How often somebody may still call in this minute, over all processes: each takes a part of the limit out of one row and
 * hands it out from memory, so that all together hand out no more than the limit. While the database is away each process
 * keeps the limit by itself, and nobody is locked out.
 */
@Injectable()
export class RequestRates implements OnModuleInit, Chore {
  readonly name = 'request-rates';
  private readonly logger = new Logger(RequestRates.name);
  private readonly shares = new Map<string, Share>();
  private isAlone = false;

  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register(this);
  }

  /** Counts one call. */
  async take(subject: string, limit: number): Promise<Rate> {
    const share = this.shareOf(subject, limit);
    while (!share.hasPart && !share.isUsedUp) {
      await this.fetch(share);
    }
    if (share.isRunningLow) {
      void this.fetch(share);
    }
    return share.take();
  }

  async run(): Promise<void> {
    await this.database.run(
      `delete from request_rates where ctid = any (array(
         select ctid from request_rates where minute < floor(extract(epoch from clock_timestamp()) / 60) - 1 limit $1))`,
      [FORGOTTEN_MAX],
    );
  }

  private shareOf(subject: string, limit: number): Share {
    const known = this.shares.get(subject);
    if (known !== undefined && !known.isOver && known.limit === limit) {
      return known;
    }
    const share = new Share(subject, limit);
    this.shares.delete(subject); // the newest come last
    this.shares.set(subject, share);
    this.forgetSome();
    return share;
  }

  private forgetSome(): void {
    for (const subject of this.shares.keys()) {
      if (this.shares.size <= SUBJECTS_MAX) {
        return;
      }
      this.shares.delete(subject);
    }
  }

  /** One at a time for a subject; whoever comes meanwhile waits for the same. */
  private fetch(share: Share): Promise<void> {
    share.fetching ??= this.fetchPart(share).finally(() => {
      share.fetching = undefined;
    });
    return share.fetching;
  }

  private async fetchPart(share: Share): Promise<void> {
    const wanted = Math.ceil(share.limit / PARTS);
    try {
      const { taken, endsInMs } = await withPatience(this.countShared(share.subject, wanted));
      share.add(granted(share.limit, taken, wanted), share.limit - taken, endsInMs);
      this.isAlone = false;
    } catch (error) {
      if (!this.isAlone) {
        this.isAlone = true;
        this.logger.warn({ error: String(error) }, 'calls are not counted together: each process counts for itself');
      }
      share.add(Math.ceil((share.limit * ALONE_MS) / 60_000), 0, ALONE_MS);
    }
  }

  /** Whoever waited for the row may come from the minute before: he counts for the one it is now. */
  private async countShared(subject: string, wanted: number): Promise<{ taken: number; endsInMs: number }> {
    const [row] = await this.database.rows<{ taken: number; ends_in_ms: number }>(
      `insert into request_rates as r (subject, minute, taken)
       values ($1, floor(extract(epoch from clock_timestamp()) / 60), $2)
       on conflict (subject) do update set
         taken = case when r.minute >= excluded.minute then r.taken else 0 end + excluded.taken,
         minute = greatest(r.minute, excluded.minute)
       returning taken::float8 as taken, ((minute + 1) * 60 - extract(epoch from clock_timestamp()))::float8 * 1000 as ends_in_ms`,
      [subject, wanted],
    );
    return { taken: row?.taken ?? wanted, endsInMs: row?.ends_in_ms ?? 0 };
  }
}

async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database took too long')), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
