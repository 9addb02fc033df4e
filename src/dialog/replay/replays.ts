import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { authorOf, type Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { Chores } from '../../common/chores.js';
import { newId, type ReplayId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Prompts } from '../../models/prompts/prompts.js';
import { Routes } from '../../models/routes/routes.js';
import { JobQueues } from '../../queue/job-queues.js';
import { REPLAY_COLUMNS, type ReplayedTurn, type ReplayRow, type ReplayWay } from './replay-rows.js';
import type { ReplayChange } from './replayed-answer.js';

/** A replay asks models for hours: more than so many do not wait. */
const WAITING_MAX = 10;
/** A replay that is open and was not touched for so long has lost its job. */
const STALE_SECONDS = 180;
const RETENTION_DAYS = 90;
const PURGED_MAX = 20;

export interface NewReplay {
  from: Date;
  /** Not included. */
  to: Date;
  way: ReplayWay;
  accountId?: string | undefined;
  /** The newest of the time. */
  limit: number;
}

/** Stored questions answered another way. The row is the truth; its job only says that there is something to do. */
@Injectable()
export class Replays implements OnModuleInit {
  private readonly logger = new Logger(Replays.name);

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly queues: JobQueues,
    private readonly chores: Chores,
    private readonly routes: Routes,
    private readonly prompts: Prompts,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'replays', run: () => this.purge() });
  }

  /**
   * Takes the questions that reached the knowledge base in the time; they are answered soon after.
   * @throws {InvalidRequestError} for a route or a prompt that there is not.
   * @throws {AppError} `dialog.replays-waiting`
   */
  async request(
    actor: Principal,
    requestId: string,
    { from, to, way, accountId, limit }: NewReplay,
  ): Promise<ReplayRow> {
    this.assertKnown(way);
    const id = newId<ReplayId>();
    await this.database.transaction(async (tx) => {
      await assertRoom(tx);
      await tx.run(
        `insert into replays (id, from_at, to_at, way, total, created_by, request_id) values ($1, $2, $3, $4, 0, $5, $6)`,
        [id, from, to, JSON.stringify(way), JSON.stringify(authorOf(actor)), requestId],
      );
      const questions = await tx.run(
        `insert into replayed_turns (replay_id, ordinal, turn_id, text)
         select $1, row_number() over (order by asked_at, id) - 1, turn_id, text
           from (select id, asked_at, turn_id, text from asked_questions
                  where asked_at >= $2 and asked_at < $3 and ($4::uuid is null or account_id = $4)
                  order by asked_at desc limit $5) as asked`,
        [id, from, to, accountId ?? null, limit],
      );
      await tx.run('update replays set total = $2 where id = $1', [id, questions]);
      const details = { replayId: id, questions, ...way };
      await this.audit.record(tx, { actor, requestId }, { action: 'dialog.replay-requested', details });
      tx.afterCommit(() => {
        void this.enqueue([id]); // the caller need not wait for the queue: a lost job is found again
      });
    });
    return this.get(id);
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<ReplayRow> {
    const [row] = await this.database.rows<ReplayRow>(`select ${REPLAY_COLUMNS} from replays where id = $1`, [id]);
    if (row === undefined) {
      throw new NotFoundError('the replay');
    }
    return row;
  }

  /** Newest first; `before` is the id of the last of the page before. */
  list(before: string | undefined, limit: number): Promise<ReplayRow[]> {
    return this.database.rows<ReplayRow>(
      `select ${REPLAY_COLUMNS} from replays where $1::uuid is null or id < $1 order by id desc limit $2`,
      [before ?? null, limit],
    );
  }

  /** What was answered until now; `after` is the ordinal of the last of the page before. */
  turns(
    id: string,
    change: ReplayChange | undefined,
    after: number | undefined,
    limit: number,
  ): Promise<ReplayedTurn[]> {
    return this.database.rows<ReplayedTurn>(
      `select ordinal, turn_id, text, before, after, change from replayed_turns
        where replay_id = $1 and ordinal > $2 and after is not null and ($3::text is null or change = $3)
        order by ordinal limit $4`,
      [id, after ?? -1, change ?? null, limit],
    );
  }

  /** Adds the jobs of replays that have lost theirs. */
  async resume(): Promise<void> {
    const rows = await this.database.rows<{ id: ReplayId }>(
      `select id from replays
        where status in ('queued', 'running') and updated_at < clock_timestamp() - make_interval(secs => $1)
        order by updated_at limit $2`,
      [STALE_SECONDS, WAITING_MAX],
    );
    if (rows.length > 0) {
      await this.enqueue(rows.map(({ id }) => id));
    }
  }

  /** A bounded number of those that are older than is kept; the next chore goes on. */
  private purge(): Promise<number> {
    return this.database.run(
      `delete from replays
        where id in (select id from replays where created_at < now() - make_interval(days => $1) limit $2)`,
      [RETENTION_DAYS, PURGED_MAX],
    );
  }

  private assertKnown({ routeId, promptVersion }: ReplayWay): void {
    const faults = [
      ...(routeId !== undefined && !this.routes.list().some(({ id }) => id === routeId)
        ? [`routeId: there is no route ${routeId}`]
        : []),
      ...(promptVersion !== undefined && this.prompts.get(promptVersion) === undefined
        ? [`promptVersion: there is no prompt ${promptVersion}`]
        : []),
    ];
    if (faults.length > 0) {
      throw new InvalidRequestError('the replay names what there is not', faults);
    }
  }

  private async enqueue(ids: readonly ReplayId[]): Promise<void> {
    try {
      await this.queues.addAll(
        'dialog.replay',
        ids.map((replayId) => ({ data: { replayId }, key: replayId })),
      );
    } catch (error) {
      this.logger.warn({ replays: ids.length, error: String(error) }, 'replay jobs were not added');
    }
  }
}

async function assertRoom(tx: Tx): Promise<void> {
  const [row] = await tx.rows<{ count: number }>(
    `select count(*)::integer as count from replays where status in ('queued', 'running')`,
  );
  if (row !== undefined && row.count >= WAITING_MAX) {
    throw new AppError('dialog.replays-waiting', `${row.count} replays wait already`);
  }
}
