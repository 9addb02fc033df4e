import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { SYSTEM } from '../../common/access.js';
import type { AccountId, PromptTrialId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { TrialReport, TrialResult } from './trial-rows.js';
import { type TrialAnswer, trialOutcomes } from './trial-runner.js';

export interface OpenTrial {
  id: PromptTrialId;
  version: string;
  against: string;
  account_id: AccountId | null;
  language: string | null;
  total: number;
  processed: number;
  /** Starts since something was last stored. */
  attempts: number;
  request_id: string;
}

/** Another worker has the trial, or it has ended. */
export class OvertakenError extends Error {}

/** The row of a trial that is being worked on. */
@Injectable()
export class TrialProgress {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  async begin(id: PromptTrialId): Promise<OpenTrial | undefined> {
    const [row] = await this.database.rows<OpenTrial>(
      `update prompt_trials set status = 'running', attempts = attempts + 1, updated_at = clock_timestamp()
        where id = $1 and status in ('queued', 'running')
       returning id, version, against, account_id, language, total, processed, attempts, request_id`,
      [id],
    );
    return row;
  }

  /** The text of the question with that ordinal. */
  async question({ id }: OpenTrial, ordinal: number): Promise<string> {
    const [row] = await this.database.rows<{ text: string }>(
      'select text from prompt_trial_questions where trial_id = $1 and ordinal = $2',
      [id, ordinal],
    );
    if (row === undefined) {
      throw new OvertakenError(); // the trial is deleted together with its questions
    }
    return row.text;
  }

  /**
   * Stores what a question came to, unless another worker got further.
   * @throws {OvertakenError}
   */
  advance({ id }: OpenTrial, { ordinal, before, after }: Omit<TrialResult, 'text'>): Promise<void> {
    return this.database.transaction(async (tx) => {
      const moved = await tx.run(
        `update prompt_trials set processed = processed + 1, attempts = 0, updated_at = clock_timestamp()
          where id = $1 and status = 'running' and processed = $2`,
        [id, ordinal],
      );
      if (moved === 0) {
        throw new OvertakenError();
      }
      await tx.run('update prompt_trial_questions set before = $3, after = $4 where trial_id = $1 and ordinal = $2', [
        id,
        ordinal,
        JSON.stringify(before),
        JSON.stringify(after),
      ]);
    });
  }

  /** @throws {OvertakenError} */
  complete({ id, request_id: requestId }: OpenTrial): Promise<TrialReport> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows<{ report: TrialReport }>(
        `update prompt_trials
            set status = 'completed', updated_at = clock_timestamp(),
                report = (select ${REPORT} from prompt_trial_questions where trial_id = $1)
          where id = $1 and status = 'running' and processed = total
         returning report`,
        [id],
      );
      if (row === undefined) {
        throw new OvertakenError();
      }
      const { questions, changed } = row.report;
      const details = { trialId: id, questions, changed };
      await this.audit.record(tx, { actor: SYSTEM, requestId }, { action: 'prompt.trial-completed', details });
      return row.report;
    });
  }

  /** @throws {OvertakenError} */
  fail({ id, request_id: requestId }: OpenTrial, failure: { code: string; message: string }): Promise<void> {
    return this.database.transaction(async (tx) => {
      const failed = await tx.run(
        `update prompt_trials set status = 'failed', failure = $2, updated_at = clock_timestamp()
          where id = $1 and status = 'running'`,
        [id, JSON.stringify(failure)],
      );
      if (failed === 0) {
        throw new OvertakenError();
      }
      const details = { trialId: id, reason: failure.code };
      await this.audit.record(tx, { actor: SYSTEM, requestId }, { action: 'prompt.trial-failed', details });
    });
  }
}

const REPORT = `jsonb_build_object(
  'questions', count(*),
  'changed', count(*) filter (where before->>'text' is distinct from after->>'text'
                                 or before->>'outcome' <> after->>'outcome'),
  'before', ${figuresOf('before')}, 'after', ${figuresOf('after')})`;

function figuresOf(side: 'before' | 'after'): string {
  const outcomes = trialOutcomes.map(
    (outcome) => `'${outcome}', count(*) filter (where ${side}->>'outcome' = '${outcome}')`,
  );
  const number = (field: keyof TrialAnswer): string => `(${side}->>'${field}')::double precision`;
  return `jsonb_build_object(
    'outcomes', jsonb_build_object(${outcomes.join(', ')}),
    'meanConfidence', avg(${number('confidence')}), 'meanMs', avg(${number('milliseconds')}),
    'cost', coalesce(sum(${number('cost')}), 0))`;
}
