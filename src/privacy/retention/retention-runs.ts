import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { SYSTEM } from '../../common/access.js';
import { newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';

/** How far a run is with one kind. */
export interface KindProgress {
  name: string;
  /** What is older goes; null: it is kept for ever. */
  before: string | null;
  after: string | null;
  removed: number;
  held: number;
  /** `unfinished`: there is more than one run removes, and the next goes on. */
  status: 'waiting' | 'completed' | 'unfinished' | 'failed';
}

export interface RetentionRun {
  id: string;
  status: 'running' | 'completed';
  kinds: KindProgress[];
  attempts: number;
  started_at: Date;
  finished_at: Date | null;
}

const COLUMNS = 'id, status, kinds, attempts, started_at, finished_at';
const EVERY_HOURS = 24;
const LEASE_SECONDS = 120;
const KEPT_DAYS = 800;

/** The runs of the retention: their rows are the truth, and whoever is killed leaves one that is gone on with. */
@Injectable()
export class RetentionRuns {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** Whether a run is to be begun, or to be gone on with. */
  async isDue(): Promise<boolean> {
    const [row] = await this.database.rows<{ due: boolean }>(
      `select exists (select from retention_runs where status = 'running' and lease_until < clock_timestamp())
           or not exists (select from retention_runs
                           where status = 'running'
                              or started_at > clock_timestamp() - make_interval(hours => ${EVERY_HOURS})) as due`,
    );
    return row?.due === true;
  }

  /** Takes the run that nobody works on, or begins one when it is time. Undefined: somebody does, or it is too soon. */
  async take(names: readonly string[]): Promise<RetentionRun | undefined> {
    return (await this.takeOver()) ?? (await this.begin(names));
  }

  /** @returns false where another process has taken the run over. */
  async advance({ id, kinds, attempts }: RetentionRun): Promise<boolean> {
    const advanced = await this.database.run(
      `update retention_runs
          set kinds = $3, lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
        where id = $1 and attempts = $2 and status = 'running'`,
      [id, attempts, JSON.stringify(kinds)],
    );
    return advanced === 1;
  }

  async complete({ id, kinds, attempts }: RetentionRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      const completed = await tx.run(
        `update retention_runs set status = 'completed', finished_at = clock_timestamp()
          where id = $1 and attempts = $2 and status = 'running'`,
        [id, attempts],
      );
      if (completed === 1) {
        const done = kinds.map(({ name, before, removed, held }) => ({ name, before, removed, held }));
        const details = { runId: id, kinds: done };
        await this.audit.record(tx, { actor: SYSTEM }, { action: 'retention.completed', details });
        await tx.run(
          `delete from retention_runs where started_at < clock_timestamp() - make_interval(days => ${KEPT_DAYS})`,
        );
      }
    });
  }

  /** Newest first; `before` is the id of the last of the page before. */
  list(before: string | undefined, limit: number): Promise<RetentionRun[]> {
    return this.database.rows<RetentionRun>(
      `select ${COLUMNS} from retention_runs where $1::uuid is null or id < $1 order by id desc limit $2`,
      [before ?? null, limit],
    );
  }

  private async takeOver(): Promise<RetentionRun | undefined> {
    const [run] = await this.database.rows<RetentionRun>(
      `update retention_runs
          set attempts = attempts + 1, lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
        where status = 'running' and lease_until < clock_timestamp() returning ${COLUMNS}`,
    );
    return run;
  }

  /** Of processes that begin at once, one does: there is one run that is open. */
  private async begin(names: readonly string[]): Promise<RetentionRun | undefined> {
    const waiting = { before: null, after: null, removed: 0, held: 0, status: 'waiting' };
    const [run] = await this.database.rows<RetentionRun>(
      `insert into retention_runs (id, kinds, lease_until)
       select $1, $2, clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
        where not exists (select from retention_runs
                           where started_at > clock_timestamp() - make_interval(hours => ${EVERY_HOURS}))
       on conflict do nothing returning ${COLUMNS}`,
      [newId(), JSON.stringify(names.map((name) => ({ name, ...waiting })))],
    );
    return run;
  }
}
