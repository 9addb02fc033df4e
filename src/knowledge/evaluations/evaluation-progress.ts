import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { SYSTEM } from '../../common/access.js';
import type { EvaluationId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Edition } from '../retrieval/index-messages.js';
import type { Change, FindingAction } from './compare.js';
import type { ComparedQuestion, EvaluationQuestion, EvaluationReport } from './evaluation-row.js';

export interface OpenEvaluation {
  id: EvaluationId;
  total: number;
  processed: number;
  /** Starts since something was last stored. */
  attempts: number;
  request_id: string;
}

/** Another worker has the evaluation, or it has ended. */
export class OvertakenError extends Error {}

/** The row of an evaluation that is being worked on. */
@Injectable()
export class EvaluationProgress {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  async begin(id: EvaluationId): Promise<OpenEvaluation | undefined> {
    const [row] = await this.database.rows<OpenEvaluation>(
      `update knowledge_evaluations
          set status = 'running', attempts = attempts + 1, updated_at = clock_timestamp()
        where id = $1 and status in ('queued', 'running')
       returning id, total, processed, attempts, request_id`,
      [id],
    );
    return row;
  }

  /** Somebody still works on it. */
  async touch({ id }: OpenEvaluation): Promise<void> {
    await this.database.run('update knowledge_evaluations set updated_at = clock_timestamp() where id = $1', [id]);
  }

  /** The questions from that ordinal on. */
  next({ id }: OpenEvaluation, processed: number, limit: number): Promise<EvaluationQuestion[]> {
    return this.database.rows<EvaluationQuestion>(
      `select ordinal, text, asked, account_id, expected_external_id from evaluation_questions
        where evaluation_id = $1 and ordinal >= $2 order by ordinal limit $3`,
      [id, processed, limit],
    );
  }

  /**
   * Stores what was found out, unless another worker got further.
   * @throws {OvertakenError}
   */
  advance({ id }: OpenEvaluation, processed: number, compared: readonly ComparedQuestion[]): Promise<void> {
    return this.database.transaction(async (tx) => {
      const moved = await tx.run(
        `update knowledge_evaluations
            set processed = processed + $3, attempts = 0, updated_at = clock_timestamp()
          where id = $1 and status = 'running' and processed = $2`,
        [id, processed, compared.length],
      );
      if (moved === 0) {
        throw new OvertakenError();
      }
      await tx.run(
        `update evaluation_questions q
            set change = r.change, live = r.live, candidate = r.candidate
           from jsonb_to_recordset($2::jsonb) as r (ordinal integer, change text, live jsonb, candidate jsonb)
          where q.evaluation_id = $1 and q.ordinal = r.ordinal`,
        [
          id,
          JSON.stringify(
            compared.map(({ ordinal, change, live, candidate }) => ({ ordinal, change, live, candidate })),
          ),
        ],
      );
    });
  }

  /** @throws {OvertakenError} */
  complete({ id, request_id: requestId }: OpenEvaluation): Promise<EvaluationReport> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows<{ report: EvaluationReport }>(
        `update knowledge_evaluations
            set status = 'completed', updated_at = clock_timestamp(),
                report = (select ${REPORT} from evaluation_questions where evaluation_id = $1)
          where id = $1 and status = 'running' and processed = total
         returning report`,
        [id],
      );
      if (row === undefined) {
        throw new OvertakenError();
      }
      const { questions, better, worse, newHits, lostHits, changed } = row.report;
      const details = { evaluationId: id, questions, better, worse, newHits, lostHits, changed };
      await this.audit.record(tx, { actor: SYSTEM, requestId }, { action: 'knowledge.evaluation-completed', details });
      return row.report;
    });
  }

  /** @throws {OvertakenError} */
  fail({ id, request_id: requestId }: OpenEvaluation, failure: { code: string; message: string }): Promise<void> {
    return this.database.transaction(async (tx) => {
      const failed = await tx.run(
        `update knowledge_evaluations
            set status = 'failed', failure = $2, updated_at = clock_timestamp()
          where id = $1 and status = 'running'`,
        [id, JSON.stringify(failure)],
      );
      if (failed === 0) {
        throw new OvertakenError();
      }
      const details = { evaluationId: id, reason: failure.code };
      await this.audit.record(tx, { actor: SYSTEM, requestId }, { action: 'knowledge.evaluation-failed', details });
    });
  }
}

const REPORT = `jsonb_build_object(
  'questions', count(*), 'expected', count(expected_external_id),
  'better', ${countOf('better')}, 'worse', ${countOf('worse')},
  'newHits', ${countOf('new')}, 'lostHits', ${countOf('lost')},
  'changed', ${countOf('changed')}, 'same', ${countOf('same')},
  'recallAt1Before', ${recallAt1('live')}, 'recallAt1After', ${recallAt1('candidate')},
  'meanConfidenceBefore', ${meanConfidence('live')}, 'meanConfidenceAfter', ${meanConfidence('candidate')},
  'before', ${actionCounts('live')}, 'after', ${actionCounts('candidate')})`;

function countOf(change: Change): string {
  return `count(*) filter (where change = '${change}')`;
}

function recallAt1(edition: Edition): string {
  return `(count(expected_external_id) filter (where (${edition}->>'expectedRank')::integer = 1))::double precision
          / nullif(count(expected_external_id), 0)`;
}

function meanConfidence(edition: Edition): string {
  return `avg((${edition}->>'confidence')::double precision)`;
}

function actionCounts(edition: Edition): string {
  const count = (action: FindingAction): string => `count(*) filter (where ${edition}->>'action' = '${action}')`;
  return `jsonb_build_object(
    'answered', ${count('answer')}, 'clarified', ${count('clarify')}, 'unanswered', ${count('none')})`;
}
