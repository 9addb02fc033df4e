import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { SYSTEM } from '../../common/access.js';
import type { ReplayId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { ReplayReport, ReplayWay } from './replay-rows.js';
import { type ReplayChange, replayChanges, type ReplayedAnswer } from './replayed-answer.js';

export interface OpenReplay {
  id: ReplayId;
  way: ReplayWay;
  total: number;
  processed: number;
  /** Starts since something was last stored. */
  attempts: number;
  request_id: string;
}

export interface Compared {
  before: ReplayedAnswer;
  after: ReplayedAnswer;
  change: ReplayChange;
}

/** Another worker has the replay, or it has ended. */
export class OvertakenError extends Error {}

/** The row of a replay that is being worked on. */
@Injectable()
export class ReplayProgress {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  async begin(id: ReplayId): Promise<OpenReplay | undefined> {
    const [row] = await this.database.rows<OpenReplay>(
      `update replays set status = 'running', attempts = attempts + 1, updated_at = clock_timestamp()
        where id = $1 and status in ('queued', 'running')
       returning id, way, total, processed, attempts, request_id`,
      [id],
    );
    return row;
  }

  /** Undefined for what was erased since. @throws {OvertakenError} when the replay is gone. */
  async turnId({ id }: OpenReplay, ordinal: number): Promise<string> {
    const [row] = await this.database.rows<{ turn_id: string }>(
      'select turn_id from replayed_turns where replay_id = $1 and ordinal = $2',
      [id, ordinal],
    );
    if (row === undefined) {
      throw new OvertakenError();
    }
    return row.turn_id;
  }

  /**
   * Stores what a question came to, unless another worker got further.
   * @param compared undefined: the turn is not there any more, and is left out.
   * @throws {OvertakenError}
   */
  advance({ id }: OpenReplay, ordinal: number, compared: Compared | undefined): Promise<void> {
    return this.database.transaction(async (tx) => {
      const moved = await tx.run(
        `update replays set processed = processed + 1, attempts = 0, updated_at = clock_timestamp()
          where id = $1 and status = 'running' and processed = $2`,
        [id, ordinal],
      );
      if (moved === 0) {
        throw new OvertakenError();
      }
      if (compared !== undefined) {
        await tx.run(
          'update replayed_turns set before = $3, after = $4, change = $5 where replay_id = $1 and ordinal = $2',
          [id, ordinal, JSON.stringify(compared.before), JSON.stringify(compared.after), compared.change],
        );
      }
    });
  }

  /** @throws {OvertakenError} */
  complete({ id, request_id: requestId }: OpenReplay): Promise<ReplayReport> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows<{ report: ReplayReport }>(
        `update replays
            set status = 'completed', updated_at = clock_timestamp(),
                report = (select ${REPORT} from replayed_turns where replay_id = $1 and after is not null)
          where id = $1 and status = 'running' and processed = total
         returning report`,
        [id],
      );
      if (row === undefined) {
        throw new OvertakenError();
      }
      const details = { replayId: id, questions: row.report.questions };
      await this.audit.record(tx, { actor: SYSTEM, requestId }, { action: 'dialog.replay-completed', details });
      return row.report;
    });
  }

  /** @throws {OvertakenError} */
  fail({ id, request_id: requestId }: OpenReplay, failure: { code: string; message: string }): Promise<void> {
    return this.database.transaction(async (tx) => {
      const failed = await tx.run(
        `update replays set status = 'failed', failure = $2, updated_at = clock_timestamp()
          where id = $1 and status = 'running'`,
        [id, JSON.stringify(failure)],
      );
      if (failed === 0) {
        throw new OvertakenError();
      }
      const details = { replayId: id, reason: failure.code };
      await this.audit.record(tx, { actor: SYSTEM, requestId }, { action: 'dialog.replay-failed', details });
    });
  }
}

const COUNTS = replayChanges.map((change) => `'${change}', count(*) filter (where change = '${change}')`).join(', ');
const REPORT = `jsonb_build_object(
  'questions', count(*), 'changes', jsonb_build_object(${COUNTS}),
  'costBefore', coalesce(sum((before->>'cost')::double precision), 0),
  'costAfter', coalesce(sum((after->>'cost')::double precision), 0),
  'meanMsBefore', avg((before->>'milliseconds')::double precision),
  'meanMsAfter', avg((after->>'milliseconds')::double precision))`;
