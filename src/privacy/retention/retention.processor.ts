import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { DueWork } from '../../queue/due-work.js';
import { JobWorker } from '../../queue/job-worker.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { Settings } from '../../settings/settings.js';
import { type RetentionKind, RetentionKinds } from './retention-kinds.js';
import { type KindProgress, type RetentionRun, RetentionRuns } from './retention-runs.js';

/** Few enough that a batch's locks are held for a moment. */
const BATCH_ROWS = 200;
/** Of one kind in one run: what is more waits for the next. */
const BATCHES_MAX = 5_000;

/** Once a day removes what was kept for long enough: batch by batch, each stored, by one process for all. */
@Injectable()
export class RetentionProcessor extends JobWorker<'privacy.retention'> implements OnModuleInit {
  constructor(
    connection: QueueConnection,
    private readonly kinds: RetentionKinds,
    private readonly runs: RetentionRuns,
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly dueWork: DueWork,
  ) {
    super(connection, 'privacy.retention', 1);
  }

  onModuleInit(): void {
    this.dueWork.register({
      name: 'privacy.retention',
      due: async () => ((await this.runs.isDue()) ? [{ data: {}, key: 'retention' }] : []),
    });
  }

  protected async handle(): Promise<void> {
    const run = await this.runs.take(this.kinds.all().map(({ name }) => name));
    if (run === undefined) {
      return;
    }
    for (const progress of run.kinds) {
      if (progress.status === 'waiting' && !(await this.runKind(run, progress))) {
        return;
      }
    }
    await this.runs.complete(run);
    const removed = run.kinds.map(({ name, removed: count }) => `${name} ${count}`).join(', ');
    this.logger.log({ runId: run.id }, `retention removed: ${removed}`);
  }

  /** @returns false where the run is another's by now, or the program stops. A kind that fails leaves the others theirs. */
  private async runKind(run: RetentionRun, progress: KindProgress): Promise<boolean> {
    const kind = this.kinds.get(progress.name);
    const before = kind === undefined ? null : await this.beginningOf(kind, progress);
    progress.before = before?.toISOString() ?? null;
    try {
      if (kind === undefined || before === null) {
        progress.status = 'completed';
      } else if (!(await this.removeOld(run, progress, kind, before))) {
        return false;
      }
    } catch (error) {
      progress.status = 'failed';
      this.logger.error({ runId: run.id, kind: progress.name, err: error }, 'a kind of thing was not removed');
    }
    return this.runs.advance(run);
  }

  /** @returns false where it is to be left to another. */
  private async removeOld(
    run: RetentionRun,
    progress: KindProgress,
    kind: RetentionKind,
    before: Date,
  ): Promise<boolean> {
    for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
      if (this.isStopping) {
        return false;
      }
      const { removed, held, next } = await kind.expire({ before, after: progress.after, limit: BATCH_ROWS });
      progress.removed += removed;
      progress.held += held;
      progress.after = next;
      if (next === null) {
        progress.status = 'completed';
        return true;
      }
      if (!(await this.runs.advance(run))) {
        return false;
      }
    }
    progress.status = 'unfinished';
    return true;
  }

  /** By the database's clock; a run that goes on keeps the moment that it began with. Null: kept for ever. */
  private async beginningOf({ setting }: RetentionKind, progress: KindProgress): Promise<Date | null> {
    if (progress.before !== null) {
      return new Date(progress.before);
    }
    const kept = this.settings.get(setting);
    if (kept === 0) {
      return null;
    }
    const [row] = await this.database.rows<{ before: Date }>(
      setting === 'retention.eventsMonths'
        ? `select (date_trunc('month', now() at time zone 'UTC') - make_interval(months => $1)) at time zone 'UTC' as before`
        : `select clock_timestamp() - make_interval(days => $1) as before`,
      [kept],
    );
    return row?.before ?? null;
  }
}
