import { setImmediate } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { authorOf, type Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { Chores } from '../../common/chores.js';
import { newId, type PromptTrialId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { maskForAll } from '../../privacy/detection/masking.js';
import { JobQueues } from '../../queue/job-queues.js';
import { Accounts } from '../../settings/accounts.js';
import { Prompts } from './prompts.js';
import { TRIAL_COLUMNS, type TrialResult, type TrialRow } from './trial-rows.js';

/** A trial asks models for hours: more than so many do not wait. */
const WAITING_MAX = 10;
/** A trial that is open and was not touched for so long has lost its job. */
const STALE_SECONDS = 180;
const RETENTION_DAYS = 90;
const PURGED_MAX = 20;

export interface NewTrial {
  version: string;
  /** Undefined: the one that is live. */
  against?: string | undefined;
  accountId?: string | undefined;
  language?: string | undefined;
  questions: readonly string[];
}

/**
 * Questions that are answered by two versions of a prompt, side by side. The row is the truth; its job only says that
 * there is something to do.
 */
@Injectable()
export class PromptTrials implements OnModuleInit {
  private readonly logger = new Logger(PromptTrials.name);

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly queues: JobQueues,
    private readonly chores: Chores,
    private readonly accounts: Accounts,
    private readonly prompts: Prompts,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'prompt-trials', run: () => this.purge() });
  }

  /**
   * Stores the questions, masked; they are answered soon after.
   * @throws {NotFoundError} for a version that there is not.
   * @throws {InvalidRequestError} for another version or an account that there is not.
   * @throws {AppError} `prompt.trials-waiting`
   */
  async request(actor: Principal, requestId: string, wanted: NewTrial): Promise<TrialRow> {
    const { name, version } = this.prompts.view(wanted.version);
    const against = wanted.against ?? this.prompts.live(name).version;
    this.assertKnown({ ...wanted, against });
    const id = newId<PromptTrialId>();
    const texts = await maskAll(wanted.questions);
    await this.database.transaction(async (tx) => {
      await assertRoom(tx);
      await tx.run(
        `insert into prompt_trials (id, version, against, account_id, language, total, created_by, request_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          version,
          against,
          wanted.accountId ?? null,
          wanted.language ?? null,
          texts.length,
          JSON.stringify(authorOf(actor)),
          requestId,
        ],
      );
      await tx.run(
        `insert into prompt_trial_questions (trial_id, ordinal, text)
         select $1, i.ordinal - 1, i.text from unnest($2::text[]) with ordinality as i (text, ordinal)`,
        [id, texts],
      );
      const details = { trialId: id, version, against, questions: texts.length };
      await this.audit.record(tx, { actor, requestId }, { action: 'prompt.trial-requested', details });
      tx.afterCommit(() => {
        void this.enqueue([id]); // the caller need not wait for the queue: a lost job is found again
      });
    });
    return this.get(version, id);
  }

  /** @throws {NotFoundError} */
  async get(version: string, id: string): Promise<TrialRow> {
    const [row] = await this.database.rows<TrialRow>(
      `select ${TRIAL_COLUMNS} from prompt_trials where id = $1 and version = $2`,
      [id, version],
    );
    if (row === undefined) {
      throw new NotFoundError('the trial');
    }
    return row;
  }

  /** Newest first; `before` is the id of the last of the page before. */
  list(version: string, before: string | undefined, limit: number): Promise<TrialRow[]> {
    return this.database.rows<TrialRow>(
      `select ${TRIAL_COLUMNS} from prompt_trials
        where version = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
      [version, before ?? null, limit],
    );
  }

  /** What was answered until now; `after` is the ordinal of the last of the page before. */
  results(id: string, after: number | undefined, limit: number): Promise<TrialResult[]> {
    return this.database.rows<TrialResult>(
      `select ordinal, text, before, after from prompt_trial_questions
        where trial_id = $1 and ordinal > $2 and after is not null order by ordinal limit $3`,
      [id, after ?? -1, limit],
    );
  }

  /** Adds the jobs of trials that have lost theirs. */
  async resume(): Promise<void> {
    const rows = await this.database.rows<{ id: PromptTrialId }>(
      `select id from prompt_trials
        where status in ('queued', 'running') and updated_at < clock_timestamp() - make_interval(secs => $1)
        order by updated_at limit $2`,
      [STALE_SECONDS, WAITING_MAX],
    );
    if (rows.length > 0) {
      await this.enqueue(rows.map(({ id }) => id));
    }
  }

  /** A bounded number of those that are older than is kept, with their questions; the next chore goes on. */
  purge(): Promise<number> {
    return this.database.run(
      `delete from prompt_trials
        where id in (select id from prompt_trials where created_at < now() - make_interval(days => $1) limit $2)`,
      [RETENTION_DAYS, PURGED_MAX],
    );
  }

  private assertKnown({ against, accountId }: { against: string; accountId?: string | undefined }): void {
    const faults = [
      ...(this.prompts.get(against) === undefined ? [`against: there is no prompt ${against}`] : []),
      ...(accountId !== undefined && this.accounts.byId(accountId) === undefined
        ? [`accountId: there is no account ${accountId}`]
        : []),
    ];
    if (faults.length > 0) {
      throw new InvalidRequestError('the trial names what there is not', faults);
    }
  }

  private async enqueue(ids: readonly PromptTrialId[]): Promise<void> {
    try {
      await this.queues.addAll(
        'prompt.trial',
        ids.map((trialId) => ({ data: { trialId }, key: trialId })),
      );
    } catch (error) {
      this.logger.warn({ trials: ids.length, error: String(error) }, 'trial jobs were not added');
    }
  }
}

async function assertRoom(tx: Tx): Promise<void> {
  const [row] = await tx.rows<{ count: number }>(
    `select count(*)::integer as count from prompt_trials where status in ('queued', 'running')`,
  );
  if (row !== undefined && row.count >= WAITING_MAX) {
    throw new AppError('prompt.trials-waiting', `${row.count} trials wait already`);
  }
}

/** Gives way to others: so many long questions take a while. */
async function maskAll(questions: readonly string[]): Promise<string[]> {
  const masked: string[] = [];
  for (const question of questions) {
    await setImmediate();
    masked.push(maskForAll(question));
  }
  return masked;
}
